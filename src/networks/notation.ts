/**
 * Reads and writes the paper's notation for networks: `28x28-c16s1-c32s2-800-10` is a 28×28 image,
 * a 3×3 convolution of 16 filters with stride 1, one of 32 with stride 2, a dense layer of 800 and
 * 10 outputs; `28x28x3` has three channels, `c16k5s1` has a 5×5 kernel, `a2` is 2×2 average
 * pooling. A k×k kernel is padded by (k−1)/2. Every hidden layer has batch norm and ReLU, unless
 * its part ends in `n0`: `c16s2n0` and `128n0` have ReLU alone.
 *
 * The notation goes beyond the paper: a part may have a number per axis, vertical first, as in
 * `c64k1x3d1x8` on a signal, which is an image of height 1; `d` is the dilation. `p` is a padding
 * other than the usual one, on both sides or before and after: `p0x16+0` pads nothing vertically
 * and 16 columns on the left alone.
 *
 * A first part `e64k20s10` is an encoder of 64 filters of 20 samples, one frame every 10 samples,
 * on a signal: `1x32000-e64k20s10-…-c128k1` is a network that separates two talkers in 4 s at
 * 8 kHz. Its last layer is a convolution to a mask for each talker, twice the encoder's filters.
 */
import { type Front, framesShape, front, masksShape } from './front.ts';
import { batchNorm } from './kinds/batch-norm.ts';
import { flatten } from './kinds/flatten.ts';
import { factsOf, kinds, type LayerRecord } from './kinds/index.ts';
import type { KindNotation, NotationPlace, Shape } from './kinds/kind.ts';
import { relu } from './kinds/relu.ts';
import { type NetworkRecord, network, takenShape } from './network.ts';
import { NetworkError } from './network-error.ts';
import { type ImageShape, sizeOf } from './shape.ts';

const inputPattern = /^(\d{1,4})[x×](\d{1,7})(?:[x×](\d{1,4}))?$/;

const encoderPattern = /^e(\d{1,5})k(\d{1,4})s(\d{1,4})$/;

const mostLayers = 40;

/** The end of a part whose layer has no batch norm. */
const withoutNorm = 'n0';

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
  const inputShape = parseInput(head);
  if (parts.length < 1) throw new NetworkError('a network needs at least an output layer, as in 28x28-10');
  if (parts.length > mostLayers) throw new NetworkError(`at most ${mostLayers} layers`);
  const layers: LayerRecord[] = [];
  let arriving: Shape = inputShape;
  let weighted = 1;
  let before: Front | undefined;
  parts.forEach((text, index) => {
    const last = index === parts.length - 1;
    const read = parsePart(text, { part: index + 1, weighted, last, arriving, front: before });
    layers.push(...read.records);
    ({ handsOn: arriving, weighted, front: before } = read);
  });
  const common = { name: notation, layers };
  return network(
    before ? { ...common, front: before, inputShape: framesShape(before) } : { ...common, inputShape },
  );
}

/** Parses the size of an input, as `28x28` or `32x32x3`. Throws {@link NetworkError}. */
export function parseInput(head: string): ImageShape {
  const input = inputPattern.exec(head);
  if (!input) throw new NetworkError(`“${head}” is not an input size such as 28x28 or 32x32x3`);
  return [Number(input[1]), Number(input[2]), Number(input[3] ?? 1)];
}

/** A part of the notation as it is read at its place. */
export interface ParsedPart {
  /** Its record, with the flattening before it and the batch norm and ReLU behind it. */
  readonly records: readonly LayerRecord[];
  readonly handsOn: Shape;
  /** The number of the next layer with weights. */
  readonly weighted: number;
  /** The encoder that stands before the next part. */
  readonly front?: Front | undefined;
}

/** Parses a part at its place. Throws {@link NetworkError} naming the part. */
export function parsePart(text: string, place: NotationPlace): ParsedPart {
  const encoder = parseEncoder(text, place);
  if (encoder)
    return { records: [], handsOn: framesShape(encoder), weighted: place.weighted, front: encoder };
  return { ...parseLayer(text, place), front: place.front };
}

