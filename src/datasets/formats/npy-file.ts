/**
 * Reads one array of NumPy: a short header before plain numbers. It is read here rather than by a
 * library, because objects, sizes that disagree and numbers that are none have to be refused.
 */
import { sizeOf } from '../../networks/shape.ts';
import { writeCount } from '../../tasks/writing.ts';
import { DataError } from '../dataset.ts';

export interface NpyArray {
  readonly shape: readonly number[];
  /** Bytes for `uint8`, single floats for floats, and double floats for other whole numbers. */
  readonly values: Uint8Array | Float32Array | Float64Array;
}

type Reader = (view: DataView, at: number, little: boolean) => number;

const readers: Readonly<Record<string, Reader>> = {
  b1: (view, at) => view.getUint8(at),
  u1: (view, at) => view.getUint8(at),
  i1: (view, at) => view.getInt8(at),
  u2: (view, at, little) => view.getUint16(at, little),
  i2: (view, at, little) => view.getInt16(at, little),
  u4: (view, at, little) => view.getUint32(at, little),
  i4: (view, at, little) => view.getInt32(at, little),
  u8: (view, at, little) => Number(view.getBigUint64(at, little)),
  i8: (view, at, little) => Number(view.getBigInt64(at, little)),
  f4: (view, at, little) => view.getFloat32(at, little),
  f8: (view, at, little) => view.getFloat64(at, little),
};

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59];
const mostDimensions = 8;

/** Throws a {@link DataError} that names the file, what is wrong and what to do. */
export function readNpy(path: string, bytes: Uint8Array): NpyArray {
  const refuse = (why: string) => new DataError(`${path} ${why}`);
  const major = bytes[6]!;
  if (bytes.length < 12 || !magic.every((byte, i) => bytes[i] === byte) || major < 1 || major > 3)
    throw refuse('is no npy file of version 1 to 3. Save it again with numpy.save.');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const headerAt = major === 1 ? 10 : 12;
  const start = headerAt + (major === 1 ? view.getUint16(8, true) : view.getUint32(8, true));
  if (start > bytes.length) throw refuse('is cut short in its header. Save it again.');
  const { order, type, fortran, shape } = headerIn(refuse, bytes.subarray(headerAt, start));
  const reader = Object.hasOwn(readers, type) ? readers[type]! : null;
  if (!reader) throw refuse(`holds numbers of type ${type}. Save it as uint8, float32 or int64.`);
  const count = sizeOf(shape);
  const width = Number(type[1]);
  if (start + count * width !== bytes.length)
    throw refuse(
      `is cut short or damaged: ${shape.join('×')} numbers of ${width} bytes take ${writeCount(start + count * width)} bytes with the header, and it has ${writeCount(bytes.length)}. Save it again.`,
    );
  const values =
    type === 'u1'
      ? new Uint8Array(count)
      : type[0] === 'f'
        ? new Float32Array(count)
        : new Float64Array(count);
  const placeOf = fortran ? fortranPlaces(shape) : (i: number) => i;
  for (let i = 0; i < count; i++) {
    const value = reader(view, start + placeOf(i) * width, order !== '>');
    values[i] = value;
    if (values instanceof Float64Array && !Number.isSafeInteger(value))
      throw refuse(`has a whole number beyond 2^53 at place ${writeCount(i + 1)}. Save it as float32.`);
    if (!Number.isFinite(values[i]))
      throw refuse(`has no number at place ${writeCount(i + 1)}: ${value}. Replace such values first.`);
  }
  return { shape, values };
}

function headerIn(refuse: (why: string) => DataError, bytes: Uint8Array) {
  const text = new TextDecoder().decode(bytes);
  const descr = /'descr': *'([<>|=])([a-zA-Z])(\d*)'/.exec(text);
  const order = /'fortran_order': *(True|False)/.exec(text);
  const shape = /'shape': *\(([\d, ]*)\)/.exec(text);
  if (/'descr': *'?[<>|=]?O/.test(text))
    throw refuse('holds Python objects, which could run code and are not read. Save it as numbers.');
  if (!descr || !order || !shape)
    throw refuse('has a header that is not read, as that of named columns. Save it as plain numbers.');
  const lengths = shape[1]!.split(',').map((part) => part.trim());
  if (lengths.at(-1) === '') lengths.pop();
  const sizes = lengths.map(Number);
  if (
    sizes.length > mostDimensions ||
    !sizes.every((size) => Number.isInteger(size) && size >= 0 && size < 2 ** 32)
  )
    throw refuse(`has the shape (${shape[1]}), which is not read. Save it with at most 4 dimensions.`);
  return { order: descr[1]!, type: descr[2]! + descr[3]!, fortran: order[1] === 'True', shape: sizes };
}

/** Returns where the i-th number in rows lies when the first dimension runs fastest. */
function fortranPlaces(shape: readonly number[]): (i: number) => number {
  const steps = shape.map((_, d) => sizeOf(shape.slice(0, d)));
  return (i) => {
    let [rest, place] = [i, 0];
    for (let d = shape.length - 1; d >= 0; d--) {
      place += (rest % shape[d]!) * steps[d]!;
      rest = Math.floor(rest / shape[d]!);
    }
    return place;
  };
}
