import type { Variable } from '../dext/model.ts';
import type { Here } from './expressions.ts';
import { sourceOf } from './frame.ts';

/**
 * The global or constant that a name stands for where it is written, `kPeriod` or `Horn::kPeriod`;
 * undefined where that is not certain.
 */
export function globalNamed(here: Here, written: string): Variable | undefined {
  const { at, name } = useOf(here, written);
  return here.engine.dext.globals.at(at, name);
}

/** The enumerators that a name may mean where it is written. */
export function enumeratorsNamed(here: Here, written: string): readonly Variable[] {
  const { at, name } = useOf(here, written);
  return here.engine.dext.globals.enumeratorsAt(at, name);
}

function useOf({ frame }: Here, written: string) {
  const [name = '', scope] = written.split(/\s*::\s*/).reverse();
  return { name, at: { file: sourceOf(frame), scope: scope || frame.owner?.name } };
}
