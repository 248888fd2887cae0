/**
 * Decodes PNG. The library gets only the chunks that make the pixels, after their checksums and
 * sizes have been checked. Transparency is left out, as if the image had none.
 */
import { decode } from 'fast-png';
import { crc32 } from '../../archives/crc32.ts';
import { inflated } from '../../archives/inflate.ts';
import { joined } from '../../bytes.ts';
import { checkSize, firstChannels, ImageError, type Pixels } from './pixels.ts';

const signature = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

const channelsOf = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);

/** Offsets and steps of the seven passes of an interlaced image: x, y, step of x, step of y. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly kind: number;
  readonly channels: number;
  readonly interlaced: boolean;
}

export function isPng(bytes: Uint8Array): boolean {
  return signature.every((byte, i) => bytes[i] === byte);
}

/** Throws an {@link ImageError} with the reason. */
export function decodePng(bytes: Uint8Array): Pixels {
  const { header, parts, packed } = chunksOf(bytes);
  if (!inflated(packed, rawBytes(header), true)) throw new ImageError('is damaged: its pixels do not unpack');
  let image: ReturnType<typeof decode>;
  try {
    image = decode(joined(parts));
  } catch (error) {
    throw new ImageError(`does not decode: ${(error as Error).message}`);
  }
  return { width: header.width, height: header.height, ...spread(header, image) };
}

/** Returns the header, the parts of the file that make the pixels, and the packed pixels alone. */
function chunksOf(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = [bytes.subarray(0, 8)];
  const packed: Uint8Array[] = [];
  let header: Header | null = null;
  for (let at = 8; ; ) {
    if (at + 12 > bytes.length) throw new ImageError('is cut short');
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) throw new ImageError('is cut short');
    const kind = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (crc32(bytes.subarray(at + 4, end - 4)) !== view.getUint32(end - 4))
      throw new ImageError(`is damaged: the checksum of its part ${JSON.stringify(kind)} is wrong`);
    if ((kind === 'IHDR') !== (header === null)) throw new ImageError('is damaged: it has not one header');
    if (kind === 'IHDR') header = headerIn(view, at + 8, length);
    if (kind === 'IDAT') packed.push(bytes.subarray(at + 8, end - 4));
    if (['IHDR', 'PLTE', 'IDAT', 'IEND'].includes(kind)) parts.push(bytes.subarray(at, end));
    if (kind === 'IEND') return { header: header!, parts, packed: joined(packed) };
    at = end;
  }
}

function headerIn(view: DataView, at: number, length: number): Header {
  if (length !== 13) throw new ImageError('is damaged: its header has another size');
  const [width, height] = [view.getUint32(at), view.getUint32(at + 4)];
  const [depth, kind] = [view.getUint8(at + 8), view.getUint8(at + 9)];
  checkSize(width, height);
  const channels = channelsOf.get(kind);
  if (channels === undefined) throw new ImageError(`is damaged: there is no colour type ${kind}`);
  if (depth === 16) throw new ImageError('has 16 bits per channel; save it with 8');
  const allowed = kind === 0 || kind === 3 ? [1, 2, 4, 8] : [8];
  if (!allowed.includes(depth))
    throw new ImageError(`is damaged: ${depth} bits do not go with colour type ${kind}`);
  const interlaced = view.getUint8(at + 12) === 1;
  if (interlaced && depth < 8) throw new ImageError(`is interlaced with ${depth} bits; save it without`);
  return { width, height, depth, kind, channels, interlaced };
}

/** Returns the number of unpacked bytes: rows, each with the number of its filter before it. */
function rawBytes({ width, height, depth, channels, interlaced }: Header): number {
  const rows = (w: number, h: number) => (w === 0 ? 0 : h * (1 + Math.ceil((w * channels * depth) / 8)));
  if (!interlaced) return rows(width, height);
  return passes.reduce(
    (sum, [x, y, dx, dy]) => sum + rows(Math.ceil((width - x) / dx), Math.ceil((height - y) / dy)),
    0,
  );
}

function spread(
  { width, height, depth, kind, channels }: Header,
  { data, palette }: ReturnType<typeof decode>,
): Pick<Pixels, 'channels' | 'data'> {
  const count = width * height;
  if (depth === 8 && kind !== 3) {
    const kept = channels < 3 ? 1 : 3;
    return { channels: kept, data: firstChannels(data, count, channels, kept) };
  }
  const numbers = new Uint8Array(count);
  const rowBytes = Math.ceil((width * depth) / 8);
  const mask = 2 ** depth - 1;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const bit = x * depth;
      const byte = data[y * rowBytes + (bit >> 3)]!;
      numbers[y * width + x] = (byte >> (8 - depth - (bit & 7))) & mask;
    }
  if (kind !== 3) return { channels: 1, data: numbers.map((value) => (value * 255) / mask) };
  const rgb = new Uint8Array(count * 3);
  numbers.forEach((number, i) => {
    const colour = palette?.[number];
    if (!colour) throw new ImageError('is damaged: a pixel has a colour that its palette lacks');
    for (let c = 0; c < 3; c++) rgb[i * 3 + c] = colour[c]!;
  });
  return { channels: 3, data: rgb };
}
