/**
 * Writes NeuroBench's figures of a run: as rows of a table, and as a file under NeuroBench's own
 * names. Operations are means per example, over the window and per step.
 */
import { effectivePerExample, type NeuroBench } from '../../networks/neurobench.ts';
import { writeCount } from '../../tasks/writing.ts';
import { csvText, jsonText } from './export.ts';
import { latexTable } from './paper/latex.ts';
import type { RunReport } from './report.ts';
import { softwareVersion } from './version.ts';

type Counted = Pick<RunReport, 'ann' | 'snn' | 'cost'>;

/** One figure of both networks; null where a run has none. */
export interface NeuroBenchRow {
  readonly label: string;
  readonly unit: string;
  readonly help: string;
  /** Of the spiking network over the window, and per step where that means something. */
  readonly snn: number | null;
  readonly snnStep: number | null;
  readonly ann: number | null;
  readonly write: (value: number) => string;
}

interface Figure extends Pick<NeuroBenchRow, 'label' | 'unit' | 'help' | 'write'> {
  readonly of: (block: NeuroBench) => number;
  /** Whether it is a sum over the steps of the window. */
  readonly summed: boolean;
}

const whole = (value: number) => writeCount(Math.round(value));

/** Writes a mean of operations, with a digit behind the point where it is small. */
const operations = (value: number) =>
  Math.abs(value) < 1000 && !Number.isInteger(value) ? value.toFixed(1) : whole(value);

/** The figures, under NeuroBench's names. */
export const neuroBenchFigures: readonly Figure[] = [
  {
    label: 'Footprint',
    unit: 'bytes',
    help: 'All weights, biases, thresholds and statistics of batch norm in single precision, zeros included.',
    of: ({ footprint }) => footprint,
    summed: false,
    write: whole,
  },
  {
    label: 'Connection sparsity',
    unit: '0-1',
    help: 'Share of the weights that are 0.',
    of: ({ connectionSparsity }) => connectionSparsity,
    summed: false,
    write: (value) => value.toFixed(4),
  },
  {
    label: 'Activation sparsity',
    unit: '0-1',
    help: 'Share of the activations that are 0, over layers, steps and examples.',
    of: ({ activationSparsity }) => activationSparsity,
    summed: false,
    write: (value) => value.toFixed(4),
  },
  {
    label: 'Effective ACs',
    unit: 'per example',
    help: 'Operations on inputs and weights that are not 0, in layers whose inputs are all −1, 0 or 1.',
    of: ({ effectiveAcs, images }) => effectiveAcs / images,
    summed: true,
    write: operations,
  },
  {
    label: 'Effective MACs',
    unit: 'per example',
    help: 'Operations on inputs and weights that are not 0, in the other layers.',
    of: ({ effectiveMacs, images }) => effectiveMacs / images,
    summed: true,
    write: operations,
  },
  {
    label: 'Dense',
    unit: 'per example',
    help: 'Operations if no input and no weight were 0, every layer computed once a step.',
    of: ({ dense, images }) => dense / images,
    summed: true,
    write: operations,
  },
];

/** Says what is behind the figures, beside every table of them. */
export const neuroBenchNotes =
  'By the definitions of NeuroBench 2.3.0, counted on the same examples as the cost. Each layer counts at each step on what arrives at that step: a constant input counts at every step, what average pooling hands on are fractions and count as MACs, padded positions add nothing, biases are left out.';

/** Says why a run has no figures. */
export const noNeuroBench =
  'This run was computed before NeuroBench’s figures were counted. The same run, computed again, has them.';

/** Returns the rows of the table, or null for a run without these figures. */
export function neuroBenchRows({ ann, snn }: Pick<Counted, 'ann' | 'snn'>): readonly NeuroBenchRow[] | null {
  const [spiking, analog] = [snn?.neuroBench ?? null, ann?.neuroBench ?? null];
  if (!spiking && !analog) return null;
  return neuroBenchFigures.map(({ of, summed, ...about }) => ({
    ...about,
    snn: spiking && of(spiking),
    snnStep: spiking && summed ? of(spiking) / spiking.steps : null,
    ann: analog && of(analog),
  }));
}

