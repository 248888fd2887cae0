/**
 * Tests workers in step: what they exchange, what happens when one of them cannot continue, and
 * runs over several threads.
 */
import { beforeAll, describe, expect, test } from 'vitest';
import { gatherThreads } from '../../../cli/recruit.ts';
import { testSurroundings } from '../../../cli/testing/surroundings.ts';
import { shareOf, sumOver } from '../../engine/work/crew.ts';
import { classification } from '../../tasks/classification.ts';
import type { RunEvent } from '../records/events.ts';
import { metricsCsv } from '../records/export.ts';
import { parseSpec, presetSpec, type RunSpec } from '../spec/spec.ts';
import { createControl } from './control.ts';
import { crewOver, meshOf } from './crew-ports.ts';
import { execute } from './execute.ts';
import type { Surroundings } from './surroundings.ts';

const crewsOf = (size: number) => meshOf(size).map((ports, rank) => crewOver(rank, ports));

describe('exchange', () => {
  test('every member gets what each sent it, in rank order, call after call', async () => {
    const crews = crewsOf(3);
    const got = await Promise.all(
      crews.map(async (crew) => {
        const rounds: number[][] = [];
        for (let round = 0; round < 4; round++) {
          // The members do not keep in step by themselves.
          await new Promise((resolve) => setTimeout(resolve, 3 * ((crew.rank + round) % 3)));
          const parts = [0, 1, 2].map((to) => Float32Array.of(100 * round + 10 * crew.rank + to));
          rounds.push((await crew.exchange(parts)).map(([value]) => value!));
        }
        return rounds;
      }),
    );
    got.forEach((rounds, rank) => {
      expect(rounds).toEqual(
        [0, 1, 2, 3].map((round) => [0, 1, 2].map((from) => 100 * round + 10 * from + rank)),
      );
    });
    for (const crew of crews) crew.close();
  });

  test('sums are exact in double precision and the same everywhere', async () => {
    const crews = crewsOf(2);
    const values = [
      [2 ** 40 + 1, 0.1],
      [2 ** 41 + 2, 0.2],
    ];
    const sums = await Promise.all(crews.map((crew) => sumOver(crew, values[crew.rank]!)));
    expect(sums[0]).toEqual([2 ** 40 + 2 ** 41 + 3, 0.1 + 0.2]);
    expect(sums[1]).toEqual(sums[0]);
    for (const crew of crews) crew.close();
  });

  test('shares are contiguous and leave nothing out', () => {
    for (const [count, size] of [
      [10, 3],
      [7, 8],
      [128, 2],
      [0, 2],
    ] as const) {
      let next = 0;
      for (let rank = 0; rank < size; rank++) {
        const share = shareOf(count, { rank, size });
        expect(share.start).toBe(next);
        next += share.count;
      }
      expect(next).toBe(count);
    }
  });

  test('a member that gives up ends the waiting of the others, now and later', async () => {
    const crews = crewsOf(2);
    const waiting = crews[0]!.exchange([Float32Array.of(1), Float32Array.of(2)]);
    crews[1]!.giveUp('the images are gone');
    await expect(waiting).rejects.toThrow('the images are gone');
    await expect(crews[0]!.exchange([new Float32Array(1), new Float32Array(1)])).rejects.toThrow(
      'images are gone',
    );
    for (const crew of crews) crew.close();
  });
});

const tiny: RunSpec = parseSpec({
  ...presetSpec('first-look@3'),
  network: '28x28-c2s2-c3s2-12-10',
  start: 'scratch',
  pretrainEpochs: 1,
  trainCount: 203,
  validationCount: 65,
  testCount: 33,
  calibrationCount: 64,
  batchSize: 66,
  timeSteps: 4,
  maxStageEpochs: 2,
  learningRate: 1e-3,
  workers: 2,
  backend: 'wasm',
});

