/**
 * Converts 200 times on one page of the built site and deletes every run: `npm run soak`. Ends with
 * 1 when the page's heap after a collection grows by more than 5 % from the 20th run on, or when a
 * worker stays behind.
 */
import { Command } from 'commander';
import { encodeLink } from '../src/runs/link/link.ts';
import { flatnessOf, warmUp } from './shared/flat.ts';
import { printResult } from './shared/machine.ts';
import { mebibytes, percent, significant } from './shared/numbers.ts';
import { type SiteOptions, wholeNumber, withSite } from './shared/options.ts';
import { type Session, withSession } from './shared/session.ts';
import { changedSpec } from './shared/specs.ts';
import { printTable } from './shared/table.ts';
import { type Reading, soak } from './workbench/soak.ts';

interface SoakOptions extends SiteOptions {
  readonly runs: number;
  readonly workers: number;
  readonly preset: string;
}

/** Largest growth of the page's heap, as a share. */
const mostGrowth = 0.05;

/** Runs between two rows of the table. */
const every = 20;

const options = withSite(new Command('soak'))
  .description('Converts again and again on one page, and reads its memory after each run is deleted.')
  .option('--runs <count>', 'conversions', wholeNumber(1), 200)
  .option('--workers <count>', 'workers of a conversion', wholeNumber(1), 2)
  .option('--preset <name>', 'what is converted, with few images', 'first-look-paper')
  .parse()
  .opts<SoakOptions>();

function printReadings(readings: readonly Reading[]): void {
  printTable(
    'After a collection; heaps and buffers in MiB',
    ['runs', 'page’s heap', 'workers’ heaps', 'buffers', 'workers', 'nodes', 'listeners', 'resident'],
    readings
      .filter(({ runs }, i) => i === 0 || runs % every === 0 || i === readings.length - 1)
      .map(({ runs, memory: { heap, pageHeap, buffers, workers, resident }, nodes, listeners }) => [
        `${runs}`,
        ...[pageHeap, heap - pageHeap, buffers].map((bytes) => (bytes / 2 ** 20).toFixed(2)),
        workers,
        nodes,
        listeners,
        (resident / 2 ** 20).toFixed(0),
      ]),
  );
}

/** Says what became of heap and workers, and prints the result. */
function judge(readings: readonly Reading[], session: Session): void {
  const heap = flatnessOf(readings.map(({ memory }) => memory.pageHeap));
  const counts = readings.map(({ memory }) => memory.workers);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const words = heap
    ? `Heap of the page: ${mebibytes(heap.first)} after run ${warmUp}, ${mebibytes(heap.most)} at most from there on, ` +
      `${mebibytes(heap.last)} after run ${readings.length}; growth ${percent(heap.growth)} (wanted: at most ${percent(mostGrowth)}). `
    : `Heap of the page: not judged before run ${warmUp + 1}. `;
  console.log(`\n${words}Workers after a run: ${least} to ${most} (wanted: always the same)`);
  if ((heap && heap.growth > mostGrowth) || most > least) process.exitCode = 1;
  const { preset, workers, runs } = options;
  printResult('soak', session.machine, {
    ratio: heap && significant(1 + heap.growth),
    heap,
    workersAfterRun: { least, most },
    runs,
    workers,
    preset,
  });
}

const { preset, runs, workers } = options;
const spec = changedSpec(preset, {
  backend: 'wasm',
  workers,
  trainCount: 128,
  validationCount: 64,
  testCount: 50,
  calibrationCount: 64,
  maxStageEpochs: 1,
  patience: 1,
});
const title = `The page over ${runs} conversions of ${preset} with few images`;
await withSession(title, { ...options, seed: spec.seed }, async (session) => {
  const readings: Reading[] = [];
  let told = performance.now();
  await soak(session, encodeLink(spec), runs, (reading) => {
    readings.push(reading);
    if (performance.now() - told < 60_000) return;
    told = performance.now();
    console.error(`${reading.runs} of ${runs}, heap of the page ${mebibytes(reading.memory.pageHeap)}`);
  });
  printReadings(readings);
  judge(readings, session);
});
