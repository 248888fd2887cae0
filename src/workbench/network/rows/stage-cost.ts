/**
 * Estimates what an epoch of each stage costs. A training pass counts as three forward passes
 * through the layers that learn, for values and for the gradients of inputs and weights; a
 * validation image as one. Frozen layers are left out, since their spikes are cached. Seconds go by
 * epochs of the same method that were timed here.
 */
import { layerMacs } from '../../../networks/cost.ts';
import type { RunSummary } from '../../../runs/records/run-store.ts';
import { recipeOf } from '../../../runs/spec/methods/registry.ts';
import { stageNames } from '../../../runs/spec/methods/stages.ts';
import type { RunSpec } from '../../../runs/spec/spec.ts';
import type { RowFigures } from './figures.ts';

export interface EpochCost {
  /** Multiply-accumulates of an epoch. */
  readonly macs: number;
  /** Seconds, or null where no such epoch was timed here. */
  readonly seconds: number | null;
}

export interface EpochCosts {
  /** By the name of the stage's layer; empty for a method without stages of layers. */
  readonly stages: ReadonlyMap<string, EpochCost>;
  /** The one stage of a method that trains all layers at once. */
  readonly whole: EpochCost | null;
  /** Training from scratch; null for a network that is trained already. */
  readonly pretraining: EpochCost | null;
}

type Counts = Pick<RunSpec, 'trainCount' | 'validationCount'>;

/** Returns the multiply-accumulates of an epoch that trains the layers from `from` on. */
export function epochMacs(
  macs: readonly number[],
  from: number,
  { trainCount, validationCount }: Counts,
): number {
  const learning = macs.slice(from).reduce((sum, count) => sum + count, 0);
  return learning * (3 * trainCount + validationCount);
}

/** The part of a run that tells how fast this machine is. */
export type TimedRun = Pick<RunSummary, 'spec' | 'epochs' | 'layers'>;

const alike = ['method', 'timeSteps', 'backend', 'workers'] as const;

/** Returns the multiply-accumulates per second of the first run of the same kind, or null. */
export function rateOf(runs: readonly TimedRun[], spec: RunSpec): number | null {
  for (const run of runs) {
    if (alike.some((name) => run.spec[name] !== spec[name])) continue;
    const trained = run.epochs.filter(({ epoch, seconds }) => epoch > 0 && seconds > 0);
    if (trained.length === 0) continue;
    const macs = run.layers.map(layerMacs);
    const work = trained.map(({ stage }) => epochMacs(macs, Math.max(0, stage - 1), run.spec));
    const seconds = trained.reduce((sum, row) => sum + row.seconds, 0);
    return work.reduce((sum, count) => sum + count, 0) / seconds;
  }
  return null;
}

/** Returns the costs of a network's epochs. `rate` is in multiply-accumulates per second. */
export function epochCosts(figures: readonly RowFigures[], spec: RunSpec, rate: number | null): EpochCosts {
  const macs = figures.map((layer) => layer.macs);
  const cost = (from: number): EpochCost => {
    const work = epochMacs(macs, from, spec);
    return { macs: work, seconds: rate && work / rate };
  };
  const trains = figures.length > 0;
  const { stages } = recipeOf(spec.method);
  const names =
    stages === 'layers'
      ? stageNames(
          spec,
          figures.map(({ layer: name }) => ({ name })),
        )
      : [];
  return {
    stages: new Map(names.map((name, from) => [name, cost(from)])),
    whole: trains && stages === 'whole' ? cost(0) : null,
    pretraining: trains && spec.start === 'scratch' && spec.pretrainEpochs > 0 ? cost(0) : null,
  };
}
