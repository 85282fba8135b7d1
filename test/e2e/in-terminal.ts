import { stripVTControlCharacters } from 'node:util';
import { spawn } from '@lydell/node-pty';
import { type Place, someUser } from './processes.ts';

export const KEY = { down: '\u001b[B', enter: '\r', ctrlC: '\u0003' } as const;

/** What a person waits for on the screen, and what they type then. */
export type Step = readonly [seen: string, typed: string];

export interface Session {
  readonly status: number;
  /** All that came to the screen, without escape sequences. */
  readonly text: string;
  /** The same with them. */
  readonly raw: string;
}

const PATIENCE = 50_000;

/**
 * Runs Node with a script in a real terminal, and types.
 *
 * @param at.steps done in order, each once its text has come up behind that of the step before
 */
export function inTerminal(at: {
  readonly script: string;
  readonly args: readonly string[];
  readonly place: Place;
  readonly steps: readonly Step[];
}): Promise<Session> {
  const { cwd, env } = at.place;
  const terminal = spawn(process.execPath, [at.script, ...at.args], {
    cwd,
    env: { TERM: 'xterm-256color', ...env },
    cols: 200,
    rows: 50,
    ...someUser(),
  });
  const steps = [...at.steps];
  let raw = '';
  let seenTo = 0;

  return new Promise((resolve, reject) => {
    const impatience = setTimeout(() => {
      terminal.kill('SIGKILL');
      const [missing] = steps;
      const what = missing ? `${JSON.stringify(missing[0])} did not come up` : 'it did not end';
      reject(new Error(`${what}; on the screen:\n${stripVTControlCharacters(raw)}`));
    }, PATIENCE);
    terminal.onData((data) => {
      raw += data;
      const text = stripVTControlCharacters(raw);
      for (let next = steps[0]; next; next = steps[0]) {
        const found = text.indexOf(next[0], seenTo);
        if (found === -1) {
          return;
        }
        seenTo = found + next[0].length;
        steps.shift();
        terminal.write(next[1]);
      }
    });
    terminal.onExit(({ exitCode }) => {
      clearTimeout(impatience);
      const text = stripVTControlCharacters(raw).replaceAll('\r\n', '\n');
      if (steps.length > 0) {
        reject(
          new Error(`It ended before ${JSON.stringify(steps[0]?.[0])}; on the screen:\n${text}`),
        );
      } else {
        resolve({ status: exitCode, text, raw });
      }
    });
  });
}
