import { writeSync } from 'node:fs';
import { Cancelled, ProjectError } from '../core/errors.ts';
import type { Face } from '../core/face.ts';
import type { Question } from '../core/options/question.ts';
import { paintFor } from '../core/show/paint.ts';
import { isTerminal } from './is-terminal.ts';

/** The face of the command: questions and notes on stderr, results on stdout. */
export function terminalFace(): Face {
  // Asked by number: Node makes a whole stream of process.stdin and its kin at the first look.
  const [stdout, stderr] = [isTerminal(1), isTerminal(2)];
  return {
    get cwd() {
      return currentFolder();
    },
    canAsk: stderr && isTerminal(0),
    ask,
    print: (text) => write('stdout', text),
    note: (text) => write('stderr', text),
    notesOnTerminal: stderr && process.env.TERM !== 'dumb',
    paint: { print: paintFor({ isTTY: stdout }), note: paintFor({ isTTY: stderr }) },
  };
}

function currentFolder(): string {
  try {
    return process.cwd();
  } catch (error) {
    throw new ProjectError({
      code: 'no-folder',
      message: 'The current folder is gone; change to one that exists.',
      cause: error,
    });
  }
}

/**
 * Writes at once, by number: Node would load its streams and network code to make process.stdout.
 * What nobody reads any more, or has no room, must not undo or belie what was written to disk.
 */
function write(to: 'stdout' | 'stderr', text: string): void {
  let rest = Buffer.from(text);
  try {
    while (rest.length > 0) {
      rest = rest.subarray(writeSync(to === 'stdout' ? 1 : 2, rest));
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'EAGAIN') {
      process[to].write(rest); // a full pipe that does not block: the stream waits for it
    } else if (code !== 'EPIPE' && to === 'stdout') {
      write('stderr', `The output could not be printed: ${message}.\n`);
    }
  }
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
