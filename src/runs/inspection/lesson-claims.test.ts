/**
 * Measures what the lessons of the page say of the shipped network (workbench/lessons/content), on
 * as many images as the page does. The figures beside a text are taken live; these are the claims
 * in the texts themselves, and the right answers to their questions.
 */
import { describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../cli/backend.ts';
import { diskReader } from '../../../cli/read-disk.ts';
import { presetSpec, type RunSpec } from '../spec/spec.ts';
import { createSimulationDesk } from './desk/desk.ts';
import { originOf } from './origin.ts';
import type { Answer, UntunedResult } from './simulation.ts';

const spec = presetSpec('first-look@3');
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
  console.log(`first-look@3 ${key}: ${(100 * result.score).toFixed(1)} %`);
  return result;
}

const score = async (changes: Partial<RunSpec>) => (await untuned(changes)).score;

describe('Sixteen steps are enough', () => {
  test('with two steps it hardly reads, with sixteen it is near the ANN, and 64 buy almost nothing', async () => {
    const sixteen = await untuned({ timeSteps: 16 });
    expect(await score({ timeSteps: 2 })).toBeLessThan(0.3);
    expect(sixteen.score).toBeGreaterThan(sixteen.annScore - 0.02);
    expect(await score({ timeSteps: 64 })).toBeLessThan(sixteen.score + 0.015);
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

  test('half of all activations is far too low', async () => {
    expect(await score({ percentile: 50 })).toBeLessThan(await score({ percentile: 99 }));
    await score({ percentile: 90 });
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
