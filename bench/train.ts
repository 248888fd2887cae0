/**
 * Measures an ANN training step of MNIST's network: one worker against one thread of PyTorch, and
 * the share of each kernel.
 */
import type { Command } from 'commander';
import { toLayers } from '../src/networks/chain.ts';
import { parseNotation } from '../src/networks/notation.ts';
import { presetSpec } from '../src/runs/spec/spec.ts';
import { type BenchWindow, withBenchPage } from './shared/chromium.ts';
import { withIdxFiles } from './shared/idx.ts';
import { printResult } from './shared/machine.ts';
import { mean, median, significant, sum } from './shared/numbers.ts';
import { type PeerOptions, type SiteOptions, wholeNumber, withPeer, withSite } from './shared/options.ts';
import { findPeer, runPeer } from './shared/peer.ts';
import { asFigures, gflops, inWords, stepWork } from './shared/roofline.ts';
import { type Session, withSession } from './shared/session.ts';
import { printTable } from './shared/table.ts';
import type { Ceilings, KernelShare, TrainAnswer } from './site/worker-api.ts';

interface TrainOptions extends SiteOptions, PeerOptions {
  readonly rounds: number;
  readonly steps: number;
  readonly batch: number;
  readonly seed: number;
}

const { network } = presetSpec('mnist');

export function addTrain(program: Command): void {
  withPeer(
    withSite(program.command('train').summary('a training step against the peer’s')),
    'bench/peer_train.py',
    1,
    'the peer’s threads; ours is one worker',
  )
    .description(
      'Milliseconds of an ANN training step, one worker against one thread, and of each kernel in it.',
    )
    .option('--rounds <count>', 'rounds, ours and the peer in turn', wholeNumber(1), 3)
    .option('--steps <count>', 'steps a round', wholeNumber(1), 20)
    .option('--batch <count>', 'images per step', wholeNumber(8), 128)
    .option('--seed <seed>', 'seed', wholeNumber(1), 1)
    .action(bench);
}

interface OurRound {
  readonly answer: TrainAnswer;
  readonly ceilings: Ceilings;
}

function ourRound({ server }: Session, { batch, steps, seed }: TrainOptions): Promise<OurRound> {
  return withBenchPage(server.address, (page) =>
    page.evaluate(
      async (question) => {
        const { kernels } = (window as unknown as BenchWindow).bench;
        await kernels.open();
        return { answer: await kernels.train(question), ceilings: await kernels.ceilings() };
      },
      { network, batch, steps, seed },
    ),
  );
}

function withPeerMedians(
  options: TrainOptions,
  use: (peer: (() => Promise<number>) | null) => Promise<void>,
): Promise<void> {
  if (!findPeer(options)) return use(null);
  const { batch, steps, threads, seed } = options;
  return withIdxFiles({ train: 8 * batch, validation: 32, test: 1 }, (folder) =>
    use(async () => {
      const [line] = await runPeer(options, { mnist: options.mnist ?? folder, batch, steps, threads, seed });
      return line!.value.medianMilliseconds as number;
    }),
  );
}

function bench(options: TrainOptions): Promise<void> {
  return withSession(`ANN training step of ${network}, batch ${options.batch}`, options, (session) =>
    withPeerMedians(options, async (runRound) => {
      const ours: OurRound[] = [];
      const peers: number[] = [];
      for (let round = 0; round < options.rounds; round++) {
        ours.push(await ourRound(session, options));
        if (runRound) peers.push(await runRound());
        const [own, peer] = [median(ours[round]!.answer.steps), peers[round]];
        const other = peer === undefined ? '' : `, peer ${peer.toFixed(1)} ms`;
        console.log(`round ${round + 1}: ours ${own.toFixed(1)} ms${other}`);
      }
      conclude(session, options, ours, peers);
    }),
  );
}

