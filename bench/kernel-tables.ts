/**
 * Measures the spiking kernels on synthetic trains, with one worker: images per second against
 * firing rate and against Ns, with the dense way beside.
 */
import type { Page } from 'playwright';
import { type BenchWindow, withBenchPage } from './shared/chromium.ts';
import { significant, sum } from './shared/numbers.ts';
import type { Session } from './shared/session.ts';
import { printTable } from './shared/table.ts';
import type { LayerTiming, TrainsQuestion } from './site/worker-api.ts';

const rates = [0.02, 0.05, 0.1, 0.15, 0.2, 0.3];
const rateSteps = 8;
const windows = [1, 2, 4, 8, 16, 32];
const windowRate = 0.08;
const images = 64;
/** Most values of a dense train of the widest layer, 28×28×16, that fit a modest memory. */
const denseSteps = 512;

interface Row {
  readonly rate: number;
  readonly timeSteps: number;
  readonly layers: readonly LayerTiming[];
  readonly imagesPerSecond: number;
  readonly accumulates: number;
  /** Billions of accumulates a second of one worker, over all layers. */
  readonly gigaAccumulates: number;
  readonly denseImagesPerSecond: number;
}

const perSecond = (layers: readonly LayerTiming[], count: number) =>
  (1000 * count) / sum(layers.map(({ milliseconds }) => milliseconds));

async function measureRow(
  page: Page,
  question: TrainsQuestion,
  dense: (timeSteps: number) => Promise<number>,
): Promise<Row> {
  const layers = await page.evaluate(
    (asked) => (window as unknown as BenchWindow).bench.kernels.spiking(asked),
    question,
  );
  const imagesPerSecond = perSecond(layers, question.images);
  const accumulates = sum(layers.map((layer) => layer.accumulates));
  return {
    rate: question.rate,
    timeSteps: question.timeSteps,
    layers,
    imagesPerSecond,
    accumulates,
    gigaAccumulates: (accumulates * imagesPerSecond) / 1e9,
    denseImagesPerSecond: await dense(question.timeSteps),
  };
}

/**
 * Returns a function that measures images per second of the dense way. Its time does not depend on
 * the spikes, so each Ns is measured once.
 */
function denseWay(page: Page, network: string, seed: number): (timeSteps: number) => Promise<number> {
  const known = new Map<number, number>();
  return async (timeSteps) => {
    const found = known.get(timeSteps);
    if (found !== undefined) return found;
    const count = Math.min(images, Math.floor(denseSteps / timeSteps));
    const layers = await page.evaluate(
      (asked) => (window as unknown as BenchWindow).bench.kernels.dense(asked),
      { network, timeSteps, rate: windowRate, images: count, seed },
    );
    const speed = perSecond(layers, count);
    known.set(timeSteps, speed);
    return speed;
  };
}

function printRows(title: string, first: string, label: (row: Row) => string, rows: readonly Row[]): void {
  const names = rows[0]!.layers.map(({ name }) => `${name} µs`);
  printTable(
    title,
    [first, 'images/s', 'dense', '×', ...names, 'M accumulates', 'G a second'],
    rows.map((row) => [
      label(row),
      row.imagesPerSecond.toFixed(0),
      row.denseImagesPerSecond.toFixed(0),
      (row.imagesPerSecond / row.denseImagesPerSecond).toFixed(2),
      ...row.layers.map(({ milliseconds }) => ((1000 * milliseconds) / images).toFixed(1)),
      (row.accumulates / 1e6).toFixed(2),
      row.gigaAccumulates.toFixed(2),
    ]),
  );
}

function asFigures({ rate, timeSteps, imagesPerSecond, denseImagesPerSecond, gigaAccumulates }: Row) {
  return {
    rate,
    timeSteps,
    imagesPerSecond: significant(imagesPerSecond),
    denseImagesPerSecond: significant(denseImagesPerSecond),
    gigaAccumulatesPerSecond: significant(gigaAccumulates),
  };
}

/** Prints both tables and returns their figures. */
export function measureKernels({ server }: Session, network: string, seed: number) {
  return withBenchPage(server.address, async (page) => {
    const device = await page.evaluate(() => (window as unknown as BenchWindow).bench.kernels.open());
    const dense = denseWay(page, network, seed);
    const row = (rate: number, timeSteps: number) =>
      measureRow(page, { network, rate, timeSteps, images, seed }, dense);
    const byRate: Row[] = [];
    for (const rate of rates) byRate.push(await row(rate, rateSteps));
    printRows(
      `Spiking kernels of the hidden layers behind the first, one worker, ${device}, batch ${images}, Ns ${rateSteps}: ` +
        'against the mean firing rate (synthetic trains; µs and accumulates per image)',
      'spikes a step',
      ({ rate }) => `${(100 * rate).toFixed(0)} %`,
      byRate,
    );
    const byWindow: Row[] = [];
    for (const timeSteps of windows) byWindow.push(await row(windowRate, timeSteps));
    printRows(
      `The same at ${100 * windowRate} % a step, against Ns`,
      'Ns',
      ({ timeSteps }) => `${timeSteps}`,
      byWindow,
    );
    return { byRate: byRate.map(asFigures), byTimeSteps: byWindow.map(asFigures) };
  });
}
