/** Inflates bytes whose unpacked size is known, and stops as soon as there are more. */
import { Inflate, Unzlib } from 'fflate';
import { joined } from '../bytes.ts';

/** Bytes handed over at once; each may become a thousand before they are counted. */
const sliceBytes = 16 * 1024;

/**
 * Returns exactly `size` unpacked bytes, or null when the stream is broken or of another size.
 * `wrapped` says whether it has zlib's header, as in a PNG.
 */
export function inflated(packed: Uint8Array, size: number, wrapped = false): Uint8Array | null {
  const parts: Uint8Array[] = [];
  let filled = 0;
  const take = (part: Uint8Array) => {
    filled += part.length;
    if (filled <= size) parts.push(part);
  };
  const stream = wrapped ? new Unzlib(take) : new Inflate(take);
  try {
    for (let at = 0; at === 0 || at < packed.length; at += sliceBytes) {
      stream.push(packed.subarray(at, at + sliceBytes), at + sliceBytes >= packed.length);
      if (filled > size) return null;
    }
  } catch {
    return null;
  }
  return filled === size ? joined(parts) : null;
}
