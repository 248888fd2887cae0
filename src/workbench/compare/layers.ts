/**
 * Runs layer by layer. Layers stand side by side by their name (`conv2`, which tells kind and
 * place); one that a run has not, or has with another size, is said to be so.
 */

import type { StageReport } from '../../runs/records/report.ts';
import type { RunSummary } from '../../runs/records/run-store.ts';
import { allLayers } from '../../runs/spec/methods/stages.ts';
import { gapWords } from '../progress/live/notice-words.ts';
import {
  figure,
  percent,
  range,
  smallPercent,
  whole,
  threshold as writeThreshold,
} from '../shared/format.ts';
import { stageLayers } from '../store/selectors.ts';
import { stripOfLayers } from '../strip/layers.ts';
import { plain, relative } from './differences.ts';
import { type Group, type Quantity, quantityRow, textRow } from './table.ts';

interface Converted extends StageReport {
  /** Images that its accuracies were measured on. */
  readonly images: number;
}

/** Of those that fire at all; null where none does, or in the readout stage. */
function mean(values: readonly number[]): number | null {
  const alive = values.filter((value) => value > 0);
  return alive.length > 0 ? alive.reduce((sum, value) => sum + value, 0) / alive.length : null;
}

const points = (value: number, reference: number, { images }: Converted) =>
  gapWords(value - reference, images);
/**
 * Rates are measured on all neurons of all calibration images: hundredths of a point are no noise.
 */
const rate = (value: number, reference: number) => gapWords(value - reference, 10_000);

const quantities: readonly Quantity<Converted>[] = [
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
  {
    label: 'Just converted',
    unit: '0-1',
    help: 'Validation accuracy before fine-tuning.',
    of: ({ accuracyBefore }) => accuracyBefore,
    write: (value, { images }) => percent(value, images),
    difference: points,
  },
  {
    label: 'Accuracy after',
    unit: '0-1',
    help: 'Validation accuracy of the parameters that the stage kept.',
    of: ({ accuracyAfter }) => accuracyAfter,
    write: (value, { images }) => percent(value, images),
    difference: points,
  },
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
    help: 'Share of neurons × images without a spike.',
    of: ({ after }) => after?.silentFraction ?? null,
    write: smallPercent,
    difference: rate,
  },
  {
    label: 'Saturated',
    unit: '0-1',
    help: 'Share of neurons × images with a spike in every step.',
    of: ({ after }) => after?.saturatedFraction ?? null,
    write: smallPercent,
    difference: rate,
  },
  {
    label: 'SynOps',
    unit: 'per image',
    help: 'Accumulates that its spikes cause in the next layer.',
    of: ({ after }) => after?.synapticOperations ?? null,
    write: (value) => (value < 100 ? figure(value) : whole(value)),
    difference: relative,
  },
];

/**
 * Names of the layers that any of the runs converts: the first run's in order, then what only
 * others have.
 */
export function layerNames(runs: readonly RunSummary[]): string[] {
  return [...new Set(runs.flatMap((run) => stageLayers(run)))];
}

/** What a run has under this name: `16c3 s2 · 784 neurons`. */
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
    return stage ? { ...stage, images: run.spec.validationCount } : null;
  });
  const words = runs.map((run) => stateWords(run, name));
  const same = words.every((word) => word === words[0]);
  const rows = quantities.map((quantity) => quantityRow(quantity, sources));
  return {
    title: name,
    note: same ? (words[0] ?? null) : null,
    rows: same
      ? rows
      : [textRow('Layer', words, 'Kernel and size, where the runs are not alike in it.'), ...rows],
  };
}

/** What has to be said of layers side by side when they are not those of one network, else null. */
export function networkNote(runs: readonly RunSummary[]): string | null {
  const networks = new Set(runs.map((run) => JSON.stringify(stripOfLayers(run.layers))));
  return networks.size > 1
    ? 'The networks differ: their layers stand side by side by name, whatever their size, and in the chart as far as their stages bear the same names.'
    : null;
}
