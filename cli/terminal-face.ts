import { isatty } from 'node:tty';
import { Cancelled } from '../core/errors.ts';
import type { Face } from '../core/face.ts';
import type { Question } from '../core/options/question.ts';
import { paintFor } from '../core/show/paint.ts';

/** The face of the command: questions and notes on stderr, results on stdout. */
export function terminalFace(): Face {
  // Asked by number: Node makes a whole stream of process.stdin and its kin at the first look.
  const [stdin, stdout, stderr] = [isatty(0), isatty(1), isatty(2)];
  return {
    cwd: process.cwd(),
    canAsk: stdin && stderr,
    ask,
    print: (text) => void process.stdout.write(text),
    note: (text) => void process.stderr.write(text),
    paint: { print: paintFor({ isTTY: stdout }), note: paintFor({ isTTY: stderr }) },
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
