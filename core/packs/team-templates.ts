import { didYouMean, orMeant } from '../did-you-mean.ts';
import { sha256Hex } from '../hash.ts';
import { ADD_COMMAND } from '../options/add-command.ts';
import { NEW_COMMAND, NEW_OPTIONS } from '../options/new-command.ts';
import { flagsOf, kebab } from '../options/option.ts';
import { quote } from '../options/quote.ts';
import type { TeamOptions } from '../options/team-options.ts';
import { listTemplates, ownTemplates, type TemplateRoots } from '../render/template-roots.ts';
import type { Pack } from './load-packs.ts';
import type { PackCommand, PackQuestion } from './manifest.ts';
import { packFault } from './pack-fault.ts';
import { questionOption } from './question-option.ts';
import { valuesOf } from './team-values.ts';

/** A team's templates with all that they rest on, checked against one another and against ours. */
export interface TeamTemplates {
  /** The outermost first. */
  readonly packs: readonly Pack[];
  readonly name: string;
  readonly version: string;
  /** The packs' roots, and ours at the end. */
  readonly roots: TemplateRoots;
  readonly optionsFor: (command: PackCommand) => TeamOptions;
  /** SHA-256 of everything that these packs could execute or copy. */
  readonly digest: string;
}

/**
 * Puts packs together.
 *
 * @param packs at least one, the outermost first
 * @throws ProjectError with file and line for what does not go together
 */
export function teamTemplates(packs: readonly Pack[]): TeamTemplates {
  const [outermost] = packs;
  if (!outermost) {
    throw new Error('there is no pack');
  }
  const roots = [...packs.map((it) => it.root), ownTemplates()];
  refuseRemovalOfNothing(packs, roots);
  const questions = questionsOf(packs);
  const { defaults, locked } = valuesOf(packs, questions);
  const { name, version } = outermost.manifest;
  return {
    packs,
    name,
    version,
    roots,
    optionsFor: (command) => ({
      name,
      defaults,
      locked,
      questions: questions.filter((it) => it.asks.includes(command)).map(questionOption),
      names: questions.map((it) => it.name),
    }),
    digest: digestOf(packs),
  };
}

function refuseRemovalOfNothing(packs: readonly Pack[], roots: TemplateRoots): void {
  for (const [index, { manifest }] of packs.entries()) {
    const behind = listTemplates(roots.slice(index + 1), 'project');
    for (const { value, at } of manifest.remove) {
      const isThere = value.endsWith('/')
        ? behind.some((it) => it.startsWith(value))
        : behind.includes(value);
      if (!isThere) {
        const isFolder = behind.some((it) => it.startsWith(`${value}/`));
        const near = isFolder ? `${value}/` : didYouMean(value, behind);
        throw packFault(at, `there is no template ${quote(value)} to remove.${orMeant(near)}`);
      }
    }
  }
}

/** A parent's questions first; one of the same name takes the place of the parent's. */
function questionsOf(packs: readonly Pack[]): PackQuestion[] {
  const questions = new Map<string, PackQuestion>();
  const flags = new Set([...flagsOf(NEW_COMMAND), ...flagsOf(ADD_COMMAND)].map((it) => it.key));
  for (const { manifest } of packs.toReversed()) {
    for (const question of manifest.questions) {
      const { name, at } = question;
      if (flags.has(name) || flags.has(name.replace(/^no([A-Z])/, lowered))) {
        throw packFault(at, `--${kebab(name)} is a flag already; give the question another name.`);
      }
      questions.set(name, question);
    }
  }
  const all = [...questions.values()];
  for (const { name, at } of all) {
    const opposite = name.replace(/^no([A-Z])/, lowered);
    if (opposite !== name && questions.has(opposite)) {
      throw packFault(
        at,
        `--${kebab(name)} is the other side of --${kebab(opposite)}; rename one.`,
      );
    }
  }
  for (const [index, question] of all.entries()) {
    refuseWrongPreset(question);
    refuseUnknownCondition(question, all.slice(0, index));
  }
  return all;
}

function lowered(_whole: string, capital: string): string {
  return capital.toLowerCase();
}

function refuseWrongPreset(question: PackQuestion): void {
  const { preset } = question;
  const parsed = preset && questionOption(question).parse(preset.value, {});
  if (preset && parsed && 'problem' in parsed) {
    throw packFault(preset.at, `the default of ${quote(question.name)}: ${parsed.problem}`);
  }
}

/** A condition looks at an option of ours, or at a question that was asked before. */
function refuseUnknownCondition(question: PackQuestion, before: readonly PackQuestion[]): void {
  const known = [...NEW_OPTIONS.map((it) => kebab(it.key)), ...before.map((it) => it.name)];
  for (const [key, values] of question.when) {
    if (!known.includes(key)) {
      const near = didYouMean(key, known);
      throw packFault(
        question.at,
        `${quote(question.name)} asks when ${quote(key)}, which is neither an option nor an earlier question.${orMeant(near)}`,
      );
    }
    const option =
      NEW_OPTIONS.find((it) => kebab(it.key) === key) ??
      before.filter((it) => it.name === key).map(questionOption)[0];
    for (const value of values) {
      const parsed = option?.parse(value, {});
      if (parsed && 'problem' in parsed) {
        throw packFault(
          question.at,
          `${quote(question.name)} asks when ${quote(key)} has a value that it cannot have: ${parsed.problem}`,
        );
      }
    }
  }
}

function digestOf(packs: readonly Pack[]): string {
  const parts = packs.flatMap(({ files, manifest }) => [
    ['', Buffer.from(manifest.text)] as const,
    ...files.map((it) => [it.template, it.bytes] as const),
  ]);
  const text = parts.map(([name, bytes]) => `${name}\0${sha256Hex(bytes)}\n`).join('');
  return sha256Hex(Buffer.from(text));
}
