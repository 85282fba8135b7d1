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
 * Runs a command and holds the terminal until it is killed: what is still in a terminal that closes
 * can get lost. Ctrl-C is the command's own matter.
 */
const HELD = 'trap : INT; "$@"; printf "\\n[ended %d]" $?; read -r _';
const ENDED = /\n\[ended (\d+)\]/;

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
  const node = [process.execPath, at.script, ...at.args];
  const terminal = spawn('/bin/sh', ['-c', HELD, 'sh', ...node], {
    cwd,
    env: { TERM: 'xterm-256color', ...env },
    cols: 200,
    rows: 50,
    ...someUser(),
  });
  const steps = [...at.steps];
  let raw = '';
  let seenTo = 0;

  return new Promise<Session>((resolve, reject) => {
    const giveUp = (why: string) =>
      reject(new Error(`${why}; on the screen:\n${stripVTControlCharacters(raw)}`));
    const impatience = setTimeout(() => {
      const [missing] = steps;
      giveUp(missing ? `${JSON.stringify(missing[0])} did not come up` : 'it did not end');
    }, PATIENCE);
    terminal.onExit(() => {
      clearTimeout(impatience);
      giveUp('the terminal was closed');
    });
    terminal.onData((data) => {
      raw += data;
      const text = stripVTControlCharacters(raw).replaceAll('\r\n', '\n');
      for (let next = steps[0]; next; next = steps[0]) {
        const found = text.indexOf(next[0], seenTo);
        if (found === -1) {
          break;
        }
        seenTo = found + next[0].length;
        steps.shift();
        terminal.write(next[1]);
      }
      const end = ENDED.exec(text);
      if (end) {
        const [next] = steps;
        if (next) {
          giveUp(`it ended before ${JSON.stringify(next[0])}`);
        }
        resolve({ status: Number(end[1]), text: text.slice(0, end.index), raw });
      }
    });
  }).finally(() => terminal.kill('SIGKILL'));
}
