import { Script } from 'node:vm';
import type { TemplateFault } from './template-error.ts';

const TAG = /<%(?!%)([-=_#]?)([\s\S]*?)[-_]?%>/g;

/**
 * EJS names no line for a template that does not compile. This finds it: an unclosed tag by
 * counting, wrong JavaScript by compiling the tags' code alone, on its own lines.
 */
export function locateSyntaxError(at: {
  template: string;
  text: string;
  error: unknown;
}): TemplateFault {
  const { template, text } = at;
  const unclosed = unclosedTagLine(text);
  if (unclosed !== undefined) {
    return { template, line: unclosed, reason: 'this "<%" has no "%>"' };
  }
  try {
    new Script(`(function () {${codeOnOwnLines(text)}\n})`, { filename: 'template' });
  } catch (error) {
    if (error instanceof SyntaxError) {
      const line = /^template:(\d+)/.exec(error.stack ?? '')?.[1];
      // What is missing is missed behind the last line.
      const last = text.trimEnd().split('\n').length;
      const where = line ? { line: Math.min(Number(line), last) } : {};
      return { template, reason: error.message, ...where };
    }
  }
  const message = at.error instanceof Error ? at.error.message : String(at.error);
  return { template, reason: message.split('\n')[0] ?? message };
}

function unclosedTagLine(text: string): number | undefined {
  const rest = text.replace(TAG, (tag) => tag.replace(/[^\n]/g, ' '));
  const open = rest.search(/<%(?!%)/);
  return open === -1 ? undefined : text.slice(0, open).split('\n').length;
}

/** The JavaScript of all tags, each on the line where it stands, everything else left out. */
function codeOnOwnLines(text: string): string {
  let code = '';
  let from = 0;
  for (const { 0: tag, 1: kind, 2: body = '', index } of text.matchAll(TAG)) {
    code += text.slice(from, index).replace(/[^\n]/g, '');
    from = index + tag.length;
    if (kind === '#') {
      code += body.replace(/[^\n]/g, '');
    } else if (kind === '=' || kind === '-') {
      code += `;(${body});`;
    } else {
      code += ` ${body} `;
    }
  }
  return code;
}
