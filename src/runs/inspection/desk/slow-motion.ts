/**
 * Answers what the slow motion asks beyond an inspection: the ANN's activations, the moment at
 * which a layer is converted, and one tandem step, all for the example inspected last.
 */
import { type TandemStepSettings, tandemStep } from '../../../engine/conversion/tandem-step.ts';
import { targetsAt } from '../../../engine/examples/example-set.ts';
import { objectiveOf } from '../../../engine/objectives/index.ts';
import { analogBranch } from '../../../engine/simulation/analog-branch.ts';
import type { Simulator } from '../../../engine/simulation/simulator.ts';
import { taskOf } from '../../../tasks/index.ts';
import type { ConversionMoment, TandemMoment } from '../simulation.ts';
import type { DeskMaterials } from './materials.ts';
import { type InspectedSample, layerNamed } from './sample.ts';

/** Number of training examples that are loaded beside the test set; none of them is looked at. */
const trainingAtHand = 256;

export async function annActivations(
  { origin, hasAnn, asked }: InspectedSample,
  materials: DeskMaterials,
): Promise<readonly Float32Array[] | null> {
  if (!hasAnn) return null;
  const { start } = await materials.of(origin, trainingAtHand);
  return materials.annActivations(start, asked.input);
}

/** Returns the place of a layer that spikes as the paper's neurons do. Throws where it does not. */
function convertedLayer(simulator: Simulator, name: string): number {
  const { layers, dynamics } = simulator.network;
  const l = layerNamed(simulator, name);
  if (dynamics)
    throw new Error(
      'The neurons of this network leak, reset, spike or read their input in another way than the paper’s: no conversion and no tandem step leads to it.',
    );
  if (l === layers.length - 1) throw new Error(`${name} is the readout, which is not converted.`);
  if (!layers[l]!.threshold)
    throw new Error(
      `${name} is still analog in this network. Choose a layer that spikes, or wait for its stage.`,
    );
  return l;
}

export async function conversionMoment(
  { simulator, image, inspected }: InspectedSample,
  name: string,
): Promise<ConversionMoment> {
  const l = convertedLayer(simulator, name);
  const { layers } = simulator.network;
  return {
    layer: name,
    next: layers[l + 1]!.layer.name,
    threshold: [...layers[l]!.threshold!],
    activations: await analogBranch(simulator, image, l),
    counts: inspected.layers[l]!.counts,
  };
}

export async function tandemMoment(
  { simulator, asked, origin }: InspectedSample,
  name: string,
  settings: TandemStepSettings,
  materials: DeskMaterials,
): Promise<TandemMoment> {
  const l = convertedLayer(simulator, name);
  const { network } = simulator;
  const { task, index, input } = asked;
  const { targets: kind } = taskOf(task);
  if (kind === 'voices' || asked.ends)
    throw new Error(
      'A separator learns from many frames of a mixture at once: one step has no single image.',
    );
  if (index === null && kind !== 'input')
    throw new Error('A drawing has no label, so it has no loss. Choose a test image.');
  const { test } = (await materials.of(origin, trainingAtHand)).examples;
  // A drawing that is to be painted again is its own target.
  const targets = index === null ? { kind: 'values' as const, values: input } : targetsAt(test, [index]);
  const step = await tandemStep(network, l, { input, targets, objective: objectiveOf(task) }, settings);
  return {
    ...step,
    layer: name,
    behind: network.layers.slice(l + 1).map(({ layer }) => layer.name),
    threshold: [...network.layers[l]!.threshold!],
    learningRate: settings.learningRate,
  };
}
