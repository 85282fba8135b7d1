import type { BaseOptions } from 'yeoman-generator';
import type { PlannedTimer } from '../../core/add-timer.ts';
import { commitTimer } from '../../core/commit-timer.ts';
import { ADD_COMMAND } from '../../core/options/add-command.ts';
import type { Given } from '../../core/options/option.ts';
import { switchesOf } from '../../core/options/switches.ts';
import { recoverAndTell } from '../../core/recover-and-tell.ts';
import { prepareAdd } from '../../core/run-add.ts';
import { tellAbout } from '../../core/tell-about.ts';
import { JobGenerator } from '../shared/job-generator.ts';

/**
 * `yo dext-timer:timer`: the same job as `dext-timer add`, as a Yeoman generator. Like that of
 * `new`, it commits by itself and leaves Yeoman's in-memory files alone.
 */
export default class TimerGenerator extends JobGenerator {
  #given: Given | undefined;
  #planned: PlannedTimer | undefined;

  constructor(args: string[], options: BaseOptions) {
    super(ADD_COMMAND, args, options);
  }

  /** Reads the options, so that a mistake is told before any generator asks a question. */
  async initializing(): Promise<void> {
    await this.step(async (face) => {
      recoverAndTell(face);
      const given = this.readGiven();
      if (!tellAbout({ command: ADD_COMMAND, given, face, as: 'yeoman' })) {
        this.#given = given;
      }
      return 0;
    });
  }

  async prompting(): Promise<void> {
    const given = this.#given;
    if (given) {
      await this.step(async (face) => {
        this.#planned = await prepareAdd({ given, face });
        return 0;
      });
    }
  }

  /** The last step before the stock commit: a generator beside us that failed leaves nothing. */
  async conflicts(): Promise<void> {
    const [given, planned] = [this.#given, this.#planned];
    if (given && planned) {
      await this.step(async (face) => {
        await commitTimer({ planned, switches: switchesOf(given), face });
        return 0;
      });
    }
  }
}
