import { expect, it } from 'vitest';
import type { NewProjectOptions, Provider } from '../../core/options/new-project-options.ts';
import { project } from '../support/matrix.ts';
import { rendered } from '../support/rendered.ts';
import { validateProject } from './validate-project.ts';

/** One mistake in a sound project, and what validation must say of it. */
export interface Break {
  readonly title: string;
  /** The provider of the project that is broken; `usb-interface` where it does not matter. */
  readonly provider?: Provider;
  readonly file: string;
  readonly from: string | RegExp;
  readonly to: string;
  readonly says: string | RegExp;
}

/** Breaks of the Xcode project file: title, what to replace, by what, what validation says. */
export function inProjectFile(
  rows: readonly (readonly [string, string | RegExp, string, RegExp])[],
): Break[] {
  const file = 'Acme.xcodeproj/project.pbxproj';
  return rows.map(([title, from, to, says]) => ({ title, file, from, to, says }));
}

/** Declares a test for each break: the project is sound before it, and not after it. */
export function itFinds(breaks: readonly Break[]): void {
  it.each(breaks)('$title', ({ provider = 'usb-interface', file, from, to, says }) => {
    const options = optionsOf(provider);
    const files = new Map(soundProject(provider));
    const before = files.get(file) ?? '';
    const after = before.replace(from, to);
    expect(after, `${String(from)} must be in ${file}`).not.toBe(before);
    const problems = validateProject(files.set(file, after), options).filter((each) =>
      each.startsWith(`${file}: `),
    );
    expect(problems.join('\n')).toMatch(says);
  });
}

const sound = new Map<Provider, ReadonlyMap<string, string>>();

/** A project as it is emitted, in which validation finds nothing. */
export function soundProject(provider: Provider): ReadonlyMap<string, string> {
  const files = sound.get(provider) ?? rendered(optionsOf(provider));
  if (!sound.has(provider)) {
    expect(validateProject(files, optionsOf(provider))).toEqual([]);
    sound.set(provider, files);
  }
  return files;
}

export function optionsOf(provider: Provider): NewProjectOptions {
  const hardware = provider !== 'resources';
  const oneInterface = provider === 'usb-interface';
  return project({
    provider,
    vendorId: hardware ? 1452 : null,
    productId: hardware ? 4660 : null,
    interfaceNumber: oneInterface ? 2 : null,
    configurationValue: oneInterface ? 1 : null,
  });
}
