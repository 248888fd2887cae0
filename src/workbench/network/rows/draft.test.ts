import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNotation } from '../../../networks/notation.ts';
import { presets } from '../../../runs/spec/presets/presets.ts';
import { checkDraft } from './check.ts';
import { draftOf, takesSignal, textOf } from './draft.ts';
import { readText } from './read-text.ts';
import { partOf, shownFields } from './row.ts';
import { notations } from './testing/networks.ts';

const drafted = (notation: string) => draftOf(parseNotation(notation));

test('rows to text to rows is the identity, and so is text to rows to text', () => {
  fc.assert(
    fc.property(notations, (notation) => {
      const draft = drafted(notation);
      expect(textOf(draft)).toBe(notation);
      expect(drafted(textOf(draft))).toEqual(draft);
    }),
    { numRuns: 500 },
  );
});

test.each(presets.map(({ id, settings }) => [id, settings.network]))(
  'the network of %s can be edited',
  (_, notation) => {
    const draft = drafted(notation);
    expect(textOf(draft)).toBe(notation);
    expect(draft.rows.every(({ kind }) => kind !== 'part')).toBe(true);
    expect(checkDraft(draft).rows.every(({ problem }) => problem === null)).toBe(true);
  },
);

test('a signal is as long as an encoder takes it, and any other input has sides', () => {
  const signal = drafted('1x100-e8k20s10-c8k1s1-c16k1s1');
  expect(takesSignal(signal)).toBe(true);
  expect(takesSignal(drafted('1x100-c8s1-10'))).toBe(false);
  // An input that no encoder takes shows its sides, so that they can be mended.
  expect(takesSignal({ ...signal, input: { ...signal.input, height: '2' } })).toBe(false);
});

test('an encoder is the first row, and a convolution to the masks the last', () => {
  const text = '1x100-e8k20s10-c8k1s1-c8k1x3s1d1x2-c16k1s1';
  const draft = drafted(text);
  expect(draft.input).toEqual({ height: '1', width: '100', channels: '1' });
  expect(draft.rows.map(({ kind }) => kind)).toEqual(['encoder', 'conv2d', 'conv2d', 'conv2d']);
  expect(draft.rows[0]!.values).toEqual({ filters: '8', length: '20', stride: '10' });
  expect(textOf(draft)).toBe(text);
  const { rows } = checkDraft(draft);
  expect(rows.map(({ problem }) => problem)).toEqual([null, null, null, null]);
  expect(rows[0]!.handsOn).toEqual([1, 9, 8]);
  const moved = { ...draft, rows: [draft.rows[1]!, draft.rows[0]!, ...draft.rows.slice(2)] };
  expect(checkDraft(moved).rows[1]!.problem).toMatch(/^“e8k20s10”: an encoder stands first/);
  expect(readText(text.replace('c16', 'c16p'), draft)).toEqual({
    problem: 'In layer 4: “c16pk1s1” is not a layer: use c16s2, a2 or a number',
  });
});

test('a row has the fields of its kind, and rare ones where they say something', () => {
  const [conv, dilated, pool, dense] = drafted('28x28-c8k5s2p1-c4s1d2-a1x2-10').rows;
  expect(conv).toMatchObject({
    kind: 'conv2d',
    values: { filters: '8', kernel: '5', stride: '2', padding: '1', dilation: '1' },
  });
  const names = (row: typeof conv) => shownFields(row!).map(({ name }) => name);
  expect(names(conv)).toEqual(['filters', 'kernel', 'stride', 'padding']);
  expect(names(dilated)).toEqual(['filters', 'kernel', 'stride', 'padding', 'dilation']);
  expect([pool!.values, dense!.values]).toEqual([{ window: '1x2' }, { units: '10' }]);
  const plain = drafted('28x28-c8s2n0-64n0-10').rows;
  expect(plain.map(names)).toEqual([
    ['filters', 'kernel', 'stride', 'padding', 'norm'],
    ['units', 'norm'],
    ['units'],
  ]);
});

test('what cannot be read is written as it was typed', () => {
  const draft = drafted('28x28-c8s2-10');
  const rows = draft.rows.map((row) =>
    row.kind === 'conv2d' ? { ...row, values: { ...row.values, filters: '' } } : row,
  );
  expect(textOf({ ...draft, rows })).toBe('28x28-ck3s2-10');
  expect(partOf(rows[0]!)).toBe('ck3s2');
});

test('rows that stay what they were keep their ids when text is typed', () => {
  const draft = drafted('28x28-c8s2-64-10');
  const read = readText(' 28×28 - c8s2 - c4s1 - 10', draft);
  const ids = 'draft' in read ? read.draft.rows.map(({ id, kind }) => [id, kind]) : [];
  expect(ids).toEqual([
    [1, 'conv2d'],
    [4, 'conv2d'],
    [3, 'dense'],
  ]);
});

test.each([
  ['28-10', 'In the input: “28” is not an input size such as 28x28 or 32x32x3'],
  ['28x28-c8s2-x-10', 'In layer 2: “x” is not a layer'],
  ['28x28-c8s2-64-c8-10', 'In layer 3: “c8” comes after a dense layer'],
  ['28x28-c8s2-a20-10', 'In layer 2: pool2: a window of 20 does not fit'],
  ['28x28-c8s2', 'In layer 1: the last layer must be a number of outputs'],
  ['28x28', 'a network needs at least an output layer'],
  [`28x28${'-c1'.repeat(41)}-10`, 'at most 40 layers'],
])('%s says where it cannot be read', (text, words) => {
  const read = readText(text, drafted('28x28-10'));
  expect('problem' in read && read.problem).toContain(words);
});
