/**
 * Takes the times out of an HDF5 file, so that the same contents are the same bytes whenever they
 * are written. The library notes in the header of each group and array when it was made, and has no
 * setting against it.
 */
import { lookup3 } from './lookup3.ts';

/** `OHDR`, version 2: what an object's header begins with. */
const headerBegin = [0x4f, 0x48, 0x44, 0x52, 2];
const flags = { sizeBytes: 0b11, hasPhaseChange: 1 << 4, hasTimes: 1 << 5 } as const;
/** Times of access, modification, change and birth, in seconds, 4 bytes each. */
const timesAt = 6;
const timesBytes = 16;

/** Sets the times of all headers to 0, in place, and mends their checksums. */
export function clearTimes(bytes: Uint8Array): void {
  for (let at = bytes.indexOf(headerBegin[0]!); at >= 0; at = bytes.indexOf(headerBegin[0]!, at + 1))
    if (headerBegin.every((byte, i) => bytes[at + i] === byte)) clearIn(bytes, at);
}

function clearIn(bytes: Uint8Array, at: number): void {
  const found = bytes[at + 5]!;
  if (!(found & flags.hasTimes)) return;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const sizeAt = at + timesAt + timesBytes + (found & flags.hasPhaseChange ? 4 : 0);
  const sizeBytes = 2 ** (found & flags.sizeBytes);
  if (sizeAt + sizeBytes > bytes.length) return;
  const size = Array.from(bytes.subarray(sizeAt, sizeAt + sizeBytes)).reduceRight(
    (n, byte) => 256 * n + byte,
    0,
  );
  const end = sizeAt + sizeBytes + size;
  // Values of an array that look like a header have no such checksum behind them.
  if (end + 4 > bytes.length || view.getUint32(end, true) !== lookup3(bytes.subarray(at, end))) return;
  bytes.fill(0, at + timesAt, at + timesAt + timesBytes);
  view.setUint32(end, lookup3(bytes.subarray(at, end)), true);
}
