/** The edits of a draft. Each returns another draft, or the same one where it changes nothing. */
import type { Draft, DraftInput } from './draft.ts';
import { formOf, type Row, type RowKind } from './row.ts';

/**
 * Adds a row where it can stand: a dense layer before the outputs, anything else behind the last
 * row that gives an image. Filters and units are those of the row of its kind before it.
 */
export function addRow(draft: Draft, kind: RowKind): Draft {
  const { rows } = draft;
  const dense = rows.findIndex((row) => row.kind === 'dense');
  const end = rows.at(-1)?.kind === 'dense' ? rows.length - 1 : rows.length;
  const at = kind === 'dense' || dense < 0 ? end : dense;
  const model = rows.slice(0, at).findLast((row) => row.kind === kind);
  const { usual } = formOf({ kind });
  const values =
    kind === 'conv2d' && model ? { ...usual, filters: model.values.filters! } : (model?.values ?? usual);
  return inserted(draft, at, { kind, values });
}

/** Adds outputs behind the last row. */
export function addOutputs(draft: Draft, outputs: number): Draft {
  return inserted(draft, draft.rows.length, { kind: 'dense', values: { units: `${outputs}` } });
}

function inserted(draft: Draft, at: number, row: Omit<Row, 'id'>): Draft {
  const { rows, nextId } = draft;
  return {
    ...draft,
    rows: [...rows.slice(0, at), { ...row, id: nextId }, ...rows.slice(at)],
    nextId: nextId + 1,
  };
}

/** Moves a row up by `by` = −1, or down by 1. At the end of the list it stays. */
export function moveRow(draft: Draft, id: number, by: -1 | 1): Draft {
  const from = draft.rows.findIndex((row) => row.id === id);
  const beside = draft.rows[from + by];
  return from < 0 || !beside ? draft : moveTo(draft, id, beside.id);
}

/** Moves a row into the place of another one, which makes room towards the place it came from. */
export function moveTo(draft: Draft, id: number, place: number): Draft {
  const row = draft.rows.find((each) => each.id === id);
  const to = draft.rows.findIndex((each) => each.id === place);
  if (!row || to < 0 || id === place) return draft;
  const rows = draft.rows.filter((each) => each !== row);
  return { ...draft, rows: [...rows.slice(0, to), row, ...rows.slice(to)] };
}

export function duplicateRow(draft: Draft, id: number): Draft {
  const at = draft.rows.findIndex((row) => row.id === id);
  if (at < 0) return draft;
  const { kind, values } = draft.rows[at]!;
  return inserted(draft, at + 1, { kind, values });
}

export function removeRow(draft: Draft, id: number): Draft {
  const rows = draft.rows.filter((row) => row.id !== id);
  return rows.length === draft.rows.length ? draft : { ...draft, rows };
}

/** Sets a field of a row to what was typed; spaces are left out. */
export function setField(draft: Draft, id: number, name: string, typed: string): Draft {
  const value = typed.replace(/\s/g, '').replaceAll('×', 'x');
  const rows = draft.rows.map((row) =>
    row.id === id && row.values[name] !== value ? { ...row, values: { ...row.values, [name]: value } } : row,
  );
  return rows.every((row, i) => row === draft.rows[i]) ? draft : { ...draft, rows };
}

export function setInput(draft: Draft, change: Partial<DraftInput>): Draft {
  return { ...draft, input: { ...draft.input, ...change } };
}

/** Makes each max pooling an average pooling of the same windows. */
export function averageInPlaceOfMax(draft: Draft): Draft {
  const rows = draft.rows.map((row): Row => (row.kind === 'maxPool' ? { ...row, kind: 'averagePool' } : row));
  return { ...draft, rows };
}
