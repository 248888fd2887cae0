/**
 * Reads the entries of a zip archive by its table of contents. The library inflates; the table is
 * read here, because nothing may be believed of it before it is checked.
 */
import { DataError } from '../dataset.ts';
import { crc32 } from './crc32.ts';
import type { ArchiveEntry } from './entry.ts';
import { entryName, onceOnly, shownName } from './entry-name.ts';
import { inflated } from './inflate.ts';
import { type ArchiveLimits, type Meter, writeMebibytes } from './limits.ts';
import type { NamedFile } from './named-file.ts';

const signatures = { local: 0x04034b50, central: 0x02014b50, end: 0x06054b50, end64: 0x06064b50 };
const sizes = { local: 30, central: 46, end: 22, end64: 56, locator64: 20 };
/** The value of a 32-bit field whose real value stands in the 64-bit extra. */
const elsewhere = 0xffffffff;
const mostComment = 0xffff;
/** Most bytes of the table of contents. */
const mostTable = 64 * 2 ** 20;

const again = 'Download or pack it again.';

interface Item {
  readonly path: string;
  readonly offset: number;
  readonly packedSize: number;
  readonly size: number;
  readonly method: number;
  readonly crc: number;
}

export function isZip(start: Uint8Array): boolean {
  // An archive without entries begins with its end.
  return start[0] === 0x50 && start[1] === 0x4b && (start[2] === 3 || start[2] === 5);
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Yields the files in the order of their bytes. */
export async function* zipEntries(
  file: NamedFile,
  limits: ArchiveLimits,
  meter: Meter,
  signal?: AbortSignal,
): AsyncGenerator<ArchiveEntry> {
  const items = await tableOf(file, limits, meter);
  items.sort((a, b) => a.offset - b.offset);
  checkApart(file, items);
  for (const item of items) {
    signal?.throwIfAborted();
    yield { path: item.path, size: item.size, read: () => unpack(file, item, meter) };
  }
}

/** Returns where the table of contents lies, and the number of its entries. */
async function placeOf(file: NamedFile): Promise<{ start: number; end: number; count: number }> {
  const tailStart = Math.max(0, file.size - sizes.end - mostComment);
  const tail = await file.read(tailStart, file.size);
  const view = viewOf(tail);
  for (let at = tail.length - sizes.end; at >= 0; at--) {
    if (view.getUint32(at, true) !== signatures.end) continue;
    if (at + sizes.end + view.getUint16(at + 20, true) !== tail.length) continue;
    const count = view.getUint16(at + 10, true);
    const start = view.getUint32(at + 16, true);
    if (count !== 0xffff && start !== elsewhere)
      return { start, end: start + view.getUint32(at + 12, true), count };
    const end64 = tailStart + at - sizes.locator64 - sizes.end64;
    if (end64 < 0) break;
    const large = viewOf(await file.read(end64, end64 + sizes.end64));
    if (large.getUint32(0, true) !== signatures.end64) break;
    const from = Number(large.getBigUint64(48, true));
    return {
      start: from,
      end: from + Number(large.getBigUint64(40, true)),
      count: Number(large.getBigUint64(32, true)),
    };
  }
  throw new DataError(`${file.name} is cut short or no zip archive: it has no table of contents. ${again}`);
}

async function tableOf(file: NamedFile, limits: ArchiveLimits, meter: Meter): Promise<Item[]> {
  const { start, end, count } = await placeOf(file);
  if (!(start <= end && end <= file.size && end - start <= mostTable))
    throw new DataError(`${file.name} is damaged: its table of contents lies outside of it. ${again}`);
  const table = await file.read(start, end);
  const view = viewOf(table);
  const broken = () => new DataError(`${file.name} is damaged: its table of contents breaks off. ${again}`);
  const checkName = onceOnly(file.name);
  const items: Item[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    if (at + sizes.central > table.length || view.getUint32(at, true) !== signatures.central) throw broken();
    const nameEnd = at + sizes.central + view.getUint16(at + 28, true);
    const extraEnd = nameEnd + view.getUint16(at + 30, true);
    const next = extraEnd + view.getUint16(at + 32, true);
    if (next > table.length) throw broken();
    const name = nameIn(file, table.subarray(at + sizes.central, nameEnd));
    const path = entryName(file.name, name, limits);
    if (path !== null) {
      checkName(path);
      const item = itemAt(file, view, at, path, viewOf(table.subarray(nameEnd, extraEnd)));
      meter.entry(path, item.size);
      items.push(item);
    }
    at = next;
  }
  if (at !== table.length) throw broken();
  return items;
}

function nameIn(file: NamedFile, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new DataError(
      `${file.name} is refused: the name of an entry is not UTF-8. Pack the folder anew with UTF-8 names.`,
    );
  }
}

