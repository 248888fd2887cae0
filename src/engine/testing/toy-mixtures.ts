/** Mixtures of two tones each, for tests of separators. */
import type { ExampleSet } from '../examples/example-set.ts';
import { noScaling } from '../examples/scaling.ts';
import { createRandom } from '../work/random.ts';

/**
 * Returns mixtures `first` … `first + count − 1` of a slow and a fast tone of random phase, drawn
 * by `purpose` and their numbers alone.
 */
export function toyMixtures(purpose: string, first: number, count: number, samples: number): ExampleSet {
  const voices = new Float32Array(count * 2 * samples);
  const mixtures = new Float32Array(count * samples);
  for (let i = 0; i < count; i++) {
    const random = createRandom(1, `${purpose} ${first + i}`);
    for (let talker = 0; talker < 2; talker++) {
      const pace = (talker === 0 ? 0.2 : 1.1) * (1 + 0.2 * random.next());
      const phase = 2 * Math.PI * random.next();
      for (let t = 0; t < samples; t++) {
        const value = Math.fround(Math.sin(pace * t + phase) + 0.05 * random.normal());
        voices[(2 * i + talker) * samples + t] = value;
        mixtures[i * samples + t]! += value;
      }
    }
  }
  return {
    count,
    inputShape: [1, samples, 1],
    inputs: mixtures,
    scaling: noScaling,
    targets: {
      kind: 'voices',
      mixtures,
      voices,
      samples,
      groups: Uint8Array.from({ length: count }, (_, i) => (i % 2 ? 2 + 8 : 1 + 4)),
    },
    first,
  };
}
