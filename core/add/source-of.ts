import type { ClassModel, DextModel } from '../dext/model.ts';
import type { SourceFile } from '../source/source-file.ts';
import type { LifecycleMethods } from './lifecycle-methods.ts';
import { Refused } from './refused.ts';

const SOURCE = /\.(?:cpp|cc|cxx|c\+\+|mm)$/i;

/**
 * The source that the new methods go to: where Stop is defined, or else Start, or else most of
 * the class's methods, or else the one that is named like the class.
 *
 * @throws Refused where the class has no source
 */
export function sourceOf(at: {
  readonly dext: DextModel;
  readonly model: ClassModel;
  readonly methods: LifecycleMethods;
}): SourceFile {
  const { dext, model, methods } = at;
  const { Stop, Start, free, init } = methods;
  const lifecycle = Stop ?? Start ?? free ?? init;
  if (lifecycle) {
    return lifecycle.file;
  }
  const counts = new Map<SourceFile, number>();
  for (const { file } of [...model.methods.values()].flatMap((it) => it.definitions)) {
    if (SOURCE.test(file.path)) {
      counts.set(file, (counts.get(file) ?? 0) + 1);
    }
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1]).map(([file]) => file);
  const folder = model.file.path.replace(/[^/]*$/, '');
  const named = dext.files.find(
    (it) => SOURCE.test(it.path) && it.path.replace(SOURCE, '') === folder + model.name,
  );
  const found = most ?? named;
  if (!found) {
    throw new Refused({
      file: model.file,
      offset: model.node.start,
      code: 'no-source',
      message: `no source defines methods of ${model.name}, and there is no ${model.name}.cpp`,
    });
  }
  return found;
}
