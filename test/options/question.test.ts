import { PassThrough } from 'node:stream';
import { createPromptModule } from 'inquirer';
import { describe, expect, it } from 'vitest';
import { NEW_OPTIONS } from '../../core/options/new-command.ts';
import { type Question, questionFor } from '../../core/options/question.ts';
import { runNew } from './command-run.ts';

/** What is typed once a text is on the screen. */
type Step = readonly [seen: string, typed: string];

/** Answers real inquirer prompts as a person does; presses Enter where no steps are given. */
function typist(steps: Readonly<Record<string, readonly Step[]>>) {
  let screen = '';
  const ask = async (question: Question): Promise<unknown> => {
    const waiting = [...(steps[question.name] ?? [[question.message.slice(0, 20), '\r'] as const])];
    const input = new PassThrough();
    const output = new PassThrough();
    let seen = '';
    output.on('data', (chunk: Buffer) => {
      screen += chunk;
      seen += chunk;
      const [step] = waiting;
      if (step !== undefined && seen.includes(step[0])) {
        waiting.shift();
        seen = '';
        setImmediate(() => input.write(step[1]));
      }
    });
    const answers: Record<string, unknown> = await createPromptModule({ input, output })([
      question,
    ]);
    return answers[question.name];
  };
  return { ask, canAsk: true, screen: () => screen };
}

describe('questions', () => {
  it('work in inquirer: text, choice and confirmation', async () => {
    const terminal = typist({
      name: [["driver's name?", 'Acme\r']],
      mode: [
        ['How often', '\u001b[B'],
        ['How often', '\r'],
      ],
      power: [['Rest the timer', 'n\r']],
    });
    const { options } = await runNew([], terminal);
    expect(options.name).toBe('Acme');
    expect(options.timers[0]?.mode).toBe('one-shot');
    expect(options.power).toBe(false);
    expect(terminal.screen()).toContain('periodic: again and again, without drift');
  });

  it('show in inquirer what is wrong and let the person try again', async () => {
    const terminal = typist({
      interval: [
        ['How long', '5m\r'],
        ['is not a duration', '\u007f\u007f5ms\r'],
      ],
    });
    const { options } = await runNew(['Acme'], terminal);
    expect(options.timers[0]?.interval).toBe(5_000_000n);
    expect(terminal.screen()).toContain('is not a duration');
  });

  it('say what each choice means, and keep the answered line short', () => {
    const [mode] = NEW_OPTIONS.filter((option) => option.key === 'mode').map((option) =>
      questionFor({ option, known: {}, around: { folderName: 'x' } }),
    );
    expect(mode?.type === 'select' && mode.choices).toEqual([
      { name: 'periodic: again and again, without drift', value: 'periodic', short: 'periodic' },
      { name: 'one-shot: once, one interval after Start', value: 'one-shot', short: 'one-shot' },
    ]);
  });

  it('are a question and one sentence of help', () => {
    for (const option of NEW_OPTIONS) {
      const { message } = questionFor({ option, known: {}, around: { folderName: 'x' } });
      expect(message).toMatch(/^[A-Z][^?]*\? [A-Z].*\.$/);
      expect(message.length, message).toBeLessThanOrEqual(120);
    }
  });
});
