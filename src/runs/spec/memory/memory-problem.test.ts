/**
 * Tests what a plan counts, what does not fit, and that the setting which a refusal names does fit.
 */
import { describe, expect, test } from 'vitest';
import { modelOf } from '../../../networks/model.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { recipeOf } from '../methods/registry.ts';
import { presets } from '../presets/presets.ts';
import { presetSpec, type RunSpec } from '../spec.ts';
import { crossChecks } from '../spec-checks.ts';
import { limitsOf, type MachineLimits, toldBytes } from './limits.ts';
import { untunedPlan } from './memory-plan.ts';
import { MemoryError, memoryProblem, planOf, requireMemory } from './memory-problem.ts';
import { type MemoryMoment, totalOf } from './parts.ts';

const wasm = limitsOf('wasm', 24 * 2 ** 30);
const mebi = 2 ** 20;
const vgg = (width: number): RunSpec => ({
  ...presetSpec('alexnet-8'),
  start: 'scratch',
  workers: 1,
  network: `32x32x3-c64s1-c128s2-c256s1-c256s2-c512s1-c512s2-c512s1-c512s2-${width}-${width}-10`,
});

function momentsAt(spec: RunSpec, kind: MemoryMoment['kind']): readonly MemoryMoment[] {
  return planOf(spec, wasm).moments.filter((moment) => moment.kind === kind);
}

describe('a plan', () => {
  test('counts the parameters of a training step once each as weights, gradients and best epoch, twice in Adam', () => {
    const spec = { ...vgg(1024), batchSize: 8 };
    const [pretraining] = momentsAt(spec, 'pretraining');
    const { weights, gradients, adam, copies } = pretraining!.heap;
    expect(copies).toBe(weights);
    expect(adam).toBe(2 * gradients!);
    // Running statistics and the biases before batch norm have no gradient.
    expect(gradients).toBeLessThan(weights!);
    expect(gradients).toBeGreaterThan(0.998 * weights!);
  });

  test('activations grow with the batch, percentiles with the images of the calibration', () => {
    const activations = (batchSize: number) =>
      momentsAt({ ...vgg(64), batchSize }, 'pretraining')[0]!.heap.activations!;
    expect(activations(128)).toBe(2 * activations(64));
    const held = (calibrationCount: number) =>
      momentsAt({ ...vgg(64), calibrationCount, batchSize: 32 }, 'percentiles')[0]!.arrays.percentiles!;
    expect(held(64)).toBe(2 * held(32));
    // Above 128 MiB no more than a block is held, whatever the number of images.
    expect(held(2048)).toBeLessThan(held(512));
    expect(held(4096)).toBe(held(2048));
  });

  test('groups of two workers halve the activations of each, and have arrays to exchange', () => {
    const spec = { ...vgg(64), groups: 4 };
    const [alone] = momentsAt(spec, 'pretraining');
    const [member] = momentsAt({ ...spec, workers: 2 }, 'pretraining');
    expect(member!.heap.activations).toBe(alone!.heap.activations! / 2);
    expect(member!.arrays.gradients).toBeGreaterThan(0);
    const { workerBytes, wholeBytes } = planOf({ ...spec, workers: 2 }, wasm);
    expect(wholeBytes).toBe(2 * workerBytes);
  });

  test('the cache takes what it may, and what there is', () => {
    const cache = (cacheMegabytes: number) =>
      momentsAt({ ...vgg(64), cacheMegabytes }, 'tuning')[1]!.arrays.cache ?? 0;
    expect(cache(0)).toBe(0);
    expect(cache(64)).toBe(64 * mebi);
    expect(cache(8192)).toBeLessThan(8192 * mebi);
    const augmented = { ...vgg(64), cacheMegabytes: 8192, augmentation: 'crop' as const };
    expect(momentsAt(augmented, 'tuning')[1]!.arrays.cache).toBeLessThan(cache(8192) / 2);
  });

  test('the parts of the peak are all of it', () => {
    for (const { settings, id } of presets) {
      const { parts, workerBytes } = planOf({ ...settings, version: 1, preset: id }, wasm);
      expect(totalOf(parts)).toBeCloseTo(workerBytes, -1);
    }
  });

  test('a GPU’s spikes and weights are planned without a limit of the heap, but with one of a tensor', () => {
    const gpu = limitsOf('webgpu', Number.POSITIVE_INFINITY, {
      maxBufferSize: 2 ** 28,
      maxStorageBufferBindingSize: 2 ** 27,
    });
    expect(gpu).toMatchObject({ heapBytes: Number.POSITIVE_INFINITY, tensorBytes: 2 ** 27 });
    expect(memoryProblem({ ...vgg(64), backend: 'webgpu' }, gpu)).toBeNull();
    expect(memoryProblem({ ...vgg(8192), backend: 'webgpu' }, gpu)!.message).toMatch(
      /^memory: a tensor of fc10 has 256 MiB, and webgpu takes at most 128 MiB in one; /,
    );
  });
});

