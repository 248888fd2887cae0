/** Tests the loss chain against hand-made values, and on real conversions of a toy network. */
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { convert } from '../conversion/convert.ts';
import { convertUntuned } from '../conversion/convert-untuned.ts';
import { firstExamples } from '../examples/example-set.ts';
import { disposeHybrid } from '../hybrid/hybrid.ts';
import { heldValues } from '../hybrid/value-blocks.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import { noWatch, silent, toyAnn, toyImages, toySettings, toyValues } from '../testing/toy.ts';
import { type ChainValues, type ChainWindow, type LossChain, lossCauses, lossChain } from './loss-chain.ts';

const valuesOf = (...values: number[]) => heldValues(Float32Array.from(values), 1, 1);
const window = { timeSteps: 4, initialPotential: 'zero' } as const;
const meanOf = (chain: LossChain, cause: string) => chain.steps.find((step) => step.cause === cause)!.mean;

/** Returns values a₀, a₁ … of one neuron on one image: each is the one before it plus its shift. */
async function chainAt(
  { ideal, arrived, counts }: ChainValues,
  window: ChainWindow,
  i: number,
  { upperBound, threshold }: { readonly upperBound: number; readonly threshold: number },
): Promise<number[]> {
  const [start, input, count] = [ideal, arrived, counts].map(({ held }) => held![i]!) as [
    number,
    number,
    number,
  ];
  const { steps } = await lossChain(
    { ideal: valuesOf(start), arrived: valuesOf(input), limited: null, counts: valuesOf(count) },
    { upperBound: Float32Array.of(upperBound), threshold: Float32Array.of(threshold) },
    window,
  );
  const chain = [start];
  for (const { shift } of steps) chain.push(chain.at(-1)! + shift * upperBound);
  return chain;
}

describe('the chain of one neuron', () => {
  const neuron = { upperBound: 2, threshold: 0.5 };
  const values: ChainValues = {
    ideal: valuesOf(1.5, 3, 0, 1.75),
    arrived: valuesOf(1.3, 2.6, 0.6, 1.75),
    limited: null,
    counts: valuesOf(1, 4, 1, 4),
  };

  test('inherited, clipped, rounded down, and what the timing made of it', async () => {
    expect(await chainAt(values, window, 0, neuron)).toEqual([
      1.5,
      Math.fround(1.3),
      Math.fround(1.3),
      1,
      0.5,
    ]);
    expect(await chainAt(values, window, 1, neuron)).toEqual([3, Math.fround(2.6), 2, 2, 2]);
    expect(await chainAt(values, window, 2, neuron)).toEqual([
      0,
      Math.fround(0.6),
      Math.fround(0.6),
      0.5,
      0.5,
    ]);
  });

  test('V₀ = ϑ/2 rounds half up, and never above the bound', async () => {
    const half = { ...window, initialPotential: 'half' } as const;
    expect((await chainAt(values, half, 3, neuron))[3]).toBe(2);
    expect((await chainAt(values, half, 0, neuron))[3]).toBe(1.5);
  });

  test('an activation at the bound fires in every step, though ϑ·Ns misses it by a hair', async () => {
    const upperBound = Math.fround(0.3);
    const threshold = Math.fround(upperBound / 7);
    const sharp = { ...values, arrived: valuesOf(upperBound), ideal: valuesOf(upperBound) };
    const chain = await chainAt(sharp, { ...window, timeSteps: 7 }, 0, { upperBound, threshold });
    expect(chain[3]).toBeCloseTo(7 * threshold, 12);
  });
});

describe('the chain of a layer', () => {
  test('means are in units of the bound, and the shares are counted', async () => {
    const values: ChainValues = {
      ideal: valuesOf(3, 1),
      arrived: valuesOf(3, 1),
      limited: null,
      counts: valuesOf(4, 1),
    };
    const bound = { upperBound: Float32Array.of(2), threshold: Float32Array.of(0.5) };
    const chain = await lossChain(values, bound, window);
    expect(chain.steps.map(({ mean }) => mean)).toEqual([0, 0.25, 0, 0.125]);
    expect(chain.steps.map(({ shift }) => shift)).toEqual([0, -0.25, 0, -0.125]);
    expect(chain).toMatchObject({
      signal: 1,
      net: 0.375,
      netShift: -0.375,
      clippedShare: 0.5,
      deadFraction: 0,
    });
  });

  test('dead channels are left out and counted, each channel is measured by its own bound', async () => {
    const two = (...values: number[]) => heldValues(Float32Array.from(values), 2, 2);
    const values: ChainValues = {
      ideal: two(9, 4, 9, 4),
      arrived: two(9, 4, 9, 2),
      limited: null,
      counts: two(0, 4, 0, 2),
    };
    const bound = { upperBound: Float32Array.of(0, 4), threshold: Float32Array.of(0, 1) };
    const chain = await lossChain(values, bound, window);
    expect(chain.deadFraction).toBe(0.5);
    expect(meanOf(chain, 'inherited')).toBe(0.25);
    expect(chain.net).toBe(0.25);
  });

  test('a layer that is dead altogether has a chain of zeros', async () => {
    const values: ChainValues = {
      ideal: valuesOf(0, 0),
      arrived: valuesOf(0, 0),
      limited: null,
      counts: valuesOf(0, 0),
    };
    const dead = { upperBound: Float32Array.of(0), threshold: Float32Array.of(0) };
    const chain = await lossChain(values, dead, window);
    expect(chain).toMatchObject({ net: 0, netShift: 0, clippedShare: 0, deadFraction: 1 });
    expect(chain.steps.every(({ mean, shift }) => mean === 0 && shift === 0)).toBe(true);
  });

  test('it telescopes: the steps’ shifts sum to the whole error, whatever the values', async () => {
    const activation = fc.float({ min: 0, max: 8, noNaN: true });
    const row = fc.tuple(activation, activation, fc.integer({ min: 0, max: 16 }), activation);
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 40 }),
        fc.float({ min: Math.fround(0.01), max: 4, noNaN: true }),
        fc.constantFrom('zero', 'half'),
        fc.boolean(),
        async (rows, bound, initialPotential, isLimited) => {
          const column = (k: 0 | 1 | 2 | 3) => valuesOf(...rows.map((values) => values[k]));
          const limited = isLimited ? column(3) : null;
          const values: ChainValues = { ideal: column(0), arrived: column(1), limited, counts: column(2) };
          const threshold = Float32Array.of(bound / 16);
          const layer = { upperBound: Float32Array.of(bound), threshold };
          const chain = await lossChain(values, layer, { timeSteps: 16, initialPotential });
          const sum = chain.steps.reduce((total, { shift }) => total + shift, 0);
          const whole = rows.reduce(
            (total, [ideal, , count]) => total + (threshold[0]! * count - ideal) / bound / rows.length,
            0,
          );
          expect(chain.netShift).toBeCloseTo(sum, 9);
          expect(chain.netShift).toBeCloseTo(whole, 9);
          expect(chain.net).toBeLessThanOrEqual(chain.steps.reduce((t, { mean }) => t + mean, 0) + 1e-9);
        },
      ),
    );
  });
});

