/**
 * The paper's notation for networks: `28x28-c16s1-c32s2-800-10` is a 28×28 image, a 3×3 convolution
 * of 16 filters with stride 1, one of 32 with stride 2, a dense layer of 800 and 10 outputs;
 * `28x28x3` has three channels, `c16k5s1` a 5×5 kernel, `a2` is 2×2 average pooling. Every hidden
 * layer has batch norm and ReLU; a k×k kernel is padded by (k−1)/2.
 */
import {
  averagePool,
  batchNorm,
  conv2d,
  dense,
  flatten,
  type LayerRecord,
  NetworkError,
  type NetworkRecord,
  network,
  relu,
} from './records.ts';

export type { NetworkRecord } from './records.ts';

const inputPattern = /^(\d{1,4})[x×](\d{1,4})(?:[x×](\d{1,4}))?$/;
const convPattern = /^c(\d{1,5})(?:k(\d{1,2}))?(?:s(\d{1,2}))?$/;
const poolPattern = /^a(\d{1,2})$/;
const densePattern = /^(\d{1,5})$/;

/**
 * Parses the notation into a network record. Throws {@link NetworkError} naming the part that is
 * wrong.
 */
export function parseNotation(notation: string): NetworkRecord {
  const parts = notation.split('-');
  const input = inputPattern.exec(parts[0] ?? '');
  if (!input) throw new NetworkError(`“${parts[0]}” is not an input size such as 28x28 or 32x32x3`);
  if (parts.length < 2) throw new NetworkError('a network needs at least an output layer, as in 28x28-10');
  if (parts.length > 41) throw new NetworkError('at most 40 layers');
  const layers: LayerRecord[] = [];
  let channels = Number(input[3] ?? 1);
  let size: [number, number] = [Number(input[1]), Number(input[2])];
  let flat = false;
  let weighted = 0;
  parts.slice(1).forEach((part, index) => {
    const last = index === parts.length - 2;
    const conv = convPattern.exec(part);
    const pool = poolPattern.exec(part);
    const units = densePattern.exec(part);
    if ((conv || pool) && flat)
      throw new NetworkError(`“${part}” comes after a dense layer; images end there`);
    if (last && !units) throw new NetworkError(`the last layer must be a number of outputs, not “${part}”`);
    if (conv) {
      weighted++;
      const name = `conv${weighted}`;
      const kernel = Number(conv[2] ?? 3);
      const stride = Number(conv[3] ?? 1);
      const padding = Math.floor((kernel - 1) / 2);
      const record = conv2d({
        name,
        inputShape: [...size, channels],
        filters: Number(conv[1]),
        kernel: [kernel, kernel],
        stride: [stride, stride],
        padding: [padding, padding],
      });
      layers.push(
        record,
        batchNorm({ name: `${name}.norm`, channels: record.filters }),
        relu({ name: `${name}.relu` }),
      );
      size = [record.outputShape[0], record.outputShape[1]];
      channels = record.filters;
    } else if (pool) {
      const window = Number(pool[1]);
      const record = averagePool({
        name: `pool${index + 1}`,
        inputShape: [...size, channels],
        kernel: [window, window],
        stride: [window, window],
      });
      layers.push(record);
      size = [record.outputShape[0], record.outputShape[1]];
    } else if (units) {
      if (!flat) {
        layers.push(flatten({ name: 'flatten', inputShape: [...size, channels] }));
        channels *= size[0] * size[1];
        flat = true;
      }
      weighted++;
      const name = last ? 'output' : `fc${weighted}`;
      layers.push(dense({ name, inputSize: channels, units: Number(units[1]) }));
      channels = Number(units[1]);
      if (!last) layers.push(batchNorm({ name: `${name}.norm`, channels }), relu({ name: `${name}.relu` }));
    } else {
      throw new NetworkError(`“${part}” is not a layer: use c16s2, a2 or a number`);
    }
  });
  return network({
    name: notation,
    inputShape: [Number(input[1]), Number(input[2]), Number(input[3] ?? 1)],
    layers,
  });
}
