/**
 * Measures epoch time against images, and memory epoch by epoch: it should be flat after the first
 * epoch of each stage, with the cache within its budget.
 */
import type { Command } from 'commander';
import type { MemoryUse } from '../src/engine/conversion/conversion.ts';
import { withBenchPage } from './shared/chromium.ts';
import { convertInBrowser, pausedBetween } from './shared/conversion.ts';
import { printResult } from './shared/machine.ts';
import { type Memory, type MemoryGauge, memoryGauge } from './shared/memory.ts';
import { mean, mebibytes, significant } from './shared/numbers.ts';
import { type SiteOptions, wholeNumber, wholeNumbers, withSite } from './shared/options.ts';
import { type Session, withSession } from './shared/session.ts';
import { changedSpec } from './shared/specs.ts';
import { printTable } from './shared/table.ts';

interface ScaleOptions extends SiteOptions {
  readonly images: readonly number[];
  readonly epochs: number;
  readonly preset: string;
  readonly workers: number;
  readonly cache?: number;
  readonly seed: number;
}

export function addScale(program: Command): void {
  withSite(program.command('scale').summary('time and memory against images'))
    .description('Seconds per epoch and memory of page and workers, for several numbers of training images.')
    .option('--images <list>', 'numbers of training images', wholeNumbers(128), [1000, 5000, 10000, 54000])
    .option('--epochs <count>', 'epochs a stage', wholeNumber(2), 2)
    .option('--preset <name>', 'what is converted, from its checkpoint', 'mnist')
    .option('--workers <count>', 'our workers', wholeNumber(1), 2)
    .option('--cache <megabytes>', 'budget of the spike cache (default: the preset’s)', wholeNumber(0))
    .option('--seed <seed>', 'seed', wholeNumber(1), 1)
    .action(bench);
}

interface EpochRecord {
  readonly stage: number;
  readonly layer: string;
  readonly epoch: number;
  /** Seconds of training and validation, without the pauses in which memory is read. */
  readonly seconds: number;
  /** Memory of the browser; null when the run was not seen to pause. */
  readonly memory: Memory | null;
  /** The leading worker's own report of its memory; null before the first stage. */
  readonly engine: MemoryUse | null;
}

async function measureRun(session: Session, options: ScaleOptions, images: number): Promise<EpochRecord[]> {
  const spec = changedSpec(options.preset, {
    trainCount: images,
    validationCount: 1000,
    testCount: 0,
    maxStageEpochs: options.epochs,
    // Patience is long, so that no stage ends before its last epoch.
    patience: 20,
    backend: 'wasm',
    workers: options.workers,
    seed: options.seed,
    ...(options.cache === undefined ? {} : { cacheMegabytes: options.cache }),
  });
  let gauge: MemoryGauge | null = null;
  const readings = new Map<number, Memory>();
  const events = await convertInBrowser(session, spec, {
    atEpoch: async (epochs, browser) => {
      gauge ??= await memoryGauge(browser);
      readings.set(epochs, await gauge.read());
    },
  });
  const told = new Map(
    events.flatMap(({ event }) =>
      event.type === 'memory' ? [[`${event.stage} ${event.epoch}`, event.use] as const] : [],
    ),
  );
  let before = 0;
  const records: EpochRecord[] = [];
  for (const { at, event } of events) {
    if (event.type === 'epoch')
      records.push({
        ...event.row,
        seconds: event.row.seconds - pausedBetween(events, before, at),
        memory: readings.get(records.length + 1) ?? null,
        engine: told.get(`${event.row.stage} ${event.row.epoch}`) ?? null,
      });
    if (event.type === 'epoch' || event.type === 'stageEnded') before = at;
  }
  return records;
}

/**
 * Returns the growth from the end of a stage's first epoch to its last: the largest over the
 * stages, in bytes.
 */
function growth(records: readonly EpochRecord[], bytesOf: (memory: Memory) => number): number {
  const stages = new Set(records.map(({ stage }) => stage));
  const grown = [...stages].map((stage) => {
    const tuned = records.filter((record) => record.stage === stage && record.epoch > 0);
    const [first, ...later] = tuned.flatMap(({ memory }) => (memory ? [bytesOf(memory)] : []));
    return Math.max(...later.map((bytes) => bytes - first!));
  });
  return Math.max(...grown);
}

