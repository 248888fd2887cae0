/**
 * Reads the header of a safetensors file: 8 bytes with its length (little-endian), then JSON that
 * gives each tensor's type, shape and place in the data that follows. Everything is checked here,
 * so that the reader never looks past the end.
 */
import { duplicateKey } from './duplicate-key.ts';
import { ExchangeError, quoted, shapeText } from './error.ts';

/** Bytes per element of the supported types. */
export const elementBytes = { F64: 8, I64: 8, F32: 4, I32: 4, F16: 2, BF16: 2, U8: 1 } as const;

export type ElementType = keyof typeof elementBytes;

export interface TensorEntry {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: readonly number[];
  /** Offsets in bytes from the start of the file. */
  readonly begin: number;
  readonly end: number;
}

export interface Header {
  readonly metadata: Readonly<Record<string, string>>;
  /** Tensors in the order of their place in the file. */
  readonly tensors: readonly TensorEntry[];
}

/** Size of the largest header that is read, in bytes; the format's own limit. */
export const maxHeaderBytes = 100_000_000;

/** Reads and checks the header. Throws {@link ExchangeError}. */
export function readHeader(bytes: Uint8Array): Header {
  if (bytes.length < 8)
    throw new ExchangeError(`not a safetensors file: it has ${bytes.length} bytes, at least 8 are needed`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  if (length > maxHeaderBytes)
    throw new ExchangeError(`header length must be at most ${maxHeaderBytes} bytes (got ${length})`);
  if (length > bytes.length - 8)
    throw new ExchangeError(
      `header length is ${length} bytes but only ${bytes.length - 8} follow: the file is cut short`,
    );
  const object = parseObject(bytes.subarray(8, 8 + length));
  const start = 8 + length;
  const tensors: TensorEntry[] = [];
  let metadata: Readonly<Record<string, string>> = {};
  for (const [name, value] of Object.entries(object)) {
    if (name === '__metadata__') metadata = checkMetadata(value);
    else tensors.push(checkTensor(name, value, start));
  }
  tensors.sort((a, b) => a.begin - b.begin || a.end - b.end);
  checkPlaces(tensors, start, bytes.length);
  return { metadata, tensors };
}

function parseObject(bytes: Uint8Array): Record<string, unknown> {
  if (bytes[0] !== 0x7b) throw new ExchangeError('header must start with “{”');
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new ExchangeError('header is not valid UTF-8 text');
  }
  let value: Record<string, unknown>;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new ExchangeError(`header is not valid JSON: ${(error as Error).message.slice(0, 200)}`);
  }
  const twice = duplicateKey(text);
  if (twice !== null) throw new ExchangeError(`header has ${quoted(twice)} twice`);
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function checkMetadata(value: unknown): Readonly<Record<string, string>> {
  if (!isObject(value)) throw new ExchangeError('__metadata__ must be an object of texts');
  for (const [key, text] of Object.entries(value))
    if (typeof text !== 'string')
      throw new ExchangeError(`__metadata__ ${quoted(key)} must be a text (got ${typeof text})`);
  return value as Record<string, string>;
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function checkTensor(name: string, value: unknown, start: number): TensorEntry {
  const tensor = `tensor ${quoted(name)}`;
  if (!isObject(value)) throw new ExchangeError(`${tensor}: its entry must be an object`);
  const { dtype, shape, data_offsets: offsets } = value;
  if (typeof dtype !== 'string' || !Object.hasOwn(elementBytes, dtype))
    throw new ExchangeError(
      `${tensor}: dtype must be one of ${Object.keys(elementBytes).join(', ')} (got ${typeof dtype === 'string' ? quoted(dtype) : typeof dtype})`,
    );
  const type = dtype as ElementType;
  if (!Array.isArray(shape) || !shape.every(isCount))
    throw new ExchangeError(`${tensor}: shape must be a list of whole numbers from 0`);
  if (!Array.isArray(offsets) || offsets.length !== 2 || !offsets.every(isCount))
    throw new ExchangeError(`${tensor}: data_offsets must be two whole numbers from 0`);
  const [first, last] = offsets as [number, number];
  // Products past 2^53 are no longer exact, yet still larger than any file.
  const size = (shape as number[]).reduce((product, n) => product * n, elementBytes[type]);
  if (!Number.isSafeInteger(size))
    throw new ExchangeError(`${tensor}: shape ${shapeText(shape)} has more elements than a file can hold`);
  if (last - first !== size)
    throw new ExchangeError(
      `${tensor}: shape ${shapeText(shape)} of ${type} needs ${size} bytes, data_offsets give ${last - first}`,
    );
  return { name, type, shape: [...shape], begin: start + first, end: start + last };
}

/**
 * Checks that tensors fill the data from its first to its last byte, each beginning where the one
 * before ends.
 */
function checkPlaces(tensors: readonly TensorEntry[], start: number, fileEnd: number): void {
  let end = start;
  for (const tensor of tensors) {
    if (tensor.begin !== end)
      throw new ExchangeError(
        `tensor ${quoted(tensor.name)}: data must begin at offset ${end - start}, where the tensor before ends (got ${tensor.begin - start})`,
      );
    if (tensor.end > fileEnd)
      throw new ExchangeError(
        `tensor ${quoted(tensor.name)}: data ends at offset ${tensor.end - start} but the file has ${fileEnd - start} bytes of data: it is cut short`,
      );
    end = tensor.end;
  }
  if (end !== fileEnd)
    throw new ExchangeError(`expected ${end - start} bytes of tensor data, got ${fileEnd - start}`);
}
