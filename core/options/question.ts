import type { Option, Surroundings } from './option.ts';

/** A question as both `inquirer.prompt([question])` and Yeoman's `this.prompt([question])` take it. */
export type Question = TextQuestion | ChoiceQuestion | ListQuestion | SwitchQuestion;

interface TextQuestion {
  readonly type: 'input';
  readonly name: string;
  readonly message: string;
  readonly default?: string;
  /** True, or what is wrong: the sentence that the flag of the same name would give. */
  readonly validate: (answer: string) => true | string;
}

interface ChoiceQuestion {
  readonly type: 'select';
  readonly name: string;
  readonly message: string;
  readonly default?: string;
  readonly choices: { readonly name: string; readonly value: string; readonly short: string }[];
}

interface ListQuestion {
  readonly type: 'checkbox';
  readonly name: string;
  readonly message: string;
  readonly choices: {
    readonly name: string;
    readonly value: string;
    readonly short: string;
    readonly checked: boolean;
  }[];
  /** The prompt takes `checked` in its place. */
  readonly default?: undefined;
}

interface SwitchQuestion {
  readonly type: 'confirm';
  readonly name: string;
  readonly message: string;
  readonly default: boolean;
}

/** Makes the question of an option, with its sentence of help and the default of the moment. */
export function questionFor<A, K extends keyof A & string>(of: {
  readonly option: Option<A, K>;
  readonly known: Readonly<Partial<A>>;
  readonly around: Surroundings;
}): Question {
  const { option, known } = of;
  const fallback = option.fallback(known, of.around);
  const name = option.key;
  const message = `${option.question} ${option.hint}`.trimEnd();
  if (option.kind === 'switch') {
    return { type: 'confirm', name, message, default: fallback === 'true' };
  }
  const preset = fallback === undefined ? {} : { default: fallback };
  if (option.kind === 'choice') {
    return { type: 'select', name, message, ...preset, choices: choicesOf(option) };
  }
  if (option.kind === 'list') {
    const checked = new Set(fallback?.split(','));
    const choices = choicesOf(option).map((it) => ({ ...it, checked: checked.has(it.value) }));
    return { type: 'checkbox', name, message, choices };
  }
  const validate = (answer: string): true | string => {
    const parsed = option.parse(answer, known);
    return 'problem' in parsed ? parsed.problem : true;
  };
  return { type: 'input', name, message, ...preset, validate };
}

function choicesOf<A, K extends keyof A & string>(option: Option<A, K>) {
  return (option.choices ?? []).map(({ value, meaning }) => ({
    name: meaning === '' ? value : `${value}: ${meaning}`,
    value,
    short: value,
  }));
}
