/** A broken rule between settings of a spec. */
import type { FieldName } from './settings.ts';

export interface CrossProblem {
  /** The settings that must go back to the preset's for the rule to hold. */
  readonly fields: readonly FieldName[];
  readonly message: string;
}
