import type { ClassModel } from '../dext/model.ts';
import type { ClassAnalysis } from './subject.ts';

/** Objects of AudioDriverKit that are no IOService, in spite of their StartIO and StopIO. */
const AUDIO = /^IOUserAudio(?!Driver$)/;

/** What a class is, going by its base and whether it has Start or Stop. */
export function roleOf(model: ClassModel): ClassAnalysis['role'] {
  if (model.base && AUDIO.test(model.base)) {
    return 'audio';
  }
  const isDispatched = model.kind === 'iig' && model.base !== 'OSObject';
  return isDispatched && ['Start', 'Stop'].some((it) => model.methods.has(it))
    ? 'service'
    : 'helper';
}
