import type { ClassModel, DextModel } from '../dext/model.ts';
import { Engine } from '../flow/engine.ts';
import { liveAsService } from '../flow/lifecycle.ts';
import type { TrackedObject } from '../flow/objects.ts';
import type { ClassAnalysis, RuleSubject } from '../rules/subject.ts';
import type { SourceParser } from '../source/parse.ts';
import type { SyntaxNode } from '../source/syntax.ts';

/** What happens in the life of one class, as rules look at it. */
export interface Life {
  readonly subject: RuleSubject;
  readonly analysis: ClassAnalysis;
  /** The queue that Start and Stop run on. */
  readonly defaultQueue: TrackedObject;
  /** The returns and gotos that some path goes through, among other nodes. */
  readonly visited: ReadonlySet<SyntaxNode>;
}

/** Lives through the life of a class before it has its timer. */
export function lifeOf(at: {
  readonly dext: DextModel;
  readonly model: ClassModel;
  readonly parser: SourceParser;
}): Life {
  const { dext, model, parser } = at;
  const engine = new Engine({ dext, parser });
  const runs = liveAsService(engine, model);
  const analysis: ClassAnalysis = { model, runs, role: 'service' };
  const { defaultQueue, provider, visited } = engine;
  return { subject: { dext, classes: [analysis], provider }, analysis, defaultQueue, visited };
}
