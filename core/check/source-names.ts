/** Endings of the files that we read, as people see them in messages. */
export const ENDINGS = '.iig .h .hh .hpp .ipp .inl .c .cc .cpp .cxx .c++ .m .mm';

const endings = new Set(ENDINGS.split(' '));

/** Folders that hold what tools made or fetched, whatever git says of them. */
const NOT_OURS = new Set([
  '.git',
  'build',
  'Build',
  'DerivedData',
  'DerivedSources',
  'node_modules',
  'Pods',
  'Carthage',
  'MacOSX-SDKs',
]);

/** Whether a file's name is that of a source of a driver. */
export function isSource(name: string): boolean {
  return endings.has(/\.[^./]+$/.exec(name)?.[0].toLowerCase() ?? '');
}

/** Whether a folder of this name is left out when the folder above it is searched. */
export function isLeftOut(folder: string): boolean {
  return NOT_OURS.has(folder) || /\.(sdk|framework)$/i.test(folder);
}
