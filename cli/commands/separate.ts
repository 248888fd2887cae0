/**
 * `separate`: takes two talkers in one microphone apart with the network of a run, and writes their
 * voices as WAV files. With the clean voices it says what was won.
 */
import path from 'node:path';
import { DataError } from '../../src/datasets/dataset.ts';
import { readWav, type Sound } from '../../src/datasets/formats/sound/wav.ts';
import { type SampleFormat, writeWav } from '../../src/datasets/formats/sound/write-wav.ts';
import { disposeEnds, type Ends, openEnds } from '../../src/engine/separation/ends.ts';
import { type Separation, separate } from '../../src/engine/simulation/signals/separate.ts';
import { receptiveField, signalLayer } from '../../src/engine/simulation/signals/signal-layer.ts';
import type { Voices } from '../../src/engine/simulation/signals/voice-decoder.ts';
import { peakOf, withPeak } from '../../src/engine/speech/level.ts';
import { resample } from '../../src/engine/speech/resample.ts';
import { siSdr } from '../../src/engine/speech/si-sdr.ts';
import { inBetterOrder, meanDecibels } from '../../src/engine/speech/voice-order.ts';
import type { Watch } from '../../src/engine/work/watch.ts';
import type { StoredNetwork } from '../../src/exchange/network-file.ts';
import { SpecError } from '../../src/runs/spec/spec.ts';
import { writeCount } from '../../src/tasks/writing.ts';
import { openNodeBackend } from '../backend.ts';
import { claimFile } from '../files/claim-file.ts';
import { openSource } from '../files/network-source.ts';
import { soundIn } from '../files/sound-file.ts';
import { writeWhole } from '../files/write-whole.ts';
import { duration } from '../format.ts';
import { table } from '../print-report.ts';
import { gainText, ratioWords } from '../ratio-words.ts';

interface SeparateOptions {
  readonly network: string;
  readonly out: string;
  readonly steps?: string;
  readonly targets?: readonly string[];
  readonly format: SampleFormat;
  readonly backend: 'wasm' | 'cpu' | 'webgpu' | 'auto';
  readonly overwrite: boolean;
}

/** Samples a second that separators are trained at, in Hz. */
const rate = 8000;

/** A sound that is written: its name without ending, and its samples. */
interface Written {
  readonly name: string;
  readonly samples: Float32Array;
}

export async function run(file: string, options: SeparateOptions): Promise<void> {
  const { network } = await openSource(options.network);
  if (!network) throw new DataError(`${options.network} holds no network: its run kept none.`);
  const ends = endsOf(network, options.network);
  const steps = options.steps === undefined ? [] : stepsFrom(options.steps, network.timeSteps);
  const mixture = await soundAt(file);
  const targets = await targetsAt(options.targets, file, mixture);
  const names = namesOf(steps, targets !== null);
  const fileOf = (name: string) => path.join(options.out, `${name}.wav`);
  for (const name of names) await claimFile(fileOf(name), options.overwrite);

  const { backend, device } = await openNodeBackend(options.backend);
  const began = performance.now();
  const found = await separated(network, ends, mixture, steps);
  const seconds = (performance.now() - began) / 1000;
  printWork(network, ends, found, seconds, `${backend} (${device})`);

  const wav = (samples: Float32Array) => writeWav({ rate, samples }, options.format);
  /** What a reader of the files will hear. */
  const heard = (samples: Float32Array) => readWav('a written file', wav(samples)).samples;
  const peak = peakOf(mixture);
  const pairs = [...found.early.map(({ voices }) => voices), found.voices].map(
    ([first, second]): Voices => [withPeak(first, peak), withPeak(second, peak)],
  );
  const order = targets ? inBetterOrder(found.voices, targets).order : [0, 1];
  const written: Written[] = [
    { name: 'mixture', samples: mixture },
    ...(targets ?? []).map((samples, i) => ({ name: `target${i + 1}`, samples })),
    ...[...steps.map((step) => `-step${step}`), ''].flatMap((ending, i) =>
      order.map((from, to) => ({ name: `s${to + 1}${ending}`, samples: pairs[i]![from]! })),
    ),
  ];
  for (const { name, samples } of written) await writeWhole(fileOf(name), wav(samples));
  console.log(`wrote ${written.map(({ name }) => `${name}.wav`).join(', ')} in ${options.out}`);
  console.log('voices have the peak of the mixture: the level that a network gives them means nothing');
  warnOfCuts(written, options.format);
  if (targets)
    printScores(
      written.map(({ name, samples }) => ({ name, samples: heard(samples) })),
      steps,
    );
}

/** Returns the ends of a separator. Throws a {@link DataError} when the network has none. */
function endsOf({ ends, task }: StoredNetwork, source: string): Ends {
  if (ends) return ends;
  throw new DataError(
    `${source} separates nothing: its task is ${task}. Give a network of the task separation.`,
  );
}

function stepsFrom(text: string, timeSteps: number): number[] {
  const steps = text.split(',').map(Number);
  const fits = steps.every((step) => Number.isInteger(step) && step >= 1 && step <= timeSteps);
  if (!fits) throw new SpecError([`--steps must be numbers from 1 to ${timeSteps}, as 1,2,4 (got ${text})`]);
  return [...new Set(steps)].sort((a, b) => a - b);
}

