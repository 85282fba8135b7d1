import { matrix } from '../support/matrix.ts';
import { playMatrix } from './play-matrix.ts';

const isShared = ({ options }: ReturnType<typeof matrix>[number]) =>
  options.timers.every((timer) => timer.queue === 'default');

playMatrix('timer on the Default queue', matrix().filter(isShared));
