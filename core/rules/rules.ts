import { dk01 } from './dk01.ts';
import { dk14 } from './dk14.ts';
import { dk15 } from './dk15.ts';
import { dk16 } from './dk16.ts';
import { dk17 } from './dk17.ts';
import { dk18 } from './dk18.ts';
import { dk19 } from './dk19.ts';
import { dk20 } from './dk20.ts';
import type { Rule } from './rule.ts';

/** Every rule, in the order of their ids. */
export const RULES: readonly Rule[] = [dk01, dk14, dk15, dk16, dk17, dk18, dk19, dk20];