describe('of a conversion', () => {
  beforeAll(async () => {
    await openNodeBackend('wasm');
  });
  const layers = toLayers(parseNotation('6x6-c3s1-c4s2-8-3'));
  const train = toyImages({ count: 96, inputShape: [6, 6, 1], classes: 3, seed: 1 });
  const validation = toyImages({ count: 48, inputShape: [6, 6, 1], classes: 3, seed: 2 });

  async function untuned(changes: Partial<typeof toySettings> = {}, calibration = train) {
    const ann = toyAnn(layers, toyValues(layers, 3));
    const settings = { ...toySettings, ...changes };
    const { hybrid, diagnostics } = await convertUntuned(ann, calibration, settings, noWatch, {
      diagnosed: true,
    });
    disposeHybrid(hybrid);
    return diagnostics.map(({ chain }) => chain!);
  }

  test('the first layer inherits nothing, and its whole input arrives at once: no timing', async () => {
    const [first, second] = await untuned();
    expect(meanOf(first!, 'inherited')).toBe(0);
    expect(meanOf(first!, 'timing')).toBeLessThan(1e-6);
    expect(meanOf(first!, 'rounding')).toBeGreaterThan(0.01);
    expect(meanOf(second!, 'inherited')).toBeGreaterThan(0.005);
  });

  test('weights of few bits cost what they cost, as a step of their own', async () => {
    const limits = (bits: number) => ({
      constraint: { precision: { scheme: 'uniform', bits }, scope: 'tensor', fanIn: null } as const,
    });
    const [float] = await untuned();
    expect(float!.steps.map(({ cause }) => cause)).not.toContain('weights');
    const [eight] = await untuned(limits(8));
    const [two] = await untuned(limits(2));
    expect(eight!.steps.map(({ cause }) => cause)).toEqual([...lossCauses]);
    expect(meanOf(eight!, 'weights')).toBeGreaterThan(0);
    expect(meanOf(two!, 'weights')).toBeGreaterThan(10 * meanOf(eight!, 'weights'));
    // All of the first layer's input still arrives at once.
    expect(meanOf(two!, 'timing')).toBeLessThan(1e-6);
  });

  test('nothing is clipped at the maximum, much at percentile 60', async () => {
    const atMax = await untuned({ threshold: { percentile: 100, scope: 'layer' } });
    expect(atMax.map((chain) => meanOf(chain, 'clipped'))).toEqual([0, 0, 0]);
    const low = await untuned({ threshold: { percentile: 60, scope: 'layer' } });
    expect(meanOf(low[0]!, 'clipped')).toBeGreaterThan(meanOf(low[0]!, 'rounding'));
    expect(low[0]!.clippedShare).toBeCloseTo(0.4, 2);
  });

  test('at the maximum and 64 steps next to nothing is lost against the ideal branch', async () => {
    const chains = await untuned({ timeSteps: 64, threshold: { percentile: 100, scope: 'layer' } });
    for (const { net } of chains) expect(net).toBeLessThan(0.05);
    const coarse = await untuned({ timeSteps: 2, threshold: { percentile: 100, scope: 'layer' } });
    coarse.forEach(({ net }, l) => {
      expect(net).toBeGreaterThan(3 * chains[l]!.net);
    });
  });

  test('without folding ϑ the ideal branch is still what the counts stand for', async () => {
    const [, second] = await untuned({ foldThreshold: false, timeSteps: 64 });
    // Counts / their ideal differ by less than a spike, as with folding.
    expect(meanOf(second!, 'inherited')).toBeLessThan(0.2);
  });

  test('a run has the chain of every hidden layer, before and after its stage', async () => {
    const chains: LossChain[] = [];
    const ann = toyAnn(layers, toyValues(layers, 3));
    await convert(ann, { train, validation, objective: classificationObjective }, toySettings, noWatch, {
      ...silent,
      stageEnded: ({ diagnosticsBefore, diagnosticsAfter }) => {
        chains.push(diagnosticsBefore!.chain!, diagnosticsAfter!.chain!);
      },
    });
    expect(chains).toHaveLength(6);
    expect(chains[0]).toEqual((await untuned({}, firstExamples(train, 64)))[0]);
    for (const { images, net } of chains) {
      expect(images).toBe(64);
      expect(net).toBeGreaterThan(0);
    }
  });
});
