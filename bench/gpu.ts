/**
 * Converts on WebGPU in headless Chromium and compares with wasm: speed, accuracy, and by how much
 * the figures differ. A software adapter computes the small network alone.
 */
import type { Command } from 'commander';
import { toLayers } from '../src/networks/chain.ts';
import { parseNotation } from '../src/networks/notation.ts';
import { paperNetwork } from '../src/runs/spec/presets/paper-networks.ts';
import type { RunSpec } from '../src/runs/spec/spec.ts';
import type { TimedEvent } from './shared/chromium.ts';
import { convertInBrowser, eventsOf } from './shared/conversion.ts';
import { printResult } from './shared/machine.ts';
import { median, percent, significant } from './shared/numbers.ts';
import { type SiteOptions, wholeNumber, withSite } from './shared/options.ts';
import { type Session, withSession } from './shared/session.ts';
import { changedSpec } from './shared/specs.ts';
import { printTable } from './shared/table.ts';

interface GpuOptions extends SiteOptions {
  readonly seed: number;
}

export function addGpu(program: Command): void {
  withSite(program.command('gpu').summary('conversions on WebGPU, beside wasm'))
    .description(
      'Converts first-look, and on a real GPU a slim AlexNet and one stage-epoch of the full one, on WebGPU; accuracy, milliseconds a batch, and the largest differences from wasm.',
    )
    .option('--seed <seed>', 'seed of the runs', wholeNumber(1), 1)
    .action(bench);
}

type Backend = 'webgpu' | 'wasm';

/** Milliseconds of a batch of fine-tuning in each stage, as the page shows them at its end. */
function batchTimes(events: readonly TimedEvent[]): number[] {
  const last = new Map<number, number>();
  for (const { event } of eventsOf(events, 'progress'))
    if (event.phase === 'training' && event.stage > 0) last.set(event.stage, event.millisecondsPerBatch);
  return [...last.values()];
}

interface Converted {
  readonly device: string;
  readonly workers: number;
  /** Seconds from the start to the end of the last epoch. */
  readonly seconds: number;
  readonly batches: readonly number[];
  /** ϑ of each stage, just converted. */
  readonly thresholds: readonly number[];
  /** Validation loss of each epoch. */
  readonly losses: readonly number[];
  /** Validation accuracy after the last epoch. */
  readonly accuracy: number;
}

/**
 * Runs a spec up to the last epoch of its last stage: the test images after it would take a
 * software adapter longer than all the rest.
 */
async function converted(session: Session, spec: RunSpec, backend: Backend): Promise<Converted> {
  const stages = toLayers(parseNotation(spec.network)).length - 1;
  // A stage has the network just converted as epoch 0.
  const epochs =
    spec.pretrainEpochs * (spec.start === 'scratch' ? 1 : 0) + stages * (1 + spec.maxStageEpochs);
  const events = await convertInBrowser(session, { ...spec, backend }, { epochs });
  const { environment } = eventsOf(events, 'backendReady')[0]!.event;
  const rows = eventsOf(events, 'epoch');
  const last = rows.at(-1)!;
  const result = {
    device: environment.device,
    workers: environment.workers,
    seconds: (last.at - events[0]!.at) / 1000,
    batches: batchTimes(events),
    thresholds: eventsOf(events, 'stageBegan').flatMap(({ event }) => event.threshold),
    losses: rows.map(({ event }) => event.row.validation.loss),
    accuracy: last.event.row.validation.accuracy!,
  };
  console.log(
    `${spec.preset}, ${spec.maxStageEpochs} epochs a stage, on ${result.device}: ${result.seconds.toFixed(1)} s, validation ${percent(result.accuracy)} of ${spec.validationCount}`,
  );
  return result;
}

