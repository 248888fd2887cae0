/** Defines a parser as it is fuzzed: damaged inputs, reading, writing and its refusals. */
import type { Dice } from '../version-1/mutate.ts';

/** An error of these kinds is a refusal in words. */
export type Kind = new (...parameters: never[]) => Error;

export interface Parser<Input, Value> {
  readonly name: string;
  /** Returns a damaged input. */
  readonly input: (dice: Dice) => Input;
  /** Reads an input, or throws a refusal. */
  readonly read: (input: Input) => Value | Promise<Value>;
  /** Writes a value as an input that can be read; throws `Unwritten` where nothing can. */
  readonly write: (value: Value) => Input | Promise<Input>;
  readonly refusals: readonly Kind[];
  /** Returns what is compared, where that is not the whole value. */
  readonly compared?: (value: Value) => unknown;
  /**
   * Returns whether an input has harmed the reader for the rest of this process, so that what it
   * says of others means nothing; never by default.
   */
  readonly isHarmed?: () => boolean;
  /** The files that inputs are damaged copies of; another process makes the parser of them. */
  readonly whole?: readonly Uint8Array[];
}

export function parser<Input, Value>(of: Parser<Input, Value>): Parser<unknown, unknown> {
  return of as unknown as Parser<unknown, unknown>;
}
