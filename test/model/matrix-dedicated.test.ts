import { matrix } from '../support/matrix.ts';
import { playMatrix } from './play-matrix.ts';

const isDedicated = ({ options }: ReturnType<typeof matrix>[number]) =>
  options.timers.every((timer) => timer.queue === 'dedicated');

playMatrix('timer on its own queue', matrix().filter(isDedicated));
