/**
 * Measures what the lessons of the page say of the shipped network (workbench/lessons/content), on
 * as many images as the page does. The figures beside a text are taken live; these are the claims
 * in the texts themselves, and the right answers to their questions.
 */
import { describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../cli/backend.ts';
import { diskReader } from '../../../cli/read-disk.ts';
import type { LayerDiagnostics } from '../../engine/diagnosis/diagnostics.ts';
import type { LossCause } from '../../engine/diagnosis/loss-chain.ts';
import { presetSpec, type RunSpec } from '../spec/spec.ts';
import { createSimulationDesk } from './desk/desk.ts';
import { originOf } from './origin.ts';
import type { Answer, UntunedResult } from './simulation.ts';

const spec = presetSpec('first-look-paper@1');
const origin = originOf(spec);
/** As many images as the page measures on. */
const examples = 300;

const desk = createSimulationDesk({
  open: () => openNodeBackend('wasm'),
  read: diskReader(),
  engine: 'tfjs',
  host: 'a test',
});

function value<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
}

const measured = new Map<string, UntunedResult>();

/** Returns the untuned result of the preset with some changes. */
async function untuned(changes: Partial<RunSpec>): Promise<UntunedResult> {
  const key = JSON.stringify(changes);
  const result = measured.get(key) ?? value(await desk.untuned(origin, { ...spec, ...changes }, examples));
  measured.set(key, result);
  console.log(`first-look-paper@1 ${key}: ${(100 * result.score).toFixed(1)} %`);
  return result;
}

const score = async (changes: Partial<RunSpec>) => (await untuned(changes)).score;

/** Returns what each hidden layer shows just after the conversion, by its name. */
async function layersOf(changes: Partial<RunSpec>) {
  const { findings } = value(await desk.diagnose(origin, { ...spec, ...changes }));
  return new Map(findings.map(({ layer, diagnostics }) => [layer, diagnostics]));
}

/** Returns the mean loss of a layer by a cause, in units of its upper bound. */
function lossBy(diagnostics: LayerDiagnostics | undefined, cause: LossCause): number {
  return diagnostics?.chain?.steps.find((step) => step.cause === cause)?.mean ?? Number.NaN;
}

/** Returns the share of the layer's pairs whose count stands for more than the activation. */
function shareTooHigh({ activations, counts, threshold }: LayerDiagnostics): number {
  const high = counts.filter((count, i) => count * threshold[0]! > activations[i]! + 1e-4).length;
  return high / counts.length;
}