/** Reads a sound and brings it to the rate, and says so where anything was changed. */
async function soundAt(file: string): Promise<Float32Array> {
  const sound = await soundIn(file);
  const changes = changesOf(sound);
  const seconds = sound.samples.length / sound.rate;
  console.log(`${file}: ${seconds.toFixed(2)} s${changes === '' ? '' : `, ${changes}`}`);
  return sound.rate === rate ? sound.samples : Float32Array.from(resample(sound.samples, sound.rate, rate));
}

function changesOf({ channels, rate: from }: Sound): string {
  return [
    ...(channels === 1 ? [] : [`${channels} channels mixed down to one`]),
    ...(from === rate ? [] : [`brought from ${writeCount(from)} Hz to ${writeCount(rate)} Hz`]),
  ].join(', ');
}

async function targetsAt(
  files: readonly string[] | undefined,
  mixtureFile: string,
  mixture: Float32Array,
): Promise<Voices | null> {
  if (!files) return null;
  if (files.length !== 2)
    throw new SpecError([`--targets takes the files of two voices (got ${files.length})`]);
  const [first, second] = [await soundAt(files[0]!), await soundAt(files[1]!)];
  for (const [i, { length }] of [first, second].entries())
    if (length !== mixture.length)
      throw new DataError(
        `${files[i]} has ${writeCount(length)} samples at ${writeCount(rate)} Hz, and ${mixtureFile} has ` +
          `${writeCount(mixture.length)}. Give the voices that were mixed, in their whole length.`,
      );
  return [first, second];
}

function namesOf(steps: readonly number[], targets: boolean): string[] {
  return [
    'mixture',
    ...(targets ? ['target1', 'target2'] : []),
    ...[...steps.map((step) => `-step${step}`), ''].flatMap((ending) => [`s1${ending}`, `s2${ending}`]),
  ];
}

async function separated(
  network: StoredNetwork,
  ends: Ends,
  mixture: Float32Array,
  steps: readonly number[],
): Promise<Separation> {
  const open = openEnds(ends);
  try {
    return await separate(network, open.separator, mixture, { watch: toldOnScreen(), steps });
  } catch (error) {
    // What the network or the sound cannot be used for is said in words.
    throw error instanceof RangeError ? new DataError(error.message) : error;
  } finally {
    disposeEnds(open);
  }
}

/** Shows how far the work is, on a terminal alone. */
function toldOnScreen(): Watch {
  const { stderr } = process;
  return async ({ batch, batches }) => {
    if (!stderr.isTTY) return;
    stderr.write(`\r${Math.round((100 * batch) / batches)} %${batch === batches ? '\r\u001b[K' : ''}`);
  };
}

function printWork(network: StoredNetwork, { front }: Ends, found: Separation, seconds: number, on: string) {
  const { before, after } = receptiveField(network.layers.map(({ layer }) => signalLayer(layer)));
  const sees = (frames: number) => ((frames * front.stride) / rate).toFixed(2);
  console.log(
    `separated at ${writeCount(rate)} Hz in ${duration(seconds)} on ${on}: ${writeCount(found.frames)} frames, ` +
      `each of which sees ${sees(before)} s back and ${sees(after)} s ahead`,
  );
  const rates = found.spikeRates.filter((each) => each !== null);
  if (rates.length > 0) {
    const mean = rates.reduce((sum, each) => sum + each, 0) / rates.length;
    console.log(
      `${mean.toFixed(4)} spikes per neuron and step, mean of ${rates.length} layers, Ns ${network.timeSteps}`,
    );
  }
}

function warnOfCuts(written: readonly Written[], format: SampleFormat): void {
  if (format !== 'int16') return;
  for (const { name, samples } of written) {
    const cut = samples.reduce((count, value) => count + (Math.abs(value) > 1 ? 1 : 0), 0);
    if (cut > 0)
      console.error(
        `warning: ${name}.wav has ${writeCount(cut)} samples cut at ±1; --format float32 keeps them`,
      );
  }
}

/** Prints SI-SDR of what was written, as `ptl score` computes it from the files. */
function printScores(written: readonly Written[], steps: readonly number[]): void {
  const of = (name: string) => written.find((each) => each.name === name)!.samples;
  const targets: Voices = [of('target1'), of('target2')];
  const rowOf = (label: string, pair: Voices) => {
    const ratios = [siSdr(pair[0], targets[0]), siSdr(pair[1], targets[1])] as const;
    return { label, ratios, mean: meanDecibels(ratios) };
  };
  const mixture = rowOf('mixture', [of('mixture'), of('mixture')]);
  const rows = [
    ...steps.map((step) => rowOf(`after step ${step}`, [of(`s1-step${step}`), of(`s2-step${step}`)])),
    rowOf('separated', [of('s1'), of('s2')]),
  ];
  console.log(
    table([
      ['', 'target1', 'target2', 'mean', 'won'],
      ...[mixture, ...rows].map(({ label, ratios, mean }) => [
        label,
        ...ratios.map(ratioWords),
        `${mean.toFixed(2)} dB`,
        label === 'mixture' ? '–' : gainText(mean - mixture.mean),
      ]),
    ]),
  );
  console.log('SI-SDR of s1 against target1 and of s2 against target2');
}
