import type { NewProjectOptions } from '../../core/options/new-project-options.ts';
import { rendered } from './rendered.ts';

/** The `.iig` and C++ of an emitted driver, by path; of a project already rendered, as it is. */
export function driverSources(
  from: NewProjectOptions | ReadonlyMap<string, string>,
): Record<string, string> {
  const files = from instanceof Map ? from : rendered(from as NewProjectOptions);
  return Object.fromEntries([...files].filter(([path]) => /^Driver\/.*\.(iig|cpp|h)$/.test(path)));
}
