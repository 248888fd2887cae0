/** The kinds of settings, and the facts that the table gives for each. */

interface FieldBase {
  /** Short key in the share link. */
  readonly link: string;
  readonly label: string;
  /** One sentence of help. */
  readonly help: string;
  /** The place of the setting in the paper, or the design's own choice. */
  readonly reference: string;
  readonly group: 'method' | 'window' | 'tuning' | 'hardware' | 'data' | 'network' | 'machine';
}

export interface NumberField extends FieldBase {
  readonly kind: 'integer' | 'number';
  readonly min: number;
  /** Whether `min` itself is not allowed. */
  readonly above?: boolean;
  readonly max: number;
  readonly unit: string;
}

export interface ChoiceField extends FieldBase {
  readonly kind: 'choice';
  /** The options; `was` is the option's name in links and files of earlier versions. */
  readonly options: readonly { readonly value: string; readonly label: string; readonly was?: string }[];
  /** Values beside the options, with words for them. */
  readonly others?: { readonly pattern: RegExp; readonly words: string };
}

export interface SwitchField extends FieldBase {
  readonly kind: 'switch';
}

export interface TextField extends FieldBase {
  readonly kind: 'text';
  readonly minLength: number;
  readonly maxLength: number;
  /** Writes texts that mean the same in one way; left out where every text means something else. */
  readonly plain?: (text: string) => string;
}

/** A whole number, or no limit at all. */
export interface LimitField extends FieldBase {
  readonly kind: 'limit';
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}

/** The value of a limit field that limits nothing. */
export const noLimit = 'none';

export type Field = NumberField | ChoiceField | SwitchField | TextField | LimitField;
