/**
 * Decodes PNG and JPEG to the same bytes in every browser and in Node: PNG in plain code, JPEG in
 * WebAssembly, since browsers and Node each have a JPEG decoder of their own.
 */
import decodeJpeg, { init } from '@jsquash/jpeg/decode.js';
import { isJpeg, jpegHeader } from './jpeg-header.ts';
import { firstChannels, ImageError, type Pixels } from './pixels.ts';
import { decodePng, isPng } from './png.ts';

/** Compiles the JPEG decoder (`@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm`), wherever that lies. */
export type CompileJpeg = () => Promise<WebAssembly.Module>;

export interface ImageDecoder {
  /** Rejects with an {@link ImageError} that holds the reason alone. */
  decode(bytes: Uint8Array): Promise<Pixels>;
}

export function createImageDecoder(compile: CompileJpeg): ImageDecoder {
  let compiled: Promise<WebAssembly.Module> | null = null;
  let ready = false;
  /** What the decoder says of an image besides its pixels: it warns of one that is cut short. */
  const warnings: string[] = [];
  const begin = async () => {
    compiled ??= compile();
    const options = { printErr: (text: string) => warnings.push(text) };
    await (init as (module: WebAssembly.Module, options: object) => Promise<void>)(await compiled, options);
    ready = true;
  };
  const jpeg = async (bytes: Uint8Array): Promise<Pixels> => {
    const { width, height, channels } = jpegHeader(bytes);
    if (!ready) await begin();
    warnings.length = 0;
    let image: ImageData;
    try {
      image = await decodeJpeg(bytes as unknown as ArrayBuffer);
    } catch (error) {
      // After a failure the decoder's memory is in no known state.
      ready = false;
      throw new ImageError(`does not decode: ${warnings[0] ?? (error as Error).message}`);
    }
    if (warnings.length > 0) throw new ImageError(`does not decode: ${warnings[0]}`);
    if (image.width !== width || image.height !== height)
      throw new ImageError('is damaged: it has another size than it says');
    return { width, height, channels, data: firstChannels(image.data, width * height, 4, channels) };
  };
  return {
    decode: async (bytes) => {
      if (isPng(bytes)) return decodePng(bytes);
      if (isJpeg(bytes)) return jpeg(bytes);
      throw new ImageError('is neither PNG nor JPEG; save it as one of them');
    },
  };
}
