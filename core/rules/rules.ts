import { dk01 } from './dk01.ts';
import { dk14 } from './dk14.ts';
import { dk15 } from './dk15.ts';
import { dk16 } from './dk16.ts';
import { dk17 } from './dk17.ts';
import { dk18 } from './dk18.ts';
import { dk19 } from './dk19.ts';
import { dk20 } from './dk20.ts';
import { dk21 } from './dk21.ts';
import { dk22 } from './dk22.ts';
import { dk23 } from './dk23.ts';
import { dk24 } from './dk24.ts';
import { dk25 } from './dk25.ts';
import type { Rule } from './rule.ts';

/** Every rule, in the order of their ids. */
export const RULES: readonly Rule[] = [
  dk01,
  dk14,
  dk15,
  dk16,
  dk17,
  dk18,
  dk19,
  dk20,
  dk21,
  dk22,
  dk23,
  dk24,
  dk25,
];
