import { execFile, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { OutputFile } from '../../plan/change.ts';

/** Far more than the tests of one driver need, the first compilation of the model included. */
const TIME_LIMIT = 300_000;

const RUN = 'Tests/run.sh';

/** How the host tests of one project went. */
export interface HostTests {
  readonly passed: boolean;
  /** What they said, at the end of it. */
  readonly output: string;
}

/** Runs the host tests of projects, one after another, in one temporary folder. */
export interface HostTestBench {
  run(files: readonly OutputFile[]): Promise<HostTests>;
  discard(): void;
}

/**
 * @param files a project that the pack makes
 * @returns why host tests cannot be run here, or what runs them; discard that in the end
 */
export function hostTestBench(
  files: readonly OutputFile[],
  env: NodeJS.ProcessEnv = process.env,
): HostTestBench | string {
  if (!files.some((it) => inside(it) === RUN)) {
    return `the pack writes no ${RUN}`;
  }
  const compiler = env.CXX || 'clang++';
  if (spawnSync(compiler, ['--version'], { env }).status !== 0) {
    return `${compiler} is not found, or does not work; CXX names another`;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'dext-timer-check-'));
  return {
    run: async (project) => {
      for (const file of project) {
        write(path.join(folder, inside(file)), file);
      }
      return runTests(folder, { ...env, CXX: compiler });
    },
    discard: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** What stays the same is left alone: then the model is not compiled again. */
function write(place: string, { bytes, mode }: OutputFile): void {
  if (!existsSync(place) || !readFileSync(place).equals(bytes)) {
    mkdirSync(path.dirname(place), { recursive: true });
    writeFileSync(place, bytes);
    chmodSync(place, mode);
  }
}

function runTests(cwd: string, env: NodeJS.ProcessEnv): Promise<HostTests> {
  const limits = { timeout: TIME_LIMIT, maxBuffer: 64 * 1024 * 1024 };
  return new Promise((resolve) => {
    execFile(path.join(cwd, RUN), { cwd, env, ...limits }, (error, stdout, stderr) => {
      const said =
        stdout + stderr + (error?.killed ? `stopped after ${TIME_LIMIT / 1000} s\n` : '');
      resolve({ passed: error === null, output: said || (error?.message ?? '') });
    });
  });
}

/** Without the folder that has the project's name: another name would be another project. */
function inside({ path: whole }: OutputFile): string {
  return whole.slice(whole.indexOf('/') + 1);
}
