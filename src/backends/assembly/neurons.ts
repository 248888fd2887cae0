/**
 * Integrate-and-fire neurons: V = fround(fround(λ·V) + fround(z + injected)); V ≥ ϑ fires and takes
 * ϑ, or all of V, away. Sixteen go through their steps together, in four vectors: a step waits for
 * the one before, so that one vector alone would leave the processor idle.
 */

/** Neurons that fire together. */
export const group = 16;

/** A dead neuron's threshold: finite, so that 0 · ϑ is 0, and never reached. */
const unreachable: f32 = 3.4e38;

/**
 * Lays out what the neurons need to know, f32 `[5][padded]`: injected current, threshold and V₀ of
 * channel i % channels, for a period of neurons that is filled up with dead ones from `filled` on;
 * λ; and a mask of all bits where a spike takes all of V away (`hard`).
 */
export function layOutNeurons(
  injected: usize, threshold: usize, thresholds: i32, share: f64, channels: i32, filled: i32, padded: i32, out: usize,
  leak: f64, hard: bool,
): void {
  const plane = (<usize>padded) << 2;
  for (let i = 0; i < padded; i++) {
    const c = <usize>(i % channels) << 2;
    const alive = i < filled;
    const theta: f32 = alive ? load<f32>(threshold + (thresholds == 1 ? 0 : c)) : 0;
    store<f32>(out, alive ? load<f32>(injected + c) : 0);
    store<f32>(out + plane, theta > 0 ? theta : unreachable);
    store<f32>(out + 2 * plane, <f32>(share * <f64>theta));
    store<f32>(out + 3 * plane, <f32>leak);
    store<i32>(out + 4 * plane, hard ? -1 : 0);
    out += 4;
  }
}

// @ts-ignore: a decorator of AssemblyScript
@inline
function driven(potential: v128, sums: usize, injected: v128): v128 {
  return f32x4.add(potential, f32x4.add(v128.load(sums), injected));
}

/** What is left of V after its step: of one that fires nothing where `hard` is set, else V − ϑ. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function afterReset(potential: v128, fires: v128, threshold: v128, hard: v128): v128 {
  return f32x4.sub(potential, v128.and(fires, v128.bitselect(potential, threshold, hard)));
}

/**
 * Sixteen neurons through `steps` ≤ 8 steps. `sums` holds what arrives, a step `stride` bytes after
 * the other; the membranes at `membrane` are carried on. `neurons` points to these neurons' part of
 * what layOutNeurons wrote, its planes `plane` bytes apart.
 *
 * `first` begins the window: V at V₀ and the counts at 0. `shift` is the bit of the first step in
 * its word; words are begun at bit 0 and added to after that. Of `words` and `counts` the first
 * `lanes` are written.
 */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function fire(
  sums: usize, stride: usize, steps: i32, membrane: usize, neurons: usize, plane: usize,
  first: bool, shift: i32, words: usize, counts: usize, lanes: i32,
): void {
  const begin = first ? neurons + 2 * plane : membrane;
  const threshold = neurons + plane;
  let v0 = v128.load(begin), n0 = i32x4.splat(0);
  let v1 = v128.load(begin, 16), n1 = i32x4.splat(0);
  let v2 = v128.load(begin, 32), n2 = i32x4.splat(0);
  let v3 = v128.load(begin, 48), n3 = i32x4.splat(0);
  const j0 = v128.load(neurons), h0 = v128.load(threshold);
  const j1 = v128.load(neurons, 16), h1 = v128.load(threshold, 16);
  const j2 = v128.load(neurons, 32), h2 = v128.load(threshold, 32);
  const j3 = v128.load(neurons, 48), h3 = v128.load(threshold, 48);
  // A spike notes its step in bits 0 … 7 and counts in the bits above.
  let note = i32x4.splat(0x101);
  const again = i32x4.splat(-0x100);
  const leak = v128.load(neurons + 3 * plane);
  const hard = v128.load(neurons + 4 * plane);
  // The paper's neuron has a loop of its own, which has less to do.
  const plain = f32x4.extract_lane(leak, 0) == 1 && i32x4.extract_lane(hard, 0) == 0;
  if (!plain) for (let t = 0; t < steps; t++) {
    v0 = driven(f32x4.mul(v0, leak), sums, j0);
    const f0 = f32x4.ge(v0, h0);
    v0 = afterReset(v0, f0, h0, hard);
    n0 = i32x4.add(n0, v128.and(f0, note));
    v1 = driven(f32x4.mul(v1, leak), sums + 16, j1);
    const f1 = f32x4.ge(v1, h1);
    v1 = afterReset(v1, f1, h1, hard);
    n1 = i32x4.add(n1, v128.and(f1, note));
    v2 = driven(f32x4.mul(v2, leak), sums + 32, j2);
    const f2 = f32x4.ge(v2, h2);
    v2 = afterReset(v2, f2, h2, hard);
    n2 = i32x4.add(n2, v128.and(f2, note));
    v3 = driven(f32x4.mul(v3, leak), sums + 48, j3);
    const f3 = f32x4.ge(v3, h3);
    v3 = afterReset(v3, f3, h3, hard);
    n3 = i32x4.add(n3, v128.and(f3, note));
    note = i32x4.add(i32x4.add(note, note), again);
    sums += stride;
  }
  else for (let t = 0; t < steps; t++) {
    v0 = driven(v0, sums, j0);
    const f0 = f32x4.ge(v0, h0);
    v0 = f32x4.sub(v0, v128.and(f0, h0));
    n0 = i32x4.add(n0, v128.and(f0, note));
    v1 = driven(v1, sums + 16, j1);
    const f1 = f32x4.ge(v1, h1);
    v1 = f32x4.sub(v1, v128.and(f1, h1));
    n1 = i32x4.add(n1, v128.and(f1, note));
    v2 = driven(v2, sums + 32, j2);
    const f2 = f32x4.ge(v2, h2);
    v2 = f32x4.sub(v2, v128.and(f2, h2));
    n2 = i32x4.add(n2, v128.and(f2, note));
    v3 = driven(v3, sums + 48, j3);
    const f3 = f32x4.ge(v3, h3);
    v3 = f32x4.sub(v3, v128.and(f3, h3));
    n3 = i32x4.add(n3, v128.and(f3, note));
    // The step's bit doubles, the one above stays.
    note = i32x4.add(i32x4.add(note, note), again);
    sums += stride;
  }
  v128.store(membrane, v0);
  v128.store(membrane, v1, 16);
  v128.store(membrane, v2, 32);
  v128.store(membrane, v3, 48);
  if (lanes >= group) {
    write(words, counts, n0, shift, first);
    write(words + 16, counts + 16, n1, shift, first);
    write(words + 32, counts + 32, n2, shift, first);
    write(words + 48, counts + 48, n3, shift, first);
  } else {
    writeSome(words, counts, n0, shift, first, lanes);
    if (lanes > 4) writeSome(words + 16, counts + 16, n1, shift, first, lanes - 4);
    if (lanes > 8) writeSome(words + 32, counts + 32, n2, shift, first, lanes - 8);
    if (lanes > 12) writeSome(words + 48, counts + 48, n3, shift, first, lanes - 12);
  }
}

