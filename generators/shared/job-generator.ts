import Generator, { type BaseOptions } from 'yeoman-generator';
import { terminalFace } from '../../cli/terminal-face.ts';
import type { Face } from '../../core/face.ts';
import {
  type CommandLine,
  isSwitchedOn,
  parseCommandLine,
  peekText,
  wantsJson,
} from '../../core/options/command-line.ts';
import { helpText } from '../../core/options/help-text.ts';
import type { Command } from '../../core/options/option.ts';
import {
  type ErrorStyle,
  exitStatusOf,
  messageOf,
  runReporting,
} from '../../core/run-reporting.ts';
import { hostLine } from './given-by-host.ts';
import { hostFace } from './host-face.ts';
import { runnerFlagsBeside } from './runner-flags.ts';
import { ownArguments, runsUnderYo } from './yo-command-line.ts';

/**
 * What every generator of ours is: a command of ours, run by `yo` or by a program that has an
 * environment. Yeoman runs the methods of the class below this one as its steps, not those here.
 */
export abstract class JobGenerator extends Generator {
  readonly #command: Command;
  readonly #args: readonly string[];
  readonly #options: Readonly<Record<string, unknown>>;
  #face: Face | undefined;

  constructor(command: Command, args: string[], options: BaseOptions) {
    // With `help` the base class loads neither package.json, which makes the environment talk of
    // package managers, nor .yo-rc.json and the global store, where we take nothing from.
    super(
      args,
      { ...options, help: true },
      { disableInGeneratorOptionsSupport: true, tasksMatchingPriority: true },
    );
    this.options.help = options.help === true;
    Object.assign(this, { log: this.env.adapter.log });
    this.#command = command;
    this.#args = args;
    this.#options = { ...options };
  }

  override help(): string {
    // The environment prints it with a line break of its own.
    return helpText({ command: this.#command, face: 'yeoman' }).trimEnd();
  }

  /**
   * Runs a part of the job; its errors are told by us under `yo`, and by the host elsewhere.
   *
   * @param job answers the exit status, see runReporting
   */
  protected async step(job: (face: Face) => Promise<number>): Promise<void> {
    this.#face ??= this.#makeFace();
    const face = this.#face;
    if (!this.#isAlone()) {
      await this.#runForHost(() => job(face));
      return;
    }
    const status = await runReporting({ job: () => job(face), face, style: this.#errorStyle() });
    if (status !== 0) {
      process.exitCode = status;
      // Everything is said. A rejection would make `yo` say it again in its own way, so this step
      // never ends, and Node exits for want of anything else to do.
      await new Promise(() => {});
    }
  }

  /** The arguments, from the line of `yo` or from the program around us. */
  protected ownArguments(): readonly string[] {
    return this.#ownLine() ?? this.#args.map(String);
  }

  /**
   * What was given, from the line of `yo` or from the program around us.
   *
   * @param args those that are to be read, where not all of them are
   */
  protected line(args = this.ownArguments()): CommandLine {
    return this.#ownLine()
      ? {
          peek: (key) => peekText(args, key),
          read: (command) =>
            parseCommandLine(args, command, { runnerFlags: runnerFlagsBeside(command) }),
        }
      : hostLine({ args, options: this.#options });
  }

  #errorStyle(): ErrorStyle {
    const line = this.#ownLine();
    return line
      ? { json: wantsJson(line), debug: isSwitchedOn(line, 'debug') }
      : { json: this.#options.json === true, debug: this.#options.debug === true };
  }

  /** A host that exits with the error's code, as `yo` does, needs a number. */
  async #runForHost(job: () => Promise<number>): Promise<void> {
    const status = await job().catch((error: unknown) => {
      throw Object.assign(new Error(messageOf(error), { cause: error }), {
        code: exitStatusOf(error),
      });
    });
    if (status !== 0) {
      throw Object.assign(new Error('What was found is at fault; see the report.'), {
        code: status,
      });
    }
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
}