function itemAt(file: NamedFile, view: DataView, at: number, path: string, extra: DataView): Item {
  const refuse = (why: string) =>
    new DataError(`${shownName(path)} in ${file.name} ${why}. Pack the folder anew, as a plain zip.`);
  const method = view.getUint16(at + 10, true);
  if (view.getUint16(at + 8, true) & 1) throw refuse('is encrypted');
  if (method !== 0 && method !== 8) throw refuse(`is packed by method ${method}, not stored or deflated`);
  // The upper half of the attributes is the mode where the archive was made on Unix.
  if (view.getUint8(at + 5) === 3 && (view.getUint16(at + 40, true) & 0xf000) === 0xa000)
    throw refuse('is a symbolic link, not a file');
  const large = largeNumbers(extra);
  const number = (offset: number): number => {
    const value = view.getUint32(at + offset, true);
    return value === elsewhere ? (large.shift() ?? value) : value;
  };
  // The order of the 64-bit numbers is this one.
  const [size, packedSize, offset] = [number(24), number(20), number(42)];
  if (method === 0 && size !== packedSize) throw refuse('is stored, but in another size than it has');
  return { path, offset, packedSize, size, method, crc: view.getUint32(at + 16, true) };
}

/** Returns the numbers of the extra field for sizes of 64 bits. */
function largeNumbers(extra: DataView): number[] {
  for (let at = 0; at + 4 <= extra.byteLength; at += 4 + extra.getUint16(at + 2, true)) {
    if (extra.getUint16(at, true) !== 1) continue;
    const length = Math.min(extra.getUint16(at + 2, true), extra.byteLength - at - 4);
    return Array.from({ length: Math.floor(length / 8) }, (_, i) =>
      Number(extra.getBigUint64(at + 4 + 8 * i, true)),
    );
  }
  return [];
}

/** Refuses entries that share bytes, by which a small archive could unpack to a huge one. */
function checkApart(file: NamedFile, items: readonly Item[]): void {
  let end = 0;
  for (const { path, offset, packedSize } of items) {
    if (offset < end || offset + sizes.local + packedSize > file.size)
      throw new DataError(
        `${file.name} is damaged: the bytes of ${shownName(path)} overlap others or lie outside of it. ${again}`,
      );
    end = offset + sizes.local + packedSize;
  }
}

async function unpack(file: NamedFile, item: Item, meter: Meter): Promise<Uint8Array> {
  const damaged = new DataError(
    `${shownName(item.path)} in ${file.name} is damaged: it does not unpack to its ${writeMebibytes(item.size)} with the right checksum. ${again}`,
  );
  const header = viewOf(await file.read(item.offset, item.offset + sizes.local));
  if (header.getUint32(0, true) !== signatures.local) throw damaged;
  const start = item.offset + sizes.local + header.getUint16(26, true) + header.getUint16(28, true);
  if (start + item.packedSize > file.size) throw damaged;
  const packed = await file.read(start, start + item.packedSize);
  meter.unpacked(item.size, file.size);
  const bytes = item.method === 0 ? packed : inflated(packed, item.size);
  if (bytes === null || crc32(bytes) !== item.crc) throw damaged;
  return bytes;
}
