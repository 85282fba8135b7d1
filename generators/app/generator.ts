import { commitNewProject } from '../../core/new/new-project.ts';
import { prepareNew } from '../../core/new/prepare-new.ts';
import { NEW_COMMAND } from '../../core/options/new-command.ts';
import { writingGenerator } from '../shared/writing-generator.ts';

/** `yo dext-timer`: the same job as `dext-timer new`, as a Yeoman generator. */
export default writingGenerator({
  command: NEW_COMMAND,
  asks: 'new',
  prepare: prepareNew,
  commit: commitNewProject,
});
