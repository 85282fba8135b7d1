// Repeats what the compiler said, and adds where the reason is that a stub lacks something.

import { readdirSync, readFileSync, realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const stubs = fileURLToPath(new URL('stubs', import.meta.url));

/**
 * What to do about compiler errors that come from the stubs being smaller than Apple's headers.
 *
 * @param {string} log what clang printed
 * @param {string[]} files paths of the stubs, below stubs/
 * @returns {string[]} one line for each missing thing
 */
export function explain(log, files) {
  const advice = new Set();
  const fileOf = (name) => files.find((path) => path.endsWith(`/${name}.iig`));
  for (const [, member, name] of log.matchAll(/no member named '(\w+)' in '(\w+)'/g)) {
    const file = fileOf(name);
    if (file)
      advice.add(
        `${name} has no ${member} in the stubs: copy its declaration from Apple's header into Tests/stubs/${file}.`,
      );
  }
  for (const [, header] of log.matchAll(/fatal error: '([\w/.+-]+)' file not found/g)) {
    const stub = header.replace(/\.h$/, '.iig');
    advice.add(
      `<${header}> is not in the stubs: add Tests/stubs/${header}, or ${stub} where it declares a class.`,
    );
  }
  for (const [, name] of log.matchAll(
    /(?:unknown type name|use of undeclared identifier) '(\w+)'/g,
  )) {
    advice.add(
      `${name} is not declared: if it is Apple's, declare it in the stub of the header that it comes from, in Tests/stubs.`,
    );
  }
  return [...advice];
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  const log = readFileSync(0, 'utf8');
  const files = readdirSync(stubs, { recursive: true, encoding: 'utf8' }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  const advice = explain(log, files);
  process.stdout.write(log);
  if (advice.length > 0) {
    process.stdout.write(
      `\n${advice.map((line) => `hint: ${line}\n`).join('')}hint: Tests/README.md shows an example.\n`,
    );
  }
}
