/** Encodes JPEG for tests. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import encode, { init } from '@jsquash/jpeg/encode.js';

let ready: Promise<unknown> | null = null;

async function begin(): Promise<void> {
  const file = createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/enc/mozjpeg_enc.wasm');
  await (init as (module: WebAssembly.Module) => Promise<void>)(
    await WebAssembly.compile(await readFile(file)),
  );
}

/** Returns a JPEG of quality 90 of one plain colour, with a brighter middle. */
export async function jpegOf(width: number, height: number, [r, g, b]: readonly [number, number, number]) {
  ready ??= begin();
  await ready;
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const middle = Math.abs(2 * x - width) < width / 2 && Math.abs(2 * y - height) < height / 2 ? 40 : 0;
      data.set([r + middle, g + middle, b + middle, 255], 4 * (y * width + x));
    }
  return new Uint8Array(await encode({ data, width, height } as ImageData, { quality: 90 }));
}
