import type { DextModel } from '../dext/model.ts';

/** What a rule looks at. */
export interface RuleSubject {
  readonly dext: DextModel;
}
