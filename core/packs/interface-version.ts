import { ProjectError } from '../errors.ts';
import { quote } from '../options/quote.ts';
import type { Manifest } from './manifest.ts';

/** One version of the template interface, and what it changed for packs. */
export interface InterfaceVersion {
  /** Another major version may break packs; another minor one adds something. */
  readonly version: string;
  /** One sentence, for the author of a pack. */
  readonly change: string;
}

/** The template interface: what docs/templates.md describes. The last one is ours. */
export const INTERFACE_VERSIONS: readonly InterfaceVersion[] = [
  { version: '1.0', change: 'the first one: template-interface.d.ts and docs/templates.md' },
];

/**
 * Refuses a pack that was made for an interface which ours does not keep.
 *
 * @param at.versions all there have been, oldest first
 * @throws ProjectError that says what has changed since
 */
export function assertInterface(at: {
  readonly manifest: Pick<Manifest, 'name' | 'madeFor'>;
  readonly versions?: readonly InterfaceVersion[];
}): void {
  const { manifest, versions = INTERFACE_VERSIONS } = at;
  const ours = versions.at(-1)?.version ?? '';
  const { value, at: place } = manifest.madeFor;
  if (majorOf(value) === majorOf(ours) && minorOf(value) <= minorOf(ours)) {
    return;
  }
  const made = `${place}: ${manifest.name} was made for version ${quote(value)} of the template interface, and here is ${ours}`;
  const isNewer =
    majorOf(value) > majorOf(ours) ||
    (majorOf(value) === majorOf(ours) && minorOf(value) > minorOf(ours));
  const changes = versions
    .filter((it) => majorOf(it.version) > majorOf(value))
    .map((it) => `${it.version} ${it.change}`);
  const help = isNewer
    ? 'update generator-dext-timer'
    : `since then: ${changes.join('; ')}; adapt the pack and say "interface": ${quote(ours)}`;
  throw new ProjectError({ code: 'pack-interface', message: `${made}; ${help}.` });
}

function majorOf(version: string): number {
  return Number(version.split('.')[0]);
}

function minorOf(version: string): number {
  return Number(version.split('.')[1]);
}
