import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ExchangeError } from './error.ts';
import { readSafetensors, type WrittenTensor, writeSafetensors } from './safetensors.ts';

/** Returns a file with any header text, checked or not, and any data. */
function file(header: unknown, data: Uint8Array | number[] = []): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

const message = (bytes: Uint8Array): string => {
  try {
    readSafetensors(bytes);
  } catch (error) {
    expect(error).toBeInstanceOf(ExchangeError);
    return (error as Error).message;
  }
  return 'no error';
};

const small = () =>
  writeSafetensors(
    new Map<string, WrittenTensor>([
      ['b', { type: 'F32', shape: [2, 2], values: new Float32Array([1, -2, 3.5, Number.NaN]) }],
      ['a', { type: 'F16', shape: [3], values: new Float32Array([0.5, -1, 65504]) }],
      ['c', { type: 'F32', shape: [], values: new Float32Array([7]) }],
      ['empty', { type: 'F32', shape: [0, 4], values: new Float32Array(0) }],
    ]),
    { note: 'ü “quoted”' },
  );

test('what is written is read', () => {
  const { tensors, metadata } = readSafetensors(small());
  expect(metadata).toEqual({ note: 'ü “quoted”' });
  expect([...tensors.keys()].sort()).toEqual(['a', 'b', 'c', 'empty']);
  expect(tensors.get('a')).toEqual({ type: 'F16', shape: [3], values: new Float32Array([0.5, -1, 65504]) });
  expect(tensors.get('b')).toEqual({
    type: 'F32',
    shape: [2, 2],
    values: new Float32Array([1, -2, 3.5, Number.NaN]),
  });
  expect(tensors.get('c')).toEqual({ type: 'F32', shape: [], values: new Float32Array([7]) });
  expect(tensors.get('empty')?.values).toHaveLength(0);
});

test('what is read and written again is the same bytes', () => {
  const { tensors, metadata } = readSafetensors(small());
  expect(writeSafetensors(tensors as ReadonlyMap<string, WrittenTensor>, metadata)).toEqual(small());
});

test('the layout is the published one, byte by byte', () => {
  const bytes = writeSafetensors(
    new Map([['x', { type: 'F32', shape: [1], values: new Float32Array([1]) }]]),
  );
  const text = '{"x":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}';
  expect(new TextDecoder().decode(bytes.subarray(8, -4))).toBe(text.padEnd(56));
  expect([...bytes.subarray(0, 8)]).toEqual([56, 0, 0, 0, 0, 0, 0, 0]);
  expect([...bytes.subarray(-4)]).toEqual([0, 0, 0x80, 0x3f]);
});

test('the same tensors in any order give the same bytes, aligned', () => {
  const x: WrittenTensor = { type: 'F32', shape: [1], values: new Float32Array([1]) };
  const y: WrittenTensor = { type: 'F16', shape: [1], values: new Float32Array([2]) };
  const one = writeSafetensors(
    new Map([
      ['x', x],
      ['a', y],
    ]),
    { p: '1', q: '2' },
  );
  const two = writeSafetensors(
    new Map([
      ['a', y],
      ['x', x],
    ]),
    { q: '2', p: '1' },
  );
  expect(one).toEqual(two);
  expect([...readSafetensors(one).tensors.keys()]).toEqual(['x', 'a']);
});

test('other types are read', () => {
  const one = (dtype: string, size: number, data: Uint8Array) =>
    readSafetensors(file({ t: { dtype, shape: [size], data_offsets: [0, data.length] } }, data)).tensors.get(
      't',
    )!.values;
  const raw = (array: { buffer: ArrayBufferLike }) => new Uint8Array(array.buffer);
  expect(one('F64', 2, raw(new Float64Array([0.1, -2])))).toEqual(new Float64Array([0.1, -2]));
  expect(one('I64', 1, raw(new BigInt64Array([-5n])))).toEqual(new BigInt64Array([-5n]));
  expect(one('I32', 1, raw(new Int32Array([-5])))).toEqual(new Int32Array([-5]));
  expect(one('U8', 2, new Uint8Array([3, 255]))).toEqual(new Uint8Array([3, 255]));
  expect(one('BF16', 2, raw(new Uint16Array([0x3f80, 0xc049])))).toEqual(new Float32Array([1, -3.140625]));
});

test('a Node Buffer is copied, not shared', () => {
  const buffer = Buffer.from(small());
  const { tensors } = readSafetensors(buffer);
  buffer.fill(0);
  expect(tensors.get('c')?.values).toEqual(new Float32Array([7]));
});

test('names that are special to JavaScript are plain names', () => {
  const tensor: WrittenTensor = { type: 'F32', shape: [1], values: new Float32Array([4]) };
  const { tensors, metadata } = readSafetensors(
    writeSafetensors(new Map([['__proto__', tensor]]), { constructor: 'x' }),
  );
  expect(tensors.get('__proto__')?.values[0]).toBe(4);
  expect(metadata.constructor).toBe('x');
});

const f32 = (shape: unknown, begin: unknown, end: unknown) => ({
  dtype: 'F32',
  shape,
  data_offsets: [begin, end],
});

