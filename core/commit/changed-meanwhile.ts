import { ProjectError } from '../errors.ts';
import type { Change } from '../plan/change.ts';

/** Somebody changed, created or removed a file between planning and writing. */
export function changedMeanwhile(change: Pick<Change, 'path'>): ProjectError {
  return new ProjectError({
    code: 'changed-meanwhile',
    message: `${JSON.stringify(change.path)} has changed since the plan was made; run again to plan afresh.`,
  });
}
