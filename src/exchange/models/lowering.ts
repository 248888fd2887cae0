/** Goes through the nodes of a chain and says what becomes of each. */
import { batchNorm } from '../../networks/kinds/batch-norm.ts';
import { type ImageShape, sizeOf } from '../../networks/shape.ts';
import { unknownKind } from '../../networks/unknown-kind.ts';
import { shapeText } from '../error.ts';
import type { Replacement } from '../own-models.ts';
import type { BuiltLayer, BuiltPool } from './built-layer.ts';
import type {
  BatchNormOperation,
  ConvolutionOperation,
  DenseOperation,
  FlattenOperation,
  ModelDescription,
  ModelNode,
  ModelShape,
  PoolOperation,
} from './description.ts';
import { type ImportLine, refusalsIn, type Verdict } from './report.ts';
import { explicitPadding, isImage, isUnpadded, once, shapeAfter, unpadded } from './shapes.ts';
import { strided } from './strided.ts';
import { behind } from './unsupported.ts';
import {
  type Affine,
  affineOf,
  channelsLastOrder,
  channelsLastRows,
  composed,
  withInputs,
  withOutputs,
} from './weights.ts';

/** What becomes of max pooling; `max` leaves it, and the question open. */
export type PoolingChoice = 'max' | Replacement;

export interface LowerOptions {
  readonly pooling: PoolingChoice;
  /** The images that a network of vectors takes, as the data have them. */
  readonly inputShape?: ImageShape;
}

/** Our epsilon, which every batch norm of the notation has. */
const ourEpsilon = batchNorm({ name: 'norm', channels: 1 }).epsilon;

class Refusal extends Error {
  constructor(
    readonly words: string,
    readonly remedy: string,
  ) {
    super(words);
  }
}

/** What is said of a node. */
type Said = Pick<ImportLine, 'verdict' | 'words' | 'remedy'>;

function said(verdict: Verdict, words: string, remedy = ''): Said {
  return { verdict, words, remedy };
}

const retrain = 'Change the layer where the network was made, train it again and export it';

/** Goes through the nodes in order. It is a class because nearly every rule changes its state. */
export class Lowering {
  readonly lines: ImportLine[] = [];
  readonly layers: BuiltLayer[] = [];
  readonly inputShape: ImageShape;
  /** The layer whose ReLU has not come yet. */
  private open: BuiltLayer | null = null;
  /** Pooling since the last layer with weights. */
  private pools: BuiltPool[] = [];
  /** Whether one of them is a mean of values whose ReLU has not come yet. */
  private averaged = false;
  /** Scaling of what arrives at the next layer with weights. */
  private pending: Affine | null = null;
  private zeros = unpadded;
  /** The image that was flattened channels first, until a dense layer takes it. */
  private flattened: ImageShape | null = null;
  /** True after a node of unknown meaning, until the next layer with weights. */
  private lost = false;

  constructor(
    description: ModelDescription,
    private readonly options: LowerOptions,
  ) {
    const { inputShape, vectorOrder } = description;
    const given = options.inputShape;
    if (isImage(inputShape)) this.inputShape = inputShape;
    else if (given && sizeOf(given) === sizeOf(inputShape)) {
      this.inputShape = given;
      if (vectorOrder === 'channelsFirst' && given[2] > 1) this.flattened = given;
    } else this.inputShape = [1, 1, sizeOf(inputShape)];
  }

  take(node: ModelNode, arriving: ModelShape | null, index: number): void {
    if (node.operation.kind === 'unsupported') {
      const { words, remedy, role } = node.operation;
      this.say(node, role === 'behind' ? 'notJudged' : 'refused', words, remedy);
      if (role === 'activation') this.closeOpen();
      else this.lose();
      return;
    }
    const branches = node.from.length !== 1 || node.from[0] !== index - 1;
    if (branches || this.lost || !arriving) {
      this.lose();
      this.say(node, 'notJudged', behind.words);
      return;
    }
    try {
      const { verdict, words, remedy } = this.step(node, arriving);
      this.say(node, verdict, words, remedy);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.say(node, 'refused', error.words, error.remedy);
    }
  }

  leaveOut(node: ModelNode): void {
    const nothing = node.operation.kind === 'nothing';
    this.say(node, 'folded', nothing ? 'does nothing' : 'left out: the largest output stays the largest');
  }

