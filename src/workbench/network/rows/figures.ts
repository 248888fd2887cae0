/** Counts what each row computes and holds. */
import { layerMacs } from '../../../networks/cost.ts';
import { factsOf, type Synapse } from '../../../networks/kinds/index.ts';
import { parameterCount } from '../../../networks/sizes.ts';
import type { DraftCheck, RowCheck } from './check.ts';

export interface RowFigures {
  /** The name of its layer, as `conv1`. */
  readonly layer: string;
  /** Trained numbers: weights and biases, and batch norm. */
  readonly parameters: number;
  /** Multiply-accumulates per image over connections that exist. */
  readonly macs: number;
}

/** Returns the figures of a row, or null when it has no weights or cannot be read. */
export function figuresOf({ records }: Pick<RowCheck, 'records'>): RowFigures | null {
  for (const record of records) {
    const facts = factsOf(record);
    if (facts.role !== 'synapse') continue;
    const synapse = facts.partOf(record) as Synapse;
    const norm = records.find(({ kind }) => kind === 'batchNorm');
    const batchNorm = norm?.kind === 'batchNorm' ? norm : null;
    const layer = { name: record.name, before: [], synapse, batchNorm };
    return { layer: record.name, parameters: parameterCount([layer]), macs: layerMacs(layer) };
  }
  return null;
}

/** Returns the figures of the layers in order; those that cannot be read are left out. */
export function layerFigures({ rows }: Pick<DraftCheck, 'rows'>): RowFigures[] {
  return rows.flatMap((row) => figuresOf(row) ?? []);
}
