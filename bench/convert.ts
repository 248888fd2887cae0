/**
 * Measures a whole conversion of MNIST's network, one epoch a stage, everything included, in turn
 * with the peer.
 */
import type { Command } from 'commander';
import { toLayers } from '../src/networks/chain.ts';
import { parseNotation } from '../src/networks/notation.ts';
import { convertInBrowser, reportOf, type StageTime, stageTimes } from './shared/conversion.ts';
import { withIdxFiles } from './shared/idx.ts';
import { printResult } from './shared/machine.ts';
import { median, percent, significant, sum } from './shared/numbers.ts';
import { type PeerOptions, type SiteOptions, wholeNumber, withPeer, withSite } from './shared/options.ts';
import { findPeer, type PeerConversion, peerScript, readConversion, runPeer } from './shared/peer.ts';
import { asFigures, conversionWork, inWords, peerConversionWork } from './shared/roofline.ts';
import { type Session, withSession } from './shared/session.ts';
import { type PeerSized, peerSpec } from './shared/specs.ts';
import { differenceOf, inPoints, spread, spreadWords } from './shared/spread.ts';
import { printTable } from './shared/table.ts';

export interface SizeOptions extends SiteOptions, PeerOptions {
  readonly rounds: number;
  readonly seed: number;
  readonly train: number;
  readonly validation: number;
  readonly test: number;
  readonly steps: number;
  readonly batch: number;
}

/**
 * Adds the options of the benchmarks that set a conversion against the peer's. `test` is the usual
 * number of test images.
 */
export function withSizes(command: Command, rounds: number, test: number): Command {
  return withPeer(withSite(command), peerScript, 2, 'the peer’s threads, and our workers')
    .option('--rounds <count>', 'rounds, ours and the peer in turn', wholeNumber(1), rounds)
    .option(
      '--seed <seed>',
      'seed of the first round on both sides; each later one adds 1',
      wholeNumber(1),
      1,
    )
    .option('--train <count>', 'training images', wholeNumber(128), 5000)
    .option('--validation <count>', 'validation images', wholeNumber(32), 1000)
    .option('--test <count>', 'test images at stage ends, the same on both sides', wholeNumber(1), test)
    .option('--steps <count>', 'time steps Ns', wholeNumber(1), 8)
    .option('--batch <count>', 'images per step', wholeNumber(8), 128);
}

/** MNIST's test images, which both sides have in the same order. */
const allTestImages = 10_000;

export function addConvert(program: Command): void {
  withSizes(program.command('convert').summary('a whole conversion against the peer'), 3, allTestImages)
    .description(
      'Five stage-epochs of MNIST’s network on wasm, all included, against the peer’s total. Ours also validates each layer just converted.',
    )
    .action(bench);
}

export function sizedFor(options: SizeOptions, round: number): PeerSized {
  const { train, validation, test, steps, batch, threads, seed } = options;
  return { train, validation, test, timeSteps: steps, batch, workers: threads, seed: seed + round };
}

export function peerArguments(
  options: SizeOptions,
  folder: string,
  round: number,
): Record<string, string | number> {
  const { train, validation, test, steps, batch, threads } = options;
  const sizes = { train, val: validation, test, ns: steps, batch, threads, seed: options.seed + round };
  return { mnist: options.mnist ?? folder, ...sizes };
}

/** Runs the peer with the seed of a round, or null when there is none. */
export type PeerRounds = ((round: number) => Promise<PeerConversion>) | null;

/** Gives `use` a function that runs the peer on our images, or null. */
export function withPeerRounds(
  options: SizeOptions,
  use: (peer: PeerRounds) => Promise<void>,
): Promise<void> {
  if (!findPeer(options)) return use(null);
  return withIdxFiles(options, (folder) =>
    use(async (round) => readConversion(await runPeer(options, peerArguments(options, folder, round)))),
  );
}

interface OurRound {
  readonly seconds: number;
  readonly stages: readonly StageTime[];
  readonly accumulates: readonly number[];
  readonly workers: number;
  /** Test accuracy of the finished network on the images that the peer is tested on. */
  readonly test: number;
  /** Test accuracy of the ANN on all test images. */
  readonly annTest: number;
}

async function ourRound(session: Session, options: SizeOptions, round: number): Promise<OurRound> {
  const events = await convertInBrowser(session, peerSpec(sizedFor(options, round)));
  const stages = stageTimes(events);
  const report = reportOf(events);
  return {
    seconds: sum(stages.map(({ whole }) => whole)),
    stages,
    accumulates: report.cost!.layers.map(({ snnAccumulates }) => snnAccumulates),
    workers: report.environment!.workers,
    test: stages.at(-1)!.report.test!.accuracy!,
    annTest: report.ann!.test.accuracy!,
  };
}
const seconds = (values: readonly number[]) => values.map((value) => value.toFixed(2));