  end(): void {
    if (this.lost || refusalsIn({ format: '', lines: this.lines }).length > 0) return;
    const last = this.lines.at(-1);
    const refuse = (words: string, remedy: string) =>
      this.lines.push({
        layer: last?.layer ?? 'network',
        title: 'output',
        verdict: 'refused',
        words,
        remedy,
      });
    if (!this.open)
      refuse(
        this.layers.length === 0
          ? 'the network has no layer with weights'
          : 'the network ends in ReLU or a pooling, and the outputs of a spiking network are a dense layer',
        'End the network in a dense layer with an output for each class',
      );
    else if (this.pools.length > 0 || this.pending)
      refuse(
        'something stands behind the last layer with weights',
        'End the network in a dense layer with an output for each class',
      );
    else if (this.open.geometry.kind !== 'dense')
      refuse(
        'the last layer with weights is a convolution',
        'End the network in a dense layer with an output for each class',
      );
    else {
      const { norm, weights, ...rest } = this.open;
      const kept = this.lines.findIndex(
        ({ verdict, words }) => verdict === 'kept' && words === normWords(rest.name),
      );
      if (kept >= 0)
        this.lines[kept] = {
          ...this.lines[kept]!,
          verdict: 'folded',
          words: `batch norm, folded into ${rest.name}, since outputs have none`,
        };
      const folded = norm
        ? withOutputs(weights, affineOf({ kind: 'batchNorm', epsilon: ourEpsilon, ...norm }))
        : weights;
      this.layers.push({ ...rest, weights: folded, norm: null });
    }
  }

  private lose(): void {
    this.lost = true;
    this.open = null;
  }

  private closeOpen(): void {
    if (this.open) this.layers.push(this.open);
    this.open = null;
  }

  private say(node: ModelNode, verdict: Verdict, words: string, remedy = ''): void {
    this.lines.push({ layer: node.name, title: node.title, verdict, words, remedy });
  }

  private step(node: ModelNode, arriving: ModelShape): Said {
    const { operation } = node;
    switch (operation.kind) {
      case 'conv2d':
        return this.convolution(node, operation, arriving as ImageShape);
      case 'dense':
        return this.dense(node, operation);
      case 'batchNorm':
        return this.norm(operation);
      case 'affine':
        return this.affine(operation, 'a constant per channel');
      case 'maxPool':
      case 'averagePool':
        return this.pool(operation, arriving as ImageShape);
      case 'globalAveragePool': {
        const image = arriving as ImageShape;
        const whole = [image[0], image[1]] as const;
        const pool = { kind: 'averagePool', window: whole, stride: whole, padding: unpadded } as const;
        return this.pool(pool, image);
      }
      case 'zeroPad':
        if (this.open) throw new Refusal('pads before a ReLU', 'Put the padding behind the activation');
        this.zeros = added(this.zeros, operation.padding);
        return said('folded', 'its zeros are the padding of the convolution behind it');
      case 'flatten':
        return this.flatten(operation, arriving);
      case 'relu':
        return this.relu();
      case 'nothing':
        return said('folded', 'does nothing when the network is used');
      case 'softmax':
      case 'sigmoid':
        this.closeOpen();
        throw new Refusal(
          `a ${operation.kind} in the middle cannot spike`,
          'Use ReLU inside the network, train it again and export it',
        );
      case 'unsupported':
        throw new Refusal(operation.words, operation.remedy);
      default:
        return unknownKind(operation);
    }
  }

  /** Closes the layer before; returns what is wrong where it had no ReLU. */
  private begin(): Refusal | null {
    if (!this.open) return null;
    const { name } = this.open;
    this.closeOpen();
    return new Refusal(
      `no ReLU stands between it and ${name}`,
      'Put ReLU behind each hidden layer, train again and export it',
    );
  }

