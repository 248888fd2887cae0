/** Writes arrays of NumPy for tests. */
import { bytesOfText } from './archives.ts';

const types = [
  [Uint8Array, '|u1'],
  [Float32Array, '<f4'],
  [Float64Array, '<f8'],
  [BigInt64Array, '<i8'],
] as const;

export function npyOf(
  shape: readonly number[],
  values: Uint8Array | Float32Array | Float64Array | BigInt64Array,
  { descr, fortran = false }: { descr?: string; fortran?: boolean } = {},
): Uint8Array {
  const type = descr ?? types.find(([kind]) => values instanceof kind)![1];
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const dict = `{'descr': '${type}', 'fortran_order': ${fortran ? 'True' : 'False'}, 'shape': (${sizes}), }`;
  const text = `${dict.padEnd(Math.ceil((dict.length + 11) / 64) * 64 - 11)}\n`;
  const bytes = new Uint8Array(10 + text.length + values.byteLength);
  bytes.set([0x93, ...bytesOfText('NUMPY'), 1, 0]);
  new DataView(bytes.buffer).setUint16(8, text.length, true);
  bytes.set(bytesOfText(text), 10);
  bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), 10 + text.length);
  return bytes;
}
