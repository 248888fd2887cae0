/**
 * Makes layers from the nodes of a chain: what stands before the weights, the weights, and the
 * neurons behind them, whose resistances are multiplied into the weights.
 */
import type { SpikingLayer } from '../../engine/spiking/spiking-network.ts';
import type { Step, Synapse } from '../../networks/kinds/index.ts';
import { outputChannels, outputShape } from '../../networks/layer.ts';
import { type ImageShape, sizeOf } from '../../networks/shape.ts';
import { ExchangeError, quoted, shapeText } from '../error.ts';
import type { NirNode } from './graph.ts';
import { neuronsOf } from './neurons.ts';
import { flattenStep, poolStep, weightsOf } from './parts.ts';
import { isGroup, numbersIn, textIn } from './tree.ts';

/** How a network runs, as far as its weights depend on it. */
export interface Run {
  readonly timeSteps: number;
  readonly dt: number;
  /** Whether the input comes at the first step alone, and not in equal parts at every step. */
  readonly inputAtOnce: boolean;
  /** The leak that the neurons must have; null when the neurons say it. */
  readonly leak: number | null;
}

export interface ReadLayers {
  readonly inputShape: ImageShape;
  readonly layers: readonly SpikingLayer[];
  readonly leak: number;
  /** Whether there are neurons, which fire above their threshold where nothing else is said. */
  readonly strict: boolean;
}

/** Weights that wait for the neurons behind them. */
interface Open {
  readonly name: string;
  readonly before: readonly Step[];
  readonly synapse: Synapse;
  readonly weight: Float64Array;
  readonly bias: Float64Array;
}

/** Returns the layers of a chain from its input to its output. Throws {@link ExchangeError}. */
export function runOfChain(chain: readonly NirNode[], run: Run): ReadLayers {
  const inputShape = imageIn(chain[0]!);
  const layers: SpikingLayer[] = [];
  let shape: readonly number[] = inputShape;
  let before: Step[] = [];
  /** What sums of pooling multiply the next weights by. */
  let factor = 1;
  let open: Open | null = null;
  let leak = run.leak;
  for (const node of chain.slice(1, -1)) {
    const where = `node ${quoted(node.name)} (${node.type.slice(0, 40)})`;
    if (open && behindWeights.has(node.type))
      throw new ExchangeError(`${where} follows weights without neurons between them, which is not read`);
    switch (node.type) {
      case 'AvgPool2d':
      case 'SumPool2d': {
        const { step, sums } = poolStep(node, shape, where);
        before.push(step);
        factor *= sums;
        shape = step.outputShape;
        break;
      }
      case 'Flatten':
        if (shape.length === 3) before.push(flattenStep(node, shape as ImageShape, where));
        shape = [sizeOf(shape)];
        break;
      case 'Conv2d':
      case 'Affine':
      case 'Linear': {
        // A list of numbers is an image of one row, which is flattened again.
        if (node.type !== 'Conv2d' && layers.length === 0 && before.length === 0 && isList(inputShape)) {
          before.push({ kind: 'flatten', inputShape });
          shape = [sizeOf(shape)];
        }
        const { synapse, weight, bias } = weightsOf(node, shape, flattenedIn(before), where);
        const gain = factor * (layers.length === 0 && !run.inputAtOnce ? run.timeSteps : 1);
        open = {
          name: layerName(node),
          before,
          synapse,
          weight: weight.map((value) => value * gain),
          bias: bias.map((value) => value * run.timeSteps),
        };
        shape = outputShape(synapse);
        before = [];
        factor = 1;
        break;
      }
      case 'IF':
      case 'LIF': {
        if (!open) throw new ExchangeError(`${where} has no weights before it, which is not read`);
        const neurons = neuronsOf(node, outputShape(open.synapse), run, where);
        if (leak !== null && Math.abs(neurons.leak - leak) > 1e-6)
          throw new ExchangeError(
            `${where} keeps ${neurons.leak} of its potential a step, and others ${leak}: one leak for all is read`,
          );
        leak ??= neurons.leak;
        layers.push(withNeurons(open, neurons, run));
        open = null;
        break;
      }
      default:
        throw new ExchangeError(
          `${where} is of a type that is not read; these are: AvgPool2d, SumPool2d, Flatten, Conv2d, Affine, Linear, IF, LIF`,
        );
    }
  }
  if (before.length > 0)
    throw new ExchangeError('the network ends in pooling or flattening, without weights behind');
  if (open) layers.push(withNeurons(open, null, run));
  if (layers.length === 0) throw new ExchangeError('the graph has no weights');
  checkOutput(chain.at(-1)!, shape);
  return { inputShape, layers, leak: leak ?? 1, strict: layers.some(({ threshold }) => threshold) };
}

/** Types of nodes that may not follow weights. */
const behindWeights = new Set(['AvgPool2d', 'SumPool2d', 'Flatten', 'Conv2d', 'Affine', 'Linear']);
const isList = ([height, , channels]: ImageShape) => height === 1 && channels === 1;

function flattenedIn(before: readonly Step[]): readonly number[] | null {
  return before.findLast(({ kind }) => kind === 'flatten')?.inputShape ?? null;
}

/** Returns the name of a layer: the one that Spikewise gave it, or that of its node. */
function layerName({ name, fields }: NirNode): string {
  const metadata = fields.get('metadata');
  return isGroup(metadata) && metadata.has('layer')
    ? textIn(metadata, 'layer', `node ${quoted(name)}`)
    : name;
}

/** Returns the shape of the input as an image, channels last. */
function imageIn(node: NirNode): ImageShape {
  const shape = shapeIn(node);
  const [first, second, third] = shape;
  if (shape.length === 1) return [1, first!, 1];
  if (shape.length === 3) return [second!, third!, first!];
  throw new ExchangeError(
    `node ${quoted(node.name)}: an input of ${shapeText(shape)} is not read; it must be a list or channels × height × width`,
  );
}

function shapeIn({ name, fields }: NirNode): number[] {
  const { values } = numbersIn(fields, 'shape', `node ${quoted(name)}`);
  const shape = [...values];
  if (shape.length === 0 || !shape.every((n) => Number.isInteger(n) && n > 0 && n <= 2 ** 24))
    throw new ExchangeError(`node ${quoted(name)}: its shape must be whole numbers above 0`);
  return shape;
}

function checkOutput(node: NirNode, shape: readonly number[]): void {
  const said = shapeIn(node);
  if (sizeOf(said) !== sizeOf(shape))
    throw new ExchangeError(
      `node ${quoted(node.name)}: its shape is ${shapeText(said)}, but ${sizeOf(shape)} values arrive`,
    );
}

function withNeurons(
  { name, before, synapse, weight, bias }: Open,
  neurons: ReturnType<typeof neuronsOf> | null,
  { timeSteps }: Run,
): SpikingLayer {
  const channels = outputChannels(synapse);
  const gain = (channel: number) => neurons?.gain[neurons.gain.length === 1 ? 0 : channel] ?? 1;
  const rest = (channel: number) => neurons?.rest[neurons.rest.length === 1 ? 0 : channel] ?? 0;
  return {
    layer: { name, before, synapse, batchNorm: null },
    weight: Float32Array.from(weight, (value, i) => value * gain(i % channels)),
    bias: Float32Array.from(bias, (value, channel) => value * gain(channel) + timeSteps * rest(channel)),
    threshold: neurons ? Float32Array.from(neurons.threshold) : null,
  };
}
