import { dk01 } from './dk01.ts';
import { dk02 } from './dk02.ts';
import { dk03 } from './dk03.ts';
import { dk04 } from './dk04.ts';
import { dk05 } from './dk05.ts';
import { dk06 } from './dk06.ts';
import { dk07 } from './dk07.ts';
import { dk08 } from './dk08.ts';
import { dk09 } from './dk09.ts';
import { dk10 } from './dk10.ts';
import { dk11 } from './dk11.ts';
import { dk12 } from './dk12.ts';
import { dk13 } from './dk13.ts';
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
import { dk26 } from './dk26.ts';
import { dk27 } from './dk27.ts';
import { dk28 } from './dk28.ts';
import { dk29 } from './dk29.ts';
import { dk30 } from './dk30.ts';
import { dk31 } from './dk31.ts';
import { dk32 } from './dk32.ts';
import { dk33 } from './dk33.ts';
import { dk34 } from './dk34.ts';
import { dk35 } from './dk35.ts';
import { dk36 } from './dk36.ts';
import { dk37 } from './dk37.ts';
import { dk38 } from './dk38.ts';
import { dk40 } from './dk40.ts';
import { dk41 } from './dk41.ts';
import { dk42 } from './dk42.ts';
import { dk43 } from './dk43.ts';
import { dk44 } from './dk44.ts';
import { dk45 } from './dk45.ts';
import { dk46 } from './dk46.ts';
import { dk47 } from './dk47.ts';
import { dk48 } from './dk48.ts';
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
  dk08,
  dk09,
  dk10,
  dk11,
  dk12,
  dk13,
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
  dk26,
  dk27,
  dk28,
  dk29,
  dk30,
  dk31,
  dk32,
  dk33,
  dk34,
  dk35,
  dk36,
  dk37,
  dk38,
  dk40,
  dk41,
  dk42,
  dk43,
  dk44,
  dk45,
  dk46,
  dk47,
  dk48,
];
