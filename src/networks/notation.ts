/**
 * Reads and writes the paper's notation for networks: `28x28-c16s1-c32s2-800-10` is a 28×28 image,
 * a 3×3 convolution of 16 filters with stride 1, one of 32 with stride 2, a dense layer of 800 and
 * 10 outputs; `28x28x3` has three channels, `c16k5s1` has a 5×5 kernel, `a2` is 2×2 average
 * pooling. Every hidden layer has batch norm and ReLU; a k×k kernel is padded by (k−1)/2.
 *
 * The notation goes beyond the paper: a part may have a number per axis, vertical first, as in
 * `c64k1x3d1x8` on a signal, which is an image of height 1; `d` is the dilation. `p` is a padding
 * other than the usual one, on both sides or before and after: `p0x16+0` pads nothing vertically
 * and 16 columns on the left alone.
 */
import { batchNorm } from './kinds/batch-norm.ts';
import { flatten } from './kinds/flatten.ts';
import { factsOf, kinds, type LayerRecord } from './kinds/index.ts';
import type { KindNotation, NotationPlace, Shape } from './kinds/kind.ts';
import { relu } from './kinds/relu.ts';
import { type NetworkRecord, network } from './network.ts';
import { NetworkError } from './network-error.ts';
import { type ImageShape, sizeOf } from './shape.ts';

const inputPattern = /^(\d{1,4})[x×](\d{1,4})(?:[x×](\d{1,4}))?$/;

const mostLayers = 40;

/** Returns a notation with `x` for `×`, so that equal networks are equal texts. */
export function plainNotation(notation: string): string {
  return notation.replaceAll('×', 'x');
}

const notations = Object.values(kinds).flatMap(({ notation }): KindNotation<LayerRecord>[] =>
  notation ? [notation] : [],
);

/** Examples of parts for error messages, as “c16s2, a2 or a number”. */
const examples = notations.flatMap(({ example }) => example ?? []);

const suggestion = `${examples.slice(0, -1).join(', ')} or ${examples.at(-1)}`;

/**
 * Parses the notation into a network record. Throws {@link NetworkError} naming the part that is
 * wrong.
 */
export function parseNotation(notation: string): NetworkRecord {
  const [head = '', ...parts] = notation.split('-');
  const input = inputPattern.exec(head);
  if (!input) throw new NetworkError(`“${head}” is not an input size such as 28x28 or 32x32x3`);
  if (parts.length < 1) throw new NetworkError('a network needs at least an output layer, as in 28x28-10');
  if (parts.length > mostLayers) throw new NetworkError(`at most ${mostLayers} layers`);
  const inputShape: ImageShape = [Number(input[1]), Number(input[2]), Number(input[3] ?? 1)];
  const layers: LayerRecord[] = [];
  let shape: Shape = inputShape;
  let weighted = 0;
  parts.forEach((part, index) => {
    const last = index === parts.length - 1;
    const { takes, make } = readPart(part, last, shape);
    if (takes === 'vector' && isImage(shape)) {
      const record = flatten({ name: 'flatten', inputShape: shape });
      layers.push(record);
      shape = [sizeOf(shape)];
    }
    const record = make({ part: index + 1, weighted: weighted + 1, last, arriving: shape });
    const facts = factsOf(record);
    shape = facts.handsOn(record, shape);
    layers.push(record);
    if (facts.role !== 'synapse') return;
    weighted++;
    const { name } = record;
    const channels = shape.at(-1)!;
    if (!last) layers.push(batchNorm({ name: `${name}.norm`, channels }), relu({ name: `${name}.relu` }));
  });
  return network({ name: notation, inputShape, layers });
}

function isImage(shape: Shape): shape is ImageShape {
  return shape.length === 3;
}

interface ReadPart {
  readonly takes: 'image' | 'vector';
  readonly make: (place: NotationPlace) => LayerRecord;
}

/** Finds the kind of a part, and checks that it may stand where it does. */
function readPart(part: string, last: boolean, arriving: Shape): ReadPart {
  for (const { takes, read } of notations) {
    const make = read(part);
    if (!make) continue;
    if (takes === 'image' && !isImage(arriving))
      throw new NetworkError(`“${part}” comes after a dense layer; images end there`);
    if (last && takes !== 'vector') break;
    return { takes, make };
  }
  if (last) throw new NetworkError(`the last layer must be a number of outputs, not “${part}”`);
  throw new NetworkError(`“${part}” is not a layer: use ${suggestion}`);
}

/**
 * Writes a network in the notation. Parsing the text gives the same network except for the names of
 * its layers. Throws {@link NetworkError} naming the first record that the notation cannot express.
 */
export function notationOf({ inputShape, layers }: NetworkRecord): string {
  const [height, width, channels] = inputShape;
  const input = channels === 1 ? `${height}x${width}` : `${height}x${width}x${channels}`;
  const parts = layers.flatMap((record) => {
    const { notation } = factsOf(record);
    if (!notation) return [];
    const part = notation.write(record);
    if (part === null) throw unsaid(record);
    return [part];
  });
  const text = [input, ...parts].join('-');
  const said = parseNotation(text).layers;
  const differs = layers.find((record, i) => nameless(record) !== nameless(said[i]));
  if (differs) throw unsaid(differs);
  return text;
}

/** Returns a record's fields in one text, so that two can be compared; names are left out. */
function nameless(record: LayerRecord | undefined): string {
  return JSON.stringify({ ...record, name: '' });
}

function unsaid(record: LayerRecord): NetworkError {
  return new NetworkError(
    `${record.name}: the notation cannot write this ${factsOf(record).title} at its place`,
  );
}