describe('a conversion without training', () => {
  const spec = { ...vgg(4096), calibrationCount: 32, validationCount: 32 };
  const plan = untunedPlan({
    spec,
    recipe: recipeOf(spec.method),
    layers: modelOf(parseNotation(spec.network), 'linear').core,
    data: null,
    workers: 1,
    limits: wasm,
  });

  test('has a moment for each hidden layer, and the simulation', () => {
    expect(plan.moments.map(({ kind }) => kind)).toEqual([
      ...new Array<string>(10).fill('percentiles'),
      'simulation',
    ]);
  });

  test('holds neither gradients nor Adam, and fewer copies than a run', () => {
    for (const { heap } of plan.moments) expect(heap).not.toHaveProperty('adam');
    expect(plan.workerBytes).toBeLessThan(planOf(spec, wasm).workerBytes / 2);
  });
});

test('every preset fits on a machine of 4 GiB', () => {
  for (const { settings, id } of presets)
    expect(memoryProblem({ ...settings, version: 1, preset: id }, limitsOf('wasm', 4 * 2 ** 30))).toBeNull();
});

describe('what does not fit', () => {
  const small = (machineBytes: number): MachineLimits => ({ ...wasm, machineBytes });
  const cases: readonly [string, RunSpec, MachineLimits, string][] = [
    ['weights', { ...vgg(1), network: '32x32x3-11000-11000-8000-10' }, wasm, 'network'],
    [
      'a batch',
      { ...vgg(4096), batchSize: 512, network: vgg(4096).network.replace('c128s2', 'c128s1') },
      wasm,
      'batchSize',
    ],
    ['the cache', { ...vgg(64), cacheMegabytes: 8192, batchSize: 8 }, small(2 ** 29), 'cacheMegabytes'],
    [
      'workers',
      { ...vgg(512), workers: 4, groups: 4, cacheMegabytes: 0, batchSize: 64, calibrationCount: 32 },
      small(2 ** 30),
      'workers',
    ],
  ];

  test.each(cases)(
    '%s: %#, refused with what takes most, and the setting named fits',
    (_, spec, limits, field) => {
      const { message, fields } = memoryProblem(spec, limits)!;
      expect(message).toMatch(
        /^memory: .* takes [\d,]+ MiB .*MiB.*, (which has at most|and the machine has) [\d,]+ MiB; /,
      );
      expect(fields[0]).toBe(field);
      const [, name, value] = /; (\w+) (\S+) would fit$/.exec(message)!;
      expect(name).toBe(field);
      const mended = { ...spec, [field]: field === 'network' ? value! : Number(value) };
      expect(crossChecks(mended)).toEqual([]);
      expect(memoryProblem(mended, limits)).toBeNull();
      expect(() => requireMemory(spec, limits)).toThrow(new MemoryError(message));
      expect(() => requireMemory(mended, limits)).not.toThrow();
    },
  );

  test('nothing smaller fits into next to nothing', () => {
    expect(memoryProblem(vgg(4096), small(mebi))!.message).toMatch(/; use a smaller network$/);
  });
});

test.each([
  [undefined, Number.POSITIVE_INFINITY],
  [2, 2 ** 31],
  [8, Number.POSITIVE_INFINITY],
])('a browser that tells %s GiB limits a run to %s bytes', (told, bytes) => {
  expect(toldBytes(told)).toBe(bytes);
});
