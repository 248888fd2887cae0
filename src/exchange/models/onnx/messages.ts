/**
 * Reads the messages of an ONNX file that a network needs, by the numbers of their fields in
 * onnx.proto; all others are skipped. The bytes of tensors are views, not copies.
 */
import { BinaryReader, WireType } from '@bufbuild/protobuf/wire';
import { ExchangeError } from '../../error.ts';
import { mostNodes } from '../limits.ts';

export interface TensorMessage {
  name: string;
  dims: bigint[];
  dataType: number;
  /** Values of 32-bit types, and of narrower ones as their patterns. */
  floats: number[];
  ints: number[];
  longs: bigint[];
  doubles: number[];
  raw: Uint8Array | null;
  /** Whether its data lie in another file. */
  external: boolean;
}

export interface AttributeMessage {
  name: string;
  float: number;
  int: bigint;
  text: string;
  tensor: TensorMessage | null;
  floats: number[];
  ints: bigint[];
}

export interface NodeMessage {
  inputs: string[];
  outputs: string[];
  name: string;
  operator: string;
  domain: string;
  attributes: AttributeMessage[];
}

export interface ValueMessage {
  name: string;
  elementType: number;
  /** The shape with batch; null where a size is not fixed. */
  shape: (number | null)[] | null;
}

export interface GraphMessage {
  nodes: NodeMessage[];
  initializers: TensorMessage[];
  inputs: ValueMessage[];
  outputs: ValueMessage[];
}

export interface ModelMessage {
  graph: GraphMessage | null;
  /** Version of each set of operators; the empty domain is ONNX's own. */
  opsets: { domain: string; version: bigint }[];
}

type Take = (reader: BinaryReader, wire: WireType) => void;
type Fields = Readonly<Record<number, Take>>;

function readMessage(reader: BinaryReader, length: number, fields: Fields): void {
  const end = reader.pos + length;
  if (end > reader.len) throw new RangeError('a message reaches past the end');
  while (reader.pos < end) {
    const [field, wire] = reader.tag();
    const take = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (take) take(reader, wire);
    else reader.skip(wire, field);
  }
  if (reader.pos !== end) throw new RangeError('a field reaches past its message');
}

function nested<T>(read: (reader: BinaryReader, length: number) => T, put: (value: T) => void): Take {
  return (reader, wire) => {
    if (wire !== WireType.LengthDelimited) throw new RangeError('a message is written as a number');
    put(read(reader, reader.uint32()));
  };
}

function single<T>(wanted: WireType, read: (reader: BinaryReader) => T, put: (value: T) => void): Take {
  return (reader, wire) => {
    if (wire !== wanted) throw new RangeError('a field has another type than its number says');
    put(read(reader));
  };
}

/** Numbers that are written one by one, or packed. */
function repeated<T>(wanted: WireType, read: (reader: BinaryReader) => T, into: T[]): Take {
  return (reader, wire) => {
    if (wire === wanted) {
      into.push(read(reader));
      return;
    }
    if (wire !== WireType.LengthDelimited) throw new RangeError('a list is written as another type');
    const end = reader.uint32() + reader.pos;
    if (end > reader.len) throw new RangeError('a list reaches past the end');
    while (reader.pos < end) into.push(read(reader));
  };
}

const text = (put: (value: string) => void): Take =>
  single(WireType.LengthDelimited, (reader) => reader.string(), put);
const long = (put: (value: bigint) => void): Take =>
  single(WireType.Varint, (reader) => BigInt(reader.int64()), put);

function pushed<T>(list: T[], what: string): (value: T) => void {
  return (value) => {
    if (list.length >= mostNodes) throw new ExchangeError(`it has more than ${mostNodes} ${what}`);
    list.push(value);
  };
}

export function readTensorMessage(reader: BinaryReader, length: number): TensorMessage {
  const of: TensorMessage = {
    ...{ name: '', dims: [], dataType: 0, floats: [], ints: [], longs: [], doubles: [] },
    ...{ raw: null, external: false },
  };
  const unsigned: bigint[] = [];
  readMessage(reader, length, {
    1: repeated(WireType.Varint, (r) => BigInt(r.int64()), of.dims),
    2: single(
      WireType.Varint,
      (r) => r.int32(),
      (value) => {
        of.dataType = value;
      },
    ),
    4: repeated(WireType.Bit32, (r) => r.float(), of.floats),
    5: repeated(WireType.Varint, (r) => r.int32(), of.ints),
    7: repeated(WireType.Varint, (r) => BigInt(r.int64()), of.longs),
    8: text((value) => {
      of.name = value;
    }),
    9: single(
      WireType.LengthDelimited,
      (r) => r.bytes(),
      (value) => {
        of.raw = value;
      },
    ),
    10: repeated(WireType.Bit64, (r) => r.double(), of.doubles),
    11: repeated(WireType.Varint, (r) => BigInt(r.uint64()), unsigned),
    14: single(
      WireType.Varint,
      (r) => r.int32(),
      (value) => {
        of.external = value !== 0;
      },
    ),
  });
  return of;
}

