/**
 * Answers the questions to the simulation worker: one network at a time, with examples loaded as
 * they are needed.
 */

import { leastImages } from '../../../engine/hybrid/calibration.ts';
import { readNetworkFile } from '../../../exchange/network-file.ts';
import { leadOf, taskOf } from '../../../tasks/index.ts';
import { leadScore, type TaskId } from '../../../tasks/task.ts';
import { offerHeld } from '../../data/held.ts';
import { breathe } from '../../execution/breathe.ts';
import type { UntunedSettings } from '../../spec/untuned-settings.ts';
import { probe } from '../probe/probe.ts';
import { tryChanges } from '../setting-trials.ts';
import type { Answer, NetworkSource, SimulationEndpoint, UntunedPoint } from '../simulation.ts';
import { calibrationNeeded, convertCell, convertStart } from '../untuned.ts';
import { createConversions, requireCheckpoint, SupersededError } from './conversions.ts';
import { createMaterials, type DeskSurroundings } from './materials.ts';
import { createPrecedence } from './precedence.ts';
import { createSampleDesk, type OpenedNetwork } from './sample.ts';
import { annActivations, conversionMoment, tandemMoment } from './slow-motion.ts';

type UntunedSource = Extract<NetworkSource, { kind: 'untuned' }>;

async function answer<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() };
  } catch (error) {
    return { ok: false, message: (error as Error).message };
  }
}

/** Returns the network of a file. Throws when it is for another task. */
function networkIn(bytes: Uint8Array, task: TaskId): OpenedNetwork {
  const stored = readNetworkFile(bytes);
  if (stored.task === task) return stored;
  throw new Error(`This network file is for the task ${stored.task}, and the run's task is ${task}.`);
}

