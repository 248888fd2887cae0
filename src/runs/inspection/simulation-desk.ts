/**
 * Answers the simulation worker's questions: one network at a time, images loaded as they are
 * needed.
 */

import { tensor4d, tidy } from '@tensorflow/tfjs-core';
import type { OpenBackend } from '../../backends/open.ts';
import type { ReadFile } from '../../datasets/dataset.ts';
import { firstImages, type LabelledImages } from '../../engine/examples/data.ts';
import { imageExamples } from '../../engine/examples/examples.ts';
import { runLayers } from '../../engine/layers/ann.ts';
import { createParameters, disposeParameters } from '../../engine/layers/parameters.ts';
import { argMax, measure, softmax } from '../../engine/learning/loss.ts';
import { type InspectedImage, inspectImage } from '../../engine/simulation/inspect.ts';
import { membraneOf } from '../../engine/simulation/membrane.ts';
import { createSimulator, disposeSimulator } from '../../engine/simulation/simulate.ts';
import type { Simulator } from '../../engine/simulation/simulator.ts';
import { readNetworkFile } from '../../exchange/network-file.ts';
import { sizeOf } from '../../networks/layer.ts';
import { breathe } from '../execution/breathe.ts';
import { type Images, loadImages, loadNetwork, type StartNetwork } from '../execution/materials.ts';
import { presetSpec } from '../spec/spec.ts';
import type { UntunedSettings } from '../spec/untuned-settings.ts';
import { createPrecedence } from './precedence.ts';
import { tryChanges } from './setting-trials.ts';
import type {
  Answer,
  NetworkSource,
  SampleInspection,
  SampleSource,
  SimulationEndpoint,
  UntunedPoint,
} from './simulation.ts';
import { accuracyOf, calibrationNeeded, convertStart, type UntunedConversion } from './untuned.ts';

export interface DeskSurroundings {
  open(): Promise<OpenBackend>;
  readonly read: ReadFile;
  readonly engine: string;
  readonly host: string;
}

interface PresetMaterials {
  readonly images: Images;
  readonly start: StartNetwork;
}

/** Validation images kept at hand. */
const validationAtHand = 2000;

/** Conversions remembered, the newest. */
const keptConversions = 16;

class SupersededError extends Error {
  override readonly name = 'SupersededError';
}

async function answer<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, message: (error as Error).message };
  }
}

