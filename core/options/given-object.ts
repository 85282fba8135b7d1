import { UsageError } from '../errors.ts';
import { GivenCollector } from './given-collector.ts';
import { type Command, type Given, kebab } from './option.ts';

/**
 * Reads options that arrive as an object, from a program that calls us in place of a shell, such
 * as another Yeoman generator. Keys may be camelCase or kebab-case, `power: false` and
 * `noPower: true` mean the same, undefined and null mean "not given". The positional argument is
 * found under its own key (`name`).
 *
 * @param options.runnerFlags keys in kebab-case that are none of ours and are passed over
 * @throws UsageError as parseCommandLine does, naming the flag and not the key
 */
export function parseGivenObject(
  values: Readonly<Record<string, unknown>>,
  command: Command,
  options: { readonly runnerFlags?: readonly string[] } = {},
): Given {
  const runnerFlags = new Set(options.runnerFlags);
  const collector = new GivenCollector(command);
  for (const [key, value] of Object.entries(values)) {
    const name = kebab(key.replace(/^[A-Z]/, (capital) => capital.toLowerCase()));
    if (value === undefined || value === null || runnerFlags.has(name)) {
      continue;
    }
    if (name === command.positional?.key) {
      const values = command.positional.many && Array.isArray(value) ? value : [value];
      for (const one of values) {
        collector.addPositional(textOf(one, command.positional.label));
      }
      continue;
    }
    const spelling = collector.spelling(name, `--${name}`);
    if (spelling.flag.kind !== 'switch') {
      collector.addText(spelling, textOf(value, spelling.typed));
    } else if (spelling.negated) {
      const opposite = { ...spelling, negated: false };
      collector.addSwitch(
        opposite,
        value === true ? 'false' : value === false ? 'true' : textOf(value, spelling.typed),
      );
    } else {
      collector.addSwitch(spelling, value === true ? undefined : textOf(value, spelling.typed));
    }
  }
  return collector.given;
}

/** Text as a shell would have passed it; anything but text, numbers and booleans is refused. */
function textOf(value: unknown, flag: string): string {
  if (['string', 'number', 'bigint', 'boolean'].includes(typeof value)) {
    return String(value);
  }
  const problem = Array.isArray(value)
    ? `${flag} is given more than once; give it once.`
    : `${flag} is given as ${typeof value}; give it as text.`;
  throw new UsageError({ code: 'usage', message: problem, flag });
}
