import { dk01 } from './dk01.ts';
import { dk02 } from './dk02.ts';
import { dk03 } from './dk03.ts';
import { dk04 } from './dk04.ts';
import { dk05 } from './dk05.ts';
import { dk06 } from './dk06.ts';
import { dk07 } from './dk07.ts';
import { dk28 } from './dk28.ts';
import { dk31 } from './dk31.ts';
import { dk32 } from './dk32.ts';
import { dk36 } from './dk36.ts';
import type { Rule } from './rule.ts';

/** Every rule, in the order of their ids. */
export const RULES: readonly Rule[] = [
  dk01,
  dk02,
  dk03,
  dk04,
  dk05,
  dk06,
  dk07,
  dk28,
  dk31,
  dk32,
  dk36,
];
