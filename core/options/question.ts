import type { Option, Surroundings } from './option.ts';

/** A question as both `inquirer.prompt([question])` and Yeoman's `this.prompt([question])` take it. */
export type Question = TextQuestion | ChoiceQuestion | SwitchQuestion;

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
  const message = `${option.question} ${option.hint}`;
  if (option.kind === 'switch') {
    return { type: 'confirm', name, message, default: fallback === 'true' };
  }
  const preset = fallback === undefined ? {} : { default: fallback };
  if (option.kind === 'choice') {
    const choices = (option.choices ?? []).map(({ value, meaning }) => ({
      name: `${value}: ${meaning}`,
      value,
      short: value,
    }));
    return { type: 'select', name, message, ...preset, choices };
  }
  const validate = (answer: string): true | string => {
    const parsed = option.parse(answer, known);
    return 'problem' in parsed ? parsed.problem : true;
  };
  return { type: 'input', name, message, ...preset, validate };
}
