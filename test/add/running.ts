import type { PlanAddedTimer } from '../../core/add/add-timer.ts';
import { commitTimer } from '../../core/add/commit-timer.ts';
import { prepareAdd } from '../../core/add/prepare-add.ts';
import type { Face } from '../../core/face.ts';
import { ADD_COMMAND } from '../../core/options/add-command.ts';
import { parseCommandLine } from '../../core/options/command-line.ts';
import type { Question } from '../../core/options/question.ts';
import { switchesOf } from '../../core/options/switches.ts';
import { plain } from '../../core/show/paint.ts';
import { fakePlan } from './fake-plan.ts';

/** What a person sees of a run. */
export interface Seen {
  readonly stdout: string;
  readonly stderr: string;
  readonly asked: readonly Question[];
}

/**
 * Runs `add` in this process.
 *
 * @param at.answers by the question's name; where they are given, somebody sits at a terminal
 * @param at.meanwhile happens between planning and writing
 */
export async function add(
  args: readonly string[],
  at: {
    readonly cwd: string;
    readonly answers?: Readonly<Record<string, unknown>>;
    readonly plan?: PlanAddedTimer;
    readonly meanwhile?: () => void;
  },
): Promise<Seen> {
  let [stdout, stderr] = ['', ''];
  const asked: Question[] = [];
  const face: Face = {
    cwd: at.cwd,
    canAsk: at.answers !== undefined,
    ask: async (question) => {
      asked.push(question);
      return at.answers?.[question.name] ?? question.default;
    },
    print: (text) => {
      stdout += text;
    },
    note: (text) => {
      stderr += text;
    },
    notesOnTerminal: false,
    paint: { print: plain, note: plain },
  };
  const given = parseCommandLine(args, ADD_COMMAND);
  const planned = await prepareAdd({ given, face, planAddedTimer: at.plan ?? fakePlan });
  at.meanwhile?.();
  await commitTimer({ planned, switches: switchesOf(given), face });
  return { stdout, stderr, asked };
}