async function run(
  spec: RunSpec,
  command?: (event: RunEvent) => 'stop' | null,
  around: Partial<Surroundings> = {},
) {
  const control = createControl();
  let last: RunEvent | null = null;
  await execute('a', spec, { ...testSurroundings, ...around }, control, (event) => {
    last = event;
    const wanted = command?.(event);
    if (wanted) control.command(wanted);
  });
  return last as RunEvent | null;
}

async function finished(spec: RunSpec) {
  const last = await run(spec);
  if (last?.type !== 'runFinished') throw new Error(`ended with ${last?.type}: ${JSON.stringify(last)}`);
  const timeless = last.report.epochs.map((row) => ({ ...row, seconds: 0 }));
  return { metrics: metricsCsv(timeless, classification), network: [...last.network], report: last.report };
}

describe('metrics.csv and network file are those of two workers', () => {
  const short = { ...tiny, maxStageEpochs: 1 };
  let two: Awaited<ReturnType<typeof finished>>;
  beforeAll(async () => {
    two = await finished(short);
  });

  test.each([
    { workers: 1, started: 1 },
    { workers: 2, started: 2 },
    // Of four groups three workers have 1, 1 and 2.
    { workers: 3, started: 3 },
    { workers: 4, started: 4 },
    { workers: 8, started: 4, workersWanted: 8 },
  ])('$workers workers', async ({ workers, started, ...wanted }) => {
    const other = await finished({ ...short, workers });
    expect(other.metrics).toBe(two.metrics);
    expect(other.network).toEqual(two.network);
    expect(other.report.snn).toEqual({ ...two.report.snn, testSeconds: other.report.snn!.testSeconds });
    expect(other.report.cost).toEqual(two.report.cost);
    expect(other.report.ann).toEqual(two.report.ann);
    expect(other.report.environment).toMatchObject({ workers: started, ...wanted });
  });
});

describe('runs over two threads', () => {
  test('repeat bit for bit, with the cache and without', async () => {
    const first = await finished(tiny);
    expect(first.report.environment?.workers).toBe(2);
    expect(first.report.snn!.testCount).toBe(10000);
    expect(first.report.snn!.anytime!.at(-1)).toBe(first.report.snn!.validation.accuracy);
    const again = await finished(tiny);
    expect(again.report.snn!.anytime).toEqual(first.report.snn!.anytime);
    const uncached = await finished({ ...tiny, cacheMegabytes: 0 });
    for (const { metrics, network } of [again, uncached]) {
      expect(metrics).toBe(first.metrics);
      expect(network).toEqual(first.network);
    }
  });

  test('repeat bit for bit under hardware limits', async () => {
    const limited = { ...tiny, weightBits: '4', fanIn: 16, maxStageEpochs: 1 } as const;
    const [first, again] = [await finished(limited), await finished(limited)];
    expect(again.metrics).toBe(first.metrics);
    expect(again.network).toEqual(first.network);
    expect(first.report.stages.map(({ layer }) => layer)).toEqual(['conv1', 'conv2', 'fc3', 'output']);
  });

  test('learn: training at this rate lowers the loss that conversion left', async () => {
    const { report } = await finished({ ...tiny, workers: 3, maxStageEpochs: 3, patience: 3 });
    expect(report.environment?.workers).toBe(3);
    for (const stage of report.stages) expect(stage.kept.loss).toBeLessThan(stage.converted.loss);
  });

  test('stop when asked to, and leave no thread behind', async () => {
    let stopped = false;
    const last = await run(tiny, (event) => {
      if (stopped || event.type !== 'progress' || event.phase !== 'training') return null;
      stopped = true;
      return 'stop';
    });
    expect(last?.type).toBe('runStopped');
  });

  test('fail with words when another worker cannot go on', async () => {
    const last = await run(tiny, undefined, {
      gather: (spec) => gatherThreads('run', { ...spec, dataset: 'nothing' as 'mnist' }),
    });
    expect(last).toMatchObject({
      type: 'runFailed',
      message: expect.stringContaining('There is no data set named nothing'),
    });
  });
});
