/**
 * Who spikes when: packed words become, for each of up to eight steps (an octet), the ascending
 * list of the neurons that spike.
 *
 * 1. A bit of sixteen neighbouring words makes sixteen neighbouring bits of a mask, one mask per
 *    step.
 * 2. Eight bits of a mask at a time are turned into indices through a table, without a branch:
 *    spikes are random, and a
 *    branch on a random bit costs more than the indices that it saves.
 *
 * Neurons are counted flat through an image, `position · inputs + channel`, so that the spikes of
 * neighbouring positions are neighbours in the list, too. An index is 16 bits wide, modulo 65,536:
 * what is read from the list is a row of weights, a constant away from it, and of those a neuron
 * has at most 65,535.
 */
import { loadLanes } from './neurons';

/**
 * The table: for each byte the indices of its set bits, ascending, as u16 `[256][8]`. Entries past
 * the set bits are 0.
 */
export function fillIndexTable(table: usize): void {
  for (let byte: u32 = 0; byte < 256; byte++) {
    const row = table + ((<usize>byte) << 4);
    v128.store(row, i64x2.splat(0));
    let entries = row;
    for (let bit: u32 = 0; bit < 8; bit++)
      if (byte & (1 << bit)) {
        store<u16>(entries, <u16>bit);
        entries += 2;
      }
  }
}

/** Bits shift … shift + 7 of sixteen words, as bytes. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function octetsOf(a: v128, b: v128, c: v128, d: v128, shift: i32): v128 {
  const low = i32x4.splat(255);
  const ab = i16x8.narrow_i32x4_u(v128.and(i32x4.shr_u(a, shift), low), v128.and(i32x4.shr_u(b, shift), low));
  const cd = i16x8.narrow_i32x4_u(v128.and(i32x4.shr_u(c, shift), low), v128.and(i32x4.shr_u(d, shift), low));
  return i8x16.narrow_i16x8_u(ab, cd);
}

/** Writes one bit of each of sixteen bytes to each of `steps` masks, `stride` bytes apart. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function storeMasks(bytes: v128, steps: i32, mask: usize, stride: usize): void {
  // The last step's bits go to the top of each byte, where bitmask looks; doubling brings the step
  // before.
  let rest = i16x8.shl(bytes, 8 - steps);
  let at = mask + <usize>(steps - 1) * stride;
  for (let t = steps; t > 0; t--) {
    store<u16>(at, <u16>i8x16.bitmask(rest));
    rest = i8x16.add(rest, rest);
    at -= stride;
  }
}

/** Masks of `count` neighbouring words; the last group of sixteen is filled up with silence. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function transpose(words: usize, count: i32, shift: i32, steps: i32, mask: usize, stride: usize): void {
  let left = count;
  for (; left >= 16; left -= 16) {
    const bytes = octetsOf(
      v128.load(words), v128.load(words, 16), v128.load(words, 32), v128.load(words, 48), shift,
    );
    storeMasks(bytes, steps, mask, stride);
    words += 64;
    mask += 2;
  }
  if (left == 0) return;
  const silent = i32x4.splat(0);
  const bytes = octetsOf(
    loadLanes(words, left),
    left > 4 ? loadLanes(words + 16, left - 4) : silent,
    left > 8 ? loadLanes(words + 32, left - 8) : silent,
    left > 12 ? loadLanes(words + 48, left - 12) : silent,
    shift,
  );
  storeMasks(bytes, steps, mask, stride);
}

/**
 * Lists the spikes of one image in steps shift + 1 … shift + steps of a chunk (steps ≤ 8).
 *
 * `words` u32 `[neurons]`, `inputs` of them to a position, the last of which may have fewer if the
 * others have whole groups of sixteen. `starts` u32 `[steps][positions + 1]` gets the address in
 * `list` where each position's spikes begin, and where the last one's end. `list` u16 has room for
 * neurons · steps and 16 more; `masks` is scratch, 2 bytes for every sixteen inputs begun, times
 * positions · 8. Returns the end of the list.
 */
export function listSpikes(
  words: usize, neurons: i32, inputs: i32, shift: i32, steps: i32,
  list: usize, starts: usize, masks: usize, table: usize,
): usize {
  const maskBytes = (<usize>((inputs + 15) >> 4)) << 1;
  const positions = (neurons + inputs - 1) / inputs;
  const stride = maskBytes * <usize>positions;
  if ((inputs & 15) == 0) transpose(words, neurons, shift, steps, masks, stride);
  else
    for (let p = 0, mask = masks; p < positions; p++) {
      transpose(words, inputs, shift, steps, mask, stride);
      words += (<usize>inputs) << 2;
      mask += maskBytes;
    }
  const eight = i16x8.splat(8);
  for (let t = 0; t < steps; t++) {
    let mask = masks + <usize>t * stride;
    for (let first = 0; first < neurons; first += inputs) {
      store<u32>(starts, <u32>list);
      starts += 4;
      let base = i16x8.splat(<i16>first);
      for (let left = min(inputs, neurons - first); left > 0; left -= 16) {
        const bits = <u32>load<u16>(mask);
        const low = bits & 0xff;
        const high = bits >>> 8;
        v128.store(list, i16x8.add(v128.load(table + ((<usize>low) << 4)), base));
        list += (<usize>popcnt<u32>(low)) << 1;
        base = i16x8.add(base, eight);
        v128.store(list, i16x8.add(v128.load(table + ((<usize>high) << 4)), base));
        list += (<usize>popcnt<u32>(high)) << 1;
        base = i16x8.add(base, eight);
        mask += 2;
      }
    }
    store<u32>(starts, <u32>list);
    starts += 4;
  }
  return list;
}
