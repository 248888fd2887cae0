/** Takes the values of an ONNX tensor, in any of the types that weights and shapes have. */
import { ExchangeError, quoted, shapeText } from '../../error.ts';
import { fromBfloat16, fromHalf } from '../../half.ts';
import { fromBytes, readTensorMessage, type TensorMessage } from './messages.ts';

export interface OnnxTensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float64Array;
}

const types = { 1: 'FLOAT', 6: 'INT32', 7: 'INT64', 10: 'FLOAT16', 11: 'DOUBLE', 16: 'BFLOAT16' } as const;

/** Bytes of an element in raw data. */
const bytesOf = { 1: 4, 6: 4, 7: 8, 10: 2, 11: 8, 16: 2 } as const;

type TypeNumber = keyof typeof types;

function isKnown(type: number): type is TypeNumber {
  return Object.hasOwn(types, type);
}

/** Returns the values of a tensor. Throws {@link ExchangeError} that names it. */
export function valuesOf(message: TensorMessage): OnnxTensor {
  const { name, dims, dataType, external, raw } = message;
  const refuse = (words: string) => new ExchangeError(`tensor ${quoted(name)} ${words}`);
  if (external)
    throw refuse('lies in another file, which is not read; export the model with its weights in one file');
  if (!isKnown(dataType))
    throw refuse(`has the type ${dataType}; known are ${Object.values(types).join(', ')}`);
  const shape = dims.map(Number);
  const size = shape.reduce((product, length) => product * length, 1);
  if (
    shape.length > 8 ||
    !shape.every((length) => Number.isInteger(length) && length >= 0 && length < 2 ** 31)
  )
    throw refuse('has a shape that no tensor has');
  const stored = raw && raw.length > 0 ? fromRaw(dataType, raw) : fromLists(dataType, message);
  if (!stored || stored.length !== size)
    throw refuse(
      `of ${shapeText(shape)} should have ${size} values, and has ${stored?.length ?? 'broken ones'}`,
    );
  return { name, shape, values: stored };
}

function fromRaw(type: TypeNumber, raw: Uint8Array): Float64Array | null {
  const each = bytesOf[type];
  if (raw.length % each !== 0) return null;
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const values = new Float64Array(raw.length / each);
  const element = elements[type];
  for (let i = 0; i < values.length; i++) values[i] = element(view, i * each);
  return values;
}

const elements: Readonly<Record<TypeNumber, (view: DataView, at: number) => number>> = {
  1: (view, at) => view.getFloat32(at, true),
  6: (view, at) => view.getInt32(at, true),
  7: (view, at) => Number(view.getBigInt64(at, true)),
  10: (view, at) => fromHalf(view.getUint16(at, true)),
  11: (view, at) => view.getFloat64(at, true),
  16: (view, at) => fromBfloat16(view.getUint16(at, true)),
};

function fromLists(type: TypeNumber, { floats, ints, longs, doubles }: TensorMessage): Float64Array {
  switch (type) {
    case 1:
      return Float64Array.from(floats);
    case 6:
      return Float64Array.from(ints);
    case 7:
      return Float64Array.from(longs, Number);
    case 11:
      return Float64Array.from(doubles);
    case 10:
      return Float64Array.from(ints, (pattern) => fromHalf(pattern & 0xffff));
    case 16:
      return Float64Array.from(ints, (pattern) => fromBfloat16(pattern & 0xffff));
  }
}

/** Reads a file that holds a single tensor, as the samples beside a model do. */
export function readTensorFile(bytes: Uint8Array): OnnxTensor {
  return valuesOf(fromBytes(bytes, 'ONNX tensor', readTensorMessage));
}
