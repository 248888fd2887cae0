/**
 * Whether the layers of a spiking network fit together: each takes what the one before hands on.
 */

import { type LinearStep, type Synapse, sizeOf } from '../networks/layer.ts';
import { averagePool, conv2d, dense, flatten, NetworkError } from '../networks/records.ts';
import { unknownKind } from '../networks/unknown-kind.ts';
import { ExchangeError, quoted, shapeText } from './error.ts';
import { shapeEqual } from './float-tensor.ts';
import type { NetworkHeader } from './network-schema.ts';

/** Most neurons of one layer: beyond it no machine that runs this simulates an image. */
const maxNeurons = 1 << 26;

/** Checks names, shapes and kinds of neurons. Throws {@link ExchangeError} naming the layer. */
export function checkChain(header: NetworkHeader): void {
  const names = new Set<string>();
  let shape: readonly number[] = header.inputShape;
  let analogSeen = false;
  header.layers.forEach((layer, index) => {
    const where = `layer ${quoted(layer.name)}`;
    if (names.has(layer.name)) throw new ExchangeError(`${where}: two layers have this name`);
    names.add(layer.name);
    for (const part of [...layer.before, layer.synapse]) shape = handOn(where, part, shape);
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
}

/** Shape that a step or synapse hands on when it receives `input`. */
function handOn(where: string, part: LinearStep | Synapse, input: readonly number[]): readonly number[] {
  const takes = takenShape(part);
  if (!shapeEqual(takes, input))
    throw new ExchangeError(
      `${where}: ${part.kind} expects ${shapeText(takes)} but receives ${shapeText(input)}`,
    );
  if (sizeOf(input) > maxNeurons)
    throw new ExchangeError(`${where}: receives ${shapeText(input)}, more than ${maxNeurons} values`);
  const gives = computedShape(where, part);
  const stored = storedShape(part) ?? gives;
  if (!shapeEqual(gives, stored))
    throw new ExchangeError(
      `${where}: ${part.kind} gives ${shapeText(gives)}, but its outputShape is ${shapeText(stored)}`,
    );
  if (sizeOf(gives) > maxNeurons)
    throw new ExchangeError(`${where}: ${shapeText(gives)} are more than ${maxNeurons} neurons`);
  return gives;
}

/** The input shape that a step or synapse has in its record. */
function takenShape(part: LinearStep | Synapse): readonly number[] {
  switch (part.kind) {
    case 'conv2d':
    case 'averagePool':
    case 'flatten':
      return part.inputShape;
    case 'dense':
      return [part.inputSize];
    default:
      return unknownKind(part);
  }
}

/** The output shape that a step or synapse has in its record; null where the record has none. */
function storedShape(part: LinearStep | Synapse): readonly number[] | null {
  switch (part.kind) {
    case 'conv2d':
    case 'averagePool':
      return part.outputShape;
    case 'dense':
      return [part.outputSize];
    case 'flatten':
      return null;
    default:
      return unknownKind(part);
  }
}

/** The output shape that follows from the other numbers; the network records know how. */
function computedShape(where: string, part: LinearStep | Synapse): readonly number[] {
  const name = part.kind;
  try {
    switch (part.kind) {
      case 'conv2d':
        return conv2d({ ...part, name, filters: part.outputShape[2] }).outputShape;
      case 'dense':
        return [dense({ name, inputSize: part.inputSize, units: part.outputSize }).units];
      case 'averagePool':
        return averagePool({ ...part, name }).outputShape;
      case 'flatten':
        return [sizeOf(flatten({ name, inputShape: part.inputShape }).inputShape)];
      default:
        return unknownKind(part);
    }
  } catch (error) {
    if (error instanceof NetworkError) throw new ExchangeError(`${where}: ${error.message}`);
    throw error;
  }
}
