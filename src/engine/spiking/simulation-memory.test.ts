import { expect, test } from 'vitest';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import type { Spikes } from './dynamics.ts';
import {
  paperDynamics,
  plannedBatch,
  simulationBatch,
  simulationBudget,
  simulationMemory,
  WindowMemoryError,
  windowProblem,
} from './simulation-memory.ts';

const layersOf = (notation: string) => toLayers(parseNotation(notation));
const constant = { coding: 'constant', decoding: 'potential' } as const;
const window = (
  notation: string,
  timeSteps: number,
  dynamics: Parameters<typeof plannedBatch>[0]['dynamics'] = constant,
) => ({
  layers: layersOf(notation),
  timeSteps,
  dynamics,
});

test('32 steps of a neuron share a word, so that memory grows by the word', () => {
  const notation = '28x28-c32s1-64-10';
  const perImage = (timeSteps: number) => simulationMemory(window(notation, timeSteps)).perImage;
  const neurons = 28 * 28 * 32 + 64;
  const answers = (timeSteps: number) => 16 * timeSteps * 10;
  // Words are held twice while pieces of them are joined.
  expect(perImage(1024) - perImage(512) - answers(512)).toBe(2 * 4 * 16 * neurons);
  expect(perImage(64) - perImage(33) - answers(31)).toBe(0);
  expect(simulationMemory(window(notation, 256)).largest).toEqual({ name: 'conv1', neurons: 25_088 });
});

test('spikes of pixels and of the readout are counted; unpacked they take a number each', () => {
  const of = (dynamics: Parameters<typeof window>[2], packed = true) =>
    simulationMemory(window('28x28-16-10', 64, dynamics), packed).perImage;
  expect(of({ coding: 'poisson', decoding: 'potential' })).toBeGreaterThan(of(constant));
  expect(of({ coding: 'constant', decoding: 'counts' })).toBe(of(constant) + 10 * 4 * (2 * 2 + 2));
  expect(of({ coding: 'poisson', decoding: 'potential' }, false)).toBeGreaterThan(28 * 28 * 64 * 4);
});

test('signed and graded spikes take a number each, and settling steps too', () => {
  const of = (spikes?: Spikes, timeSteps = 64) =>
    simulationMemory(window('28x28-16-10', timeSteps, { ...constant, spikes })).perImage;
  const graded = of({ kind: 'graded', levels: 4 });
  expect(graded - of()).toBe(2 * 4 * (64 - 2) * 16);
  expect(of({ kind: 'signed', settle: 0 })).toBe(graded);
  expect(of({ kind: 'signed', settle: 16 }, 48)).toBe(graded);
});

test('short windows and small networks go in large batches, long ones in small', () => {
  expect(plannedBatch(window('28x28-16-10', 8))).toBe(250);
  expect(plannedBatch(window('28x28-16-10', 1024))).toBe(16);
  const large = window('32x32x3-c96s1-c256s1-c384s1-10', 1024);
  const batch = plannedBatch(large);
  const { fixed, perImage } = simulationMemory(large);
  expect(batch).toBeGreaterThanOrEqual(1);
  expect(batch).toBeLessThan(16);
  expect(fixed + batch * perImage).toBeLessThanOrEqual(simulationBudget);
  expect(fixed + (batch + 1) * perImage).toBeGreaterThan(simulationBudget);
});

test('a window that does not fit is refused with its numbers', () => {
  const huge = window('28x28-c1024s1-c1024s1-c1024s1-8-10', 1024);
  const problem = windowProblem(huge)!;
  expect(problem).toMatch(
    /^a window of 1,024 steps takes [\d,]+ MB for one example, more than the 512 MB that a worker may take; its largest layer, conv1, has 802,816 neurons$/,
  );
  expect(() => plannedBatch(huge)).toThrow(WindowMemoryError);
  expect(() => plannedBatch(huge)).toThrow(problem);
  expect(windowProblem({ ...huge, timeSteps: 8 })).toBeNull();
});

test('a window of the paper’s length has the usual batch, and of a large network fewer images', () => {
  const of = (notation: string, timeSteps: number) =>
    simulationBatch(window(notation, timeSteps, paperDynamics));
  expect(of('28x28-c16s1-c32s2-c32s1-c64s2-800-10', 8)).toBe(250);
  expect(of('28x28-c16s1-c32s2-c32s1-c64s2-800-10', 16)).toBe(128);
  const large = '224x224x3-c64s1-c64s1-a2-c128s1-a2-a2-a2-a7-1000';
  const { perImage } = simulationMemory(window(large, 8, paperDynamics));
  expect(of(large, 8)).toBe(1);
  expect(perImage).toBeGreaterThan(simulationBudget / 4);
});

test('a network whose weights alone take the budget is still simulated', () => {
  const heavy = window('28x28-9000-9000-10', 8);
  expect(simulationMemory(heavy).fixed).toBeGreaterThan(simulationBudget);
  expect(windowProblem(heavy)).toBeNull();
  expect(plannedBatch(heavy)).toBeGreaterThan(1);
});