const noted = 0xff;
const countShift = 8;

// @ts-ignore: a decorator of AssemblyScript
@inline
function write(words: usize, counts: usize, notes: v128, shift: i32, first: bool): void {
  let word = i32x4.shl(v128.and(notes, i32x4.splat(noted)), shift);
  if (shift != 0) word = v128.or(word, v128.load(words));
  v128.store(words, word);
  let count = f32x4.convert_i32x4_s(i32x4.shr_u(notes, countShift));
  if (!first) count = f32x4.add(count, v128.load(counts));
  v128.store(counts, count);
}

function writeSome(words: usize, counts: usize, notes: v128, shift: i32, first: bool, lanes: i32): void {
  let word = i32x4.shl(v128.and(notes, i32x4.splat(noted)), shift);
  if (shift != 0) word = v128.or(word, loadLanes(words, lanes));
  storeLanes(words, word, lanes);
  let count = f32x4.convert_i32x4_s(i32x4.shr_u(notes, countShift));
  if (!first) count = f32x4.add(count, loadLanes(counts, lanes));
  storeLanes(counts, count, lanes);
}

/** Writes the first `lanes` of a vector. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function storeLanes(at: usize, vector: v128, lanes: i32): void {
  if (lanes >= 4) v128.store(at, vector);
  else {
    v128.store_lane<u32>(at, vector, 0);
    if (lanes > 1) v128.store_lane<u32>(at, vector, 1, 4);
    if (lanes > 2) v128.store_lane<u32>(at, vector, 2, 8);
  }
}

/** Reads the first `lanes` of a vector; the others are 0. */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function loadLanes(at: usize, lanes: i32): v128 {
  if (lanes >= 4) return v128.load(at);
  let vector = v128.load_zero<u32>(at);
  if (lanes > 1) vector = v128.load_lane<u32>(at, vector, 1, 4);
  if (lanes > 2) vector = v128.load_lane<u32>(at, vector, 2, 8);
  return vector;
}
