import type { ClassModel, Definition } from '../dext/model.ts';
import { dk08 } from '../rules/dk08.ts';
import { superStops } from '../rules/super-stop.ts';
import { eventsOf, runsOf } from '../rules/timers.ts';
import type { SourceFile } from '../source/source-file.ts';
import { descend } from '../source/syntax.ts';
import type { Life } from './life.ts';
import { hasPlainSuperStop, namesSuperStop } from './plain-super-stop.ts';
import { Refused } from './refused.ts';

/**
 * Whether a Stop can be run as the second of two passes: its own return value no longer counts
 * then, so that it must reach super Stop.
 *
 * @throws Refused
 */
export function checkStop(life: Life, stop: Definition): void {
  const { name } = life.analysis.model;
  const at = { file: stop.file, offset: stop.node.start };
  const runs = runsOf(life.analysis, 'stop');
  const [finding] = dk08.check(life.subject).filter((it) => it.severity === 'error');
  if (finding) {
    throw new Refused({
      file: fileOf(life, finding.path) ?? stop.file,
      offset: offsetOf(fileOf(life, finding.path) ?? stop.file, finding.line),
      code: 'no-super-stop',
      message: `${name}::Stop: ${lowerFirst(finding.message)} (DK08) Mend that first`,
    });
  }
  const isFollowed = runs.length > 0 && runs.every((it) => !it.isTruncated);
  if (
    runs.every((run) => superStops(run).length === 0) &&
    !hasPlainSuperStop(stop, life.analysis.model) &&
    (isFollowed || !namesSuperStop(life.analysis.model))
  ) {
    throw new Refused({
      ...at,
      code: 'super-stop-unseen',
      message: `${name}::Stop calls super Stop nowhere that can be seen`,
    });
  }
  const deleted = runs.flatMap((run) => eventsOf(run, 'delete-ivars'))[0];
  if (deleted) {
    throw new Refused({
      file: deleted.site.file,
      offset: deleted.site.start,
      code: 'ivars-deleted-in-stop',
      message: `${name}::Stop deletes its ivars, which free() is to do (DK33)`,
    });
  }
}

const REPLACES =
  /^(?:\w+\s*->\s*)?SetDispatchQueue\s*\(\s*(?:kIOServiceDefaultQueueName|"Default")/;

/**
 * Whether the Default queue is the one that DriverKit made.
 *
 * @throws Refused
 */
export function checkQueues(model: ClassModel): void {
  for (const { definitions } of model.methods.values()) {
    for (const { file, body } of definitions) {
      const call = [...descend(body)].find(
        ({ type, start, end }) =>
          type === 'call_expression' && REPLACES.test(file.text.slice(start, end)),
      );
      if (call) {
        throw new Refused({
          file,
          offset: call.start,
          code: 'default-queue-replaced',
          message: `${model.name} replaces its Default queue`,
        });
      }
    }
  }
}

function fileOf({ subject }: Life, path: string): SourceFile | undefined {
  return subject.dext.files.find((it) => it.path === path);
}

function offsetOf({ text }: SourceFile, line: number): number {
  let at = 0;
  for (let i = 1; i < line; i++) {
    at = text.indexOf('\n', at) + 1;
  }
  return at;
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
