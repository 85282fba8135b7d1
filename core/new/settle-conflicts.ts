import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Cancelled, ProjectError } from '../errors.ts';
import type { Face } from '../face.ts';
import { actionOf, type Change, type Plan } from '../plan/change.ts';
import type { Paint } from '../show/paint.ts';

const CHOICES = [
  { short: 'no', name: 'No, keep what is there', value: 'keep' },
  { short: 'yes', name: 'Yes, overwrite it', value: 'overwrite' },
  { short: 'difference', name: 'Show the difference', value: 'diff' },
  { short: 'no to all', name: 'No to all: keep every file that differs', value: 'keep-all' },
  {
    short: 'yes to all',
    name: 'Yes to all: overwrite every file that differs',
    value: 'overwrite-all',
  },
  { short: 'stop', name: 'Stop; write nothing', value: 'stop' },
];

/**
 * Decides about files that are there and differ, before the first byte is written.
 *
 * @returns the plan without the changes that the person does not want, and how many those are
 * @throws ProjectError where nobody can be asked; Cancelled where the person stops
 */
export async function settleConflicts(at: {
  plan: Plan;
  face: Face;
  force: boolean;
  mayAsk: boolean;
}): Promise<{ readonly plan: Plan; readonly kept: number }> {
  const { plan, face } = at;
  const conflicts = plan.changes.filter((change) => actionOf(change) === 'change');
  if (conflicts.length === 0 || at.force) {
    return { plan, kept: 0 };
  }
  if (!at.mayAsk) {
    throw new ProjectError({ code: 'conflict', message: refusal(conflicts) });
  }
  const kept = new Set<Change>();
  let answer = '';
  for (const change of conflicts) {
    if (!answer.endsWith('-all')) {
      answer = await askAbout({ change, plan, face });
    }
    if (answer.startsWith('keep')) {
      kept.add(change);
    }
  }
  const changes = plan.changes.filter((change) => !kept.has(change));
  return { plan: { ...plan, changes }, kept: kept.size };
}

async function askAbout(at: { change: Change; plan: Plan; face: Face }): Promise<string> {
  const { change, plan, face } = at;
  for (;;) {
    const answer = await face.ask({
      type: 'select',
      name: 'conflict',
      message: `${change.path} is there and differs. Overwrite it?`,
      default: 'keep',
      choices: CHOICES,
    });
    if (answer === 'stop') {
      throw new Cancelled();
    }
    if (answer !== 'diff') {
      return String(answer);
    }
    face.note(await changeDiff({ change, root: plan.root, paint: face.paint.note }));
  }
}

/** The unified diff of one change against what is on disk. */
export async function changeDiff(at: {
  change: Change;
  root: string;
  paint: Paint;
}): Promise<string> {
  const { change, root, paint } = at;
  // Loaded here: most runs never show a difference.
  const { unifiedDiff } = await import('../show/unified-diff.ts');
  return unifiedDiff({
    path: change.path,
    before: readFileSync(path.join(root, change.path), 'utf8'),
    after: Buffer.from(change.bytes).toString('utf8'),
    paint,
  });
}

function refusal(conflicts: readonly Change[]): string {
  const [first, ...others] = conflicts.map((change) => change.path);
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  return `${first}${more} is there and differs; nothing was written. Pass --force to overwrite, or --dry-run to see the difference.`;
}
