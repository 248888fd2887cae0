/** Compiles the JPEG decoder in Node. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

export async function compileJpeg(): Promise<WebAssembly.Module> {
  const file = createRequire(import.meta.url).resolve('@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm');
  return WebAssembly.compile(await readFile(file));
}
