import { dk01 } from './dk01.ts';
import { dk29 } from './dk29.ts';
import { dk30 } from './dk30.ts';
import { dk33 } from './dk33.ts';
import { dk37 } from './dk37.ts';
import type { Rule } from './rule.ts';

/** Every rule, in the order of their ids. */
export const RULES: readonly Rule[] = [dk01, dk29, dk30, dk33, dk37];
