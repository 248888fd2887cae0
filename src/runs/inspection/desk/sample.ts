/**
 * Inspects one example: it keeps the open network, and what that network computes for the example.
 */
import { type ExampleSet, scaledInputs } from '../../../engine/examples/example-set.ts';
import { normalise } from '../../../engine/examples/scaling.ts';
import type { Ends } from '../../../engine/separation/ends.ts';
import { decodeTrain, editedTrain } from '../../../engine/simulation/decode.ts';
import { type Inspected, type InspectedImage, inspectImage } from '../../../engine/simulation/inspect.ts';
import { membraneOf } from '../../../engine/simulation/membrane.ts';
import { createSimulator, disposeSimulator } from '../../../engine/simulation/simulate.ts';
import type { Simulator } from '../../../engine/simulation/simulator.ts';
import { mostSpikes, simulatedSteps } from '../../../engine/spiking/dynamics.ts';
import type { SpikingNetwork } from '../../../engine/spiking/spiking-network.ts';

import { takenShape } from '../../../networks/network.ts';
import { sizeOf } from '../../../networks/shape.ts';
import { taskOf } from '../../../tasks/index.ts';
import type {
  MembraneTrace,
  NetworkOrigin,
  SampleAnswer,
  SampleInspection,
  SampleSource,
} from '../simulation.ts';
import { answerOf } from './answer.ts';
import type { Asked } from './asked.ts';

import type { DeskMaterials } from './materials.ts';
import { recordedExample } from './recorded.ts';
import { coreInput } from './voices.ts';

export interface SampleDesk {
  /** Opens a network and closes the one that was open. */
  open(origin: NetworkOrigin, network: OpenedNetwork, hasAnn: boolean): void;
  inspect(source: SampleSource): Promise<SampleInspection>;
  nextOfClass(label: number, index: number): Promise<number | null>;
  membrane(layer: string, neuron: number): Promise<MembraneTrace>;
  /** Returns the answer to the example inspected last with other spike counts in one layer. */
  decode(layer: string, counts: Float32Array): Promise<SampleAnswer>;
  /** Returns the example inspected last. Throws when there is none. */
  inspected(): InspectedSample;
}

/** An example that was inspected, and the network that it went through. */
export interface InspectedSample extends Sample {
  readonly simulator: Simulator;
  readonly origin: NetworkOrigin;
  readonly hasAnn: boolean;
}

/** A network that may have analog ends. */
export type OpenedNetwork = SpikingNetwork & { readonly ends?: Ends | undefined };

interface OpenNetwork {
  readonly origin: NetworkOrigin;
  readonly ends: Ends | undefined;
  readonly simulator: Simulator;
  readonly hasAnn: boolean;
}

/** The example inspected last, and the results of the inspection. */
interface Sample {
  readonly image: InspectedImage;
  readonly inspected: Inspected;
  readonly asked: Omit<Asked, 'inspected'>;
}

/** Number of training examples that are loaded beside the test set; none of them is looked at. */
const trainingAtHand = 256;

/** The same for a separator, whose mixtures are large. */
const mixturesAtHand = 32;

function atHand({ task }: NetworkOrigin): number {
  return taskOf(task).targets === 'voices' ? mixturesAtHand : trainingAtHand;
}

