/** Describes a Keras model: the layers of its configuration with their weights. */
import { ExchangeError, quoted } from '../../error.ts';
import type { ModelDescription, ModelNode, ModelShape, Operation } from '../description.ts';
import { finite } from '../limits.ts';
import { shapeAfter } from '../shapes.ts';
import type { LayerConfig } from './config.ts';
import { operationsOf } from './operations.ts';
import { type KerasLayer, layersOf } from './topology.ts';
import type { WeightPart } from './weight-part.ts';

/** Returns the weights of a layer in the order of the parts. */
export type WeightsOf = (layer: KerasLayer, parts: readonly WeightPart[]) => readonly Float32Array[];

/** Returns the network of a configuration. Throws {@link ExchangeError} that names the layer. */
export function describeKeras(format: string, model: unknown, weightsOf: WeightsOf): ModelDescription {
  const layers = layersOf(model);
  const inputShape = inputOf(layers);
  const nodes: ModelNode[] = [];
  /** The node that gives a layer's output, and its shape. */
  const ends: { node: number; shape: ModelShape | null }[] = [];
  for (const layer of layers) {
    const isInput = layer.className === 'InputLayer';
    const arriving = layer.from.map((place) => ends[place]!);
    let from = arriving.length === 0 ? [-1] : arriving.map(({ node }) => node);
    let shape = arriving.length === 0 ? inputShape : arriving[0]!.shape;
    const take = (parts: readonly WeightPart[]) => {
      const weights = weightsOf(layer, parts);
      return weights.map((values, i) => finite(`${layer.name}/${parts[i]!.part}`, values));
    };
    const operations = isInput ? [] : operationsOf(layer, arriving.length > 1, shape, take);
    operations.forEach((operation, i) => {
      shape = shape && handedOn(layer, operation, shape);
      const activation = i > 0 && isActivation(operation);
      nodes.push({
        name: activation ? `${layer.name} activation` : layer.name,
        title: layer.className,
        from,
        operation,
      });
      from = [nodes.length - 1];
    });
    ends.push({ node: from.length === 1 ? from[0]! : nodes.length - 1, shape });
  }
  if (nodes.length === 0) throw new ExchangeError('the model has no layers but its input');
  return { format, inputShape, vectorOrder: 'channelsLast', nodes };
}

function isActivation({ kind }: Operation): boolean {
  return kind === 'relu' || kind === 'softmax' || kind === 'sigmoid' || kind === 'unsupported';
}

function handedOn({ name }: KerasLayer, operation: Operation, shape: ModelShape): ModelShape | null {
  try {
    return shapeAfter(operation, shape);
  } catch (error) {
    if (error instanceof ExchangeError) throw new ExchangeError(`layer ${quoted(name)}: ${error.message}`);
    throw error;
  }
}

function inputOf(layers: readonly KerasLayer[]): ModelShape {
  const given = layers.filter(({ from }) => from.length === 0);
  const [input] = given;
  if (!input || given.length > 1)
    throw new ExchangeError('the model has several beginnings, and one is needed');
  const shape = shapeIn(input.config);
  if (shape.length !== 1 && shape.length !== 3)
    throw new ExchangeError(
      `layer ${quoted(input.name)}: the input is ${shape.join('×')} without the batch, and an image or a vector is needed`,
    );
  return shape;
}

function shapeIn(config: LayerConfig): ModelShape {
  const shape = config.batchShape();
  if (!shape)
    throw new ExchangeError(
      `layer ${quoted(config.name)}: the size of the input is not given; build the model with an input layer and save it`,
    );
  return shape;
}