function printRound(round: number, ours: OurRound, peer: PeerConversion | null): void {
  const rows = ours.stages.map(({ report, epoch, whole }, s) => {
    const theirs = peer?.stages[s];
    const other = theirs ? [...seconds([theirs.epoch, theirs.whole]), percent(theirs.testAccuracy)] : [];
    return [
      `${report.stage} ${report.layer}`,
      ...seconds([epoch, whole]),
      percent(report.test!.accuracy!),
      ...other,
    ];
  });
  const head = ['stage', 'epoch s', 'whole s', 'test'];
  printTable(
    `Round ${round}: ours${peer ? ' | peer' : ''} (epoch: training and validation; whole: all of the stage)`,
    [...head, ...(peer ? head.slice(1).map((word) => `peer ${word}`) : [])],
    rows,
  );
  console.log(`whole: ours ${ours.seconds.toFixed(2)} s${peer ? `, peer ${peer.total.toFixed(2)} s` : ''}`);
}

function bench(options: SizeOptions): Promise<void> {
  return withSession('A whole conversion, one epoch a stage, wasm', options, (session) =>
    withPeerRounds(options, async (runRound) => {
      const ours: OurRound[] = [];
      const peers: PeerConversion[] = [];
      for (let round = 0; round < options.rounds; round++) {
        ours.push(await ourRound(session, options, round));
        console.log(`\nround ${round + 1}: ours done in ${ours[round]!.seconds.toFixed(2)} s`);
        if (runRound) peers.push(await runRound(round));
        printRound(round + 1, ours[round]!, peers[round] ?? null);
      }
      conclude(session, options, ours, peers);
    }),
  );
}

function conclude(
  { machine }: Session,
  options: SizeOptions,
  ours: readonly OurRound[],
  peers: readonly PeerConversion[],
): void {
  const layers = toLayers(parseNotation(peerSpec(sizedFor(options, 0)).network));
  const whole = median(ours.map((round) => round.seconds));
  const spikes = { accumulates: ours.at(-1)!.accumulates, timeSteps: options.steps };
  const work = conversionWork(layers, spikes, options);
  const { workers } = ours[0]!;
  const medianStages = (rounds: readonly { stages: readonly { whole: number }[] }[]) =>
    rounds[0]!.stages.map((_, s) => significant(median(rounds.map(({ stages }) => stages[s]!.whole))));
  console.log(
    `\nMedians of ${ours.length} rounds: ours ${whole.toFixed(2)} s on ${workers} worker${workers === 1 ? '' : 's'}, ` +
      `test accuracy ${spreadWords(ours.map(({ test }) => test))}\n  the method needs ${inWords(work, whole)}`,
  );
  const figures = {
    seconds: significant(whole),
    stages: medianStages(ours),
    testAccuracy: spread(ours.map(({ test }) => test)),
    annTestAccuracy: spread(ours.map(({ annTest }) => annTest)),
    workers,
    work: asFigures(work, whole),
  };
  const { seed, train, test: testImages, steps: timeSteps } = options;
  const common = { rounds: ours.length, seed, train, testImages, timeSteps };
  if (peers.length === 0) {
    printResult('convert', machine, { ratio: null, ours: figures, peer: null, ...common });
    return;
  }
  const total = median(peers.map((peer) => peer.total));
  const peerTests = peers.map(({ stages }) => stages.at(-1)!.testAccuracy);
  const peerWork = peerConversionWork(layers, options.steps, options);
  const snn = differenceOf(
    ours.map(({ test }) => test),
    peerTests,
  );
  const epochs = (rounds: readonly { stages: readonly { epoch: number }[] }[]) =>
    median(rounds.map(({ stages }) => sum(stages.map(({ epoch }) => epoch))));
  console.log(
    `  peer ${total.toFixed(2)} s on ${options.threads} threads, test accuracy ${spreadWords(peerTests)}\n` +
      `  the peer does ${inWords(peerWork, total)}\n` +
      `Ours takes ${(whole / total).toFixed(3)} × the peer's time (wanted: at most 0.5, the aim is 0.25), ` +
      `${(epochs(ours) / epochs(peers)).toFixed(3)} × without the tests at stage ends\n` +
      `On the same ${options.test} test images, SNN: ${inPoints(snn)} (wanted: at least −0.3)`,
  );
  const annTests = peers.map(({ annTestAccuracy }) => annTestAccuracy);
  // Ours tests the ANN on all of them.
  if (options.test === allTestImages) {
    const ann = differenceOf(
      ours.map(({ annTest }) => annTest),
      annTests,
    );
    console.log(
      `ANN: ours ${spreadWords(ours.map(({ annTest }) => annTest))}, peer ${spreadWords(annTests)}: ${inPoints(ann)}`,
    );
  }
  printResult('convert', machine, {
    ratio: significant(whole / total),
    ours: figures,
    peer: {
      seconds: significant(total),
      stages: medianStages(peers),
      testAccuracy: spread(peerTests),
      annTestAccuracy: spread(annTests),
      threads: options.threads,
      work: asFigures(peerWork, total),
    },
    epochRatio: significant(epochs(ours) / epochs(peers)),
    accuracyDifferencePoints: significant(snn.points, 3),
    standardErrorPoints: snn.error === null ? null : significant(snn.error, 3),
    ...common,
  });
}
