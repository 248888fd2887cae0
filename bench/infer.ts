/**
 * Measures the finished network: images per second against the peer's, and how the time of the
 * event-driven kernels follows the spikes, not neurons × steps.
 */
import type { Command } from 'commander';
import { toLayers } from '../src/networks/chain.ts';
import { parseNotation } from '../src/networks/notation.ts';
import type { RunReport } from '../src/runs/records/report.ts';
import { type SizeOptions, sizedFor, withPeerRounds, withSizes } from './convert.ts';
import { measureKernels } from './kernel-tables.ts';
import { convertInBrowser, reportOf } from './shared/conversion.ts';
import { printResult } from './shared/machine.ts';
import { mean, median, percent, significant } from './shared/numbers.ts';
import type { PeerConversion } from './shared/peer.ts';
import { asFigures, denseInferenceWork, inferenceWork, inWords, type Work } from './shared/roofline.ts';
import { type Session, withSession } from './shared/session.ts';
import { peerSpec } from './shared/specs.ts';

interface InferOptions extends SizeOptions {
  readonly kernelsOnly?: true;
}

export function addInfer(program: Command): void {
  withSizes(program.command('infer').summary('the finished network against the peer’s'), 3, 1000)
    .description(
      'Images per second of the finished network on all test images, after the conversion that “convert” measures; ' +
        'then the spiking kernels on synthetic trains, against firing rate and against Ns.',
    )
    .option('--kernels-only', 'leave the conversions out')
    .action(bench);
}

/** The figures of a finished run. */
interface Finished {
  readonly imagesPerSecond: number;
  readonly accuracy: number;
  readonly images: number;
  /** Accuracy on the images that the peer is tested on. */
  readonly accuracyOnPeerImages: number;
  readonly synOpsRatio: number;
  readonly accumulates: readonly number[];
  readonly workers: number;
}

function finishedOf(report: RunReport): Finished {
  const { snn, cost, stages, environment } = report;
  return {
    imagesPerSecond: snn!.testCount / snn!.testSeconds!,
    accuracy: snn!.test.accuracy!,
    images: snn!.testCount,
    accuracyOnPeerImages: stages.at(-1)!.test!.accuracy!,
    synOpsRatio: cost!.ratio,
    accumulates: cost!.layers.map(({ snnAccumulates }) => snnAccumulates),
    workers: environment!.workers,
  };
}

function bench(options: InferOptions): Promise<void> {
  return withSession('The finished network, wasm, p99.9, V₀ 0', options, async (session) => {
    const figures = options.kernelsOnly ? { ratio: null } : await measureConversions(session, options);
    const kernels = await measureKernels(session, peerSpec(sizedFor(options, 0)).network, options.seed);
    printResult('infer', session.machine, { ...figures, kernels, seed: options.seed });
  });
}

async function measureConversions(session: Session, options: InferOptions): Promise<Record<string, unknown>> {
  const ours: Finished[] = [];
  const peers: PeerConversion[] = [];
  await withPeerRounds(options, async (runRound) => {
    for (let round = 0; round < options.rounds; round++) {
      const events = await convertInBrowser(session, peerSpec(sizedFor(options, round)));
      ours.push(finishedOf(reportOf(events)));
      if (runRound) peers.push(await runRound(round));
      printRound(round, ours[round]!, peers[round] ?? null);
    }
  });
  return conclude(options, ours, peers);
}

function printRound(round: number, ours: Finished, peer: PeerConversion | null): void {
  const { imagesPerSecond, accuracy, images, synOpsRatio } = ours;
  console.log(
    `round ${round + 1}: ours ${imagesPerSecond.toFixed(0)} images/s, accuracy ${percent(accuracy)} of ${images}, ` +
      `SynOps ratio ${synOpsRatio.toFixed(3)}` +
      (peer ? `; peer ${peer.imagesPerSecond.toFixed(0)} images/s, accuracy ${percent(peer.accuracy)}` : ''),
  );
}

function perImage(work: Work, imagesPerSecond: number): string {
  return `per image ${inWords(work, 1 / imagesPerSecond)}`;
}

function conclude(
  options: InferOptions,
  ours: readonly Finished[],
  peers: readonly PeerConversion[],
): Record<string, unknown> {
  const layers = toLayers(parseNotation(peerSpec(sizedFor(options, 0)).network));
  const speed = median(ours.map(({ imagesPerSecond }) => imagesPerSecond));
  const ratio = mean(ours.map(({ synOpsRatio }) => synOpsRatio));
  const accuracy = mean(ours.map((finished) => finished.accuracy));
  const onPeerImages = mean(ours.map(({ accuracyOnPeerImages }) => accuracyOnPeerImages));
  const { workers } = ours[0]!;
  const work = inferenceWork(layers, {
    accumulates: ours.at(-1)!.accumulates,
    timeSteps: options.steps,
  });
  console.log(
    `\nMedians of ${ours.length} rounds, Ns ${options.steps}: ours ${speed.toFixed(0)} images/s on ${workers} ` +
      `worker${workers === 1 ? '' : 's'}, accuracy ${percent(accuracy)} of ${ours[0]!.images} ` +
      `(${percent(onPeerImages)} of the first ${options.test}), SynOps ratio ${ratio.toFixed(3)}\n  ${perImage(work, speed)}`,
  );
  const figures = {
    imagesPerSecond: significant(speed),
    accuracy: significant(accuracy, 5),
    accuracyOnPeerImages: significant(onPeerImages, 5),
    synOpsRatio: significant(ratio),
    workers,
    workPerImage: asFigures(work, 1 / speed),
  };
  const common = { rounds: ours.length, train: options.train, timeSteps: options.steps };
  if (peers.length === 0) return { ratio: null, ours: figures, peer: null, ...common };
  const peerSpeed = median(peers.map(({ imagesPerSecond }) => imagesPerSecond));
  const peerAccuracy = mean(peers.map((peer) => peer.accuracy));
  const peerWork = denseInferenceWork(layers, options.steps);
  console.log(
    `  peer ${peerSpeed.toFixed(0)} images/s on ${options.threads} threads, accuracy ${percent(peerAccuracy)} of the first ${options.test}\n` +
      `  ${perImage(peerWork, peerSpeed)}\n` +
      `Ours does ${(speed / peerSpeed).toFixed(2)} × the peer's images per second (wanted: at least 5)`,
  );
  return {
    ratio: significant(speed / peerSpeed),
    ours: figures,
    peer: {
      imagesPerSecond: significant(peerSpeed),
      accuracy: significant(peerAccuracy, 5),
      threads: options.threads,
      workPerImage: asFigures(peerWork, 1 / peerSpeed),
    },
    ...common,
  };
}