  private convolution(node: ModelNode, of: ConvolutionOperation, arriving: ImageShape): Said {
    let refusal = this.begin();
    const { zeros, pending } = this;
    this.zeros = unpadded;
    this.pending = null;
    const padding = added(zeros, explicitPadding(arriving, of));
    const inputShape = without(zeros, arriving);
    const { weight, bias, filters, channels, kernel, stride, dilation } = of;
    const plain = { weight, bias: Float64Array.from(bias ?? new Float32Array(filters)) };
    if (pending?.shift.some((shift) => shift !== 0) && !isUnpadded(padding))
      refusal ??= new Refusal(
        'a constant is added to its input, and it pads: the padding would be another number than 0',
        'Put batch norm or scaling behind the convolution; set the scaling of inputs in the run instead',
      );
    const [height, width] = shapeAfter(of, arriving) as ImageShape;
    const outputShape: ImageShape = [height, width, filters];
    this.openLayer(
      node,
      { kind: 'conv2d', inputShape, outputShape, kernel, stride, dilation, padding },
      pending ? withInputs(plain, pending, channels) : plain,
    );
    if (refusal) throw refusal;
    return said('converted', convolutionWords(of));
  }

  private dense(node: ModelNode, of: DenseOperation): Said {
    const refusal = this.begin();
    const { inputs, units, bias } = of;
    const { flattened, pending } = this;
    this.flattened = null;
    this.pending = null;
    const weight = flattened ? channelsLastRows(of.weight, flattened) : of.weight;
    const plain = { weight, bias: Float64Array.from(bias ?? new Float32Array(units)) };
    const weights = pending ? withInputs(plain, pending, inputs) : plain;
    this.openLayer(node, { kind: 'dense', inputs, units }, weights);
    if (refusal) throw refusal;
    const order = flattened ? ', its rows reordered to channels last' : '';
    return said('converted', `dense layer of ${units}${order}`);
  }

  private openLayer(node: ModelNode, geometry: BuiltLayer['geometry'], weights: BuiltLayer['weights']): void {
    this.open = { name: node.name, geometry, weights, norm: null, before: this.pools };
    this.pools = [];
    this.averaged = false;
  }

  private norm(of: BatchNormOperation): Said {
    const { gamma, beta, mean, variance, epsilon } = of;
    const same = Math.fround(epsilon) === Math.fround(ourEpsilon);
    const ours = same ? variance : variance.map((value) => value + epsilon - ourEpsilon);
    if (!this.open || this.open.norm || this.pools.length > 0 || ours.some((value) => value < 0))
      return this.affine(affineOf(of), 'batch norm');
    this.open = { ...this.open, norm: { gamma, beta, mean, variance: ours } };
    return said('kept', normWords(this.open.name));
  }

  private affine(affine: Affine, what: string): Said {
    if (!this.open) {
      this.pending = composed(this.pending, this.ordered(affine));
      return said('folded', `${what}, folded into the weights behind it`);
    }
    if (this.pools.length > 0 && affine.scale.some((scale) => scale < 0))
      throw new Refusal(
        `${what} with a negative scale stands between a max pooling and its ReLU`,
        'Put it before the pooling',
      );
    const { norm, weights } = this.open;
    if (norm) {
      const entry = (values: Float64Array, c: number) => values[c % values.length]!;
      const gamma = norm.gamma.map((value, c) => value * entry(affine.scale, c));
      const beta = norm.beta.map((value, c) => value * entry(affine.scale, c) + entry(affine.shift, c));
      this.open = { ...this.open, norm: { ...norm, gamma, beta } };
      return said('folded', `${what}, folded into the batch norm of ${this.open.name}`);
    }
    this.open = { ...this.open, weights: withOutputs(weights, affine) };
    const isBias = affine.scale.every((scale) => scale === 1);
    return said('folded', `${isBias ? 'bias' : what}, folded into ${this.open.name}`);
  }

  /** Returns a map of single numbers of a vector in our order. */
  private ordered(affine: Affine): Affine {
    const image = this.flattened;
    if (!image || affine.scale.length !== sizeOf(image)) return affine;
    const order = channelsLastOrder(image);
    const of = (values: Float64Array) => Float64Array.from(order, (theirs) => values[theirs]!);
    return { scale: of(affine.scale), shift: of(affine.shift) };
  }

