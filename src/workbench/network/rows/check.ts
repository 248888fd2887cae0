/**
 * Checks a draft row by row. A row that is wrong says what arrives there and what would fit, and
 * the rows behind it wait for it; everything before it is known all the same.
 */
import { notComputed } from '../../../engine/layers/not-computed.ts';
import type { Front } from '../../../networks/front.ts';
import { factsOf, type LayerRecord, type Synapse } from '../../../networks/kinds/index.ts';
import type { Shape } from '../../../networks/kinds/kind.ts';
import { NetworkError } from '../../../networks/network-error.ts';
import { type ParsedPart, parseInput, parsePart } from '../../../networks/notation.ts';
import type { ImageShape } from '../../../networks/shape.ts';
import { type Draft, inputPart } from './draft.ts';
import { partOf, type Row } from './row.ts';

export interface RowCheck {
  /** The records that the row stands for; none while it or a row before it cannot be read. */
  readonly records: readonly LayerRecord[];
  /** What arrives; null while that is not known. */
  readonly arriving: Shape | null;
  readonly handsOn: Shape | null;
  /** The reason why the row cannot be used, with what would fit, or null. */
  readonly problem: string | null;
}

export interface DraftCheck {
  readonly input: { readonly shape: ImageShape | null; readonly problem: string | null };
  readonly rows: readonly RowCheck[];
}

export function checkDraft(draft: Draft): DraftCheck {
  const input = attempt(() => parseInput(inputPart(draft.input)));
  let arriving: Shape | null = input.value;
  let weighted = 1;
  let front: Front | undefined;
  const rows = draft.rows.map((row, index): RowCheck => {
    if (!arriving) return { records: [], arriving, handsOn: null, problem: null };
    const receives = arriving;
    const last = index === draft.rows.length - 1;
    const place = { part: index + 1, weighted, last, arriving: receives, front };
    const { value, problem } = attempt(() => parsePart(partOf(row), place));
    arriving = value?.handsOn ?? null;
    weighted = value?.weighted ?? weighted;
    front = value ? value.front : front;
    return {
      records: value?.records ?? [],
      arriving: receives,
      handsOn: arriving,
      problem: value ? refusalOf(value) : `${problem}. ${fitting(row, receives, last, problem!, front)}`,
    };
  });
  return { input: { shape: input.value, problem: input.problem }, rows };
}

/** Returns whether every row can be used. */
export function isWhole({ input, rows }: DraftCheck): boolean {
  return input.problem === null && rows.length > 0 && rows.every(({ problem }) => problem === null);
}

function attempt<T>(make: () => T): { readonly value: T | null; readonly problem: string | null } {
  try {
    return { value: make(), problem: null };
  } catch (error) {
    if (error instanceof NetworkError) return { value: null, problem: error.message };
    throw error;
  }
}

/** Returns why a part that can be read is not computed yet. */
function refusalOf({ records }: ParsedPart): string | null {
  for (const record of records) {
    const facts = factsOf(record);
    const words =
      facts.role === 'synapse'
        ? notComputed({ name: record.name, synapse: facts.partOf(record) as Synapse })
        : null;
    if (words) return `${words}.`;
  }
  return null;
}

/** Says what arrives at a row, and what can stand there. */
function fitting(
  { kind }: Row,
  arriving: Shape,
  last: boolean,
  problem: string,
  front: Front | undefined,
): string {
  const receives = `It receives ${shapeWords(arriving)}`;
  if (last && !front && kind !== 'dense') return `${receives}; add a dense layer behind it for the outputs.`;
  if (arriving.length === 1)
    return kind === 'dense' ? `${receives}.` : `${receives}; move it before the first dense layer.`;
  if (!/does not fit/.test(problem)) return `${receives}.`;
  const [height, width] = arriving as ImageShape;
  switch (kind) {
    case 'averagePool':
    case 'maxPool':
      return `${receives}; a window of at most ${height}x${width} fits.`;
    case 'conv2d':
      return `${receives}; a kernel of at most ${height}x${width} fits, or a larger one with more padding.`;
    case 'dense':
    case 'encoder':
    case 'part':
      return `${receives}.`;
  }
}

/** Writes a shape: `14×14×16`, or `64 numbers` of a vector. */
export function shapeWords(shape: Shape): string {
  return shape.length === 1 ? `${shape[0]} numbers` : shape.join('×');
}
