import { Cancelled } from '../core/errors.ts';
import type { Face } from '../core/face.ts';
import type { Question } from '../core/options/question.ts';
import { paintFor } from '../core/show/paint.ts';

/** The face of the command: questions and notes on stderr, results on stdout. */
export function terminalFace(): Face {
  const { stdin, stdout, stderr } = process;
  return {
    cwd: process.cwd(),
    canAsk: stdin.isTTY === true && stderr.isTTY === true,
    ask,
    print: (text) => void stdout.write(text),
    note: (text) => void stderr.write(text),
    paint: { print: paintFor(stdout), note: paintFor(stderr) },
  };
}

async function ask(question: Question): Promise<unknown> {
  // Loaded here: a run that asks nothing should not pay for it.
  const { createPromptModule } = await import('inquirer');
  const prompt = createPromptModule({ output: process.stderr });
  try {
    const answers: Record<string, unknown> = await prompt([question]);
    return answers[question.name];
  } catch (error) {
    if (error instanceof Error && error.name === 'ExitPromptError') {
      throw new Cancelled();
    }
    throw error;
  }
}
