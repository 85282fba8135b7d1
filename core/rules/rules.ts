import { dk01 } from './dk01.ts';
import { dk26 } from './dk26.ts';
import { dk27 } from './dk27.ts';
import { dk29 } from './dk29.ts';
import { dk30 } from './dk30.ts';
import { dk33 } from './dk33.ts';
import { dk37 } from './dk37.ts';
import { dk40 } from './dk40.ts';
import type { Rule } from './rule.ts';

/** Every rule, in the order of their ids. */
export const RULES: readonly Rule[] = [dk01, dk26, dk27, dk29, dk30, dk33, dk37, dk40];
