/**
 * Unpacks the bytes of a shard's file into its images and labels, or throws an error that says what
 * is wrong with the file.
 */
import { quickSha256 } from './bytes.ts';
import { DataError } from './dataset.ts';
import { dataAdvice, type Shard } from './manifest.ts';

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/**
 * Unpacks into exactly `size` bytes, never more. Resolves to null when the stream is broken or of
 * another size.
 */
async function gunzip(packed: Uint8Array, size: number): Promise<Uint8Array | null> {
  // The DOM's types want to know that the bytes are not shared between threads; ours never are.
  const stream = new Blob([packed as Uint8Array<ArrayBuffer>]).stream();
  const reader = stream.pipeThrough(new DecompressionStream('gzip')).getReader();
  const bytes = new Uint8Array(size);
  let filled = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return filled === size ? bytes : null;
      if (filled + value.length > size) {
        await reader.cancel();
        return null;
      }
      bytes.set(value, filled);
      filled += value.length;
    }
  } catch {
    return null;
  }
}

/**
 * Resolves to the `shard.bytes` unpacked bytes of a shard. `file` is the bytes that were read:
 * gzip, or already unpacked by a host that declared the gzip as a content encoding. Rejects with a
 * `DataError` naming `path`, the bytes expected and the bytes found.
 */
export async function unpackShard(path: string, shard: Shard, file: Uint8Array): Promise<Uint8Array> {
  const packed = isGzip(file);
  const expected = packed ? shard.compressedBytes : shard.bytes;
  if (file.length !== expected) {
    const bytes = packed ? expected : `${shard.compressedBytes} (or ${expected} unpacked)`;
    throw new DataError(
      `${path} is incomplete or another file: expected ${bytes} bytes, got ${file.length}. ${dataAdvice}`,
    );
  }
  const raw = packed ? await gunzip(file, shard.bytes) : file;
  if (!raw)
    throw new DataError(
      `${path} is damaged: its ${file.length} bytes do not unpack to the expected ${shard.bytes}. ${dataAdvice}`,
    );
  // Without a digest the lengths and gzip's own checksum have to do.
  const digest = await quickSha256(raw);
  if (digest !== null && digest !== shard.sha256)
    throw new DataError(
      `${path} is damaged: it has the expected ${raw.length} bytes, but their checksum is wrong. ${dataAdvice}`,
    );
  return raw;
}
