import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { DataError, type Dataset, type ReadFile } from './dataset.ts';
import { shapes } from './shapes.ts';

const nothingRead: ReadFile = (path) => Promise.reject(new Error(`${path} was read`));

const load = (train: number, validation: number, test: number) =>
  shapes.load(nothingRead, { train, validation, test });

/** Returns the splits of a data set under their names. */
function splitsOf({ train, validation, test }: Dataset) {
  return { train, validation, test };
}

test('its digest is that of all its images and labels, which are the same ones for ever', async () => {
  const whole = await shapes.load(nothingRead, shapes.available);
  const hash = createHash('sha256');
  for (const { inputs, labels } of Object.values(splitsOf(whole))) {
    expect(inputs).toBeInstanceOf(Uint8Array);
    hash.update(inputs).update(Uint8Array.from(labels));
  }
  expect(whole.sha256).toBe(hash.digest('hex'));
  expect(whole.sha256).toBe('c4d4a3e80145057c5d553888b52a88b973e0270bdd4125c1b773e5f30e008c28');
});

test('every class has as many images, and any ten from a multiple of ten on have one of each', async () => {
  const part = await load(300, 100, 50);
  for (const { labels, count } of Object.values(splitsOf(part)))
    for (let start = 0; start < count; start += 10)
      expect([...labels.subarray(start, start + 10)].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('a part is the beginning of the whole, and no image is in two splits', async () => {
  const [few, more] = [await load(25, 10, 3), await load(40, 20, 20)];
  expect(few.train.inputs).toEqual(more.train.inputs.subarray(0, 25 * 3072));
  expect(few.test.labels).toEqual(more.test.labels.subarray(0, 3));
  const images = Object.values(splitsOf(more)).flatMap(({ inputs, count }) =>
    Array.from({ length: count }, (_, i) => inputs.subarray(i * 3072, (i + 1) * 3072).join()),
  );
  expect(new Set(images).size).toBe(80);
});

test('no class has a hue of its own', async () => {
  const { train } = await load(1000, 0, 0);
  const sums = Array.from({ length: 10 }, () => [0, 0, 0]);
  train.inputs.forEach((value, at) => {
    sums[train.labels[Math.floor(at / 3072)]!]![at % 3]! += value / 1024 / 100;
  });
  for (const channels of sums) {
    const grey = channels.reduce((sum, mean) => sum + mean, 0) / 3;
    for (const mean of channels) expect(Math.abs(mean - grey)).toBeLessThan(15);
  }
});

test('more images than there are, or half of one, are refused with the number there is', async () => {
  await expect(load(5001, 0, 0)).rejects.toThrow('shapes has 5000 train images; 5001 cannot be loaded.');
  await expect(load(0.5, 0, 0)).rejects.toThrow(DataError);
});
