import type { Variable } from '../dext/model.ts';
import type { Here } from './expressions.ts';
import { sourceOf } from './frame.ts';

/**
 * The global or constant that a name stands for where it is written, `kPeriod` or `Horn::kPeriod`;
 * undefined where that is not certain.
 */
export function globalNamed({ engine, frame }: Here, written: string): Variable | undefined {
  const [name = '', scope] = written.split(/\s*::\s*/).reverse();
  const at = { file: sourceOf(frame), scope: scope || frame.owner?.name };
  return engine.dext.globals.at(at, name);
}
