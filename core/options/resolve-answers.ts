import { UsageError } from '../errors.ts';
import { missingAnswersError } from './missing-answers.ts';
import { type Given, labelOf, type Option, type Surroundings } from './option.ts';
import { type Question, questionFor } from './question.ts';
import { quote } from './quote.ts';

/** Puts one question to a person and returns the raw answer: text, or true and false. */
export type Ask = (question: Question) => Promise<unknown>;

/** Where answers come from beside what was given. */
export interface AnswerSources<A = unknown> extends Surroundings {
  /** What is settled and not among the options: that an option applies may depend on it. */
  readonly facts?: Readonly<Partial<A>>;
  readonly given: Given;
  /** Take defaults in place of questions. */
  readonly yes: boolean;
  /** A person sits at a terminal. */
  readonly canAsk: boolean;
  readonly ask: Ask;
}

/** The validated answers, and remarks for stderr. */
export interface Resolved<A> {
  readonly answers: Readonly<Partial<A>>;
  readonly notes: readonly string[];
}

/**
 * Completes and validates the answers of a command: what was given first, then, in the order of
 * the options, a question or the default for each that applies and is missing. Everything that was
 * given is validated before the first question.
 *
 * @throws UsageError for a bad value (code `usage`), or for answers that are missing where nobody
 *   can be asked (code `no-terminal`) or where --yes has no default for them
 */
export async function resolveAnswers<A>(of: {
  readonly options: readonly Option<A>[];
  readonly sources: AnswerSources<A>;
}): Promise<Resolved<A>> {
  const { options } = of;
  refuseChangeOfLocked({ options, given: of.sources.given });
  const sources = { ...of.sources, given: withLocked(options, of.sources.given) };
  const answers = { ...sources.facts, ...acceptGiven({ options, given: sources.given }) };
  const given = options.filter((option) => sources.given.has(option.key));
  refuseMissing({ options, sources, known: answers });

  for (const option of options) {
    if (!given.includes(option) && appliesTo(option, answers)) {
      answers[option.key] = await answerFor({ option, sources, known: answers });
    }
  }

  // Defaults were taken without regard to what was given; now all answers must go together.
  for (const option of given) {
    accept({ option, raw: sources.given.get(option.key) ?? '', known: answers });
  }
  const unused = given.filter((option) => !appliesTo(option, answers));
  for (const option of unused) {
    delete answers[option.key];
  }
  const notes = unused
    .filter((option) => of.sources.given.has(option.key))
    .map((option) => `${labelOf(option)} is left unused; it is for ${option.scope?.is}.`);
  return { answers, notes };
}

/** A locked value is taken as if it had been given. */
function withLocked<A>(options: readonly Option<A>[], given: Given): Given {
  const locked = options.flatMap((it) => (it.locked ? [[it.key, it.locked.text] as const] : []));
  return new Map([...given, ...locked]);
}

/** Whoever gives another value than the locked one is told, and not overruled in silence. */
function refuseChangeOfLocked<A>(of: {
  readonly options: readonly Option<A>[];
  readonly given: Given;
}): void {
  for (const option of of.options) {
    const raw = of.given.get(option.key);
    if (option.locked && raw !== undefined) {
      const nothing: Partial<A> = {};
      const [given, locked] = [raw, option.locked.text].map((text) =>
        option.format(accept({ option, raw: text, known: nothing })),
      );
      if (given !== locked) {
        const flag = labelOf(option);
        const message = `${flag}: ${quote(raw)} is not allowed; it is locked to ${quote(option.locked.text)} by ${option.locked.by}.`;
        throw new UsageError({ code: 'locked', message, flag });
      }
    }
  }
}

/**
 * Validates what was given, and nothing else.
 *
 * @throws UsageError for a bad value
 */
export function acceptGiven<A>(of: {
  readonly options: readonly Option<A>[];
  readonly given: Given;
}): Partial<A> {
  const answers: Partial<A> = {};
  for (const option of of.options) {
    const raw = of.given.get(option.key);
    if (raw !== undefined) {
      answers[option.key] = accept({ option, raw, known: answers });
    }
  }
  return answers;
}

/** An answer that there always is: resolveAnswers leaves out only what is out of scope. */
export function answered<A, K extends keyof A & string>(
  answers: Readonly<Partial<A>>,
  key: K,
): A[K] {
  const value = answers[key];
  if (value === undefined) {
    throw new Error(`no answer for ${key}`);
  }
  return value as A[K];
}

async function answerFor<A>(of: {
  readonly option: Option<A>;
  readonly sources: AnswerSources<A>;
  readonly known: Readonly<Partial<A>>;
}): Promise<A[keyof A & string]> {
  const { option, sources, known } = of;
  if (sources.yes) {
    const fallback = option.fallback(known, sources);
    if (fallback === undefined) {
      throw missingAnswersError({ missing: [option], reason: 'no-default' });
    }
    const nothing: Partial<A> = {};
    return accept({ option, raw: fallback, known: nothing });
  }
  const answer = await sources.ask(questionFor({ option, known, around: sources }));
  // Not every prompt runs `validate`: answers set by a test or another program arrive unchecked.
  return accept({ option, raw: String(answer), known });
}

function refuseMissing<A>(of: {
  readonly options: readonly Option<A>[];
  readonly sources: AnswerSources<A>;
  readonly known: Readonly<Partial<A>>;
}): void {
  const { sources } = of;
  const missing = of.options.filter(
    (option) => !sources.given.has(option.key) && appliesTo(option, of.known),
  );
  const needed = sources.yes
    ? missing.filter((option) => option.fallback(of.known, sources) === undefined)
    : missing;
  if (needed.length > 0 && (sources.yes || !sources.canAsk)) {
    throw missingAnswersError({
      missing: needed,
      reason: sources.yes ? 'no-default' : 'no-terminal',
    });
  }
}

function accept<A, K extends keyof A & string>(of: {
  readonly option: Option<A, K>;
  readonly raw: string;
  readonly known: Readonly<Partial<A>>;
}): A[K] {
  const parsed = of.option.parse(of.raw, of.known);
  if ('value' in parsed) {
    return parsed.value;
  }
  const flag = labelOf(of.option);
  const locked = of.option.locked ? ` It is locked by ${of.option.locked.by}.` : '';
  throw new UsageError({ code: 'usage', message: `${flag}: ${parsed.problem}${locked}`, flag });
}

function appliesTo<A>(option: Option<A>, known: Readonly<Partial<A>>): boolean {
  return option.scope === undefined || option.scope.includes(known);
}