/** Returns the largest difference of two lists, as a share of the larger number of each pair. */
function largest(one: readonly number[], other: readonly number[]): number {
  return Math.max(
    0,
    ...one.map((value, i) => {
      const size = Math.max(Math.abs(value), Math.abs(other[i]!));
      return size === 0 ? 0 : Math.abs(value - other[i]!) / size;
    }),
  );
}

interface Compared {
  readonly network: string;
  readonly device: string;
  readonly workers: number;
  readonly batch: number;
  readonly webgpuMs: number;
  readonly wasmMs: number;
  readonly webgpuAccuracy: number;
  readonly wasmAccuracy: number;
  /** Relative difference of the first ϑ, before anything is fine-tuned. */
  readonly firstThreshold: number;
  /** Largest relative difference of all of them: what two backends train drifts apart. */
  readonly thresholds: number;
  /** Largest relative difference of a validation loss. */
  readonly losses: number;
}

async function compare(session: Session, name: string, spec: RunSpec): Promise<Compared> {
  const webgpu = await converted(session, spec, 'webgpu');
  const wasm = await converted(session, spec, 'wasm');
  return {
    network: name,
    device: webgpu.device,
    workers: wasm.workers,
    batch: spec.batchSize,
    webgpuMs: significant(median(webgpu.batches)),
    wasmMs: significant(median(wasm.batches)),
    webgpuAccuracy: webgpu.accuracy,
    wasmAccuracy: wasm.accuracy,
    firstThreshold: significant(largest(webgpu.thresholds.slice(0, 1), wasm.thresholds.slice(0, 1)), 2),
    thresholds: significant(largest(webgpu.thresholds, wasm.thresholds), 2),
    losses: significant(largest(webgpu.losses, wasm.losses), 2),
  };
}

/** Runs the first stage-epoch of a network on WebGPU, and returns its milliseconds a batch. */
async function stageEpoch(session: Session, spec: RunSpec): Promise<number> {
  // The network just converted is the first line of a stage, epoch 0.
  const events = await convertInBrowser(session, { ...spec, backend: 'webgpu' }, { epochs: 2 });
  return batchTimes(events)[0]!;
}

const small = { maxStageEpochs: 1, patience: 1, testCount: 0, workers: 2 };

function bench(options: GpuOptions): Promise<void> {
  return withSession('Conversions on WebGPU, beside wasm', options, async (session) => {
    const { seed } = options;
    const firstLook = { trainCount: 1024, validationCount: 256, ...small, seed };
    const compared = [await compare(session, 'first-look-paper', changedSpec('first-look-paper', firstLook))];
    const software = compared[0]!.device.startsWith('software');
    let full: number | null = null;
    if (!software) {
      const images = { trainCount: 1024, validationCount: 512, ...small, seed };
      const slim = changedSpec('alexnet-8', { ...images, pretrainEpochs: 3 });
      compared.push(await compare(session, 'AlexNet, one eighth', slim));
      const network = paperNetwork('cifar-alexnet', 1, 10);
      full = await stageEpoch(session, changedSpec('alexnet-8', { ...images, network, pretrainEpochs: 0 }));
    }
    printTable(
      'WebGPU and wasm (ms: a batch of fine-tuning, median of the stages; accuracy: validation; differences are shares)',
      ['network', 'batch', 'GPU ms', 'wasm ms', 'GPU accuracy', 'wasm accuracy', 'first ϑ', 'all ϑ', 'loss'],
      compared.map((row) => [
        row.network,
        row.batch,
        row.webgpuMs,
        row.wasmMs,
        percent(row.webgpuAccuracy),
        percent(row.wasmAccuracy),
        row.firstThreshold.toExponential(1),
        row.thresholds.toExponential(1),
        row.losses.toExponential(1),
      ]),
    );
    console.log(
      full === null
        ? 'A software adapter computed: the slim and the full AlexNet are left to a real GPU.'
        : `AlexNet, full width, stage 1: ${full.toFixed(1)} ms a batch`,
    );
    printResult('gpu', session.machine, { seed, compared, fullAlexNetMs: full });
  });
}
