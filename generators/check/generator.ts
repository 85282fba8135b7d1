import type { BaseOptions } from 'yeoman-generator';
import { checkAs } from '../../core/check/check-as.ts';
import { CHECK_COMMAND } from '../../core/options/check-command.ts';
import { JobGenerator } from '../shared/job-generator.ts';

/** `yo dext-timer:check`: the same job as `dext-timer check`, as a Yeoman generator. */
export default class CheckGenerator extends JobGenerator {
  constructor(args: string[], options: BaseOptions) {
    super(CHECK_COMMAND, args, options);
  }

  /** A step that Yeoman runs before it writes what other generators made. */
  async default(): Promise<void> {
    await this.step((face) =>
      checkAs({ as: 'yeoman', read: () => this.line().read(CHECK_COMMAND), face }),
    );
  }
}
