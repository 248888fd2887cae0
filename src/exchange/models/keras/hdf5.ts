/**
 * Takes texts and numbers out of an HDF5 file by their paths. The library is large, and is loaded
 * when it is first used.
 */
import type { Dataset, Group } from 'h5wasm';
import { sizeOf } from '../../../networks/shape.ts';
import { ExchangeError, quoted } from '../../error.ts';
import { shapeEqual } from '../../float-tensor.ts';
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

let filesSoFar = 0;

/** True once a damaged file made the library fail in its own memory, which nothing repairs. */
let harmed = false;

/**
 * Calls `use` with a file. Throws {@link ExchangeError} and nothing else. A damaged file
 * can harm the library for all files after it, so that a page should read in a worker which it
 * ends.
 */
export async function withHdf5<T>(bytes: Uint8Array, use: (file: Hdf5) => T): Promise<T> {
  checkModelBytes('the file', bytes.length);
  const { ready, File } = await import('h5wasm');
  const module = await ready;
  const path = `/model-${++filesSoFar}.h5`;
  try {
    module.activate_throwing_error_handler();
    module.FS.writeFile(path, bytes);
    const file = new File(path, 'r');
    if (file.file_id < 0n) throw noHdf5();
    try {
      return use(views(file));
    } finally {
      quietly(() => file.close());
    }
  } catch (error) {
    if (error instanceof ExchangeError) throw error;
    const known = noHdf5();
    harmed ||= error instanceof WebAssembly.RuntimeError;
    throw known;
  } finally {
    quietly(() => module.FS.unlink(path));
  }
}

function noHdf5(): ExchangeError {
  const earlier = harmed
    ? ', or an earlier file harmed the reader; reload the page or give the command again'
    : '; save the model again';
  return new ExchangeError(`it is no HDF5 file, or is cut short or damaged${earlier}`);
}

function quietly(act: () => void): void {
  try {
    act();
  } catch {
    // There is nothing left to close or to remove.
  }
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
