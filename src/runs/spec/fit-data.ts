/** Fits settings to a data set: as many examples as there are, and a network that takes them. */
import type { DatasetFacts, SplitCounts } from '../../datasets/dataset.ts';
import type { ImageShape } from '../../networks/shape.ts';
import type { RunSpec } from './run-spec.ts';

/** Least side that a convolution still halves, and the filters of each one. */
const leastSide = 8;
const filters = [16, 32, 64, 64, 64, 64, 64, 64, 64];
const denseUnits = 64;

/**
 * Returns a small network of this input and these classes, which trains in minutes: strided
 * convolutions until the image has fewer than 16 pixels a side, and a dense layer.
 */
export function fittingNetwork([height, width, channels]: ImageShape, classes: number): string {
  const layers: string[] = [];
  let side = Math.min(height, width);
  for (const count of filters) {
    if (side < 2 * leastSide) break;
    layers.push(`c${count}s2`);
    side = Math.ceil(side / 2);
  }
  return [`${height}x${width}x${channels}`, ...layers, denseUnits, classes].join('-');
}

const counts: readonly [keyof RunSpec & `${keyof SplitCounts}Count`, keyof SplitCounts][] = [
  ['trainCount', 'train'],
  ['validationCount', 'validation'],
  ['testCount', 'test'],
];

/** Returns the settings with that data set and no more examples than it has. */
export function withDataset(spec: RunSpec, { id, available }: DatasetFacts): RunSpec {
  const most = (name: (typeof counts)[number][0], split: keyof SplitCounts) =>
    Math.min(spec[name], available[split]);
  const own = Object.fromEntries(counts.map(([name, split]) => [name, most(name, split)]));
  const fitted: RunSpec = { ...spec, ...own, dataset: id };
  return Object.freeze({ ...fitted, batchSize: Math.min(spec.batchSize, fitted.trainCount) });
}

/** Returns the settings for a network of that data set's classes, trained from scratch. */
export function withFittingNetwork(spec: RunSpec, { inputShape, classNames }: DatasetFacts): RunSpec {
  const network = fittingNetwork(inputShape, classNames.length);
  return Object.freeze({ ...spec, task: 'classification', network, start: 'scratch' });
}