/** Parses an encoder. Returns null where a part is none. */
function parseEncoder(text: string, { part, last, arriving }: NotationPlace): Front | null {
  const found = encoderPattern.exec(text);
  if (!found) return null;
  const [height, samples, channels] = arriving as ImageShape;
  if (part !== 1 || height !== 1 || channels !== 1)
    throw new NetworkError(`“${text}”: an encoder stands first, and takes a signal, as in 1x32000-${text}`);
  if (last) throw new NetworkError(`“${text}”: layers come between an encoder and its masks`);
  const [filters, length, stride] = found.slice(1).map(Number) as [number, number, number];
  return front({ samples, filters, length, stride });
}

function parseLayer(text: string, place: NotationPlace): Omit<ParsedPart, 'front'> {
  const { last, arriving, weighted } = place;
  const plain = text.endsWith(withoutNorm);
  const { takes, make } = kindOfPart(text, place);
  const records: LayerRecord[] = [];
  let shape = arriving;
  if (takes === 'vector' && isImage(shape)) {
    records.push(flatten({ name: 'flatten', inputShape: shape }));
    shape = [sizeOf(shape)];
  }
  const record = make({ ...place, arriving: shape });
  const facts = factsOf(record);
  const handsOn = facts.handsOn(record, shape);
  records.push(record);
  if (plain && (last || facts.role !== 'synapse'))
    throw new NetworkError(
      `“${text}”: only a hidden layer with weights has a batch norm that ${withoutNorm} could take away`,
    );
  if (facts.role !== 'synapse') return { records, handsOn, weighted };
  const { name } = record;
  const channels = handsOn.at(-1)!;
  if (!last && !plain) records.push(batchNorm({ name: `${name}.norm`, channels }));
  if (!last) records.push(relu({ name: `${name}.relu` }));
  return { records, handsOn, weighted: weighted + 1 };
}

function isImage(shape: Shape): shape is ImageShape {
  return shape.length === 3;
}

interface PartKind {
  readonly takes: 'image' | 'vector';
  readonly make: (place: NotationPlace) => LayerRecord;
}

/** Finds the kind of a part, and checks that it may stand where it does. */
function kindOfPart(part: string, { last, arriving, front: before }: NotationPlace): PartKind {
  const layer = part.endsWith(withoutNorm) ? part.slice(0, -withoutNorm.length) : part;
  for (const { takes, read } of notations) {
    const make = read(layer);
    if (!make) continue;
    if (takes === 'image' && !isImage(arriving))
      throw new NetworkError(`“${part}” comes after a dense layer; images end there`);
    if (before ? takes === 'vector' : last && takes !== 'vector') break;
    return { takes, make };
  }
  if (before && /^\d+$/.test(layer))
    throw new NetworkError(
      `“${part}”: the layers behind an encoder keep its frames; use a convolution, and c${masksShape(before)[2]}k1 for the last`,
    );
  if (last && !before) throw new NetworkError(`the last layer must be a number of outputs, not “${part}”`);
  throw new NetworkError(`“${part}” is not a layer: use ${suggestion}`);
}

/**
 * Writes a network in the notation. Parsing the text gives the same network except for the names of
 * its layers. Throws {@link NetworkError} naming the first record that the notation cannot express.
 */
export function notationOf(record: NetworkRecord): string {
  const { front: before, layers } = record;
  const [height, width, channels] = takenShape(record);
  const input = channels === 1 ? `${height}x${width}` : `${height}x${width}x${channels}`;
  const text = [
    input,
    ...(before ? [encoderPart(before)] : []),
    ...layers.flatMap((_, i) => partAt(layers, i, refuse) ?? []),
  ].join('-');
  const said = parseNotation(text).layers;
  const differs = layers.find((record, i) => nameless(record) !== nameless(said[i]));
  if (differs) throw unsaid(differs);
  return text;
}

/** Returns the part that stands for an encoder. */
export function encoderPart({ filters, length, stride }: Front): string {
  return `e${filters}k${length}s${stride}`;
}

/**
 * Returns the part that stands for the record at `index`, or null when the notation has none for
 * its kind. `unwritten` says what a record gives that cannot be written.
 */
export function partAt(
  layers: readonly LayerRecord[],
  index: number,
  unwritten: (record: LayerRecord) => null = () => null,
): string | null {
  const record = layers[index]!;
  const { notation, role } = factsOf(record);
  if (!notation) return null;
  const part = notation.write(record);
  if (part === null) return unwritten(record);
  const plain = role === 'synapse' && layers[index + 1]?.kind === 'relu';
  return plain ? part + withoutNorm : part;
}

function refuse(record: LayerRecord): never {
  throw unsaid(record);
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
