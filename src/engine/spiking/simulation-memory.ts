/**
 * Plans the memory of simulating a window before it starts: how many images go together, and
 * whether one fits at all. Long windows (rate coding, up to 1,024 steps) make this necessary.
 */
import { chunksOf, wordSteps } from '../../backends/kernels/spiking/contract.ts';
import { arrivingShape, type Layer, neuronCount } from '../../networks/layer.ts';
import { sizeOf } from '../../networks/shape.ts';
import { weightCount } from '../../networks/sizes.ts';
import { writeCount } from '../../tasks/writing.ts';
import { type Dynamics, simulatedSteps } from './dynamics.ts';
import { takesEvents } from './events.ts';

/**
 * Number of bytes that one worker's simulation may take, its weights included. A network whose
 * weights alone take most of it gets half as much for the images beside them: whether such a
 * network fits into the machine is planned with the run.
 */
export const simulationBudget = 512 * 2 ** 20;

/**
 * The spiking kernels' own scratch memory, in bytes, estimated: lists of spikes and packed weights
 * of a block.
 */
const scratchBytes = 32 * 2 ** 20;

/** Largest number of images that go together: more are no faster. */
const mostImages = 250;

/**
 * Number of image-steps of a batch after which the simulation yields, so that a stop takes effect
 * within about a second.
 */
const stepsBetweenYields = 16_384;

/** The coding and decoding of networks without dynamics of their own (§3.4). */
export const paperDynamics = { coding: 'firstStep', decoding: 'potential' } as const;

export interface SimulatedWindow {
  readonly layers: readonly Layer[];
  readonly timeSteps: number;
  readonly dynamics: Pick<Dynamics, 'coding' | 'decoding' | 'spikes'>;
}

export interface SimulationMemory {
  /**
   * Bytes per image: the spikes and counts of all layers, which are held together, and the widest
   * layer's currents.
   */
  readonly perImage: number;
  /** Bytes that do not depend on the number of images: weights and the kernels' scratch memory. */
  readonly fixed: number;
  /** The layer with the most neurons. */
  readonly largest: { readonly name: string; readonly neurons: number };
}

const float = 4;

/**
 * Returns estimated bytes. `packed`: 32 steps share a word (packed-spikes.ts); all backends but
 * WebGL pack. Signed and graded spikes are never packed (wide-neuron.ts).
 */
export function simulationMemory(
  { layers, timeSteps: window, dynamics: { coding, decoding, spikes } }: SimulatedWindow,
  packs = true,
): SimulationMemory {
  const packed = packs && !spikes;
  const timeSteps = simulatedSteps({ timeSteps: window, dynamics: { spikes } });
  const neurons = layers.map(neuronCount);
  const classes = neurons.at(-1)!;
  const wordsOf = (count: number) => float * count * (packed ? chunksOf(timeSteps) : timeSteps);
  const spiking = decoding === 'counts' ? neurons : neurons.slice(0, -1);
  const pixels = arriving(layers[0]!);
  const input = float * 2 * pixels + (coding === 'poisson' ? 2 * wordsOf(pixels) : float * 3 * neurons[0]!);
  const piece = float * Math.min(timeSteps, wordSteps);
  // Layers that take no events are driven by the currents of a piece, as the readout is; its
  // answers over time are held whole.
  const inPieces = (layer: Layer, l: number) =>
    l === layers.length - 1 || ((l > 0 || coding === 'poisson') && !(packed && takesEvents(layer)));
  const currents = layers.map((layer, l) =>
    inPieces(layer, l) ? 2 * piece * (arriving(layer) + neurons[l]!) : 0,
  );
  const answers = float * 4 * timeSteps * classes;
  const weights = weightCount(layers);
  const most = Math.max(...neurons);
  return {
    perImage:
      input +
      spiking.reduce((sum, count) => sum + 2 * wordsOf(count) + 2 * float * count, 0) +
      Math.max(...currents) +
      answers,
    fixed: scratchBytes + float * 3 * weights,
    largest: { name: layers[neurons.indexOf(most)]!.name, neurons: most },
  };
}

/** Returns the number of values that arrive at a layer's `before` steps. */
function arriving(layer: Layer): number {
  return sizeOf(arrivingShape(layer));
}

/** Returns the bytes that the images of a batch may take. */
function roomForImages({ fixed }: SimulationMemory): number {
  return Math.max(simulationBudget - fixed, simulationBudget / 2);
}

/** Returns the reason why a window cannot be simulated, with the numbers, or null when it can. */
export function windowProblem(window: SimulatedWindow, packed = true): string | null {
  const memory = simulationMemory(window, packed);
  const { perImage, fixed, largest } = memory;
  if (perImage <= roomForImages(memory)) return null;
  return (
    `a window of ${writeCount(window.timeSteps)} steps takes ${megabytes(fixed + perImage)} MB for one example, more than the ` +
    `${megabytes(simulationBudget)} MB that a worker may take; its largest layer, ${largest.name}, has ` +
    `${writeCount(largest.neurons)} neurons`
  );
}

/** An error about a window that does not fit into memory. */
export class WindowMemoryError extends Error {
  override readonly name = 'WindowMemoryError';
}

/**
 * Returns the number of images that are simulated together. Throws {@link WindowMemoryError} when
 * not even one fits.
 */
export function plannedBatch(window: SimulatedWindow, packed = true): number {
  const problem = windowProblem(window, packed);
  if (problem) throw new WindowMemoryError(`This does not fit: ${problem}.`);
  const memory = simulationMemory(window, packed);
  const fitting = Math.floor(roomForImages(memory) / memory.perImage);
  const yielding = Math.max(8, Math.floor(stepsBetweenYields / window.timeSteps));
  return Math.min(mostImages, fitting, yielding);
}

/**
 * Returns the number of images per batch with which a window of the paper's length stays within a
 * modest memory: fewer of a large network.
 */
export function simulationBatch(window: SimulatedWindow, packed = true): number {
  const usual = Math.max(8, Math.min(mostImages, Math.floor(2048 / window.timeSteps)));
  return Math.min(usual, fittingImages(window, packed));
}

/** Returns the number of images of a batch that a modest memory has room for, at least one. */
export function fittingImages(window: SimulatedWindow, packed = true): number {
  const memory = simulationMemory(window, packed);
  return Math.max(1, Math.floor(roomForImages(memory) / memory.perImage));
}

function megabytes(bytes: number): string {
  return writeCount(Math.ceil(bytes / 2 ** 20));
}
