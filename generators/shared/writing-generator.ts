import type { BaseOptions } from 'yeoman-generator';
import type { Face } from '../../core/face.ts';
import type { Command, Given } from '../../core/options/option.ts';
import { type Switches, switchesOf } from '../../core/options/switches.ts';
import type { PackCommand } from '../../core/packs/manifest.ts';
import { readLine } from '../../core/read-line.ts';
import { recoverAndTell } from '../../core/recover-and-tell.ts';
import { tellAbout } from '../../core/tell-about.ts';
import { JobGenerator } from './job-generator.ts';

/**
 * Makes the generator of a command that plans first and then writes. It puts nothing into Yeoman's
 * in-memory file system: the files are committed all or nothing by our own commit, and whatever
 * other generators of the same run have written goes to disk in the stock way.
 *
 * A class is made, not a base class: Yeoman runs only the methods of the last class as its steps.
 */
export function writingGenerator<Planned>(job: {
  readonly command: Command;
  /** The command as team templates know it. */
  readonly asks: PackCommand;
  prepare(at: { readonly given: Given; readonly face: Face }): Promise<Planned>;
  commit(at: { planned: Planned; switches: Switches; face: Face }): Promise<void>;
}) {
  return class extends JobGenerator {
    #given: Given | undefined;
    #planned: Planned | undefined;

    constructor(args: string[], options: BaseOptions) {
      super(job.command, args, options);
    }

    /** Restores what an interrupted run left, and reads the options, so that a mistake is told before any generator asks a question. */
    async initializing(): Promise<void> {
      await this.step(async (face) => {
        recoverAndTell(face);
        const line = { line: this.line(), command: job.command, asks: job.asks, cwd: face.cwd };
        const { command, given } = await readLine(line);
        if (!tellAbout({ command, given, face, as: 'yeoman' })) {
          this.#given = given;
        }
        return 0;
      });
    }

    async prompting(): Promise<void> {
      const given = this.#given;
      if (given) {
        await this.step(async (face) => {
          this.#planned = await job.prepare({ given, face });
          return 0;
        });
      }
    }

    /** The last step before the stock commit: a generator beside us that failed leaves nothing. */
    async conflicts(): Promise<void> {
      const [given, planned] = [this.#given, this.#planned];
      if (given && planned) {
        await this.step(async (face) => {
          await job.commit({ planned, switches: switchesOf(given), face });
          return 0;
        });
      }
    }
  };
}