describe('Sixteen steps are enough', () => {
  test('with two steps it hardly reads, with sixteen it is within a point of the ANN, as no shorter window is', async () => {
    const near = ({ score: own, annScore }: UntunedResult) => own >= annScore - 0.01 - 1e-9;
    expect(await score({ timeSteps: 2 })).toBeLessThan(0.3);
    expect(near(await untuned({ timeSteps: 16 }))).toBe(true);
    for (const timeSteps of [1, 2, 3, 4, 6, 8, 12]) expect(near(await untuned({ timeSteps }))).toBe(false);
  }, 120_000);

  test('with two steps the next layer fires less still; with sixteen half as much is lost', async () => {
    const [two, sixteen] = [await layersOf({ timeSteps: 2 }), await layersOf({ timeSteps: 16 })];
    const lost = ({ silentFraction, histogram }: LayerDiagnostics) =>
      silentFraction - histogram.zeros / histogram.total;
    expect(two.get('conv2')!.silentFraction).toBeGreaterThan(two.get('conv1')!.silentFraction);
    const share = lost(sixteen.get('conv1')!) / lost(two.get('conv1')!);
    expect(share).toBeGreaterThan(0.45);
    expect(share).toBeLessThan(0.55);
  }, 120_000);

  test('behind sixteen no window of the curve is better, and the curve has bumps', async () => {
    const sixteen = await score({ timeSteps: 16 });
    const longer: number[] = [];
    for (const timeSteps of [24, 32, 48, 64]) longer.push(await score({ timeSteps }));
    expect(Math.max(...longer)).toBeLessThanOrEqual(sixteen);
    expect(longer.toSorted((a, b) => a - b)).not.toEqual(longer);
    expect(longer.toSorted((a, b) => b - a)).not.toEqual(longer);
  }, 120_000);

  test('with V₀ = 0 no neuron of the first layer says too much, deeper ones do', async () => {
    const layers = await layersOf({ timeSteps: 16 });
    expect(shareTooHigh(layers.get('conv1')!)).toBe(0);
    expect(shareTooHigh(layers.get('fc3')!)).toBeGreaterThan(0.1);
  }, 120_000);

  test('with 64 steps timing costs the deeper layers more than rounding, and hardly less than with 16', async () => {
    const [sixteen, most] = [await layersOf({ timeSteps: 16 }), await layersOf({ timeSteps: 64 })];
    for (const layer of ['conv2', 'fc3']) {
      const timing = lossBy(most.get(layer), 'timing');
      expect(timing).toBeGreaterThan(1.3 * lossBy(most.get(layer), 'rounding'));
      expect(timing).toBeGreaterThan(0.8 * lossBy(sixteen.get(layer), 'timing'));
    }
  }, 120_000);

  test('each doubling up to sixteen brings it nearer', async () => {
    const [four, eight, sixteen] = [
      await score({ timeSteps: 4 }),
      await score({ timeSteps: 8 }),
      await score({ timeSteps: 16 }),
    ];
    expect(four).toBeLessThan(eight);
    expect(eight).toBeLessThan(sixteen);
  }, 120_000);
});

describe('One loud neuron', () => {
  test('the maximum is worse than p99.9, and p99 far better', async () => {
    const usual = await score({});
    expect(await score({ percentile: 100 })).toBeLessThan(usual - 0.03);
    expect(await score({ percentile: 99 })).toBeGreaterThan(usual + 0.2);
  }, 120_000);

  test('p90 is far too low: it clips, and more steps do not mend that', async () => {
    expect(await score({ percentile: 90 })).toBeLessThan((await score({ percentile: 99 })) - 0.2);
    expect((await layersOf({ percentile: 90 })).get('conv1')!.saturatedFraction).toBeGreaterThan(0.1);
    expect(await score({ percentile: 90, timeSteps: 16 })).toBeLessThan(0.7);
  }, 120_000);

  test('between p90 and p99.9 there are percentiles that read more than both', async () => {
    const ends = Math.max(await score({ percentile: 90 }), await score({}));
    for (const percentile of [95, 98, 99]) expect(await score({ percentile })).toBeGreaterThan(ends);
  }, 120_000);

  test('with sixteen steps the choice matters less', async () => {
    const spread = async (timeSteps: number) =>
      Math.abs((await score({ timeSteps, percentile: 99 })) - (await score({ timeSteps, percentile: 100 })));
    expect(await spread(16)).toBeLessThan((await spread(4)) / 2);
  }, 120_000);
});

describe('Where did the accuracy go?', () => {
  test('a first potential of ϑ/2 helps, as the step says', async () => {
    expect(await score({ initialPotential: 'half' })).toBeGreaterThan((await score({})) + 0.1);
  }, 120_000);
});

describe('Fewer bits, fewer wires', () => {
  test('few bits cost much untuned, more bits little', async () => {
    const whole = await score({ timeSteps: 16 });
    expect(await score({ timeSteps: 16, weightBits: '8' })).toBeGreaterThan(whole - 0.02);
    await score({ timeSteps: 16, weightBits: '4' });
    await score({ timeSteps: 16, weightBits: '3' });
    expect(await score({ timeSteps: 16, weightBits: '2' })).toBeLessThan(whole - 0.05);
  }, 120_000);

  test('a fan-in of 64 costs something', async () => {
    for (const fanIn of [256, 128, 64, 32]) await score({ timeSteps: 16, fanIn });
    expect(await score({ timeSteps: 16, fanIn: 64 })).toBeLessThan(await score({ timeSteps: 16 }));
  }, 120_000);
});
