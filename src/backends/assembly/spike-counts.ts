/** Packed trains taken apart again: how often each neuron fired, and the train itself. */
import { loadLanes, storeLanes } from './neurons';

/** Population counts of four words, as f32. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function countFour(words: v128): v128 {
  return f32x4.convert_i32x4_s(
    i32x4.extadd_pairwise_i16x8_u(i16x8.extadd_pairwise_i8x16_u(i8x16.popcnt(words))),
  );
}

/**
 * `spikes` u32 `[chunks, neurons]` to `counts` f32 `[neurons]`: the population count of each
 * neuron's words.
 */
export function spikeCounts(spikes: usize, counts: usize, neurons: i32, chunks: i32): void {
  for (let n = 0; n < neurons; n += 4) {
    const at = (<usize>n) << 2;
    let count = f32x4.splat(0);
    for (let k = 0, word = spikes + at; k < chunks; k++) {
      count = f32x4.add(count, countFour(loadLanes(word, neurons - n)));
      word += (<usize>neurons) << 2;
    }
    storeLanes(counts + at, count, neurons - n);
  }
}

/** `spikes` u32 `[chunks, neurons]` to `train` f32 0/1 `[timeSteps, neurons]`. */
export function unpackSpikes(spikes: usize, train: usize, neurons: i32, timeSteps: i32): void {
  const plane = (<usize>neurons) << 2;
  const one = i32x4.splat(1);
  for (let t = 0; t < timeSteps; t++) {
    const words = spikes + <usize>(t >> 5) * plane;
    for (let n = 0; n < neurons; n += 4) {
      const at = (<usize>n) << 2;
      const bits = v128.and(i32x4.shr_u(loadLanes(words + at, neurons - n), t & 31), one);
      storeLanes(train + at, f32x4.convert_i32x4_s(bits), neurons - n);
    }
    train += plane;
  }
}
