import type { ClassModel, DextModel } from '../dext/model.ts';
import { Engine } from '../flow/engine.ts';
import { liveAsService } from '../flow/lifecycle.ts';
import type { Run } from '../flow/run.ts';
import type { ClassAnalysis, RuleSubject } from '../rules/subject.ts';
import type { SourceParser } from '../source/parse.ts';

/** What happens in the life of one class, as rules look at it. */
export interface Life {
  readonly subject: RuleSubject;
  readonly analysis: ClassAnalysis;
}

/** Lives through the life of a class before it has its timer. */
export function lifeOf(at: {
  readonly dext: DextModel;
  readonly model: ClassModel;
  readonly parser: SourceParser;
}): Life {
  const { dext, model, parser } = at;
  const engine = new Engine({ dext, parser });
  const whole = liveAsService(engine, model);
  // Where Start has more paths than can be followed, Stop is looked at as if Start had done nothing.
  const runs = whole.some((it) => it.entry.kind === 'stop')
    ? whole
    : [...whole, ...stopAlone(engine, model)];
  const analysis: ClassAnalysis = { model, runs, role: 'service' };
  const { defaultQueue, provider } = engine;
  return { subject: { dext, classes: [analysis], defaultQueue, provider }, analysis };
}

function stopAlone(engine: Engine, model: ClassModel): Run[] {
  const methods = new Map([...model.methods].filter(([name]) => name !== 'Start'));
  return liveAsService(engine, { ...model, methods }).filter((it) => it.entry.kind === 'stop');
}
