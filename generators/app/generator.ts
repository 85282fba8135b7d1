import Generator, { type BaseOptions } from 'yeoman-generator';
import { terminalFace } from '../../cli/terminal-face.ts';
import type { Face } from '../../core/face.ts';
import { commitNewProject, type PlannedProject } from '../../core/new-project.ts';
import { isSwitchedOn, parseCommandLine } from '../../core/options/command-line.ts';
import { helpText } from '../../core/options/help-text.ts';
import { NEW_COMMAND } from '../../core/options/new-command.ts';
import type { Given } from '../../core/options/option.ts';
import { switchesOf } from '../../core/options/switches.ts';
import { recoverAndTell } from '../../core/recover-and-tell.ts';
import { exitStatusOf, messageOf, runReporting } from '../../core/report.ts';
import { prepareNew, tellAboutNew } from '../../core/run-new.ts';
import { givenByHost } from './given-by-host.ts';
import { hostFace } from './host-face.ts';
import { RUNNER_FLAGS } from './runner-flags.ts';
import { ownArguments, runsUnderYo } from './yo-command-line.ts';

/**
 * `yo dext-timer`: the same job as `dext-timer new`, as a Yeoman generator. It puts nothing into
 * Yeoman's in-memory file system: the files are committed all or nothing by our own commit, and
 * whatever other generators of the same run have written goes to disk in the stock way.
 */
export default class DextTimerGenerator extends Generator {
  readonly #args: readonly string[];
  readonly #options: Readonly<Record<string, unknown>>;
  #given: Given | undefined;
  #planned: PlannedProject | undefined;
  #face: Face | undefined;

  constructor(args: string[], options: BaseOptions) {
    // With `help` the base class loads neither package.json, which makes the environment talk of
    // package managers, nor .yo-rc.json and the global store, where `new` takes nothing from.
    super(
      args,
      { ...options, help: true },
      { disableInGeneratorOptionsSupport: true, tasksMatchingPriority: true },
    );
    this.options.help = options.help === true;
    Object.assign(this, { log: this.env.adapter.log });
    this.#args = args;
    this.#options = { ...options };
  }

  override help(): string {
    // The environment prints it with a line break of its own.
    return helpText({ command: NEW_COMMAND, face: 'yeoman' }).trimEnd();
  }

  /** Restores what an interrupted run left, and reads the options, so that a mistake is told before any generator asks a question. */
  async initializing(): Promise<void> {
    await this.#step(async (face) => {
      recoverAndTell(face);
      const given = this.#readGiven();
      if (!tellAboutNew({ given, face, as: 'yeoman' })) {
        this.#given = given;
      }
    });
  }

  async prompting(): Promise<void> {
    const given = this.#given;
    if (given) {
      await this.#step(async (face) => {
        this.#planned = await prepareNew({ given, face });
      });
    }
  }

  /** The last step before the stock commit: a generator beside us that failed leaves nothing. */
  async conflicts(): Promise<void> {
    const [given, planned] = [this.#given, this.#planned];
    if (given && planned) {
      await this.#step((face) => commitNewProject({ planned, switches: switchesOf(given), face }));
    }
  }

  /** Runs a part of the job; its errors are told by us under `yo`, and by the host elsewhere. */
  async #step(job: (face: Face) => Promise<void>): Promise<void> {
    this.#face ??= this.#makeFace();
    const face = this.#face;
    if (!this.#isAlone()) {
      await job(face).catch((error: unknown) => {
        // A host that exits with the error's code, as `yo` does, needs a number.
        throw Object.assign(new Error(messageOf(error), { cause: error }), {
          code: exitStatusOf(error),
        });
      });
      return;
    }
    const status = await runReporting({
      job: () => job(face),
      face,
      style: { json: this.#isOn('json'), debug: this.#isOn('debug') },
    });
    if (status !== 0) {
      process.exitCode = status;
      // Everything is said. A rejection would make `yo` say it again in its own way, so this step
      // never ends, and Node exits for want of anything else to do.
      await new Promise(() => {});
    }
  }

  #readGiven(): Given {
    const line = this.#ownLine();
    return line
      ? parseCommandLine(line, NEW_COMMAND, { runnerFlags: RUNNER_FLAGS })
      : givenByHost({ args: this.#args, options: this.#options });
  }

  #makeFace(): Face {
    const cwd = this.destinationRoot();
    return this.#isAlone()
      ? { ...terminalFace(), cwd }
      : hostFace({ adapter: this.env.adapter, cwd });
  }

  /** `yo` runs us, and no other generator made us part of its work. */
  #isAlone(): boolean {
    return runsUnderYo(process.argv) && this.env.rootGenerator() === this;
  }

  #ownLine(): string[] | undefined {
    return this.#isAlone()
      ? ownArguments({ argv: process.argv, namespace: this._namespace })
      : undefined;
  }

  #isOn(flag: 'json' | 'debug'): boolean {
    const line = this.#ownLine();
    return line ? isSwitchedOn(line, flag) : this.#options[flag] === true;
  }
}
