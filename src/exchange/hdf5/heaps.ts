/**
 * Looks through the global heaps of an HDF5 file, which hold its texts. The library goes from
 * object to object by their sizes, and would go round for ever where a damaged one leads nowhere or
 * back; and it makes room for a text as long as what points at it says, a gigabyte if need be.
 */
import { isHdf5 } from './signature.ts';

/** `GCOL`, version 1 and three bytes of 0. */
const heapBegin = [0x47, 0x43, 0x4f, 0x4c, 1, 0, 0, 0];
/** The head of a heap or an object: 8 bytes and a length, in whole groups of 8. */
const head = 16;

/** The lengths of a heap's objects by their numbers. */
type Heap = ReadonlyMap<number, number>;

/**
 * Returns whether every heap consists of objects that fill it, one behind the other, and every text
 * is as long as its object at most, all together no longer than the file. Texts that are found only
 * by unpacking are left to the library.
 */
export function heapsAreWhole(bytes: Uint8Array): boolean {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const lengthBytes = bytesAt(bytes, 14, 10);
  const heaps = new Map<number, Heap>();
  for (let at = bytes.indexOf(heapBegin[0]!); at >= 0; at = bytes.indexOf(heapBegin[0]!, at + 1)) {
    if (!heapBegin.every((byte, i) => bytes[at + i] === byte)) continue;
    const heap = readHeap(view, at, lengthBytes);
    if (!heap) return false;
    heaps.set(at, heap);
  }
  return heaps.size === 0 || bytesAt(bytes, 13, 9) === 4 || textsFit(view, heaps);
}

/**
 * Returns how many bytes a length or an address has in a file; it stands in the superblock, at
 * another place before and from its version 2 on.
 */
function bytesAt(bytes: Uint8Array, before: number, from: number): 4 | 8 {
  if (!isHdf5(bytes)) return 8;
  return bytes[bytes[8]! < 2 ? before : from] === 4 ? 4 : 8;
}

/** Goes through a heap as the library does; null where its objects do not fill it. */
function readHeap(view: DataView, at: number, lengthBytes: 4 | 8): Heap | null {
  const lengthAt = (place: number) =>
    lengthBytes === 8 ? Number(view.getBigUint64(place, true)) : view.getUint32(place, true);
  const heap = new Map<number, number>();
  if (at + head > view.byteLength) return heap;
  const end = at + lengthAt(at + 8);
  // The library reads a heap at once, and refuses one that the file does not hold whole.
  if (end > view.byteLength) return heap;
  let object = at + head;
  while (object + head <= end) {
    const number = view.getUint16(object, true);
    const length = lengthAt(object + 8);
    // Object 0 is what is free; its length counts its head.
    const needed = number === 0 ? length : head + 8 * Math.ceil(length / 8);
    if (needed < head || object + needed > end) return null;
    if (number !== 0) heap.set(number, length);
    object += needed;
  }
  return heap;
}

/**
 * Goes through what points at an object: the text's length, the heap's address in 8 bytes and the
 * object's number. An address below 4 GiB ends in four zeros, which numbers of weights seldom do.
 */
function textsFit(view: DataView, heaps: ReadonlyMap<number, Heap>): boolean {
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  let sum = 0;
  for (let at = bytes.indexOf(0, 8); at >= 0 && at + 8 <= bytes.length; at = bytes.indexOf(0, at + 1)) {
    const heap = view.getUint32(at, true) === 0 ? heaps.get(view.getUint32(at - 4, true)) : undefined;
    const object = heap?.get(view.getUint32(at + 4, true));
    if (object === undefined) continue;
    const length = view.getUint32(at - 8, true);
    sum += length;
    if (length > object || sum > bytes.length) return false;
  }
  return true;
}
