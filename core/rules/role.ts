import type { ClassModel } from '../dext/model.ts';
import { MEDIA_OBJECT } from '../dext/no-service.ts';
import type { ClassAnalysis } from './subject.ts';

/** What a class is, going by its base and whether it has Start or Stop. */
export function roleOf(model: ClassModel): ClassAnalysis['role'] {
  if (model.base && MEDIA_OBJECT.test(model.base)) {
    return 'audio';
  }
  const isDispatched = model.kind === 'iig' && model.base !== 'OSObject';
  return isDispatched && ['Start', 'Stop'].some((it) => model.methods.has(it))
    ? 'service'
    : 'helper';
}
