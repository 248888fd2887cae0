/**
 * Writes an analog network as an ONNX file, field by field, by their numbers in onnx.proto. Images
 * have channels first, as PyTorch writes them, and so has a flatten: the rows of the dense layer
 * behind it are reordered.
 */
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire';
import type { BackRecord, Step, Synapse } from '../../../networks/kinds/index.ts';
import { outputChannels } from '../../../networks/layer.ts';
import { sizeOf } from '../../../networks/shape.ts';
import { unknownKind } from '../../../networks/unknown-kind.ts';
import { filtersFirst } from '../../channel-order.ts';
import { channelsFirstRows } from '../weights.ts';
import { checkFits, refuseEnds, type WrittenAnn } from '../written-ann.ts';

/** Version of the set of operators, and of the file format. */
const opset = 13;
const irVersion = 7;
const floatType = 1;

type Attribute = number | readonly number[] | { readonly float: number };

interface Node {
  readonly operator: string;
  readonly inputs: readonly string[];
  readonly output: string;
  readonly attributes?: Readonly<Record<string, Attribute>>;
}

interface Tensor {
  readonly name: string;
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** Returns the bytes of the file. Throws ExchangeError when values do not fit their layers. */
export function writeOnnx({ inputShape, front, layers, values, back }: WrittenAnn): Uint8Array {
  refuseEnds(front, 'ONNX');
  const nodes: Node[] = [];
  const tensors: Tensor[] = [];
  let last = 'input';
  const add = (
    operator: string,
    output: string,
    weights: readonly Tensor[] = [],
    attributes: Node['attributes'] = {},
  ) => {
    tensors.push(...weights);
    nodes.push({ operator, inputs: [last, ...weights.map(({ name }) => name)], output, attributes });
    last = output;
  };
  layers.forEach((layer, l) => {
    const { name, before, synapse, batchNorm } = layer;
    const own = values[l]!;
    checkFits(layer, own);
    const channels = [outputChannels(synapse)];
    before.forEach((step, n) => {
      const { operator, attributes } = stepNode(step);
      add(operator, `${name}_step${n + 1}`, [], attributes);
    });
    const flat = before.find((step) => step.kind === 'flatten');
    const { operator, weight, attributes } = synapseNode(synapse, own.weight, flat);
    const bias = { name: `${name}.bias`, shape: channels, values: own.bias };
    add(operator, name, [{ name: `${name}.weight`, ...weight }, bias], attributes);
    if (batchNorm) {
      const norm = own.batchNorm!;
      const part = (of: string, list: Float32Array) => ({
        name: `${name}.norm.${of}`,
        shape: channels,
        values: list,
      });
      add(
        'BatchNormalization',
        `${name}_norm`,
        [
          part('gamma', norm.gamma),
          part('beta', norm.beta),
          part('mean', norm.mean),
          part('variance', norm.variance),
        ],
        { epsilon: { float: batchNorm.epsilon } },
      );
    }
    if (l < layers.length - 1) add('Relu', `${name}_relu`);
  });
  for (const record of back) add(backOperator(record), record.name);
  const [height, width, channels] = inputShape;
  const outputs = outputChannels(layers.at(-1)!.synapse);
  return fileOf(nodes, tensors, [channels, height, width], last, outputs);
}

function stepNode(step: Step): Pick<Node, 'operator' | 'attributes'> {
  switch (step.kind) {
    case 'averagePool':
    case 'maxPool':
      return {
        operator: step.kind === 'maxPool' ? 'MaxPool' : 'AveragePool',
        attributes: { kernel_shape: step.kernel, strides: step.stride },
      };
    case 'flatten':
      return { operator: 'Flatten', attributes: { axis: 1 } };
    default:
      return unknownKind(step);
  }
}

type Flatten = Extract<Step, { kind: 'flatten' }>;

function synapseNode(synapse: Synapse, weight: Float32Array, flat: Flatten | undefined) {
  switch (synapse.kind) {
    case 'dense':
      return {
        operator: 'Gemm',
        weight: {
          shape: [synapse.inputSize, synapse.outputSize],
          values: flat ? channelsFirstRows(weight, flat.inputShape) : weight,
        },
        attributes: {},
      };
    case 'conv2d': {
      const { kernel, stride, dilation, padding, inputShape, outputShape } = synapse;
      return {
        operator: 'Conv',
        weight: {
          shape: [outputShape[2], inputShape[2], ...kernel],
          values: filtersFirst(weight, { kernel, inputs: inputShape[2], outputs: outputShape[2] }),
        },
        attributes: {
          kernel_shape: kernel,
          strides: stride,
          dilations: dilation,
          pads: [...padding.before, ...padding.after],
        },
      };
    }
    default:
      return unknownKind(synapse);
  }
}

function backOperator(record: BackRecord): string {
  switch (record.kind) {
    case 'sigmoid':
      return 'Sigmoid';
    default:
      return unknownKind(record.kind);
  }
}

type Write = (writer: BinaryWriter) => void;

function message(write: Write): Uint8Array {
  const writer = new BinaryWriter();
  write(writer);
  return writer.finish();
}

const bytes = (writer: BinaryWriter, field: number, of: Uint8Array) =>
  writer.tag(field, WireType.LengthDelimited).bytes(of);
const nested = (writer: BinaryWriter, field: number, write: Write) => bytes(writer, field, message(write));
const text = (writer: BinaryWriter, field: number, of: string) =>
  writer.tag(field, WireType.LengthDelimited).string(of);
const whole = (writer: BinaryWriter, field: number, of: number) =>
  writer.tag(field, WireType.Varint).int64(of);

function fileOf(
  nodes: readonly Node[],
  tensors: readonly Tensor[],
  inputShape: readonly number[],
  output: string,
  outputs: number,
): Uint8Array {
  return message((file) => {
    whole(file, 1, irVersion);
    text(file, 2, 'Spikewise');
    nested(file, 7, (graph) => {
      for (const node of nodes) nested(graph, 1, (writer) => writeNode(writer, node));
      text(graph, 2, 'spikewise');
      for (const tensor of tensors) nested(graph, 5, (writer) => writeTensor(writer, tensor));
      nested(graph, 11, (writer) => writeValue(writer, 'input', inputShape));
      nested(graph, 12, (writer) => writeValue(writer, output, [outputs]));
    });
    nested(file, 8, (set) => {
      text(set, 1, '');
      whole(set, 2, opset);
    });
  });
}

function writeNode(writer: BinaryWriter, { operator, inputs, output, attributes = {} }: Node): void {
  for (const name of inputs) text(writer, 1, name);
  text(writer, 2, output);
  text(writer, 3, output);
  text(writer, 4, operator);
  for (const [name, value] of Object.entries(attributes))
    nested(writer, 5, (attribute) => writeAttribute(attribute, name, value));
}

/** Numbers of the types of attributes. */
const attributeTypes = { float: 1, whole: 2, wholes: 7 };

function writeAttribute(writer: BinaryWriter, name: string, value: Attribute): void {
  text(writer, 1, name);
  if (typeof value === 'number') {
    whole(writer, 3, value);
    whole(writer, 20, attributeTypes.whole);
  } else if ('float' in value) {
    writer.tag(2, WireType.Bit32).float(value.float);
    whole(writer, 20, attributeTypes.float);
  } else {
    for (const one of value) whole(writer, 8, one);
    whole(writer, 20, attributeTypes.wholes);
  }
}

function writeTensor(writer: BinaryWriter, { name, shape, values }: Tensor): void {
  if (sizeOf(shape) !== values.length) throw new RangeError(`${name} does not fit ${shape.join('×')}`);
  for (const length of shape) whole(writer, 1, length);
  whole(writer, 2, floatType);
  text(writer, 8, name);
  bytes(writer, 9, new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

/** Writes an input or output of any number of examples. */
function writeValue(writer: BinaryWriter, name: string, shape: readonly number[]): void {
  text(writer, 1, name);
  nested(writer, 2, (type) => {
    nested(type, 1, (tensor) => {
      whole(tensor, 1, floatType);
      nested(tensor, 2, (sizes) => {
        nested(sizes, 1, (batch) => text(batch, 2, 'N'));
        for (const length of shape) nested(sizes, 1, (size) => whole(size, 1, length));
      });
    });
  });
}
