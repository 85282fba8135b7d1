import type { BaseOptions } from 'yeoman-generator';
import { commitNewProject, type PlannedProject } from '../../core/new-project.ts';
import { NEW_COMMAND } from '../../core/options/new-command.ts';
import type { Given } from '../../core/options/option.ts';
import { switchesOf } from '../../core/options/switches.ts';
import { recoverAndTell } from '../../core/recover-and-tell.ts';
import { prepareNew } from '../../core/run-new.ts';
import { tellAbout } from '../../core/tell-about.ts';
import { JobGenerator } from '../shared/job-generator.ts';

/**
 * `yo dext-timer`: the same job as `dext-timer new`, as a Yeoman generator. It puts nothing into
 * Yeoman's in-memory file system: the files are committed all or nothing by our own commit, and
 * whatever other generators of the same run have written goes to disk in the stock way.
 */
export default class DextTimerGenerator extends JobGenerator {
  #given: Given | undefined;
  #planned: PlannedProject | undefined;

  constructor(args: string[], options: BaseOptions) {
    super(NEW_COMMAND, args, options);
  }

  /** Restores what an interrupted run left, and reads the options, so that a mistake is told before any generator asks a question. */
  async initializing(): Promise<void> {
    await this.step(async (face) => {
      recoverAndTell(face);
      const given = this.readGiven();
      if (!tellAbout({ command: NEW_COMMAND, given, face, as: 'yeoman' })) {
        this.#given = given;
      }
      return 0;
    });
  }

  async prompting(): Promise<void> {
    const given = this.#given;
    if (given) {
      await this.step(async (face) => {
        this.#planned = await prepareNew({ given, face });
        return 0;
      });
    }
  }

  /** The last step before the stock commit: a generator beside us that failed leaves nothing. */
  async conflicts(): Promise<void> {
    const [given, planned] = [this.#given, this.#planned];
    if (given && planned) {
      await this.step(async (face) => {
        await commitNewProject({ planned, switches: switchesOf(given), face });
        return 0;
      });
    }
  }
}
