/**
 * The moments of a conversion without fine-tuning and of its simulation. Panels make it beside or
 * before any run, of the network as it was loaded.
 */
import { heldBytes } from '../../../engine/hybrid/calibration.ts';
import { paperDynamics, simulationBatch } from '../../../engine/spiking/simulation-memory.ts';
import { sumOf } from './layer-bytes.ts';
import {
  addAll,
  type Facts,
  factsOf,
  holesOf,
  largestTensor,
  type PlannedMoments,
  scratch,
  simulatedImage,
} from './moments.ts';
import type { MemoryMoment, PlannedRun } from './parts.ts';

export function untunedMoments(run: PlannedRun): PlannedMoments {
  const facts = factsOf(run);
  const { own, layers, spec } = facts;
  const batch = simulationBatch({ layers, timeSteps: spec.timeSteps, dynamics: paperDynamics });
  return {
    moments: [...own.slice(0, -1).map((_, l) => converted(facts, l, batch)), simulated(facts, batch)],
    largest: largestTensor(facts, batch),
  };
}

/** Layer `l` is measured and frozen; what was frozen before shares the memory of its parameters. */
function converted(
  { own, whole, calibration, pixels, loaded }: Facts,
  l: number,
  batch: number,
): MemoryMoment {
  const layer = own[l]!;
  const images = Math.min(batch, calibration);
  const before = own[l - 1];
  const all = layer.values * calibration;
  const arriving = before ? layer.arriving + before.spikes : pixels;
  // The folded weights of this layer, then those of the next with ϑ in them.
  const folded = Math.max(layer.weights, own[l + 1]!.weights);
  return {
    kind: 'percentiles',
    layer: layer.name,
    heap: addAll(holesOf(own), {
      weights: whole,
      copies: folded,
      activations: images * (arriving + layer.pooled + layer.values),
      spikes: images * (layer.currents + layer.spikes + layer.values),
      percentiles: all <= heldBytes ? all : 0,
      scratch,
    }),
    arrays: addAll(loaded, {
      // The network as it was loaded.
      copies: whole,
      percentiles: all <= heldBytes ? all : layer.values * images,
      cache: before ? calibration * before.keptSpikes : 0,
    }),
  };
}

function simulated(facts: Facts, batch: number): MemoryMoment {
  const { own, whole, loaded, spec, data } = facts;
  const weights = sumOf(own, (layer) => layer.weights);
  const images = Math.min(batch, Math.max(spec.validationCount, data?.available.test ?? 0));
  return {
    kind: 'simulation',
    layer: null,
    heap: addAll(holesOf(own), { weights, spikes: images * simulatedImage(facts), scratch }),
    // The network as it was loaded, and its record.
    arrays: addAll(loaded, { copies: whole + weights }),
  };
}