export function createSimulationDesk(surroundings: DeskSurroundings): SimulationEndpoint {
  let opened: Promise<OpenBackend> | null = null;
  const materials = new Map<string, Promise<PresetMaterials>>();
  let current: { preset: string; simulator: Simulator; hasAnn: boolean } | null = null;
  let sample: InspectedImage | null = null;
  const annLogits = (start: StartNetwork, pixels: Float32Array): Promise<Float32Array> =>
    withAnn(start, async (logitsOf) => {
      const logits = tidy(() =>
        logitsOf({ spikes: null, value: tensor4d(pixels, [1, ...start.inputShape]) }),
      );
      const values = (await logits.data()) as Float32Array;
      logits.dispose();
      return values;
    });
  /**
   * The ANN is the same whatever the settings: it is measured once per preset and number of images.
   */
  const annAccuracyOf = async (preset: string, start: StartNetwork, judged: LabelledImages) => {
    const key = `${preset} ${judged.count}`;
    const known = annAccuracies.get(key);
    if (known !== undefined) return known;
    const options = { batchSize: 250, phase: 'validating' as const, watch: breathe };
    const { accuracy } = await withAnn(start, (logitsOf) =>
      measure(logitsOf, imageExamples(judged), options),
    );
    annAccuracies.set(key, accuracy);
    return accuracy;
  };
  const annAccuracies = new Map<string, number>();
  const conversions = new Map<string, Promise<UntunedConversion>>();
  /** Counts requests for untuned conversions: a newer one ends an older one. */
  let newest = 0;
  const precedence = createPrecedence();
  /** The same for diagnoses and for trials of settings. */
  const newestOf = { diagnosis: 0, trials: 0 };

  const backend = () => {
    opened ??= surroundings.open().catch((error) => {
      opened = null;
      throw error;
    });
    return opened;
  };
  const materialsOf = (preset: string, trainCount: number): Promise<PresetMaterials> => {
    const key = `${preset} ${trainCount}`;
    const known = materials.get(key);
    if (known) return known;
    const spec = { ...presetSpec(preset), trainCount, validationCount: validationAtHand };
    const loading = Promise.all([
      loadImages(spec, surroundings.read),
      loadNetwork(spec, surroundings.read),
    ]).then(([images, start]) => ({ images, start }));
    materials.set(key, loading);
    // What failed to load is tried again next time.
    loading.catch(() => materials.delete(key));
    return loading;
  };
  const withAnn = async <T>(
    start: StartNetwork,
    use: (logits: Parameters<typeof measure>[0]) => Promise<T>,
  ): Promise<T> => {
    const parameters = start.layers.map((layer, l) => createParameters(layer, start.values[l]!));
    try {
      return await use(({ value }) => runLayers({ layers: start.layers, parameters }, value, 0, 'infer'));
    } finally {
      disposeParameters(parameters);
    }
  };
  /** The same conversion is asked for by two panels at once: it is done once. */
  const convertNow = (preset: string, settings: UntunedSettings): Promise<UntunedConversion> => {
    const key = JSON.stringify([preset, settings]);
    const known = conversions.get(key);
    if (known) return known;
    const converting = (async () => {
      await backend();
      const { images, start } = await materialsOf(preset, calibrationNeeded(settings));
      requireCheckpoint(preset, start);
      return convertStart(start, images.train, settings, breathe);
    })();
    conversions.set(key, converting);
    for (const old of [...conversions.keys()].slice(0, -keptConversions)) conversions.delete(old);
    converting.catch(() => conversions.delete(key));
    return converting;
  };
  /**
   * For work that can wait: stands back for urgent work, and ends when a newer question of its kind
   * has come.
   */
  const patientWatch = (kind: keyof typeof newestOf) => {
    const ticket = ++newestOf[kind];
    return async () => {
      await breathe();
      await precedence.free();
      if (ticket !== newestOf[kind]) throw new SupersededError('a newer request took over');
    };
  };
  const untunedAccuracy = async (
    preset: string,
    settings: UntunedSettings,
    images: number,
    ticket: number,
  ) => {
    const { network, thresholds } = await convertNow(preset, settings);
    const { images: data } = await materialsOf(preset, calibrationNeeded(settings));
    const watch = async () => {
      await breathe();
      if (ticket !== newest) throw new SupersededError('a newer request took over');
    };
    await watch();
    const judged = firstImages(data.validation, images);
    return { accuracy: await accuracyOf(network, judged, watch), images: judged.count, thresholds };
  };

  return {
    open: (source: NetworkSource) =>
      answer(async () => {
        const { backend: name, device, probeMilliseconds } = await backend();
        const network =
          source.kind === 'file'
            ? readNetworkFile(source.bytes)
            : (await convertNow(source.preset, source.settings)).network;
        const simulator = createSimulator(network);
        if (current) disposeSimulator(current.simulator);
        current = {
          preset: source.preset,
          simulator,
          hasAnn: source.kind === 'untuned' || source.fromCheckpoint,
        };
        const { engine, host } = surroundings;
        return {
          environment: { backend: name, device, probeMilliseconds, workers: 1, engine, host },
          layers: network.layers.map(({ layer }) => layer),
        };
      }),
    inspect: (source: SampleSource) =>
      answer(async (): Promise<SampleInspection> => {
        if (!current) throw new Error('No network is open yet.');
        const { simulator, preset, hasAnn } = current;
        const { network } = simulator;
        const { images, start } = await materialsOf(preset, 256);
        const pixels = pixelsOf(source, images.test, sizeOf(network.inputShape));
        sample = { pixels, index: source.kind === 'test' ? source.index : 0 };
        const inspected = await inspectImage(simulator, sample);
        const readout = network.layers.at(-1)!.threshold;
        const logits = readout ? inspected.output.map((count) => count * readout[0]!) : inspected.output;
        const ann = hasAnn ? await annLogits(start, pixels) : null;
        return {
          timeSteps: network.timeSteps,
          shownSteps: inspected.shownSteps,
          dynamics: network.dynamics ?? null,
          pixels,
          imageShape: [...network.inputShape],
          label: source.kind === 'test' ? images.test.labels[source.index]! : null,
          index: source.kind === 'test' ? source.index : null,
          testSize: images.test.count,
          layers: inspected.layers.map(({ counts, spikes }, l) => {
            const { layer, threshold } = network.layers[l]!;
            const total = counts.reduce((sum, count) => sum + count, 0);
            return {
              layer,
              spiking: threshold !== null,
              neurons: counts.length,
              counts,
              spikes,
              firingRate: threshold ? total / counts.length / network.timeSteps : 0,
              threshold: [...(threshold ?? [])],
            };
          }),
          outputPotentials: inspected.potentials,
          classes: inspected.output.length,
          annProbabilities: ann && softmax(ann),
          snnProbabilities: softmax(logits),
          annPrediction: ann && argMax(ann),
          snnPrediction: argMax(inspected.output),
        };
      }),
    membrane: (layer: string, neuron: number) =>
      answer(async () => {
        if (!current || !sample) throw new Error('Look at an image first.');
        const l = current.simulator.network.layers.findIndex((entry) => entry.layer.name === layer);
        if (l < 0) throw new Error(`There is no layer named ${layer}.`);
        return { layer, neuron, ...(await membraneOf(current.simulator, sample, l, neuron)) };
      }),
    untuned: (preset, settings, images) =>
      answer(() =>
        precedence.urgent(async () => {
          const ticket = ++newest;
          await backend();
          const { images: data, start } = await materialsOf(preset, calibrationNeeded(settings));
          const began = performance.now();
          const {
            accuracy,
            images: judged,
            thresholds,
          } = await untunedAccuracy(preset, settings, images, ticket);
          const milliseconds = performance.now() - began;
          const annAccuracy = await annAccuracyOf(preset, start, firstImages(data.validation, images));
          return {
            timeSteps: settings.timeSteps,
            accuracy,
            annAccuracy,
            images: judged,
            milliseconds,
            thresholds,
          };
        }),
      ),
    untunedCurve: (preset, settings, steps, images, onPoint) =>
      answer(async () => {
        const ticket = ++newest;
        const points: UntunedPoint[] = [];
        for (const timeSteps of steps) {
          try {
            const { accuracy } = await untunedAccuracy(preset, { ...settings, timeSteps }, images, ticket);
            points.push({ timeSteps, accuracy });
            onPoint({ timeSteps, accuracy });
          } catch (error) {
            if (error instanceof SupersededError) break;
            throw error;
          }
        }
        return points;
      }),
    diagnose: (preset, settings) =>
      answer(async () => {
        const watch = patientWatch('diagnosis');
        await backend();
        const { images, start } = await materialsOf(preset, calibrationNeeded(settings));
        requireCheckpoint(preset, start);
        await watch();
        const { diagnostics } = await convertStart(start, images.train, settings, watch, { diagnosed: true });
        const findings = diagnostics.map((found, l) => ({
          layer: start.layers[l]!.name,
          diagnostics: found,
        }));
        return { layers: start.layers, findings };
      }),
    tryChanges: (preset, settings, changes, images) =>
      answer(async () => {
        const watch = patientWatch('trials');
        const { images: data } = await materialsOf(preset, calibrationNeeded(settings));
        const convert = async (wanted: UntunedSettings) => {
          await watch();
          return (await convertNow(preset, wanted)).network;
        };
        return tryChanges(convert, settings, changes, firstImages(data.validation, images), watch);
      }),
    giveUpDiagnosis: () => {
      newestOf.diagnosis++;
      newestOf.trials++;
    },
    giveUpUntuned: () => {
      newest++;
    },
  };
}

function requireCheckpoint(preset: string, { checkpoint }: StartNetwork): void {
  if (!checkpoint) throw new Error(`Preset ${preset} ships no pre-trained network to convert.`);
}

function pixelsOf(source: SampleSource, test: LabelledImages, size: number): Float32Array {
  if (source.kind === 'pixels') {
    if (source.pixels.length !== size)
      throw new Error(`The network takes ${size} pixels, the drawing has ${source.pixels.length}.`);
    return source.pixels.slice();
  }
  const { index } = source;
  if (!(Number.isInteger(index) && index >= 0 && index < test.count))
    throw new Error(`Test images go from 0 to ${test.count - 1} (asked for ${index}).`);
  return Float32Array.from(test.images.subarray(index * size, (index + 1) * size), (byte) => byte / 255);
}
