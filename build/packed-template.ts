import { minifySync } from 'rolldown/utils';
import { BETWEEN_TEXTS } from '../core/render/packed.ts';
import { ejsCode, textOf } from '../core/render/template-code.ts';
import { toAscii } from './ascii-output.ts';

/** How EJS adds a text of the template to the output, in the code that it makes. */
const ADD_TEXT = /__append\(("(?:[^"\\\n]|\\.)*")\)/g;
/** And anything else. */
const ADD = '; __append(';
/** How it notes the line that runs. */
const LINE = /^ *; __line = \d+$/gm;

/**
 * A template for `templates.pack`: the code that EJS makes of it, with as little in it as V8 can
 * do with, as that reads all of it anew in every run. Its texts are apart, and all that is for
 * faults is left out: each of our templates is rendered by the tests.
 */
export function packedTemplate(template: string, bytes: Buffer): { code: Buffer; texts: Buffer } {
  const text = textOf(template, bytes);
  if (text.includes(BETWEEN_TEXTS)) {
    throw new Error(`${template}: a text has a NUL in it`);
  }
  const texts: string[] = [];
  const body = ejsCode({ template, text, prepared: text })
    .replace(LINE, '')
    .replace(ADD_TEXT, (_, literal: string) => {
      const index = texts.push(JSON.parse(literal.replaceAll('\t', '\\t'))) - 1;
      return `__output += __texts[${index}]`;
    })
    .replaceAll(ADD, '; __output += (');
  return {
    code: Buffer.from(toAscii(shortened(template, body))),
    texts: Buffer.from(texts.join(BETWEEN_TEXTS)),
  };
}

/** An expression that gives the function with this body. */
function shortened(template: string, body: string): string {
  const start = 'export default ';
  const { code, errors } = minifySync(
    `${template}.js`,
    `${start}function (scope, escapeFn, __texts) {${body}}`,
    { compress: true, mangle: true, codegen: { removeWhitespace: true } },
  );
  if (errors.length > 0 || !code.startsWith(start)) {
    throw new Error(`${template}: ${errors[0]?.message ?? code}`);
  }
  return code.slice(start.length).replace(/;$/, '');
}
