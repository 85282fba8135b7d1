import { disk, wipe } from './faulty-fs.ts';
import { type Scenario, writePlainly } from './scenarios.ts';
import { treeOf } from './tree.ts';

/** Where the scenarios play on the disk in memory. */
export const ROOT = '/home/me/work';

/** Puts the disk into the state before the run. */
export function setUp(scenario: Scenario): void {
  wipe();
  disk.mkdirSync(ROOT, { recursive: true });
  writePlainly({ disk, root: ROOT, files: scenario.old });
}

export function oldTree(scenario: Scenario): Record<string, string> {
  setUp(scenario);
  return treeOf(disk, ROOT);
}

/** What the run is to lead to. */
export function newTree(scenario: Scenario): Record<string, string> {
  setUp(scenario);
  writePlainly({ disk, root: ROOT, files: scenario.files });
  return treeOf(disk, ROOT);
}
