import { didYouMean } from '../did-you-mean.ts';
import { NEW_OPTIONS } from '../options/new-command.ts';
import { kebab, type Option } from '../options/option.ts';
import { quote } from '../options/quote.ts';
import { type AllAnswers, filledIn, type TeamOptions } from '../options/team-options.ts';
import type { Pack } from './load-packs.ts';
import type { PackQuestion, SaidValue } from './manifest.ts';
import { packFault } from './pack-fault.ts';
import { questionOption } from './question-option.ts';

/**
 * The defaults and locked values of packs. A pack's default counts before its parent's; what a
 * parent locks stays locked.
 *
 * @param packs the outermost first
 * @throws ProjectError with file and line, for a name that nobody knows or a value that cannot be
 */
export function valuesOf(
  packs: readonly Pack[],
  questions: readonly PackQuestion[],
): Pick<TeamOptions, 'defaults' | 'locked'> {
  const options = [...NEW_OPTIONS, ...questions.map(questionOption)];
  const defaults = new Map<string, string>();
  const locked = new Map<string, { text: string; by: string }>();
  for (const { manifest } of packs.toReversed()) {
    const { name } = manifest;
    for (const [key, said] of [...manifest.defaults, ...manifest.locked]) {
      const option = optionNamed(key, said, options);
      const lock = locked.get(option.key);
      if (lock && lock.text !== said.value) {
        throw packFault(said.at, `${quote(key)} is locked to ${quote(lock.text)} by ${lock.by}.`);
      }
      defaults.set(option.key, said.value);
    }
    for (const [key, said] of manifest.locked) {
      if (said.value.includes('[name]')) {
        throw packFault(said.at, `${quote(key)}: "[name]" stands for a name in defaults alone.`);
      }
      const { key: own } = optionNamed(key, said, options);
      if (own === 'name' || own === 'timer') {
        throw packFault(said.at, `${quote(key)} cannot be locked: each driver has its own.`);
      }
      locked.set(own, { text: said.value, by: `${name} (${said.at})` });
    }
  }
  return { defaults, locked };
}

/** An option by its flag, or a question by its name, that takes this value. */
function optionNamed(
  key: string,
  said: SaidValue,
  options: readonly Option<AllAnswers>[],
): Option<AllAnswers> {
  const names = options.map((it) => nameOf(it.key));
  const option = options.find((it) => nameOf(it.key) === key);
  if (!option) {
    const near = didYouMean(key, names);
    const meant =
      near === undefined ? `there are ${names.join(', ')}.` : `did you mean ${quote(near)}?`;
    throw packFault(said.at, `${quote(key)} is neither an option nor a question; ${meant}`);
  }
  if (said.isList && option.kind !== 'list') {
    throw packFault(said.at, `${quote(key)} is a list; give one value.`);
  }
  const parsed = option.parse(filledIn(said.value, {}), {});
  if ('problem' in parsed) {
    throw packFault(said.at, `${quote(key)}: ${parsed.problem}`);
  }
  return option;
}

const OWN_KEYS: ReadonlySet<string> = new Set(NEW_OPTIONS.map((it) => it.key));

/** Options of ours are named as their flags, questions as in templates. */
function nameOf(key: string): string {
  return OWN_KEYS.has(key) ? kebab(key) : key;
}
