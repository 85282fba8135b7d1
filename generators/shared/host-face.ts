import type { Face } from '../../core/face.ts';
import { paintFor, plain } from '../../core/show/paint.ts';

/** What we use of an environment's adapter. */
export interface Adapter {
  prompt(questions: object): Promise<Record<string, unknown>>;
  log(text: string): unknown;
}

/** The streams of an adapter that talks to a terminal; others have none. */
interface Streams {
  readonly stdin: { readonly isTTY?: boolean };
  readonly stdout: Output;
  readonly stderr: Output;
}

interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/**
 * The face of a generator that another program runs: it asks through the program's adapter, and
 * prints to the adapter's streams or, where it has none, to its log.
 *
 * @param at.cwd the generator's destination root
 */
export function hostFace(at: { readonly adapter: Adapter; readonly cwd: string }): Face {
  const { adapter, cwd } = at;
  const streams = streamsOf(adapter);
  const log = (text: string) => void adapter.log(text.replace(/\n$/, ''));
  return {
    cwd,
    // Prompts of a stock adapter would wait on a pipe for ever; any other adapter knows the answers.
    canAsk: streams === undefined || streams.stdin.isTTY === true,
    ask: async (question) => (await adapter.prompt([{ ...question }]))[question.name],
    print: streams ? (text) => void streams.stdout.write(text) : log,
    notesOnTerminal: false,
    note: streams ? (text) => void streams.stderr.write(text) : log,
    paint: streams
      ? { print: paintFor(streams.stdout), note: paintFor(streams.stderr) }
      : { print: plain, note: plain },
  };
}

/** The stock adapter queues its questions in front of the one that has the streams. */
function streamsOf(adapter: Adapter & { readonly actualAdapter?: object }): Streams | undefined {
  const actual: Partial<Streams> = adapter.actualAdapter ?? adapter;
  const { stdin, stdout, stderr } = actual;
  return stdin && stdout && stderr ? { stdin, stdout, stderr } : undefined;
}
