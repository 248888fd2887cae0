/** Writes ONNX files for tests, field by field, by their numbers in onnx.proto. */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';

export interface TensorToWrite {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: ArrayLike<number>;
  /** How the values are written; raw 32-bit floats by default. */
  readonly as?: 'raw' | 'floats' | 'double' | 'half' | 'bfloat16' | 'int64' | 'external';
}

export type Attribute = number | string | readonly number[] | { readonly float: number };

export interface NodeToWrite {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

export interface ModelToWrite {
  readonly opset?: number;
  readonly inputs?: readonly { readonly name: string; readonly shape: readonly (number | string)[] }[];
  readonly outputs?: readonly string[];
  readonly nodes: readonly NodeToWrite[];
  readonly tensors: readonly TensorToWrite[];
}

type Write = (writer: BinaryWriter) => void;

function message(write: Write): Uint8Array {
  const writer = new BinaryWriter();
  write(writer);
  return writer.finish();
}

function field(writer: BinaryWriter, number: number, write: Write): void {
  writer.tag(number, WireType.LengthDelimited).bytes(message(write));
}

const text = (writer: BinaryWriter, number: number, value: string) =>
  writer.tag(number, WireType.LengthDelimited).string(value);
const whole = (writer: BinaryWriter, number: number, value: number) =>
  writer.tag(number, WireType.Varint).int64(value);

/** Returns the pattern of a half that holds a number exactly, or the nearest below it. */
export function halfPattern(value: number): number {
  if (value === 0) return 0;
  const exponent = Math.floor(Math.log2(Math.abs(value)));
  const fraction = Math.trunc((Math.abs(value) / 2 ** exponent - 1) * 1024);
  return (value < 0 ? 0x8000 : 0) | ((exponent + 15) << 10) | fraction;
}

const patterns = (values: ArrayLike<number>, of: (value: number) => number) =>
  new Uint8Array(Uint16Array.from(values, of).buffer);
const bfloat = (value: number) => new Uint32Array(Float32Array.of(value).buffer)[0]! >>> 16;

function writeTensor({ name, shape, values, ...rest }: TensorToWrite): Write {
  const as: NonNullable<TensorToWrite['as']> = rest.as ?? 'raw';
  return (w) => {
    for (const length of shape) whole(w, 1, length);
    const type = { raw: 1, floats: 1, external: 1, double: 11, half: 10, bfloat16: 16, int64: 7 }[as];
    whole(w, 2, type);
    text(w, 8, name);
    const raw = (bytes: Uint8Array) => w.tag(9, WireType.LengthDelimited).bytes(bytes);
    switch (as) {
      case 'raw':
        raw(new Uint8Array(Float32Array.from(values).buffer));
        break;
      case 'floats':
        field(w, 4, (packed) => {
          for (const value of Array.from(values)) packed.float(value);
        });
        break;
      case 'double':
        raw(new Uint8Array(Float64Array.from(values).buffer));
        break;
      case 'half':
        raw(patterns(values, halfPattern));
        break;
      case 'bfloat16':
        raw(patterns(values, bfloat));
        break;
      case 'int64':
        raw(new Uint8Array(BigInt64Array.from(Array.from(values), BigInt).buffer));
        break;
      case 'external':
        whole(w, 14, 1);
        break;
    }
  };
}

function writeAttribute(name: string, value: Attribute): Write {
  return (w) => {
    text(w, 1, name);
    const type = (number: number) => whole(w, 20, number);
    if (typeof value === 'number') {
      whole(w, 3, value);
      type(2);
    } else if (typeof value === 'string') {
      text(w, 4, value);
      type(3);
    } else if ('float' in value) {
      w.tag(2, WireType.Bit32).float(value.float);
      type(1);
    } else {
      for (const one of value) whole(w, 8, one);
      type(7);
    }
  };
}

function writeValue(name: string, shape: readonly (number | string)[]): Write {
  return (w) => {
    text(w, 1, name);
    field(w, 2, (type) => {
      field(type, 1, (tensor) => {
        whole(tensor, 1, 1);
        field(tensor, 2, (sizes) => {
          for (const size of shape)
            field(sizes, 1, (one) => (typeof size === 'number' ? whole(one, 1, size) : text(one, 2, size)));
        });
      });
    });
  };
}

/** Returns the bytes of a model. */
export function onnxOf(model: ModelToWrite): Uint8Array {
  const { opset = 17, nodes, tensors, outputs = [nodes.at(-1)!.output] } = model;
  const { inputs = [{ name: 'image', shape: ['N', 2, 9, 7] }] } = model;
  return message((w) => {
    whole(w, 1, 8);
    field(w, 7, (graph) => {
      for (const { operator, inputs: from, output, attributes = {} } of nodes)
        field(graph, 1, (node) => {
          for (const name of from) text(node, 1, name);
          text(node, 2, output);
          text(node, 3, `${operator} ${output}`);
          text(node, 4, operator);
          for (const [name, value] of Object.entries(attributes)) field(node, 5, writeAttribute(name, value));
        });
      text(graph, 2, 'test');
      for (const tensor of tensors) field(graph, 5, writeTensor(tensor));
      for (const { name, shape } of inputs) field(graph, 11, writeValue(name, shape));
      for (const name of outputs) field(graph, 12, writeValue(name, ['N', 'C']));
    });
    field(w, 8, (set) => {
      text(set, 1, '');
      whole(set, 2, opset);
    });
  });
}
