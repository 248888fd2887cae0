/**
 * Checks that the layers of a spiking network fit together: each takes the shape that the one
 * before hands on.
 */

import { dynamicsProblem, inputCodingOf } from '../engine/spiking/dynamics.ts';
import { maxPoolingProblem } from '../engine/spiking/max-pooling.ts';
import { framesShape, front as makeFront, masksShape } from '../networks/front.ts';
import {
  type BackRecord,
  factsOf,
  type LayerRecord,
  type Step,
  type Synapse,
  stepFacts,
  synapseFacts,
} from '../networks/kinds/index.ts';
import type { PartFacts } from '../networks/kinds/kind.ts';
import { outputShape } from '../networks/layer.ts';
import { backOf } from '../networks/model.ts';
import { NetworkError } from '../networks/network-error.ts';
import { sizeOf } from '../networks/shape.ts';
import { maxNeurons, sizeProblem } from '../networks/sizes.ts';
import { findTask, tasks } from '../tasks/index.ts';
import type { Task } from '../tasks/task.ts';
import { writeCount } from '../tasks/writing.ts';
import { ExchangeError, quoted, shapeText } from './error.ts';
import { shapeEqual } from './float-tensor.ts';
import type { NetworkHeader } from './network-schema.ts';

type PartShapes<P> = Pick<PartFacts<LayerRecord, P>, 'inputShape' | 'outputShape' | 'partOf' | 'recordOf'>;

/** Checks names, shapes and kinds of neurons. Throws {@link ExchangeError} naming the layer. */
export function checkChain(header: NetworkHeader): void {
  const names = new Set<string>();
  let shape: readonly number[] = header.inputShape;
  let analogSeen = false;
  header.layers.forEach((layer, index) => {
    const where = `layer ${quoted(layer.name)}`;
    if (names.has(layer.name)) throw new ExchangeError(`${where}: two layers have this name`);
    names.add(layer.name);
    for (const step of layer.before) shape = handOn(where, step, stepFacts(step), shape);
    shape = handOn(where, layer.synapse, synapseFacts(layer.synapse), shape);
    const last = index === header.layers.length - 1;
    if (last !== (layer.neurons === 'readout'))
      throw new ExchangeError(
        `${where}: the last layer, and only it, must be the readout (got ${layer.neurons})`,
      );
    if (analogSeen && layer.neurons === 'spiking')
      throw new ExchangeError(`${where}: a spiking layer cannot follow an analog one`);
    analogSeen ||= layer.neurons === 'analog';
    if (header.dynamics && analogSeen)
      throw new ExchangeError(`${where}: a network with dynamics has no analog layers`);
  });
  const unfit =
    dynamicsProblem(header) ??
    maxPoolingProblem(header.layers, { firing: header.firing, coding: inputCodingOf(header) });
  if (unfit) throw new ExchangeError(unfit);
  const tooLarge = sizeProblem(header.layers);
  if (tooLarge) throw new ExchangeError(`the network is too large to be simulated: ${tooLarge}`);
}

/**
 * Checks that the task is known, that the parts before the layers and after the readout are those
 * that the task wants, and that normalisation has figures for every channel.
 */
export function checkPurpose(header: NetworkHeader): void {
  const { task: id, back, normalisation, inputShape } = header;
  const task = findTask(id);
  if (!task)
    throw new ExchangeError(
      `task ${quoted(id)} is not known; this version knows ${tasks.map((known) => known.id).join(', ')}`,
    );
  checkFront(header, task);
  const wanted = titlesOf(backOf(task.back));
  const found = titlesOf(back);
  if (found !== wanted)
    throw new ExchangeError(
      `back: the task ${id} has ${wanted} after the readout, this network has ${found}`,
    );
  for (const figures of normalisation ? [normalisation.mean, normalisation.deviation] : [])
    if (figures.length !== inputShape[2])
      throw new ExchangeError(
        `normalisation: needs figures of ${inputShape[2]} channels (got ${figures.length})`,
      );
}

/** Checks that an encoder stands where the task wants one, and that the layers fit it. */
function checkFront(
  { front, layers, inputShape }: NetworkHeader,
  { id, front: wanted = 'none' }: Task,
): void {
  if ((front !== undefined) !== (wanted === 'encoder'))
    throw new ExchangeError(
      `front: the task ${id} has ${front ? 'no encoder' : 'an encoder'} before the layers, this network has ${front ? 'one' : 'none'}`,
    );
  if (!front) return;
  try {
    makeFront(front);
  } catch (error) {
    if (error instanceof NetworkError) throw new ExchangeError(`front: ${error.message}`);
    throw error;
  }
  const ends = [
    ['the layers take', framesShape(front), inputShape],
    ['the readout gives', masksShape(front), outputShape(layers.at(-1)!.synapse)],
  ] as const;
  for (const [what, needed, has] of ends)
    if (!shapeEqual(needed, has))
      throw new ExchangeError(`front: of this encoder, ${what} ${shapeText(needed)} (got ${shapeText(has)})`);
}

function titlesOf(records: readonly BackRecord[]): string {
  return records.map((record) => factsOf(record).title).join(', ') || 'nothing';
}

/** Returns the shape that a step or synapse hands on when it receives `input`. */
function handOn<P extends Step | Synapse>(
  where: string,
  part: P,
  facts: PartShapes<P>,
  input: readonly number[],
): readonly number[] {
  const takes = facts.inputShape(part);
  if (!shapeEqual(takes, input))
    throw new ExchangeError(
      `${where}: ${part.kind} expects ${shapeText(takes)} but receives ${shapeText(input)}`,
    );
  if (sizeOf(input) > maxNeurons)
    throw new ExchangeError(
      `${where}: receives ${shapeText(input)}, more than ${writeCount(maxNeurons)} values`,
    );
  const gives = computedShape(where, part, facts);
  const stored = facts.outputShape(part);
  if (!shapeEqual(gives, stored))
    throw new ExchangeError(
      `${where}: ${part.kind} gives ${shapeText(gives)}, but its outputShape is ${shapeText(stored)}`,
    );
  if (sizeOf(gives) > maxNeurons)
    throw new ExchangeError(`${where}: ${shapeText(gives)} are more than ${writeCount(maxNeurons)} neurons`);
  return gives;
}

/**
 * Returns the output shape that follows from the other numbers, computed by the network records.
 */
function computedShape<P extends Step | Synapse>(
  where: string,
  part: P,
  facts: PartShapes<P>,
): readonly number[] {
  try {
    return facts.outputShape(facts.partOf(facts.recordOf(part, part.kind)));
  } catch (error) {
    if (error instanceof NetworkError) throw new ExchangeError(`${where}: ${error.message}`);
    throw error;
  }
}
