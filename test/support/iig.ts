import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The emitted project's `Tests/` folder, as it stands in the templates. */
export const testsFolder = fileURLToPath(
  new URL('../../templates/project/Tests/', import.meta.url),
);

export interface IigFile {
  readonly path: string;
  readonly text: string;
}

export interface IigOutput {
  /** Header texts by the name an #include uses. */
  readonly headers: Readonly<Record<string, string>>;
  readonly stubsGlue: string;
  readonly driverGlue: string;
}

interface IigModule {
  compileIig(options: {
    sources: readonly IigFile[];
    stubs?: readonly IigFile[];
    plist?: string;
    className?: string;
    modes?: Readonly<Record<string, string>>;
  }): IigOutput;
}

// A plain JavaScript module that is shipped as it is; the cast gives it types here.
const moduleUrl: string = new URL('../../templates/project/Tests/iig.mjs', import.meta.url).href;

/** The stand-in for iig that emitted projects use. */
export const { compileIig } = (await import(moduleUrl)) as IigModule;

/** Every file of one kind below a folder of `Tests/`, by its path from that folder. */
export function readTree(folder: string, ending: string): Record<string, string> {
  const paths = readdirSync(testsFolder + folder, { recursive: true, encoding: 'utf8' });
  return Object.fromEntries(
    paths
      .filter((path) => path.endsWith(ending))
      .sort()
      .map((path) => [path, readFileSync(`${testsFolder}${folder}/${path}`, 'utf8')]),
  );
}
