import { project, timer } from '../../support/matrix.ts';
import { rendered } from '../../support/rendered.ts';
import type { DriverSource } from '../../support/wasm-model.ts';

/** The emitted drivers that mutants are made from. */
export const originals = {
  /** USB device, timer on the Default queue. */
  shared: project({ provider: 'usb-device', vendorId: 0x05ac, productId: 0x8005 }),
  /** No hardware, timer on a queue of its own. */
  dedicated: project({ timers: [timer({ queue: 'dedicated' })] }),
  /** No hardware, one shot on the Default queue. */
  shot: project({ timers: [timer({ mode: 'one-shot' })] }),
};

/** A mistake that real drivers make, as edits of an emitted driver. */
export interface Mutant {
  readonly mistake: string;
  readonly of: keyof typeof originals;
  /** Text to find (exactly once) and what to write instead. */
  readonly edits: readonly (readonly [string, string])[];
  /** The scenario that must catch it, and a part of what it must say. */
  readonly scenario: string;
  readonly says: string;
}

/** An emitted driver's sources. */
export function driverOf(original: keyof typeof originals): DriverSource {
  const tree = rendered(originals[original]);
  const files = [...tree].filter(([path]) => /^Driver\/.*\.(iig|cpp)$/.test(path));
  return { files: Object.fromEntries(files), plist: tree.get('Driver/Info.plist') ?? '' };
}

/** The original with the mutant's edits. Throws where an edit does not apply exactly once. */
export function mutate(mutant: Mutant): DriverSource {
  const original = driverOf(mutant.of);
  const path = 'Driver/AcmeDriver.cpp';
  let text = original.files[path] ?? '';
  for (const [find, replace] of mutant.edits) {
    const parts = text.split(find);
    if (parts.length !== 2) {
      throw new Error(`${mutant.mistake}: ${parts.length - 1} places for the edit of "${find}"`);
    }
    text = parts.join(replace);
  }
  return { ...original, files: { ...original.files, [path]: text } };
}