export function createSimulationDesk(surroundings: DeskSurroundings): SimulationEndpoint {
  const materials = createMaterials(surroundings);
  const conversions = createConversions(materials);
  const samples = createSampleDesk(materials);
  const precedence = createPrecedence();
  /**
   * The newest diagnosis, trials of settings and probe by number; a newer one ends an older one of
   * its kind.
   */
  const newestOf = { diagnosis: 0, trials: 0, probe: 0 };
  /**
   * Returns a watch for work that can wait: it stands back for urgent work, and ends when a newer
   * question of its kind has come.
   */
  const patientWatch = (kind: keyof typeof newestOf) => {
    const ticket = ++newestOf[kind];
    return async () => {
      await breathe();
      await precedence.free();
      if (ticket !== newestOf[kind]) throw new SupersededError();
    };
  };

  /** Returns a network just converted, between its analog ends where it has some. */
  const converted = async ({ origin, settings, layers }: UntunedSource): Promise<OpenedNetwork> => {
    const { network } = await conversions.convert(origin, settings, layers);
    const { start } = await materials.of(origin, calibrationNeeded(settings));
    return { ...network, ends: start.ends };
  };

  return {
    toNir: (network) =>
      answer(async () => {
        await materials.backend();
        // The library behind it is large.
        const { nirFiles } = await import('./nir-files.ts');
        return nirFiles(network);
      }),
    toAnn: (origin, form, name) =>
      answer(async () => {
        const start = await materials.network(origin);
        requireCheckpoint(origin, start);
        // What writes the forms is large.
        const { annFiles } = await import('./ann-files.ts');
        return annFiles(start, form, name);
      }),
    offer: offerHeld,
    open: (source) =>
      answer(async () => {
        const { backend, device, probeMilliseconds } = await materials.backend();
        const network =
          source.kind === 'file' ? networkIn(source.bytes, source.origin.task) : await converted(source);
        // The ANN of a network that was trained in the run is not kept.
        samples.open(source.origin, network, source.origin.start === 'checkpoint');
        const { engine, host } = surroundings;
        return {
          environment: { backend, device, probeMilliseconds, workers: 1, engine, host },
          layers: network.layers.map(({ layer }) => layer),
        };
      }),
    inspect: (source) => answer(() => samples.inspect(source)),
    nextOfClass: (label, index) => answer(() => samples.nextOfClass(label, index)),
    membrane: (layer, neuron) => answer(() => samples.membrane(layer, neuron)),
    decode: (layer, counts) => answer(() => samples.decode(layer, counts)),
    annActivations: () => answer(() => annActivations(samples.inspected(), materials)),
    conversionMoment: (layer) => answer(() => conversionMoment(samples.inspected(), layer)),
    tandemStep: (layer, settings) =>
      answer(() => tandemMoment(samples.inspected(), layer, settings, materials)),
    untuned: (origin, settings, count) =>
      answer(() =>
        precedence.urgent(async () => {
          const ticket = conversions.begin();
          await materials.backend();
          const loaded = await materials.of(origin, calibrationNeeded(settings));
          const began = performance.now();
          const judged = await conversions.judge(origin, settings, count, ticket);
          const milliseconds = performance.now() - began;
          const ann = await materials.annScores(origin, loaded, count);
          const annScore = leadScore(taskOf(origin.task), ann);
          return { timeSteps: settings.timeSteps, ...judged, annScore, milliseconds };
        }),
      ),
    untunedCurve: (origin, settings, steps, count, onPoint) =>
      answer(async () => {
        const ticket = conversions.begin();
        const points: UntunedPoint[] = [];
        for (const timeSteps of steps) {
          try {
            const { score } = await conversions.judge(origin, { ...settings, timeSteps }, count, ticket);
            points.push({ timeSteps, score });
            onPoint({ timeSteps, score });
          } catch (error) {
            if (error instanceof SupersededError) break;
            throw error;
          }
        }
        return points;
      }),
    diagnose: (origin, settings) =>
      answer(async () => {
        const watch = patientWatch('diagnosis');
        await materials.backend();
        const needed = calibrationNeeded(settings);
        const loaded = await materials.of(origin, needed);
        const { start } = loaded;
        requireCheckpoint(origin, start);
        await watch();
        const options = { diagnosed: true };
        const { diagnostics } = await materials.core(origin, loaded, 'train', needed, ({ set }) =>
          convertStart(start, set, settings, watch, options),
        );
        const findings = diagnostics.map((found, l) => ({
          layer: start.layers[l]!.name,
          diagnostics: found,
        }));
        return { layers: start.layers, findings };
      }),
    tryChanges: (origin, settings, changes, count) =>
      answer(async () => {
        const watch = patientWatch('trials');
        const loaded = await materials.of(origin, calibrationNeeded(settings));
        const convert = async (wanted: UntunedSettings) => {
          await watch();
          return (await conversions.convert(origin, wanted)).network;
        };
        return materials.core(origin, loaded, 'validation', count, (judged) =>
          tryChanges(convert, settings, changes, { ...judged, lead: leadOf(origin) }, watch),
        );
      }),
    probe: (origin, settings, reach, count) =>
      answer(async () => {
        const watch = patientWatch('probe');
        const needed = Math.max(leastImages.channel, calibrationNeeded(settings));
        const loaded = await materials.of(origin, needed);
        const { start } = loaded;
        requireCheckpoint(origin, start);
        const annScore = leadScore(taskOf(origin.task), await materials.annScores(origin, loaded, count));
        await watch();
        return materials.core(origin, loaded, 'train', needed, ({ set: train }) =>
          materials.core(origin, loaded, 'validation', count, ({ set, objective }) => {
            const convert = convertCell(start, { train, validation: set, objective }, settings, watch);
            const judges = { set, objective, lead: leadOf(origin) };
            return probe(convert, settings, reach, judges, annScore, watch);
          }),
        );
      }),
    giveUpDiagnosis: () => {
      newestOf.diagnosis++;
      newestOf.trials++;
      newestOf.probe++;
    },
    giveUpUntuned: () => {
      conversions.begin();
    },
  };
}
