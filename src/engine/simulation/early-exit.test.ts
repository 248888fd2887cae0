/** Tests early exit: by hand, its laws, and that it is measured with the scores after each step. */
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../backends/testing/backend.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { disposeParameters } from '../layers/parameters.ts';
import { calibrate } from '../methods/calibration/calibrate.ts';
import { classificationObjective } from '../objectives/cross-entropy.ts';
import { crewsOf } from '../testing/crew.ts';
import { noWatch, toyAnn, toyImages, toyValues } from '../testing/toy.ts';
import { alone, type Crew } from '../work/crew.ts';
import { addExits, exitMargins, exitSums, exitsOf } from './early-exit.ts';
import { evaluate } from './evaluate.ts';
import { createSimulator, disposeSimulator } from './simulate.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

test('an example is read at the first step whose lead suffices, and at the last otherwise', () => {
  const sums = new Float64Array(exitSums);
  const steps = [
    // Leads: 0.25 and 3, right and wrong.
    { outputs: Float32Array.of(1, 0.75, 0, -1, 2, -3), each: Float32Array.of(1, 0) },
    // 1 and 1: wrong, right.
    { outputs: Float32Array.of(0, 1, -5, 4, 3, 0), each: Float32Array.of(0, 1) },
    // 5 and 0.
    { outputs: Float32Array.of(5, 0, 0, 7, 7, 7), each: Float32Array.of(1, 1) },
  ];
  addExits(steps, 2, 4, sums);
  expect(exitsOf(sums, 2)).toEqual([
    { margin: 0.5, steps: (2 + 1) / 2, score: 0 },
    { margin: 1, steps: (2 + 1) / 2, score: 0 },
    { margin: 2, steps: (4 + 1) / 2, score: 0.5 },
    { margin: 4, steps: 4, score: 1 },
    { margin: 8, steps: 4, score: 1 },
  ]);
});

const layers = toLayers(parseNotation('6x6-c3s2-c4s1-5-2'));
const train = toyImages({ count: 100, inputShape: [6, 6, 1], classes: 2, seed: 1 });
const judged = toyImages({ count: 75, inputShape: [6, 6, 1], classes: 2, seed: 2 });

async function measured(timeSteps: number, crew: Crew = alone) {
  const values = toyValues(layers, 3).map(({ weight, ...rest }, l) =>
    // A toy hardly knows its answer: its readout is made to.
    l < layers.length - 1 ? { weight, ...rest } : { weight: weight.map((w) => 30 * w), ...rest },
  );
  const ann = toyAnn(layers, values);
  const data = { train, validation: judged, objective: classificationObjective };
  const settings = {
    ...{ timeSteps, correctBias: false, calibrationCount: 64, batchSize: 16 },
    threshold: { percentile: 100, scope: 'layer' },
  } as const;
  const network = await calibrate(ann, data, settings, noWatch);
  disposeParameters(ann.parameters);
  const simulator = createSimulator(network);
  try {
    return await evaluate(simulator, judged, classificationObjective, noWatch, crew, { anytime: 'accuracy' });
  } finally {
    disposeSimulator(simulator);
  }
}

test('a larger lead waits no less, between one step and all of them', async () => {
  const { exits, anytime } = await measured(8);
  expect(exits!.map(({ margin }) => margin)).toEqual([...exitMargins]);
  for (const [m, { steps, score }] of exits!.entries()) {
    expect(steps).toBeGreaterThanOrEqual(m === 0 ? 1 : exits![m - 1]!.steps);
    expect(steps).toBeLessThanOrEqual(8);
    expect(score * judged.count).toBeCloseTo(Math.round(score * judged.count), 9);
  }
  // Nobody waits to the end for the smallest lead, or this says little.
  expect(exits![0]!.steps).toBeLessThan(8);
  const never = exits!.filter(({ steps }) => steps === 8);
  for (const { score } of never) expect(score).toBe(anytime!.at(-1));
});

test('with one step there is nothing to leave out', async () => {
  const { exits, scores } = await measured(1);
  for (const exit of exits!) expect(exit).toMatchObject({ steps: 1, score: scores.accuracy });
});

test('every crew measures the same', async () => {
  const { exits: whole } = await measured(4);
  const all = await Promise.all(crewsOf(3).map((crew) => measured(4, crew)));
  for (const { exits } of all) expect(exits).toEqual(whole);
});