test.each<[string, Uint8Array, RegExp]>([
  ['no bytes', new Uint8Array(0), /0 bytes, at least 8/],
  [
    'a header longer than the limit',
    new Uint8Array([0, 0, 0, 0, 0, 0, 0, 0x80, 1]),
    /at most 100000000 bytes/,
  ],
  [
    'a header longer than the file',
    new Uint8Array([9, 0, 0, 0, 0, 0, 0, 0, 0x7b]),
    /9 bytes but only 1 follow/,
  ],
  ['no JSON', file('{"a":'), /not valid JSON/],
  ['a list', file('[]'), /start with/],
  ['leading space', file(' {}'), /start with/],
  ['broken UTF-8', file('{"a"}').fill(0xff, 9, 10), /UTF-8/],
  ['a tensor twice', file('{"a":1,"\\u0061":2}'), /“a” twice/],
  ['a field twice', file('{"a":{"dtype":"F32","dtype":"F32"}}'), /“dtype” twice/],
  ['metadata not of texts', file({ __metadata__: { n: 1 } }), /“n” must be a text \(got number\)/],
  ['an entry that is null', file({ a: null }), /tensor “a”: its entry must be an object/],
  ['an unknown type', file({ a: { dtype: 'F8', shape: [], data_offsets: [0, 1] } }), /“a”: dtype.*got “F8”/],
  ['a type from the prototype', file({ a: { dtype: 'toString', shape: [], data_offsets: [0, 1] } }), /dtype/],
  ['a negative dimension', file({ a: f32([-1], 0, 4) }), /“a”: shape must be/],
  ['a fractional dimension', file({ a: f32([0.5], 0, 2) }), /“a”: shape must be/],
  ['a shape past all numbers', file({ a: f32([2 ** 40, 2 ** 40], 0, 4) }), /“a”: shape.*more elements/],
  [
    'an infinite shape times zero',
    file({
      a: f32(
        Array(40)
          .fill(2 ** 50)
          .concat(0),
        0,
        0,
      ),
    }),
    /more elements/,
  ],
  ['one offset', file({ a: { dtype: 'F32', shape: [1], data_offsets: [0] } }), /data_offsets must be two/],
  ['offsets reversed', file({ a: f32([1], 4, 0) }, [0, 0, 0, 0]), /needs 4 bytes, data_offsets give -4/],
  [
    'a size that does not fit',
    file({ a: f32([2, 3], 0, 20) }, Array(20).fill(0)),
    /2×3 of F32 needs 24.*give 20/,
  ],
  ['data past the end', file({ a: f32([2], 0, 8) }, [0, 0, 0, 0]), /“a”: data ends at offset 8.*has 4/],
  ['a gap before', file({ a: f32([1], 4, 8) }, Array(8).fill(0)), /“a”: data must begin at offset 0.*got 4/],
  [
    'a gap between',
    file({ a: f32([1], 0, 4), b: f32([1], 8, 12) }, Array(12).fill(0)),
    /“b”: data must begin at offset 4/,
  ],
  [
    'an overlap',
    file({ a: f32([2], 0, 8), b: f32([1], 4, 8) }, Array(8).fill(0)),
    /“b”: data must begin at offset 8.*got 4/,
  ],
  [
    'bytes left over',
    file({ a: f32([1], 0, 4) }, Array(5).fill(0)),
    /expected 4 bytes of tensor data, got 5/,
  ],
])('%s is refused in words', (_, bytes, words) => {
  expect(message(bytes)).toMatch(words);
});

test('a long name does not flood the message', () => {
  expect(message(file({ ['x'.repeat(10_000)]: null })).length).toBeLessThan(200);
});

test('deep nesting and long strings are refused, not crashed on', () => {
  expect(message(file(`{"a":${'['.repeat(200_000)}${']'.repeat(200_000)}}`))).toMatch(/“a”/);
  expect(message(file({ a: 'x'.repeat(5_000_000) }))).toMatch(/“a”/);
});

test('a file cut short at any byte is refused', () => {
  const bytes = small();
  for (let length = 0; length < bytes.length; length++)
    expect(message(bytes.subarray(0, length))).not.toBe('no error');
});

test('any change of one byte is read or refused, never worse', () => {
  const bytes = small();
  for (let index = 0; index < bytes.length; index++)
    for (const value of [0, 0x22, 0x2d, 0x39, 0x5b, 0x7d, 0xff])
      message(bytes.slice().fill(value, index, index + 1));
});

test('random bytes and random headers are read or refused, never worse', () => {
  const oddNumber = fc.oneof(
    fc.integer({ min: -2, max: 20 }),
    fc.double(),
    fc.constantFrom(2 ** 53, 1e300, -0),
  );
  const entry = fc.oneof(
    fc.jsonValue(),
    fc.record(
      {
        dtype: fc.constantFrom('F32', 'F16', 'U8', 'F64', 'I64', 'BF16', 'X', 1),
        shape: fc.oneof(fc.array(oddNumber, { maxLength: 4 }), fc.jsonValue()),
        data_offsets: fc.oneof(fc.array(oddNumber, { maxLength: 3 }), fc.jsonValue()),
      },
      { requiredKeys: [] },
    ),
  );
  const header = fc.dictionary(
    fc.oneof(fc.string(), fc.constantFrom('__metadata__', 'a', '__proto__')),
    entry,
  );
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 64 }), (bytes) => void message(bytes)),
    { numRuns: 2000 },
  );
  fc.assert(
    fc.property(header, fc.uint8Array({ maxLength: 40 }), (head, data) => void message(file(head, data))),
    { numRuns: 3000 },
  );
  fc.assert(
    fc.property(fc.json(), (text) => void message(file(text))),
    { numRuns: 1000 },
  );
});

test('writing refuses what could not be read', () => {
  const values = new Float32Array(3);
  expect(() => writeSafetensors(new Map([['w', { type: 'F32', shape: [2, 2], values }]]))).toThrow(
    /“w”: shape 2×2.*3/,
  );
  expect(() => writeSafetensors(new Map([['__metadata__', { type: 'F32', shape: [3], values }]]))).toThrow(
    ExchangeError,
  );
  expect(() =>
    writeSafetensors(new Map([['w', { type: 'F16', shape: [1], values: new Float32Array([1e6]) }]])),
  ).toThrow(/“w”: 1000000 is outside the range of F16/);
});