/** Returns the medians over the rounds, by falling time. */
function kernelMedians(rounds: readonly OurRound[]): KernelShare[] {
  const names = new Set(rounds.flatMap(({ answer }) => answer.kernels.map(({ kernel }) => kernel)));
  const shares = [...names].map((kernel) => {
    const found = rounds.map(({ answer }) => answer.kernels.find((share) => share.kernel === kernel));
    return {
      kernel,
      calls: mean(found.map((share) => share?.calls ?? 0)),
      milliseconds: median(found.map((share) => share?.milliseconds ?? 0)),
    };
  });
  return shares.sort((a, b) => b.milliseconds - a.milliseconds);
}

function printKernels(kernels: readonly KernelShare[], rest: number, whole: number): void {
  const row = (name: string, calls: string, ms: number) => [
    name,
    calls,
    ms.toFixed(2),
    `${((100 * ms) / whole).toFixed(1)} %`,
  ];
  printTable(
    'Kernels of a step (self time, under the stopwatch)',
    ['kernel', 'calls', 'ms', 'share'],
    [
      ...kernels.map(({ kernel, calls, milliseconds }) => row(kernel, calls.toFixed(1), milliseconds)),
      row('all else (JavaScript, copies, clock)', '', rest),
      row('step', '', whole),
    ],
  );
}

function conclude(
  { machine }: Session,
  options: TrainOptions,
  rounds: readonly OurRound[],
  peers: readonly number[],
): void {
  const layers = toLayers(parseNotation(network));
  const work = stepWork(layers, 0, options.batch);
  const ours = median(rounds.map(({ answer }) => median(answer.steps)));
  const kernels = kernelMedians(rounds);
  const watched = median(rounds.map(({ answer }) => answer.watchedStep));
  const inKernels = sum(kernels.map(({ milliseconds }) => milliseconds));
  printKernels(kernels, watched - inKernels, watched);
  const roof = {
    gflops: median(rounds.map(({ ceilings }) => ceilings.gflops)),
    gigabytesPerSecond: median(rounds.map(({ ceilings }) => ceilings.gigabytesPerSecond)),
  };
  const floor = (2 * work.macs) / roof.gflops / 1e6 + work.bytes / roof.gigabytesPerSecond / 1e6;
  console.log(
    `\nMedians of ${rounds.length} rounds: ours ${ours.toFixed(1)} ms, one worker\n  a step is ${inWords(work, ours / 1000)}\n` +
      `  here a large matrix product reaches ${roof.gflops.toFixed(1)} GFLOP/s and a copy ` +
      `${roof.gigabytesPerSecond.toFixed(1)} GB/s: one after the other, a step could take ${floor.toFixed(0)} ms`,
  );
  const shown = kernels.filter(({ milliseconds }) => milliseconds >= 0.05);
  const figures = {
    milliseconds: significant(ours),
    gflops: significant(gflops(work, ours / 1000)),
    floorMilliseconds: significant(floor),
    ceilings: { gflops: significant(roof.gflops), gigabytesPerSecond: significant(roof.gigabytesPerSecond) },
    kernels: Object.fromEntries(
      shown.map(({ kernel, milliseconds }) => [kernel, significant(milliseconds, 3)]),
    ),
    work: asFigures(work, ours / 1000),
  };
  const common = { rounds: rounds.length, batch: options.batch, seed: options.seed };
  if (peers.length === 0) {
    printResult('train', machine, { ratio: null, ours: figures, peer: null, ...common });
    return;
  }
  const peer = median(peers);
  console.log(
    `  peer ${peer.toFixed(1)} ms, ${options.threads} thread${options.threads === 1 ? '' : 's'}: ` +
      `${gflops(work, peer / 1000).toFixed(1)} GFLOP/s\n` +
      `Ours takes ${(ours / peer).toFixed(2)} × the peer's time (wanted: at most 3)`,
  );
  printResult('train', machine, {
    ratio: significant(ours / peer),
    ours: figures,
    peer: {
      milliseconds: significant(peer),
      threads: options.threads,
      gflops: significant(gflops(work, peer / 1000)),
    },
    ...common,
  });
}