function printRun(images: number, records: readonly EpochRecord[]): void {
  const inMebibytes = (bytes?: number) => (bytes === undefined ? '' : (bytes / 2 ** 20).toFixed(1));
  const told = records.some(({ engine }) => engine !== null);
  printTable(
    `${images} training images (memory in MiB, behind the epoch; epoch 0 is just converted, the first holds everything since the start)`,
    [
      'stage',
      'epoch',
      'seconds',
      'workers',
      'JS heaps',
      'buffers',
      'resident',
      ...(told ? ['wasm', 'cache', 'budget'] : []),
    ],
    records.map(({ stage, layer, epoch, seconds, memory, engine }) => [
      `${stage} ${layer}`,
      epoch,
      seconds.toFixed(2),
      memory?.workers ?? '',
      ...[memory?.heap, memory?.buffers, memory?.resident].map(inMebibytes),
      ...(engine ? [engine.heapBytes ?? 0, engine.cacheBytes, engine.cacheBudget].map(inMebibytes) : []),
    ]),
  );
}

function summary(images: number, records: readonly EpochRecord[]) {
  const tuned = records.filter(({ epoch }) => epoch > 0);
  const stages = [...new Set(tuned.map(({ stage }) => stage))];
  const epochSeconds = stages.map((stage) =>
    mean(tuned.filter((record) => record.stage === stage).map(({ seconds }) => seconds)),
  );
  const engines = records.map(({ engine }) => engine).filter((engine) => engine !== null);
  return {
    images,
    epochSeconds: epochSeconds.map((value) => significant(value)),
    meanEpochSeconds: significant(mean(epochSeconds)),
    microsecondsPerImage: significant((1e6 * mean(epochSeconds)) / images),
    heapGrowthBytes: growth(records, ({ heap, buffers }) => heap + buffers),
    residentGrowthBytes: growth(records, ({ resident }) => resident),
    peakResidentBytes: Math.max(...records.map(({ memory }) => memory?.resident ?? 0)),
    cacheWithinBudget:
      engines.length > 0 ? engines.every(({ cacheBytes, cacheBudget }) => cacheBytes <= cacheBudget) : null,
    peakCacheBytes: engines.length > 0 ? Math.max(...engines.map(({ cacheBytes }) => cacheBytes)) : null,
  };
}

function emptyBrowser({ server }: Session): Promise<number> {
  return withBenchPage(
    server.address,
    async (_page, browser) => (await (await memoryGauge(browser)).read()).resident,
  );
}

function bench(options: ScaleOptions): Promise<void> {
  return withSession(`Time and memory against images, ${options.preset}, wasm`, options, async (session) => {
    const empty = await emptyBrowser(session);
    console.log(`Chromium with an empty page holds ${mebibytes(empty)}, which the figures below contain.`);
    const sizes: ReturnType<typeof summary>[] = [];
    for (const images of options.images) {
      const records = await measureRun(session, options, images);
      printRun(images, records);
      sizes.push(summary(images, records));
    }
    printTable(
      'Seconds per epoch by stage (training and validation), and growth behind the first epoch of a stage',
      [
        'images',
        ...sizes[0]!.epochSeconds.map((_, s) => `stage ${s + 1}`),
        'µs per image',
        'heaps +',
        'resident +',
        'peak',
      ],
      sizes.map((size) => [
        `${size.images}`,
        ...size.epochSeconds.map((value) => value.toFixed(2)),
        size.microsecondsPerImage.toFixed(0),
        mebibytes(size.heapGrowthBytes),
        mebibytes(size.residentGrowthBytes),
        mebibytes(size.peakResidentBytes),
      ]),
    );
    printResult('scale', session.machine, {
      ratio: significant(sizes.at(-1)!.microsecondsPerImage / sizes[0]!.microsecondsPerImage),
      sizes,
      emptyBrowserResidentBytes: empty,
      epochs: options.epochs,
      workers: options.workers,
      seed: options.seed,
      preset: options.preset,
    });
  });
}
