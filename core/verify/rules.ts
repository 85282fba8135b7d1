import type { PlanRule } from './verify.ts';

/** The rules that every plan has to pass. */
export const rules: readonly PlanRule[] = [];
