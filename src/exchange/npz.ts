/** Writes arrays as NumPy reads them: npy files, packed into one npz. */
import { type Zippable, zipSync } from 'fflate';
import { sizeOf } from '../networks/shape.ts';

/** An array of NumPy; its values are row-major. */
export interface NpyArray {
  readonly shape: readonly number[];
  readonly values: Uint8Array | Int8Array | Float32Array | Int32Array;
}

/** Every entry has this time, so that the same arrays give the same bytes. */
const fixedTime = new Date(1980, 0, 1);
/** NumPy aligns the values to this number of bytes. */
const alignment = 64;

function typeOf(values: NpyArray['values']): string {
  if (values instanceof Float32Array) return '<f4';
  if (values instanceof Int32Array) return '<i4';
  return values instanceof Int8Array ? '|i1' : '|u1';
}

/** Returns an array as an npy file of version 1.0. */
export function npyFile({ shape, values }: NpyArray): Uint8Array {
  if (values.length !== sizeOf(shape))
    throw new RangeError(`an array of ${shape.join('×')} has ${values.length} values`);
  const tuple = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dictionary = `{'descr': '${typeOf(values)}', 'fortran_order': False, 'shape': (${tuple}), }`;
  const before = 10;
  const length = Math.ceil((before + dictionary.length + 1) / alignment) * alignment;
  const file = new Uint8Array(length + values.byteLength);
  file.set([0x93, ...new TextEncoder().encode('NUMPY'), 1, 0]);
  new DataView(file.buffer).setUint16(8, length - before, true);
  file.set(new TextEncoder().encode(`${dictionary.padEnd(length - before - 1)}\n`), before);
  file.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), length);
  return file;
}

/** Returns arrays by their names as one npz, packed. */
export function npzFile(arrays: ReadonlyMap<string, NpyArray>): Uint8Array<ArrayBuffer> {
  const entries: Zippable = {};
  for (const [name, array] of arrays) entries[`${name}.npy`] = [npyFile(array), { mtime: fixedTime }];
  return zipSync(entries) as Uint8Array<ArrayBuffer>;
}
