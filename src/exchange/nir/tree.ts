/** What an HDF5 file holds, as plain values: groups, and arrays of numbers or texts in them. */
import { ExchangeError, quoted } from '../error.ts';

/** An array. Its values are row-major; a single value has the shape `[]`. */
export interface Hdf5Data {
  readonly shape: readonly number[];
  /** Numbers other than 32-bit floats are read as 64-bit floats; whole numbers are written so. */
  readonly values: Float32Array | Float64Array | BigInt64Array | readonly string[];
}

/** A group: what it holds, by name. */
export type Hdf5Group = ReadonlyMap<string, Hdf5Group | Hdf5Data>;

export function isGroup(entry: Hdf5Group | Hdf5Data | undefined): entry is Hdf5Group {
  return entry instanceof Map;
}

export const textData = (text: string): Hdf5Data => ({ shape: [], values: [text] });
export const realData = (value: number): Hdf5Data => ({ shape: [], values: Float64Array.of(value) });
export const wholeData = (value: number): Hdf5Data => ({
  shape: [],
  values: BigInt64Array.of(BigInt(value)),
});
export const wholesData = (values: readonly number[]): Hdf5Data => ({
  shape: [values.length],
  values: BigInt64Array.from(values, BigInt),
});

/** Returns the group of this name. Throws {@link ExchangeError}; `where` begins the message. */
export function groupIn(group: Hdf5Group, name: string, where: string): Hdf5Group {
  const entry = group.get(name);
  if (isGroup(entry)) return entry;
  throw new ExchangeError(
    `${where} ${entry ? `has ${quoted(name)}, but not as a group` : `has no group ${quoted(name)}`}`,
  );
}

/** Returns the array of this name. Throws {@link ExchangeError}; `where` begins the message. */
export function dataIn(group: Hdf5Group, name: string, where: string): Hdf5Data {
  const entry = group.get(name);
  if (entry && !isGroup(entry)) return entry;
  throw new ExchangeError(
    `${where} ${entry ? `has ${quoted(name)} as a group, not as an array` : `has no ${quoted(name)}`}`,
  );
}

/** Returns the single text of this name. Throws {@link ExchangeError}. */
export function textIn(group: Hdf5Group, name: string, where: string): string {
  const { values } = dataIn(group, name, where);
  const [text] = values;
  if (values.length === 1 && typeof text === 'string') return text;
  throw new ExchangeError(`${where}: ${quoted(name)} must be a single text`);
}

/** Returns the numbers of this name, any shape. Throws {@link ExchangeError}. */
export function numbersIn(
  group: Hdf5Group,
  name: string,
  where: string,
): { readonly shape: readonly number[]; readonly values: Float32Array | Float64Array } {
  const { shape, values } = dataIn(group, name, where);
  if (values instanceof Float32Array || values instanceof Float64Array) return { shape, values };
  if (values instanceof BigInt64Array) return { shape, values: Float64Array.from(values, Number) };
  throw new ExchangeError(`${where}: ${quoted(name)} must hold numbers`);
}