/**
 * Returns the accumulates of the spiking network per effective multiply-accumulate of the analog
 * one, or null where these were not counted. The SynOps ratio divides by the dense ones.
 */
export function effectiveRatio({ ann, cost }: Pick<Counted, 'ann' | 'cost'>): number | null {
  if (!ann?.neuroBench || !cost) return null;
  return cost.snnAccumulates / effectivePerExample(ann.neuroBench);
}

const header = ['', 'SNN, window', 'SNN, step', 'ANN'];

function cells({ snn, snnStep, ann, write }: NeuroBenchRow): string[] {
  return [snn, snnStep, ann].map((value) => (value === null ? '–' : write(value)));
}

/** Returns the table as text, a row of heads first; null for a run without these figures. */
export function neuroBenchCells(run: Pick<Counted, 'ann' | 'snn'>): string[][] | null {
  const rows = neuroBenchRows(run);
  return rows && [header, ...rows.map((row) => [`${row.label} [${row.unit}]`, ...cells(row)])];
}

/** Returns the table of a spiking network alone, a row of heads first. */
export function networkCells(block: NeuroBench): string[][] {
  return [
    ['', 'window', 'step'],
    ...neuroBenchFigures.map(({ label, unit, of, summed, write }) => [
      `${label} [${unit}]`,
      write(of(block)),
      summed ? write(of(block) / block.steps) : '–',
    ]),
  ];
}

/** Returns the table as CSV, at full precision; null for a run without these figures. */
export function neuroBenchCsv(run: Pick<Counted, 'ann' | 'snn'>): string | null {
  const rows = neuroBenchRows(run);
  return (
    rows &&
    csvText([
      ['figure', 'unit', 'snn_window', 'snn_step', 'ann'],
      ...rows.map(({ label, unit, snn, snnStep, ann }) => [label, unit, snn, snnStep, ann]),
    ])
  );
}

/** Returns the table in Markdown, with its notes; null for a run without these figures. */
export function neuroBenchMarkdown(run: Pick<Counted, 'ann' | 'snn'>): string | null {
  const table = neuroBenchCells(run);
  if (!table) return null;
  const [head, ...rows] = table.map((row) => `| ${row.join(' | ')} |`);
  return `${[head, '|---|---:|---:|---:|', ...rows, '', neuroBenchNotes].join('\n')}\n`;
}

/** Returns the table in LaTeX; null for a run without these figures. */
export function neuroBenchLatex(run: Pick<Counted, 'ann' | 'snn'>): string | null {
  const table = neuroBenchCells(run);
  return table && latexTable(table[0]!, table.slice(1));
}

function synapticOperations({ effectiveMacs, effectiveAcs, dense }: NeuroBench, divisor: number) {
  return {
    Effective_MACs: effectiveMacs / divisor,
    Effective_ACs: effectiveAcs / divisor,
    Dense: dense / divisor,
  };
}

function networkJson(block: NeuroBench) {
  const { images, steps, footprint, connectionSparsity, activationSparsity, layers } = block;
  return {
    Footprint: footprint,
    ConnectionSparsity: connectionSparsity,
    ActivationSparsity: activationSparsity,
    SynapticOperations: synapticOperations(block, images),
    SynapticOperationsPerStep: synapticOperations(block, images * steps),
    SynapticOperationsInAll: synapticOperations(block, 1),
    samples: images,
    steps,
    layers,
  };
}

/** Returns the figures as JSON under NeuroBench's names; null for a run without them. */
export function neuroBenchJson({ ann, snn, runId }: Counted & Pick<RunReport, 'runId'>): string | null {
  if (!snn?.neuroBench && !ann?.neuroBench) return null;
  return jsonText({
    format: 'spikewise-neurobench',
    version: 1,
    definitions: 'NeuroBench 2.3.0',
    software: softwareVersion,
    runId,
    notes: neuroBenchNotes,
    snn: snn?.neuroBench ? networkJson(snn.neuroBench) : null,
    ann: ann?.neuroBench ? networkJson(ann.neuroBench) : null,
  });
}
