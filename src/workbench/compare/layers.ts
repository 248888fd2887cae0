/**
 * Compares runs layer by layer. Layers stand side by side by their name (`conv2`, which tells kind
 * and place); where a run lacks one, or has it in another size, the table says so.
 */

import type { StageReport } from '../../runs/records/report.ts';
import type { RunSummary } from '../../runs/records/run-store.ts';
import { allLayers } from '../../runs/spec/methods/stages.ts';
import { leadMetric, type Task } from '../../tasks/task.ts';
import { writePoints } from '../../tasks/writing.ts';
import { figure, range, smallPercent, whole, threshold as writeThreshold } from '../shared/format.ts';
import { capital, directionNote } from '../shared/score-words.ts';
import { stageLayers } from '../store/selectors.ts';
import { stripOfLayers } from '../strip/layers.ts';
import { plain, relative } from './differences.ts';
import { type Group, type Quantity, quantityRow, type Row, textRow } from './table.ts';
import { taskLabel, tasksOf } from './tasks.ts';

interface Converted extends StageReport {
  /** The id of its run's task. */
  readonly task: string;
  readonly images: number;
}

/**
 * Returns the mean of the thresholds or bounds of channels that fire at all; null when none does,
 * or in the readout stage.
 */
function mean(values: readonly number[]): number | null {
  const alive = values.filter((value) => value > 0);
  return alive.length > 0 ? alive.reduce((sum, value) => sum + value, 0) / alive.length : null;
}

/**
 * Writes the difference of two firing rates to hundredths of a point, which are no noise: rates are
 * measured on all neurons of all calibration images.
 */
const rate = (value: number, reference: number) => writePoints(value - reference, 10_000);

const thresholds: readonly Quantity<Converted>[] = [
  {
    label: 'Threshold ϑ',
    unit: 'potential',
    help: 'Upper bound ÷ Ns. One for each channel: their range; differences are of their means.',
    of: ({ threshold }) => mean(threshold),
    write: (_, { threshold }) => range(threshold, writeThreshold),
    difference: relative,
  },
  {
    label: 'Upper bound',
    unit: 'activation',
    help: 'The activation that uses the full window.',
    of: ({ upperBound }) => mean(upperBound),
    write: (_, { upperBound }) => range(upperBound),
    difference: relative,
  },
];

/** Returns the lead score of a task before and after a stage. */
function scores(task: Task, tasks: readonly Task[]): readonly Quantity<Converted>[] {
  const metric = leadMetric(task);
  const shared = {
    unit: metric.stored,
    write: (value: number, { images }: Converted) => metric.write(value, images),
    difference: (value: number, reference: number, { images }: Converted) =>
      metric.writeDifference(value - reference, images),
  };
  return [
    {
      ...shared,
      label: taskLabel('Just converted', task, tasks),
      help: `Validation ${metric.short} before fine-tuning.${directionNote(metric)}`,
      of: ({ converted }) => converted[metric.id] ?? null,
    },
    {
      ...shared,
      label: `${capital(metric.short)} after`,
      help: `Validation ${metric.short} of the parameters that the stage kept.${directionNote(metric)}`,
      of: ({ kept }) => kept[metric.id] ?? null,
    },
  ];
}

const tuning: readonly Quantity<Converted>[] = [
  {
    label: 'Epochs',
    unit: 'epochs',
    help: 'Of fine-tuning, until the patience ran out.',
    of: ({ epochs }) => epochs,
    write: String,
    difference: plain(0),
  },
  {
    label: 'Correlation',
    unit: 'Pearson r',
    help: 'Of activations and spike counts, after fine-tuning.',
    of: ({ after }) => after?.correlation ?? null,
    write: (value) => value.toFixed(3),
    difference: plain(3),
  },
  {
    label: 'Firing rate',
    unit: '0-1',
    help: 'Mean spikes for each neuron and time step.',
    of: ({ after }) => after?.firingRate ?? null,
    write: smallPercent,
    difference: rate,
  },
  {
    label: 'Silent',
    unit: '0-1',
    help: 'Share of neurons × examples without a spike.',
    of: ({ after }) => after?.silentFraction ?? null,
    write: smallPercent,
    difference: rate,
  },
  {
    label: 'Saturated',
    unit: '0-1',
    help: 'Share of neurons × examples with a spike in every step.',
    of: ({ after }) => after?.saturatedFraction ?? null,
    write: smallPercent,
    difference: rate,
  },
  {
    label: 'SynOps',
    unit: 'per example',
    help: 'Accumulates that its spikes cause in the next layer.',
    of: ({ after }) => after?.synapticOperations ?? null,
    write: (value) => (value < 100 ? figure(value) : whole(value)),
    difference: relative,
  },
];

/**
 * Returns the names of the layers that any of the runs converts: the first run's in order, then
 * those that only others have.
 */
export function layerNames(runs: readonly RunSummary[]): string[] {
  return [...new Set(runs.flatMap((run) => stageLayers(run)))];
}

/** Describes the layer that a run has under this name: `16c3 s2 · 784 neurons`. */
function sizeWords(run: RunSummary, name: string): string {
  const layer = stripOfLayers(run.layers).layers.find((other) => other.name === name);
  return layer ? `${layer.kernel} · ${layer.size}` : 'no such layer';
}

function stateWords(run: RunSummary, name: string): string {
  const size = sizeWords(run, name);
  if (name === allLayers) return stageLayers(run).includes(name) ? 'trained at once' : 'no such stage';
  const converts = stageLayers(run).includes(name);
  if (!converts) return run.layers.some((layer) => layer.name === name) ? `${size}, has no stage` : size;
  return run.stages.some((stage) => stage.layer === name) ? size : `${size}, not converted`;
}

export function layerGroup(name: string, runs: readonly RunSummary[]): Group {
  const sources = runs.map((run): Converted | null => {
    const stage = run.stages.find((report) => report.layer === name);
    return stage ? { ...stage, task: run.spec.task, images: run.spec.validationCount } : null;
  });
  const words = runs.map((run) => stateWords(run, name));
  const same = words.every((word) => word === words[0]);
  const tasks = tasksOf(runs);
  const scored = tasks.flatMap((task): readonly Row[] => {
    const own = sources.map((source) => (source?.task === task.id ? source : null));
    return scores(task, tasks).map((quantity) => quantityRow(quantity, own));
  });
  const rows = [
    ...thresholds.map((quantity) => quantityRow(quantity, sources)),
    ...scored,
    ...tuning.map((quantity) => quantityRow(quantity, sources)),
  ];
  return {
    title: name,
    note: same ? (words[0] ?? null) : null,
    rows: same
      ? rows
      : [textRow('Layer', words, 'Kernel and size, where the runs are not alike in it.'), ...rows],
  };
}

/** Returns a remark on layers side by side that are not those of one network, else null. */
export function networkNote(runs: readonly RunSummary[]): string | null {
  const networks = new Set(runs.map((run) => JSON.stringify(stripOfLayers(run.layers))));
  return networks.size > 1
    ? 'The networks differ: their layers stand side by side by name, whatever their size, and in the chart as far as their stages bear the same names.'
    : null;
}
