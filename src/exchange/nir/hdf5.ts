/** Reads and writes HDF5 files as plain values. */
import type { Dataset, Group } from 'h5wasm';
import { sizeOf } from '../../networks/shape.ts';
import { writeCount } from '../../tasks/writing.ts';
import { ExchangeError, quoted } from '../error.ts';
import { readHdf5File, writeHdf5File } from '../hdf5/open.ts';
import { type Hdf5Data, type Hdf5Group, isGroup } from './tree.ts';

/** What a file may hold: beyond these limits it is refused before it fills the memory. */
export const hdf5Limits = {
  fileBytes: 1024 * 2 ** 20,
  /** Most bytes of all arrays together, unpacked. */
  arrayBytes: 1024 * 2 ** 20,
  /** Most groups and arrays. */
  entries: 20_000,
  depth: 8,
} as const;

type Limits = { readonly [K in keyof typeof hdf5Limits]: number };

/** Groups and arrays found so far, and the bytes of the arrays. */
interface Meter {
  entries: number;
  arrayBytes: number;
}

/** Reads a whole file. Throws {@link ExchangeError} and nothing else. */
export async function readHdf5(bytes: Uint8Array, limits: Limits = hdf5Limits): Promise<Hdf5Group> {
  if (bytes.length > limits.fileBytes)
    throw new ExchangeError(
      `the file is larger than the ${writeCount(limits.fileBytes)} bytes that are read`,
    );
  return readHdf5File(bytes, (file) => readGroup(file, '', 0, { entries: 0, arrayBytes: 0 }, limits));
}

/** Returns the bytes of a file that holds these groups and arrays. */
export async function writeHdf5(root: Hdf5Group): Promise<Uint8Array<ArrayBuffer>> {
  return writeHdf5File((file) => writeGroup(file, root));
}

function readGroup(group: Group, path: string, depth: number, meter: Meter, limits: Limits): Hdf5Group {
  if (depth > limits.depth)
    throw new ExchangeError(`group ${quoted(path)} lies deeper than ${limits.depth} groups`);
  const read = new Map<string, Hdf5Group | Hdf5Data>();
  for (const name of group.keys()) {
    const at = `${path}/${name}`;
    if (++meter.entries > limits.entries)
      throw new ExchangeError(`the file has more than ${writeCount(limits.entries)} groups and arrays`);
    const entry = group.get(name);
    if (entry && 'keys' in entry) read.set(name, readGroup(entry, at, depth + 1, meter, limits));
    else if (entry && 'slice' in entry) read.set(name, readData(entry, at, meter, limits));
    else throw new ExchangeError(`${quoted(at)} is neither a group nor an array in this file`);
  }
  return read;
}

/** HDF5's numbers for classes of types. */
const classes = { whole: 0, float: 1, text: 3 } as const;

function readData(data: Dataset, at: string, meter: Meter, limits: Limits): Hdf5Data {
  const { type, size, shape, virtual_sources } = data.metadata;
  if (shape === null || virtual_sources?.length) throw new ExchangeError(`${quoted(at)} holds no values`);
  meter.arrayBytes += sizeOf(shape) * size;
  if (!(meter.arrayBytes <= limits.arrayBytes))
    throw new ExchangeError(
      `the arrays up to ${quoted(at)} are larger than ${writeCount(limits.arrayBytes)} bytes`,
    );
  const length = sizeOf(shape);
  const plain = length === 0 ? [] : listOf(data.value);
  const values =
    type === classes.text
      ? textsOf(plain)
      : type === classes.float || type === classes.whole
        ? numbersOf(plain)
        : null;
  if (!values) throw new ExchangeError(`${quoted(at)} holds neither numbers nor texts`);
  if (values.length !== length)
    throw new ExchangeError(`${quoted(at)} is damaged: it has ${values.length} of its ${length} values`);
  return { shape, values };
}

/** Returns values as the library gives them, of which a single one stands alone. */
function listOf(value: unknown): ArrayLike<unknown> {
  return Array.isArray(value) || ArrayBuffer.isView(value)
    ? (value as unknown as ArrayLike<unknown>)
    : [value];
}

function textsOf(values: ArrayLike<unknown>): string[] | null {
  const texts = Array.from(values);
  return texts.every((text) => typeof text === 'string') ? texts : null;
}

function numbersOf(values: ArrayLike<unknown>): Float32Array | Float64Array | null {
  if (values instanceof Float32Array) return values;
  const numbers = Float64Array.from(values, Number);
  return numbers;
}

function writeGroup(group: Group, entries: Hdf5Group): void {
  for (const [name, entry] of entries) {
    if (isGroup(entry)) writeGroup(group.create_group(name), entry);
    else {
      const { shape, values } = entry;
      const data = Array.isArray(values) ? [...values] : (values as Float32Array);
      // A single text has no shape of its own in the library.
      if (Array.isArray(data) && shape.length === 0) group.create_dataset({ name, data: data[0]! });
      else group.create_dataset({ name, data, shape: [...shape] });
    }
  }
}
