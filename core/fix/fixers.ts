import { takeReferenceSize } from './action-size.ts';
import { passEmptyBlock } from './empty-block.ts';
import { returnErrorCode } from './error-code.ts';
import type { Fixer } from './fix.ts';
import { guardIvars } from './ivars-guard.ts';
import { releaseAction } from './release-action.ts';
import { takeRightClock } from './right-clock.ts';
import { superDispatch } from './super-dispatch.ts';

/** What can be put right, by rule; all other findings are for a person. */
export const FIXERS: ReadonlyMap<string, Fixer> = new Map([
  ['DK03', releaseAction],
  ['DK04', passEmptyBlock],
  ['DK22', takeRightClock],
  ['DK23', takeRightClock],
  ['DK31', takeReferenceSize],
  ['DK33', guardIvars],
  ['DK46', returnErrorCode],
  ['DK47', superDispatch],
]);
