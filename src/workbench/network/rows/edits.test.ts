import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNotation } from '../../../networks/notation.ts';
import { checkDraft, isWhole } from './check.ts';
import { type Draft, draftOf, inputSides, textOf } from './draft.ts';
import { addOutputs, addRow, duplicateRow, moveRow, moveTo, removeRow, setField, setInput } from './edits.ts';
import { addedKinds, rowForms } from './row.ts';
import { notations } from './testing/networks.ts';

const drafted = (notation: string) => draftOf(parseNotation(notation));

/** Does an edit with numbers that say which row and which field. */
type Edit = (draft: Draft, at: number, typed: string) => Draft;

const rowAt = ({ rows }: Draft, at: number) => rows[at % Math.max(1, rows.length)];
const idAt = (draft: Draft, at: number) => rowAt(draft, at)?.id ?? 0;

const edits: Record<string, Edit> = {
  add: (draft, at) => addRow(draft, addedKinds[at % addedKinds.length]!),
  up: (draft, at) => moveRow(draft, idAt(draft, at), -1),
  down: (draft, at) => moveRow(draft, idAt(draft, at), 1),
  drag: (draft, at, typed) => moveTo(draft, idAt(draft, at), idAt(draft, typed.length)),
  duplicate: (draft, at) => duplicateRow(draft, idAt(draft, at)),
  remove: (draft, at) => removeRow(draft, idAt(draft, at)),
  outputs: (draft, at) => addOutputs(draft, at),
  input: (draft, at, typed) => setInput(draft, { [inputSides[at % 3]!]: typed }),
  field: (draft, at, typed) => {
    const row = rowAt(draft, at);
    if (!row) return draft;
    const { fields } = rowForms[row.kind];
    return setField(draft, row.id, fields[at % fields.length]!.name, typed);
  },
};

const typed = fc.oneof(
  fc.nat({ max: 70000 }).map(String),
  fc.constantFrom('', '0', '1', '2', '3x2', '7', 'c', '-', '1e3', '1+0', '2x', '10-10', '٣'),
);
const editing = fc.record({
  name: fc.constantFrom(...Object.keys(edits)),
  at: fc.nat({ max: 20 }),
  typed,
});

test('any edits of a network give another one, or a row that says why not', () => {
  fc.assert(
    fc.property(notations, fc.array(editing, { minLength: 1, maxLength: 6 }), (notation, steps) => {
      const draft = steps.reduce((of, step) => edits[step.name]!(of, step.at, step.typed), drafted(notation));
      const ids = draft.rows.map(({ id }) => id);
      expect(new Set(ids).size).toBe(ids.length);
      const check = checkDraft(draft);
      if (isWhole(check)) {
        const network = parseNotation(textOf(draft));
        expect(network.layers).toEqual(check.rows.flatMap(({ records }) => records));
        expect(draftOf(network).rows.map(({ kind }) => kind)).toEqual(draft.rows.map(({ kind }) => kind));
        return;
      }
      const problems = [check.input.problem, ...check.rows.map(({ problem }) => problem)];
      if (draft.rows.length > 0)
        expect(problems.some((words) => words !== null && words.length > 20)).toBe(true);
      // Without a reason there is a row before it that has one.
      check.rows.forEach(({ arriving, handsOn, problem }, i) => {
        if (handsOn === null && problem === null) {
          expect(arriving).toBeNull();
          expect(i === 0 ? check.input.shape : check.rows[i - 1]!.handsOn).toBeNull();
        }
      });
    }),
    { numRuns: 1500 },
  );
});

test('a network that can be read has a problem only in rows that are not computed', () => {
  fc.assert(
    fc.property(notations, (notation) => {
      for (const { problem, handsOn } of checkDraft(drafted(notation)).rows) {
        expect(handsOn).not.toBeNull();
        if (problem) expect(problem).toMatch(/dilation .* stride/);
      }
    }),
  );
});

test('a layer is added where it can stand, like its neighbour', () => {
  const draft = drafted('28x28-c8k5s2-a2-64-10');
  const text = (kind: (typeof addedKinds)[number]) => textOf(addRow(draft, kind));
  expect(text('conv2d')).toBe('28x28-c8k5s2-a2-c8s1-64-10');
  expect(text('averagePool')).toBe('28x28-c8k5s2-a2-a2-64-10');
  expect(text('dense')).toBe('28x28-c8k5s2-a2-64-64-10');
  expect(textOf(addRow(drafted('28x28-10'), 'conv2d'))).toBe('28x28-c16s1-10');
  expect(textOf(addRow({ ...draft, rows: [] }, 'dense'))).toBe('28x28-64');
});

test('a row is dragged into the place of another one, up and down', () => {
  const draft = drafted('28x28-c1s1-c2s1-c3s1-10');
  expect(textOf(moveTo(draft, 1, 3))).toBe('28x28-c2s1-c3s1-c1s1-10');
  expect(textOf(moveTo(draft, 3, 1))).toBe('28x28-c3s1-c1s1-c2s1-10');
  expect(moveTo(draft, 1, 1)).toBe(draft);
});

test('what changes nothing is the same draft', () => {
  const draft = drafted('28x28-c8s2-10');
  expect(moveRow(draft, 1, -1)).toBe(draft);
  expect(moveRow(draft, 2, 1)).toBe(draft);
  expect(setField(draft, 1, 'filters', ' 8')).toBe(draft);
  expect(removeRow(draft, 9)).toBe(draft);
});

test.each<[string, number, string]>([
  [
    '28x28-c8s2-a20-10',
    1,
    'pool2: a window of 20 does not fit into 14 pixels of height padded by 0. It receives 14×14×8; a window of at most 14x14 fits.',
  ],
  [
    '9x9-c8k11p0-10',
    0,
    'It receives 9×9×1; a kernel of at most 9x9 fits, or a larger one with more padding.',
  ],
  [
    '28x28-64-a2-10',
    1,
    '“a2” comes after a dense layer; images end there. It receives 64 numbers; move it before the first dense layer.',
  ],
  [
    '28x28-c8s2',
    0,
    'the last layer must be a number of outputs, not “c8k3s2”. It receives 28×28×1; add a dense layer behind it for the outputs.',
  ],
  ['28x28-c0s1-10', 0, 'conv1: filters must be a whole number from 1 to 65536 (got 0). It receives 28×28×1.'],
  [
    '28x28-c8s2d2-10',
    0,
    'conv1: a dilation of 2 cannot be computed together with a stride of 2; use 1 for one of them.',
  ],
])('%s is explained at row %i', (text, at, words) => {
  const [head, ...parts] = text.split('-');
  const draft = {
    ...drafted(`${head}-1`),
    rows: parts.map((part, id) => {
      const kinds = ['conv2d', 'averagePool', 'maxPool', 'dense'] as const;
      const kind = kinds.find((name) => rowForms[name].read(part.startsWith('c') ? withStride(part) : part))!;
      return { id, kind, values: rowForms[kind].read(part.startsWith('c') ? withStride(part) : part)! };
    }),
  };
  const { rows } = checkDraft(draft);
  expect(rows[at]!.problem).toContain(words);
  expect(rows.filter(({ problem }) => problem !== null)).toHaveLength(1);
});

/** Writes the stride of a convolution, as the notation does. */
function withStride(part: string): string {
  return part.includes('s') ? part : part.replace(/(p|$)/, 's1$1');
}
