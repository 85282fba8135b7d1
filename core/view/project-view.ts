import { derivedNames } from '../options/derived-names.ts';
import type { NewProjectOptions } from '../options/new-project-options.ts';
import type { TeamAnswers } from '../options/team-options.ts';
import { providers } from '../providers.ts';
import type { ProjectView } from './template-interface.ts';
import { timerView } from './timer-view.ts';
import { xcodeIds } from './xcode-ids.ts';

/**
 * What the templates of a new project see as `it`. Everything in it follows from the options and
 * the generator's version; no date, user or path.
 */
export function projectView(
  options: NewProjectOptions,
  version: string,
  answers: TeamAnswers = {},
): ProjectView {
  const { driverClass } = derivedNames(options);
  const timers = options.timers.map((timer) => timerView({ driverClass, timer }));
  return {
    version,
    answers,
    name: options.name,
    driverClass,
    bundleId: options.bundleId,
    appBundleId: options.bundleId.slice(0, options.bundleId.lastIndexOf('.')),
    provider: options.provider,
    providerFacts: providers[options.provider],
    vendorId: options.vendorId,
    productId: options.productId,
    interfaceNumber: options.interfaceNumber,
    configurationValue: options.configurationValue,
    pciMatch: options.provider === 'pci' ? pciMatch(options) : null,
    power: options.power,
    timers,
    dedicated: timers.some((timer) => timer.dedicated),
    logMacro: 'Log',
    hasBringUp: true,
    resting: options.power ? 'ivars->stopping || ivars->suspended' : 'ivars->stopping',
    xcodeIds: xcodeIds(options.bundleId),
  };
}

/** IOPCIFamily reads `0xDDDDVVVV`: device id high, vendor id low. */
function pciMatch(options: NewProjectOptions): string {
  return `0x${hex16(options.productId)}${hex16(options.vendorId)}`;
}

function hex16(id: number | null): string {
  return (id ?? 0).toString(16).toUpperCase().padStart(4, '0');
}