  private pool(of: PoolOperation, inputShape: ImageShape): Said {
    const { kind, window, stride } = of;
    const padding = explicitPadding(inputShape, { ...of, kernel: window, dilation: once });
    const refuse = (words: string): Said => {
      this.lost = true;
      return said(
        'refused',
        words,
        `${retrain}: windows side by side, as 2×2 with stride 2, without padding`,
      );
    };
    if (!isUnpadded(padding)) return refuse('its windows reach over the border of the image');
    if (!isUnpadded(this.zeros)) return refuse('zeros are added before a pooling');
    if (this.pending?.scale.some((scale) => scale < 0) && kind === 'maxPool')
      return refuse('a negative scale stands before a max pooling');
    if (kind === 'maxPool' && this.options.pooling === 'stride') return this.stride(of, inputShape);
    if (window[0] !== stride[0] || window[1] !== stride[1])
      return refuse(`its windows of ${window.join('×')} overlap or leave gaps at stride ${stride.join('×')}`);
    if (kind === 'averagePool' && this.open) {
      this.averaged = true;
    }
    const largest = kind === 'maxPool' && this.options.pooling !== 'average';
    this.pools = [...this.pools, { kind: largest ? 'maxPool' : 'averagePool', window, inputShape }];
    if (largest)
      return this.options.pooling === 'kept'
        ? said('kept', `max pooling of ${window.join('×')}; neurons must fire after their window`)
        : said(
            'toReplace',
            `max pooling of ${window.join('×')}, which cannot spike where neurons fire at once`,
            'Choose average pooling of the same windows, a stride in the convolution before it, or to keep it',
          );
    const words = `average pooling of ${window.join('×')}`;
    return said(kind === 'maxPool' ? 'replaced' : 'converted', kind === 'maxPool' ? `by ${words}` : words);
  }

  /** Takes a max pooling away and widens the stride of the convolution before it. */
  private stride({ stride, window }: PoolOperation, inputShape: ImageShape): Said {
    const before = this.open ?? this.layers.at(-1) ?? null;
    const outputShape = ([0, 1] as const).map(
      (axis) => Math.floor((inputShape[axis] - window[axis]) / stride[axis]) + 1,
    );
    const geometry =
      before?.geometry.kind === 'conv2d' && this.pools.length === 0
        ? strided(before.geometry, stride, [outputShape[0]!, outputShape[1]!])
        : null;
    if (!before || !geometry)
      throw new Refusal(
        'no stride of the convolution before it gives the same size',
        'Choose average pooling in its place',
      );
    const layer = { ...before, geometry };
    if (this.open) this.open = layer;
    else this.layers[this.layers.length - 1] = layer;
    return said('replaced', `by stride ${geometry.stride.join('×')} in ${before.name}`);
  }

  private flatten({ order }: FlattenOperation, arriving: ModelShape): Said {
    if (!isUnpadded(this.zeros))
      throw new Refusal('zeros are added before a flatten', 'Leave the padding out');
    if (isImage(arriving)) {
      if (order === 'channelsFirst' && arriving[2] > 1) this.flattened = arriving;
    }
    return said(
      'folded',
      `flattens ${shapeText(arriving)}${order === 'channelsFirst' ? ', channels first' : ''}`,
    );
  }

  private relu(): Said {
    if (!this.open) {
      if (this.pending)
        throw new Refusal(
          'batch norm or scaling stands between it and the layer with weights before',
          'Put batch norm directly behind the convolution or dense layer, and train again',
        );
      if (this.layers.length === 0)
        throw new Refusal('it stands before the first layer with weights', 'Leave it out, and train again');
      return said('folded', 'does nothing: what arrives is not negative');
    }
    const { averaged } = this;
    this.closeOpen();
    if (averaged)
      throw new Refusal(
        'average pooling stands between it and its layer',
        'Put ReLU before the pooling, and train again',
      );
    return said('converted', 'ReLU, in whose place neurons spike');
  }
}

type Zeros = typeof unpadded;

function added(a: Zeros, b: Zeros): Zeros {
  const sum = (side: keyof Zeros) => [a[side][0] + b[side][0], a[side][1] + b[side][1]] as const;
  return { before: sum('before'), after: sum('after') };
}

/** Returns the image within the zeros around it. */
function without({ before, after }: Zeros, [height, width, channels]: ImageShape): ImageShape {
  return [height - before[0] - after[0], width - before[1] - after[1], channels];
}

function normWords(layer: string): string {
  return `batch norm of ${layer}; a difference of its ε from ours is in the variance`;
}

function convolutionWords({ filters, kernel, dilation, stride }: ConvolutionOperation): string {
  const dilated = dilation[0] > 1 || dilation[1] > 1;
  const strided = stride[0] > 1 || stride[1] > 1;
  const wider = dilated && strided ? ', its dilated kernel written with zeros' : '';
  return `convolution of ${filters} filters of ${kernel.join('×')}${wider}`;
}
