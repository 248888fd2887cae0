/**
 * Looks through the global heaps of an HDF5 file, which hold its texts. The library goes from
 * object to object by their sizes, and would go round for ever where a damaged one leads nowhere or
 * back.
 */
import { isHdf5 } from './signature.ts';

/** `GCOL`, version 1 and three bytes of 0. */
const heapBegin = [0x47, 0x43, 0x4f, 0x4c, 1, 0, 0, 0];

/** Returns whether every heap consists of objects that fill it, one behind the other. */
export function heapsAreWhole(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const lengthBytes = bytesOfLengths(bytes);
  for (let at = bytes.indexOf(heapBegin[0]!); at >= 0; at = bytes.indexOf(heapBegin[0]!, at + 1))
    if (heapBegin.every((byte, i) => bytes[at + i] === byte) && !isWhole(view, at, lengthBytes)) return false;
  return true;
}

/** Returns how many bytes a length has in a file; it stands in the superblock. */
function bytesOfLengths(bytes: Uint8Array): 4 | 8 {
  if (!isHdf5(bytes)) return 8;
  const version = bytes[8]!;
  return bytes[version < 2 ? 14 : 10] === 4 ? 4 : 8;
}

/** Goes through a heap as the library does. */
function isWhole(view: DataView, at: number, lengthBytes: 4 | 8): boolean {
  const lengthAt = (place: number) =>
    lengthBytes === 8 ? Number(view.getBigUint64(place, true)) : view.getUint32(place, true);
  // The head of a heap or an object: 8 bytes and a length, in whole groups of 8.
  const head = 16;
  if (at + head > view.byteLength) return true;
  const end = at + lengthAt(at + 8);
  // The library reads a heap at once, and refuses one that the file does not hold whole.
  if (end > view.byteLength) return true;
  let object = at + head;
  while (object + head <= end) {
    const length = lengthAt(object + 8);
    // Object 0 is what is free; its length counts its head.
    const needed = view.getUint16(object, true) === 0 ? length : head + 8 * Math.ceil(length / 8);
    if (needed < head || object + needed > end) return false;
    object += needed;
  }
  return true;
}
