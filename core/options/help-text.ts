import { wrap } from '../show/wrap.ts';
import { type Command, type Flag, flagsOf, kebab, labelOf } from './option.ts';

const WIDTH = 80;

/**
 * The help of a command, at most 80 columns wide.
 *
 * @param of.face which of the two faces shows it: they differ in how they are started
 */
export function helpText(of: {
  readonly command: Command;
  readonly face: 'command' | 'yeoman';
}): string {
  const { command } = of;
  const start = command.invocation[of.face];
  const { positional } = command;
  const argument = positional && ` [${positional.label}${positional.many ? '…' : ''}]`;
  const column = Math.max(...flagsOf(command).map((flag) => leftOf(flag).length)) + 2;
  const groups = command.groups.map(({ title, flags }) =>
    [`${title}:`, ...flags.flatMap((flag) => flagLines(flag, column))].join('\n'),
  );
  const examples = command.examples.map((example) => `  ${start} ${example}`.trimEnd());
  return [
    `Usage: ${start}${argument ?? ''} [options]`,
    wrap(command.summary, WIDTH).join('\n'),
    ...groups,
    ['Examples:', ...examples].join('\n'),
  ]
    .join('\n\n')
    .concat('\n');
}

function leftOf(flag: Flag): string {
  const negative = flag.negatable ? `, --no-${kebab(flag.key)}` : '';
  return `  ${labelOf(flag)}${negative} ${flag.placeholder}`.trimEnd();
}

function flagLines(flag: Flag, column: number): string[] {
  const [first = '', ...rest] = wrap(flag.help, WIDTH - column);
  return [leftOf(flag).padEnd(column) + first, ...rest.map((line) => ' '.repeat(column) + line)];
}
