/**
 * Reads and writes safetensors, the file format for weights: a JSON header, then the tensors'
 * values one after another, little-endian. Reading is strict (see the header), writing is
 * deterministic: the same tensors give the same bytes.
 */
import { ExchangeError, quoted, shapeText } from './error.ts';
import { fromBfloat16, fromHalf, toHalf } from './half.ts';
import { type ElementType, elementBytes, readHeader, type TensorEntry } from './safetensors-header.ts';

/** A tensor as read. F32, F16 and BF16 are read as float32, the others in their own type. */
export interface StoredTensor {
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Row-major values, as many as the product of `shape`. */
  readonly values: Float32Array | Float64Array | BigInt64Array | Int32Array | Uint8Array;
}

export interface TensorFile {
  readonly tensors: ReadonlyMap<string, StoredTensor>;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A tensor to write. F16 rounds to the nearest half, ties to even. */
export interface WrittenTensor {
  readonly type: 'F32' | 'F16';
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Reads a whole file; the tensors are copies. Throws {@link ExchangeError} and nothing else. */
export function readSafetensors(bytes: Uint8Array): TensorFile {
  const { metadata, tensors } = readHeader(bytes);
  // A plain view: `slice` of a Node Buffer would not copy.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { metadata, tensors: new Map(tensors.map((entry) => [entry.name, readTensor(plain, entry)])) };
}

function readTensor(bytes: Uint8Array, { type, shape, begin, end }: TensorEntry): StoredTensor {
  // Typed arrays are little-endian, as the file is, on every machine that runs a browser.
  const data = bytes.slice(begin, end).buffer;
  switch (type) {
    case 'F32':
      return { type, shape, values: new Float32Array(data) };
    case 'F64':
      return { type, shape, values: new Float64Array(data) };
    case 'I64':
      return { type, shape, values: new BigInt64Array(data) };
    case 'I32':
      return { type, shape, values: new Int32Array(data) };
    case 'U8':
      return { type, shape, values: new Uint8Array(data) };
    case 'F16':
      return { type, shape, values: Float32Array.from(new Uint16Array(data), fromHalf) };
    case 'BF16':
      return { type, shape, values: Float32Array.from(new Uint16Array(data), fromBfloat16) };
  }
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/**
 * Writes a file: F32 before F16 so that every value is aligned, then by name; the header is padded
 * with spaces to 8 bytes. Throws {@link ExchangeError} when values do not match their shape or a
 * finite value overflows F16.
 */
export function writeSafetensors(
  tensors: ReadonlyMap<string, WrittenTensor>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array<ArrayBuffer> {
  const entries = [...tensors].sort(
    ([a, x], [b, y]) => elementBytes[y.type] - elementBytes[x.type] || byText(a, b),
  );
  const texts = Object.entries(metadata).sort(([a], [b]) => byText(a, b));
  const header: [string, unknown][] = texts.length > 0 ? [['__metadata__', Object.fromEntries(texts)]] : [];
  let offset = 0;
  for (const [name, { type, shape, values }] of entries) {
    if (name === '__metadata__') throw new ExchangeError('a tensor cannot be named __metadata__');
    if (shape.reduce((product, n) => product * n, 1) !== values.length)
      throw new ExchangeError(
        `tensor ${quoted(name)}: shape ${shapeText(shape)} does not hold ${values.length} values`,
      );
    const end = offset + values.length * elementBytes[type];
    header.push([name, { dtype: type, shape, data_offsets: [offset, end] }]);
    offset = end;
  }
  const text = new TextEncoder().encode(JSON.stringify(Object.fromEntries(header)));
  const headerLength = Math.ceil(text.length / 8) * 8;
  const bytes = new Uint8Array(8 + headerLength + offset);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(headerLength), true);
  bytes.fill(0x20, 8, 8 + headerLength);
  bytes.set(text, 8);
  let place = 8 + headerLength;
  for (const [name, tensor] of entries) {
    const data = tensor.type === 'F16' ? halves(name, tensor.values) : tensor.values;
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), place);
    place += data.byteLength;
  }
  return bytes;
}

function halves(name: string, values: Float32Array): Uint16Array {
  return Uint16Array.from(values, (value) => {
    const half = toHalf(value);
    if ((half & 0x7fff) === 0x7c00 && Number.isFinite(value))
      throw new ExchangeError(
        `tensor ${quoted(name)}: ${value} is outside the range of F16 (−65504 to 65504)`,
      );
    return half;
  });
}
