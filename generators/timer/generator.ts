import { commitTimer } from '../../core/add/commit-timer.ts';
import { prepareAdd } from '../../core/add/prepare-add.ts';
import { ADD_COMMAND } from '../../core/options/add-command.ts';
import { writingGenerator } from '../shared/writing-generator.ts';

/** `yo dext-timer:timer`: the same job as `dext-timer add`, as a Yeoman generator. */
export default writingGenerator({
  command: ADD_COMMAND,
  asks: 'add',
  prepare: prepareAdd,
  commit: commitTimer,
});
