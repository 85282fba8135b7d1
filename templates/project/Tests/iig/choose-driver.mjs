// Which class the scenarios start and stop, and what its provider is.

import { IigError } from './parse.mjs';

/**
 * The glue that hands the driver class and its provider to the scenarios.
 *
 * The class is the one asked for, else the plist's IOUserClass, else the only IOService subclass.
 * The provider is of the plist's IOProviderClass where the stubs have it, else a bare IOService.
 *
 * @param {{files: object[], stubFiles: object[], plist?: string, className?: string}} options
 * @returns {string} C++ text
 * @throws {Error} when no class or several classes could be meant
 */
export function chooseDriver({ files, stubFiles, plist, className }) {
  const classes = files.flatMap((file) => file.classes);
  const services = classes.filter((found) => found.bases.some((base) => base.name === 'IOService'));
  const personality = readPersonality(plist ?? '', services);
  const wanted = className ?? personality.userClass;
  const chosen = wanted ? services.filter((found) => found.name === wanted) : services;
  if (chosen.length !== 1) {
    const names = services.map((found) => found.name).join(', ') || 'none';
    const path = files[0]?.path ?? 'the driver';
    const problem = wanted
      ? `no class ${wanted} that derives from IOService (found: ${names})`
      : `say which class to test with --class (found: ${names})`;
    throw new IigError(path, 1, problem);
  }
  const known = stubFiles.flatMap((file) => file.classes).map((found) => found.name);
  const provider = known.includes(personality.providerClass)
    ? personality.providerClass
    : 'IOService';
  return [
    `const model::Driver &model::driver = model_driver_${chosen[0].name};`,
    `OSObject *model::NewProvider() { return new ${provider}; }`,
    '',
  ].join('\n');
}

/** The first personality whose IOUserClass is one of the driver's classes. */
function readPersonality(plist, services) {
  const text = plist.replace(/<!--[\s\S]*?-->/g, '');
  const strings = (key) => [
    ...text.matchAll(new RegExp(`<key>${key}</key>\\s*<string>\\s*([^<]*?)\\s*</string>`, 'g')),
  ];
  const users = strings('IOUserClass').filter((match) =>
    services.some((found) => found.name === match[1]),
  );
  const user = users[0];
  const providers = strings('IOProviderClass');
  const inSameDict = (match) =>
    user &&
    !/<\/?dict>/.test(
      text.slice(Math.min(match.index, user.index), Math.max(match.index, user.index)),
    );
  return { userClass: user?.[1], providerClass: (providers.find(inSameDict) ?? providers[0])?.[1] };
}
