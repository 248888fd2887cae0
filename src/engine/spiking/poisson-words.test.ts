/**
 * Tests Poisson trains: they follow the documented formula, have the right rates, are independent
 * of each other, and do not depend on the batch.
 */
import { expect, test } from 'vitest';
import { poissonWords } from './poisson-words.ts';

const bitsOf = (word: number) => Array.from({ length: 32 }, (_, t) => (word >>> t) & 1);

/** Returns the spikes of each pixel of each image over T steps, `[N · size][T]`. */
function trains(words: Int32Array, pixels: number, timeSteps: number): number[][] {
  return Array.from({ length: pixels }, (_, at) =>
    Array.from({ length: Math.ceil(timeSteps / 32) }, (__, k) => bitsOf(words[k * pixels + at]!))
      .flat()
      .slice(0, timeSteps),
  );
}

/** Computes the formula of the documentation in whole numbers of any length. */
function written(seed: number, image: number, pixel: number, step: number): number {
  const word = (n: bigint) => n & 0xffffffffn;
  const mix = (n: bigint) => {
    let h = n ^ (n >> 16n);
    h = word(h * 0x85ebca6bn);
    h = word((h ^ (h >> 13n)) * 0xc2b2ae35n);
    return h ^ (h >> 16n);
  };
  const a = mix(word(mix(word(mix(BigInt(seed)) + BigInt(image))) + BigInt(pixel)));
  return Number(mix(word(a + BigInt(step) * (mix(a) | 1n))));
}

test('a spike is where the number of seed, image, pixel and step is below the brightness', () => {
  const settings = { timeSteps: 40, seed: 7, firstImage: 12 };
  const pixels = Float32Array.of(0.3, 0.9, 0.5, 1, 0, 0.01);
  const found = trains(poissonWords(pixels, 3, settings), 6, 40);
  found.forEach((train, at) => {
    const wanted = train.map((_, t) =>
      written(7, 12 + Math.floor(at / 3), at % 3, t + 1) < pixels[at]! * 2 ** 32 ? 1 : 0,
    );
    expect(train).toEqual(wanted);
  });
  expect(found[3]).toEqual(new Array(40).fill(1));
  expect(found[4]).toEqual(new Array(40).fill(0));
});

test.each([1, 2, 3, 1234])('rates lie within their confidence bounds, seed %s', (seed) => {
  const timeSteps = 1000;
  const images = 40;
  const levels = [1 / 255, 0.1, 0.25, 0.5, 0.8, 254 / 255];
  const pixels = Float32Array.from({ length: images * levels.length }, (_, i) => levels[i % levels.length]!);
  const found = trains(
    poissonWords(pixels, levels.length, { timeSteps, seed, firstImage: 0 }),
    pixels.length,
    timeSteps,
  );
  levels.forEach((p, level) => {
    const own = found.filter((_, at) => at % levels.length === level);
    const rate = own.flat().reduce((a, b) => a + b) / (images * timeSteps);
    // Four standard deviations of a mean of images × steps independent draws.
    expect(Math.abs(rate - p)).toBeLessThan(4 * Math.sqrt((p * (1 - p)) / (images * timeSteps)));
    // The counts of single trains scatter as binomial ones do: their variance within four of its
    // own standard deviations.
    const counts = own.map((train) => train.reduce((a, b) => a + b));
    const variance = counts.reduce((sum, c) => sum + (c - timeSteps * p) ** 2, 0) / images;
    const wanted = timeSteps * p * (1 - p);
    expect(Math.abs(variance / wanted - 1)).toBeLessThan(4 * Math.sqrt((2 + 1 / wanted) / images));
  });
});

test('steps, pixels, images and seeds have nothing to do with each other', () => {
  const timeSteps = 1000;
  const pixels = new Float32Array(60).fill(0.5);
  const of = (seed: number) =>
    trains(poissonWords(pixels, 30, { timeSteps, seed, firstImage: 0 }), 60, timeSteps);
  const [first, other] = [of(5), of(6)];
  const agreement = (a: readonly number[], b: readonly number[]) =>
    a.reduce((sum, spike, t) => sum + (spike === b[t] ? 1 : 0), 0) / a.length;
  const pairs = first.flatMap((train, at) => [
    agreement(train.slice(1), train.slice(0, -1)),
    agreement(train, first[(at + 1) % 60]!),
    agreement(train, first[(at + 30) % 60]!),
    agreement(train, other[at]!),
  ]);
  // 240 means of about 1,000 fair coins: none beyond five standard deviations, and on average none
  // at all.
  for (const share of pairs) expect(Math.abs(share - 0.5)).toBeLessThan((5 * 0.5) / Math.sqrt(999));
  const mean = pairs.reduce((a, b) => a + b) / pairs.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan((4 * 0.5) / Math.sqrt(999 * 120));
});

test('an image has the same train alone, in a batch and in a longer window', () => {
  const pixels = Float32Array.from({ length: 20 }, (_, i) => i / 20);
  const all = poissonWords(pixels, 5, { timeSteps: 64, seed: 3, firstImage: 10 });
  const third = poissonWords(pixels.slice(10, 15), 5, { timeSteps: 64, seed: 3, firstImage: 12 });
  expect([...third]).toEqual([...all.slice(10, 15), ...all.slice(30, 35)]);
  const short = poissonWords(pixels, 5, { timeSteps: 32, seed: 3, firstImage: 10 });
  expect(short).toEqual(all.slice(0, 20));
  expect(poissonWords(pixels, 5, { timeSteps: 32, seed: 4, firstImage: 10 })).not.toEqual(short);
});
