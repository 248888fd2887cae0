/** Takes texts and numbers out of an HDF5 file by their paths. */
import type { Dataset, Group } from 'h5wasm';
import { sizeOf } from '../../../networks/shape.ts';
import { ExchangeError, quoted } from '../../error.ts';
import { shapeEqual } from '../../float-tensor.ts';
import { readHdf5File } from '../../hdf5/open.ts';
import { checkModelBytes } from '../limits.ts';

export interface Hdf5 {
  /** Returns an attribute, or null where it is not there. */
  text(path: string, name: string): string | null;
  texts(path: string, name: string): readonly string[] | null;
  /** Returns the shape of an array, or null where there is none. */
  shape(path: string): readonly number[] | null;
  /** Returns the floats of an array of this shape. Throws where it is another. */
  floats(path: string, shape: readonly number[]): Float32Array;
}

/** Calls `use` with a file. Throws {@link ExchangeError} and nothing else. */
export async function withHdf5<T>(bytes: Uint8Array, use: (file: Hdf5) => T): Promise<T> {
  checkModelBytes('the file', bytes.length);
  return readHdf5File(bytes, (file) => use(views(file)));
}

function views(file: Group): Hdf5 {
  const at = (path: string) => (path === '/' ? file : entryOf(file, path));
  const attribute = (path: string, name: string): unknown => {
    const entry = at(path);
    if (!entry || !('attrs' in entry)) return null;
    const { attrs } = entry;
    return Object.hasOwn(attrs, name) ? attrs[name]!.value : null;
  };
  const dataset = (path: string): Dataset | null => {
    const entry = at(path);
    return entry && 'slice' in entry ? (entry as Dataset) : null;
  };
  return {
    text: (path, name) => {
      const value = attribute(path, name);
      return typeof value === 'string' ? value : null;
    },
    texts: (path, name) => {
      const value = attribute(path, name);
      const list = typeof value === 'string' ? [value] : value;
      return Array.isArray(list) && list.every((one) => typeof one === 'string') ? list : null;
    },
    shape: (path) => dataset(path)?.shape ?? null,
    floats: (path, shape) => floatsOf(path, dataset(path), shape),
  };
}

/** Returns what lies at a path; going from group to group keeps to groups that are there. */
function entryOf(file: Group, path: string) {
  let entry: unknown = file;
  for (const name of path.split('/').filter(Boolean)) {
    if (!isGroup(entry) || !entry.keys().includes(name)) return null;
    entry = entry.get(name);
  }
  return entry as Group | Dataset | null;
}

function isGroup(entry: unknown): entry is Group {
  return typeof entry === 'object' && entry !== null && 'keys' in entry;
}

/** HDF5's number for the class of floating-point types. */
const floatClass = 1;

function floatsOf(path: string, data: Dataset | null, shape: readonly number[]): Float32Array {
  const where = `tensor ${quoted(path)}`;
  const wanted = shape.join('×');
  if (!data) throw new ExchangeError(`${where} of ${wanted} is missing; save the model with its weights`);
  if (data.metadata.type !== floatClass)
    throw new ExchangeError(`${where} holds no floating-point numbers; save the model in float32`);
  if (data.metadata.virtual_sources?.length)
    throw new ExchangeError(`${where} lies in another file; save the model in one file`);
  if (!data.shape || !shapeEqual(data.shape, shape))
    throw new ExchangeError(`${where} must be ${wanted} (got ${data.shape?.join('×') ?? 'nothing'})`);
  const { value } = data;
  if (!ArrayBuffer.isView(value) || (value as Float32Array).length !== sizeOf(shape))
    throw new ExchangeError(`${where} is damaged; save the model again`);
  return Float32Array.from(value as Float32Array);
}
