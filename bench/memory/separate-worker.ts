/** Separates noise with a made-up separator in this process, and sends its memory and time. */
import * as tf from '@tensorflow/tfjs-core';
import { openNodeBackend } from '../../cli/backend.ts';
import { createSeparator, separatorVariables } from '../../src/engine/separation/separator.ts';
import { separate } from '../../src/engine/simulation/signals/separate.ts';
import { noise, separatorEnds, spikingCore } from '../../src/engine/testing/separators.ts';
import { answer, question } from './child.ts';
import { createGauge, type Peak } from './gauge.ts';

export interface SeparateQuestion {
  readonly filters: number;
  /** Samples of the signal. */
  readonly samples: number;
  readonly timeSteps: number;
}

export interface SeparateAnswer {
  readonly peak: Peak;
  readonly seconds: number;
  readonly frames: number;
  /** Spikes per neuron and step of each hidden layer. */
  readonly spikeRates: readonly (number | null)[];
}

const { filters, samples, timeSteps } = question<SeparateQuestion>();
await openNodeBackend('wasm');
const shape = { filters, length: 20, stride: 10 };
const separator = createSeparator(shape, separatorEnds(shape, 1));
const dilations = Array.from({ length: 10 }, (_, i) => 2 ** i);
const thresholds = [0.5, 2] as const;
const network = spikingCore({ filters, frames: 3199, dilations, timeSteps, seed: 1, thresholds });
const mixture = noise(samples, 1);
const gauge = createGauge();
const began = performance.now();
const { frames, spikeRates } = await separate(network, separator, mixture, { watch: gauge.watch });
gauge.read();
const seconds = (performance.now() - began) / 1000;
tf.dispose(separatorVariables(separator));
answer({ peak: gauge.peak(), seconds, frames, spikeRates } satisfies SeparateAnswer);