export function createSampleDesk(materials: DeskMaterials): SampleDesk {
  let current: OpenNetwork | null = null;
  let sample: Sample | null = null;
  const lastInspected = (): InspectedSample => {
    if (!current || !sample) throw new Error('Look at an example first.');
    if (sample.asked.network !== current.simulator.network)
      throw new Error('Another network was opened: look at the example again.');
    return { ...sample, ...current };
  };
  return {
    open: (origin, network, hasAnn) => {
      const simulator = createSimulator(network);
      if (current) disposeSimulator(current.simulator);
      current = { origin, simulator, hasAnn, ends: network.ends };
    },
    inspect: async (source) => {
      if (!current) throw new Error('No network is open yet.');
      const { simulator, origin, hasAnn, ends } = current;
      const { network } = simulator;
      const { examples, start } = await materials.of(origin, atHand(origin));
      const { facts } = examples;
      const recorded = source.kind === 'recorded';
      const test = recorded ? recordedExample(source.recording, examples.test, source.over) : examples.test;
      const shape = takenShape({ ...network, ...(ends ? { front: ends.front } : {}) });
      const picture = pictureOf(source, test, sizeOf(shape));
      const input = ends ? await coreInput(ends, picture) : inputOf(picture, test);
      const index = indexOf(source);
      const image = { pixels: input, index: index ?? 0 };
      const inspected = await inspectImage(simulator, image);
      const ann = hasAnn ? await materials.annPotentials(start, input) : null;
      const asked = { network, ends, ann, test, index, input, facts, task: origin.task };
      sample = { image, inspected, asked };
      return {
        timeSteps: simulatedSteps(network),
        mostSpikes: mostSpikes(network),
        shownSteps: inspected.shownSteps,
        dynamics: network.dynamics ?? null,
        firing: network.firing ?? 'immediate',
        input: picture,
        inputShape: [...shape],
        index: recorded ? null : index,
        testSize: examples.test.count,
        layers: inspected.layers.map(({ counts, spikes }, l) => {
          const { layer, threshold } = network.layers[l]!;
          const total = counts.reduce((sum, count) => sum + count, 0);
          return {
            layer,
            spiking: threshold !== null,
            neurons: counts.length,
            counts,
            spikes,
            firingRate: threshold ? total / counts.length / mostSpikes(network) : 0,
            threshold: [...(threshold ?? [])],
          };
        }),
        outputPotentials: inspected.potentials,
        outputs: inspected.output.length,
        answer: await answerOf({ ...asked, inspected }),
      };
    },
    nextOfClass: async (label, index) => {
      if (!current) throw new Error('No network is open yet.');
      const { count, targets } = (await materials.of(current.origin, atHand(current.origin))).examples.test;
      if (targets.kind !== 'class') throw new Error('These examples have no classes.');
      for (let i = 1; i <= count; i++) {
        const next = (index + i) % count;
        if (targets.labels[next] === label) return next;
      }
      return null;
    },
    membrane: async (layer, neuron) => {
      if (!current || !sample) throw new Error('Look at an example first.');
      const l = layerNamed(current.simulator, layer);
      return { layer, neuron, ...(await membraneOf(current.simulator, sample.image, l, neuron)) };
    },
    inspected: lastInspected,
    decode: async (layer, counts) => {
      const { simulator, asked, inspected } = lastInspected();
      const { timeSteps, dynamics } = simulator.network;
      if (dynamics?.spikes) throw new Error('Counts can be edited where a step has one spike or none.');
      const l = layerNamed(simulator, layer);
      const shown = inspected.layers[l];
      if (!shown || shown.spikes.length !== timeSteps * counts.length)
        throw new Error(`${layer} has no spikes of ${counts.length} neurons to edit.`);
      if (counts.some((count) => !(Number.isInteger(count) && count >= 0 && count <= timeSteps)))
        throw new Error(`Spike counts are whole numbers from 0 to ${timeSteps}.`);
      const train = editedTrain(shown.spikes, counts, timeSteps);
      return answerOf({ ...asked, inspected: await decodeTrain(simulator, l, train) });
    },
  };
}

/** Returns the place of a layer in a network. Throws when there is none of this name. */
export function layerNamed({ network }: Simulator, layer: string): number {
  const l = network.layers.findIndex((entry) => entry.layer.name === layer);
  if (l < 0) throw new Error(`There is no layer named ${layer}.`);
  return l;
}

/** Returns the number of an example in its set; a recording is the only one in its own. */
function indexOf(source: SampleSource): number | null {
  switch (source.kind) {
    case 'test':
      return source.index;
    case 'recorded':
      return 0;
    case 'pixels':
      return null;
  }
}

/**
 * Returns the example that a source names before it is normalised. Throws when there is no such
 * example.
 */
function pictureOf(source: SampleSource, test: ExampleSet, size: number): Float32Array {
  switch (source.kind) {
    case 'pixels':
      if (source.pixels.length !== size)
        throw new Error(`The network takes ${size} pixels, the drawing has ${source.pixels.length}.`);
      return source.pixels.slice();
    case 'recorded':
    case 'test': {
      const index = indexOf(source)!;
      if (!(Number.isInteger(index) && index >= 0 && index < test.count))
        throw new Error(`Test examples go from 0 to ${test.count - 1} (asked for ${index}).`);
      return scaledInputs({ ...test, scaling: { divisor: test.scaling.divisor } }, [index]);
    }
  }
}

/** Returns the input that a network gets of a picture. */
function inputOf(picture: Float32Array, { scaling }: ExampleSet): Float32Array {
  if (!scaling.perChannel) return picture;
  const input = picture.slice();
  normalise(input, scaling.perChannel);
  return input;
}
