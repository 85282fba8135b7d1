import path from 'node:path';
import type { Recovery } from './recover.ts';

/** One line that tells a person what `recover` did, without a line break at its end. */
export function recoveryMessage(recovery: Recovery): string {
  const root = JSON.stringify(recovery.root);
  switch (recovery.outcome) {
    case 'completed':
      return `An interrupted run in ${root} had written all its files; removed what it left behind.`;
    case 'tidy':
      return `Removed what an interrupted run had left behind in ${root}; no file was half written.`;
    case 'restored':
      return `Restored ${root} to what it was before an interrupted run.${keptNote(recovery)}`;
  }
}

function keptNote(recovery: Recovery): string {
  return recovery.kept
    .map((kept) => {
      const file = JSON.stringify(path.join(recovery.root, kept.path));
      const old =
        kept.oldCopy === null
          ? ''
          : `; the version from before the run is ${JSON.stringify(path.basename(kept.oldCopy))} beside it`;
      return ` Kept ${file}, which has changed since${old}.`;
    })
    .join('');
}
