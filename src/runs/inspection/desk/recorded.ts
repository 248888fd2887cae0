/** Makes an example of a recording: mixed with a talker of a test mixture, both equally loud. */
import { mixTwo } from '../../../datasets/mixing/mix.ts';
import type { ExampleSet } from '../../../engine/examples/example-set.ts';
import { noScaling } from '../../../engine/examples/scaling.ts';

/**
 * Returns a set of one mixture, as long as those of `test`: what is longer of the recording is left
 * out, silence is put behind a shorter one. The recording is the first talker. Throws where the
 * recording holds no sound, or `test` no mixture of this number.
 */
export function recordedExample(
  recording: Float32Array,
  { count, targets }: ExampleSet,
  over: number,
): ExampleSet {
  if (targets.kind !== 'voices') throw new Error('Only a network that separates talkers takes a recording.');
  if (!(Number.isInteger(over) && over >= 0 && over < count))
    throw new Error(`Test mixtures go from 0 to ${count - 1} (asked for ${over}).`);
  const { samples } = targets;
  const own = new Float32Array(samples);
  own.set(recording.subarray(0, samples));
  if (!own.every(Number.isFinite))
    throw new Error('The recording has samples that are no numbers. Record again.');
  if (own.every((value) => value === 0)) throw new Error('The recording is silent. Record again.');
  const other = targets.voices.subarray(2 * over * samples, (2 * over + 1) * samples);
  const mixtures = new Float32Array(samples);
  const voices = new Float32Array(2 * samples);
  mixTwo(own, other, 0, mixtures, voices);
  return {
    count: 1,
    inputShape: [1, samples, 1],
    inputs: mixtures,
    scaling: noScaling,
    targets: { kind: 'voices', mixtures, voices, samples, groups: new Uint8Array(1) },
  };
}
