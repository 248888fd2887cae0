/** Reads the size and the kind of a JPEG, so that nothing is unpacked that cannot be used. */
import { checkSize, ImageError } from './pixels.ts';

export interface JpegHeader {
  readonly width: number;
  readonly height: number;
  readonly channels: 1 | 3;
}

/** Markers of frames; three numbers between them mean something else. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

export function isJpeg(bytes: Uint8Array): boolean {
  return bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff;
}

/** Throws an {@link ImageError} for an image of a kind that is not decoded. */
export function jpegHeader(bytes: Uint8Array): JpegHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 2; at + 4 <= bytes.length; ) {
    if (bytes[at] !== 0xff) break;
    const marker = bytes[at + 1]!;
    if (marker === 0xff) {
      at++;
      continue;
    }
    if (marker === 0xda) break;
    if (isFrame(marker)) {
      if (at + 10 > bytes.length) break;
      const [bits, channels] = [bytes[at + 4]!, bytes[at + 9]!];
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      if (bits !== 8) throw new ImageError(`has ${bits} bits per channel; save it with 8`);
      if (channels === 4) throw new ImageError('has the four colours of print (CMYK); save it as RGB');
      if (channels !== 1 && channels !== 3) throw new ImageError(`has ${channels} channels, not 1 or 3`);
      checkSize(width, height);
      return { width, height, channels };
    }
    at += 2 + view.getUint16(at + 2);
  }
  throw new ImageError('is cut short or damaged: it has no frame');
}
