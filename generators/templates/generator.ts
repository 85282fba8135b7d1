import type { BaseOptions } from 'yeoman-generator';
import { templatesAs, templatesCommand } from '../../core/packs/templates-as.ts';
import { JobGenerator } from '../shared/job-generator.ts';

/** `yo dext-timer:templates`: the same job as `dext-timer templates`, as a Yeoman generator. */
export default class TemplatesGenerator extends JobGenerator {
  constructor(args: string[], options: BaseOptions) {
    super(templatesCommand(args.map(String)), args, options);
  }

  /** The last step before the stock commit: a generator beside us that failed leaves nothing. */
  async conflicts(): Promise<void> {
    await this.step((face) =>
      templatesAs({
        as: 'yeoman',
        args: this.ownArguments(),
        read: (args, command) => this.line(args).read(command),
        face,
      }),
    );
  }
}