function readAttribute(reader: BinaryReader, length: number): AttributeMessage {
  const of: AttributeMessage = {
    ...{ name: '', float: 0, int: 0n, text: '', tensor: null, floats: [], ints: [] },
  };
  readMessage(reader, length, {
    1: text((value) => {
      of.name = value;
    }),
    2: single(
      WireType.Bit32,
      (r) => r.float(),
      (value) => {
        of.float = value;
      },
    ),
    3: long((value) => {
      of.int = value;
    }),
    4: text((value) => {
      of.text = value;
    }),
    5: nested(readTensorMessage, (value) => {
      of.tensor = value;
    }),
    7: repeated(WireType.Bit32, (r) => r.float(), of.floats),
    8: repeated(WireType.Varint, (r) => BigInt(r.int64()), of.ints),
  });
  return of;
}

function readNode(reader: BinaryReader, length: number): NodeMessage {
  const of: NodeMessage = { inputs: [], outputs: [], name: '', operator: '', domain: '', attributes: [] };
  readMessage(reader, length, {
    1: text(pushed(of.inputs, 'inputs of a node')),
    2: text(pushed(of.outputs, 'outputs of a node')),
    3: text((value) => {
      of.name = value;
    }),
    4: text((value) => {
      of.operator = value;
    }),
    5: nested(readAttribute, pushed(of.attributes, 'attributes')),
    7: text((value) => {
      of.domain = value;
    }),
  });
  return of;
}

function readDimension(reader: BinaryReader, length: number): number | null {
  let size: number | null = null;
  readMessage(reader, length, {
    1: long((value) => {
      size = value > 0n ? Number(value) : null;
    }),
    2: text(() => {
      size = null;
    }),
  });
  return size;
}

function readValue(reader: BinaryReader, length: number): ValueMessage {
  const of: ValueMessage = { name: '', elementType: 0, shape: null };
  const shape = (r: BinaryReader, bytes: number) => {
    const sizes: (number | null)[] = [];
    readMessage(r, bytes, { 1: nested(readDimension, pushed(sizes, 'axes')) });
    of.shape = sizes;
  };
  const tensor = (r: BinaryReader, bytes: number) =>
    readMessage(r, bytes, {
      1: single(
        WireType.Varint,
        (inner) => inner.int32(),
        (value) => {
          of.elementType = value;
        },
      ),
      2: nested(shape, () => {}),
    });
  const type = (r: BinaryReader, bytes: number) => readMessage(r, bytes, { 1: nested(tensor, () => {}) });
  readMessage(reader, length, {
    1: text((value) => {
      of.name = value;
    }),
    2: nested(type, () => {}),
  });
  return of;
}

function readGraph(reader: BinaryReader, length: number): GraphMessage {
  const of: GraphMessage = { nodes: [], initializers: [], inputs: [], outputs: [] };
  readMessage(reader, length, {
    1: nested(readNode, pushed(of.nodes, 'nodes')),
    5: nested(readTensorMessage, pushed(of.initializers, 'initialisers')),
    11: nested(readValue, pushed(of.inputs, 'inputs')),
    12: nested(readValue, pushed(of.outputs, 'outputs')),
  });
  return of;
}

function readOpset(reader: BinaryReader, length: number): ModelMessage['opsets'][number] {
  const of = { domain: '', version: 0n };
  readMessage(reader, length, {
    1: text((value) => {
      of.domain = value;
    }),
    2: long((value) => {
      of.version = value;
    }),
  });
  return of;
}

/** Reads a message from bytes. Throws {@link ExchangeError} and nothing else. */
export function fromBytes<T>(
  bytes: Uint8Array,
  what: string,
  read: (reader: BinaryReader, length: number) => T,
): T {
  // A plain view, since slices of a Node Buffer share its memory.
  const plain = new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return read(new BinaryReader(plain), plain.length);
  } catch (error) {
    if (error instanceof ExchangeError) throw error;
    throw new ExchangeError(
      `it is no ${what}, or is cut short or damaged (${(error as Error).message}); export it again`,
    );
  }
}

export function readModelMessage(bytes: Uint8Array): ModelMessage {
  return fromBytes(bytes, 'ONNX model', (reader, length) => {
    const of: ModelMessage = { graph: null, opsets: [] };
    readMessage(reader, length, {
      7: nested(readGraph, (value) => {
        of.graph = value;
      }),
      8: nested(readOpset, pushed(of.opsets, 'sets of operators')),
    });
    return of;
  });
}
