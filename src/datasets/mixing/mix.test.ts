/** Tests mixing: levels, sums, who is mixed with whom, and that a mixture depends on its number. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRandom } from '../../engine/work/random.ts';
import { drawMixtures, holdOut, mixTwo, type Utterance, usualDecibels } from './mix.ts';

function noise(seed: number, length: number, level = 0.1): Float32Array {
  const random = createRandom(seed, 'mixing test');
  return Float32Array.from({ length }, () => level * random.normal());
}

const power = (samples: Float32Array) => samples.reduce((sum, value) => sum + value * value, 0);

const talkers: Utterance[] = [
  { speaker: 'a', gender: 'F', samples: noise(1, 500) },
  { speaker: 'a', gender: 'F', samples: noise(2, 700, 0.01) },
  { speaker: 'b', gender: 'M', samples: noise(3, 600, 0.5) },
  { speaker: 'c', gender: 'F', samples: noise(4, 400) },
  { speaker: 'd', gender: null, samples: noise(5, 400) },
  { speaker: 'short', gender: 'M', samples: noise(6, 50) },
];
const options = { samples: 200, decibels: usualDecibels };

test('one voice is that much louder, the mixture is their sum, and nothing is clipped', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e6 }),
      fc.double({ min: -10, max: 10, noNaN: true }),
      (seed, decibels) => {
        const mixture = new Float32Array(300);
        const voices = new Float32Array(600);
        mixTwo(noise(seed, 300), noise(seed + 1, 300, 3), decibels, mixture, voices);
        const [first, second] = [voices.subarray(0, 300), voices.subarray(300)];
        expect(10 * Math.log10(power(first) / power(second))).toBeCloseTo(decibels, 4);
        mixture.forEach((value, i) => {
          expect(value).toBe(Math.fround(first[i]! + second[i]!));
        });
        const largest = Math.max(...[mixture, voices].map((of) => Math.max(...of.map(Math.abs))));
        expect(largest).toBeCloseTo(0.9, 5);
      },
    ),
    { numRuns: 50 },
  );
});

test('each mixture has two talkers whose recordings are long enough', () => {
  const { pairings, voices, mixtures, count } = drawMixtures(talkers, 60, options, 1, 'test');
  expect([count, pairings.length, mixtures.length, voices.length]).toEqual([60, 60, 60 * 200, 2 * 60 * 200]);
  expect(new Set(pairings)).toEqual(new Set(['same', 'different', null]));
  for (let i = 0; i < 60; i++) {
    const own = voices.subarray(400 * i, 400 * (i + 1));
    const ratio = 10 * Math.log10(power(own.subarray(0, 200)) / power(own.subarray(200)));
    expect(ratio).toBeGreaterThan(-1e-3);
    expect(ratio).toBeLessThan(5 + 1e-3);
  }
});

test('a mixture depends on seed, purpose and its own number', () => {
  const all = drawMixtures(talkers, 20, options, 3, 'train');
  const fewer = drawMixtures([...talkers].reverse(), 5, options, 3, 'train');
  expect(power(fewer.mixtures)).toBeGreaterThan(0);
  const again = drawMixtures(talkers, 5, options, 3, 'train');
  expect(again.voices).toEqual(all.voices.subarray(0, again.voices.length));
  for (const [seed, purpose] of [
    [4, 'train'],
    [3, 'test'],
  ] as const)
    expect(drawMixtures(talkers, 5, options, seed, purpose).mixtures).not.toEqual(again.mixtures);
});

test('pauses are drawn anew, and a recording of silence is refused by name', () => {
  const halfSilent = noise(9, 4000).fill(0, 0, 3000);
  const [speaking, other] = [
    { speaker: 'e', gender: null, samples: halfSilent },
    { speaker: 'f', gender: null, samples: noise(10, 4000) },
  ] as const;
  const { voices } = drawMixtures([speaking, other], 30, options, 1, 'test');
  for (let i = 0; i < 60; i++) expect(power(voices.subarray(200 * i, 200 * (i + 1)))).toBeGreaterThan(0);
  const mute = { speaker: 'mute', gender: null, samples: new Float32Array(4000) };
  expect(() => drawMixtures([mute, other], 1, options, 1, 'test')).toThrow('A recording of mute is silent');
  expect(() => drawMixtures([other], 1, options, 1, 'test')).toThrow(
    'Two talkers with recordings of at least 200',
  );
});

test('what is held out is the end of long recordings, and the rest ends before it', () => {
  const { rest, held } = holdOut(talkers, 250);
  expect(held.map(({ speaker }) => speaker)).toEqual(['a', 'b']);
  expect(rest.map(({ samples }) => samples.length)).toEqual([500, 450, 350, 400, 400, 50]);
  expect(held[1]!.samples).toEqual(talkers[2]!.samples.subarray(350));
  expect(rest[2]!.samples).toEqual(talkers[2]!.samples.subarray(0, 350));
});
