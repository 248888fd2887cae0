/** Computes how much of a network the training of a run has changed. */
import type { Layer } from '../../networks/layer.ts';
import { parameterCount } from '../../networks/sizes.ts';
import { unknownKind } from '../../networks/unknown-kind.ts';
import { recipeOf } from '../spec/methods/registry.ts';
import type { RunSpec } from '../spec/spec.ts';
import type { RunReport, StageReport } from './report.ts';

type Trained = Pick<StageReport, 'stage' | 'bestEpoch'>;

/**
 * Returns the number of parameters in the layers that differ between the run's network and the ANN
 * it started from: those that an epoch trained whose weights were kept. It is 0 when nothing was
 * trained, or when no trained epoch was kept. Pre-training of the ANN is not counted. `layers` are
 * the network's, the readout last.
 */
export function parametersTouched(
  { spec, stages }: Pick<RunReport, 'spec'> & { readonly stages: readonly Trained[] },
  layers: readonly Layer[],
): number {
  const moved = stages.filter(({ bestEpoch }) => bestEpoch > 0).map(({ stage }) => stage);
  if (moved.length === 0) return 0;
  const first = firstTrained(spec, Math.min(...moved));
  return parameterCount(layers.slice(Math.min(first, layers.length - 1)));
}

/**
 * Returns the index of the first layer that a stage trains: it trains all from there on, unless
 * frozen stages are before it.
 */
function firstTrained({ method, trainCoupledLayer }: RunSpec, stage: number): number {
  const { stages } = recipeOf(method);
  switch (stages) {
    case 'whole':
      return 0;
    case 'layers':
    case 'none':
      // The release freezes the layer it has just converted, from stage 2 on.
      return trainCoupledLayer || stage === 1 ? stage - 1 : stage;
    default:
      return unknownKind(stages);
  }
}
