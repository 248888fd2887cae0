/**
 * Tests that ϑ is the one whose counts represent activations best: it has the least squared error
 * for any window, leak and reset.
 */
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../../backends/testing/backend.ts';
import { percentile } from '../../hybrid/percentile.ts';
import { heldValues } from '../../hybrid/value-blocks.ts';
import { course } from '../../testing/smoothed-neurons.ts';
import { createRandom } from '../../work/random.ts';
import type { SurrogateNeurons } from './surrogate.ts';
import { heldRate, tellingThreshold } from './surrogate-threshold.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const integrate: SurrogateNeurons = {
  timeSteps: 8,
  initialPotential: 'zero',
  leak: 1,
  reset: 'soft',
  surrogateShape: 'rectangle',
  surrogateWidth: 1,
};

const random = createRandom(5, 'threshold test');
/** Half of a normal distribution, as ReLU leaves it. */
const values = Float32Array.from({ length: 2000 }, () => Math.max(0, random.normal()));
const layerScope = { percentile: 99, scope: 'layer' } as const;

test('under a held current, integrate-and-fire neurons fire ⌊T·z/ϑ⌋ times, at most T', () => {
  for (const z of [-0.3, 0, 0.04, 0.31, 0.77, 1.2, 5])
    expect(heldRate(z, 0.6, integrate) * 8).toBe(Math.min(8, Math.max(0, Math.floor((8 * z) / 0.6))));
});

const kinds: readonly [string, SurrogateNeurons][] = [
  ['one step', { ...integrate, timeSteps: 1 }],
  ['IF', integrate],
  ['IF, V₀ = ϑ/2', { ...integrate, initialPotential: 'half' }],
  ['LIF, hard reset', { ...integrate, leak: 0.6, reset: 'hard' }],
];

test.each(kinds)('%s: no other share of the bound, and no other worth, errs less', async (_, neurons) => {
  const { threshold, worth } = await tellingThreshold(heldValues(values, 1, 10), layerScope, neurons);
  const bound = percentile(values, 99);
  const share = (threshold[0]! / bound) * 16;
  expect(share).toBeCloseTo(Math.round(share), 4);
  const error = (theta: number, each: number) =>
    values.reduce((sum, value) => {
      const { spikes } = course(new Array<number>(neurons.timeSteps).fill(value), theta, neurons);
      const rate = spikes.reduce((a, b) => a + b, 0) / neurons.timeSteps;
      return sum + (value - each * rate) ** 2;
    }, 0);
  const least = error(threshold[0]!, worth[0]!);
  for (let k = 1; k <= 16; k++)
    for (const factor of [0.5, 0.8, 0.99, 1.01, 1.3, 2])
      expect(error((k / 16) * bound, worth[0]! * factor)).toBeGreaterThan(least * 0.999);
});

test('the fewer steps and the more leak, the lower ϑ', async () => {
  const of = async (changes: Partial<SurrogateNeurons>) =>
    (await tellingThreshold(heldValues(values, 1, 10), layerScope, { ...integrate, ...changes }))
      .threshold[0]!;
  const steps = [await of({ timeSteps: 1 }), await of({ timeSteps: 4 }), await of({ timeSteps: 32 })];
  expect(steps).toEqual([...steps].sort((a, b) => a - b));
  expect(steps[0]!).toBeLessThan(steps[2]! / 2);
  expect(await of({ leak: 0.5 })).toBeLessThan(await of({}));
});

test('channels have one share of their own bounds; a dead one stays dead', async () => {
  const wide = Float32Array.from({ length: 3 * values.length }, (_, i) =>
    i % 3 === 2 ? 0 : values[Math.floor(i / 3)]! * (i % 3 === 1 ? 10 : 1),
  );
  const scope = { percentile: 99, scope: 'channel' } as const;
  const { threshold } = await tellingThreshold(heldValues(wide, 3, 10), scope, integrate);
  expect(threshold[1]! / threshold[0]!).toBeCloseTo(10, 4);
  expect(threshold[2]).toBe(0);
});
