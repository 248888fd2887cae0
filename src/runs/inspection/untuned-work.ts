/**
 * Estimates the work of a conversion without fine-tuning from its records, so that whoever makes
 * one unasked can ask first when it takes long.
 */
import { imagesNeeded } from '../../engine/hybrid/calibration.ts';
import { takesEvents } from '../../engine/spiking/events.ts';
import { layerMacs } from '../../networks/cost.ts';
import { modelOf } from '../../networks/model.ts';
import { parseNotation } from '../../networks/notation.ts';
import { taskOf } from '../../tasks/index.ts';
import type { UntunedSettings } from '../spec/untuned-settings.ts';
import type { NetworkOrigin } from './simulation.ts';

/** Work of one image in multiply-accumulates. */
interface ImageWork {
  readonly analog: number;
  /** Of one step of the window, in the layers that spikes arrive at. */
  readonly step: number;
}

/** Share of the connections that spikes use in a step where single spikes drive a layer. */
const usualRate = 0.15;

let last: { readonly key: string; readonly work: ImageWork } | null = null;

/** Returns the work of a network; counting its connections takes a while for a large one. */
function workOf({ network, task }: Pick<NetworkOrigin, 'network' | 'task'>): ImageWork {
  const key = `${task} ${network}`;
  if (last?.key === key) return last.work;
  const layers = modelOf(parseNotation(network), taskOf(task).back).core;
  const macs = layers.map(layerMacs);
  const work = {
    analog: macs.reduce((sum, own) => sum + own, 0),
    step: layers
      .slice(1)
      .reduce((sum, layer, l) => sum + macs[l + 1]! * (takesEvents(layer) ? usualRate : 1), 0),
  };
  last = { key, work };
  return work;
}

/**
 * Returns the multiply-accumulates of converting and of measuring on `judged` images: each layer is
 * measured as an analog one, and fires, on the calibration images.
 */
export function untunedMacs(
  origin: Pick<NetworkOrigin, 'network' | 'task'>,
  { timeSteps, calibrationCount, thresholdScope, stageBias }: UntunedSettings,
  judged: number,
): number {
  const { analog, step } = workOf(origin);
  const corrects = stageBias === 'corrected';
  const calibration = Math.max(calibrationCount, imagesNeeded(thresholdScope, corrects));
  return (calibration + judged) * (analog + timeSteps * step);
}
