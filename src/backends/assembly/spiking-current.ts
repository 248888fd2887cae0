/**
 * Neurons driven by a current, in particular the encoding layer, whose whole current arrives at the
 * first step.
 */
import { fire, group, loadLanes } from './neurons';

/**
 * Neurons that go through the window together; their membranes stay in the cache from octet to
 * octet.
 */
const tile = 128;

/** Bytes of one step of a group. */
const groupBytes: usize = (<usize>group) << 2;

/** The currents of `lanes` neurons at `steps` steps, each in full vectors. */
// @ts-ignore: a decorator of AssemblyScript
@inline
function copyCurrent(current: usize, stride: usize, steps: i32, lanes: i32, to: usize): void {
  for (let t = 0; t < steps; t++) {
    v128.store(to, loadLanes(current, lanes));
    if (lanes > 4) v128.store(to, loadLanes(current + 16, lanes - 4), 16);
    if (lanes > 8) v128.store(to, loadLanes(current + 32, lanes - 8), 32);
    if (lanes > 12) v128.store(to, loadLanes(current + 48, lanes - 12), 48);
    current += stride;
    to += groupBytes;
  }
}

/**
 * `current` f32 `[driven, neurons]`, or `[neurons]` where it is `held` for `driven` steps; `laid`
 * is what layOutNeurons wrote for a period of `period` neurons, a multiple of 16; `scratch` is
 * {@link tile} membranes and nine steps of a group. Writes `words` u32 `[chunks, neurons]` and
 * `counts` f32 `[neurons]`.
 */
export function integrateAndFire(
  current: usize, driven: i32, held: bool, neurons: i32, laid: usize, period: i32, timeSteps: i32, scratch: usize,
  words: usize, counts: usize,
): void {
  const plane = (<usize>neurons) << 2;
  const laidPlane = (<usize>period) << 2;
  const copied = scratch + ((<usize>tile) << 2);
  const step = held ? 0 : plane;
  const silence = copied + 8 * groupBytes;
  memory.fill(silence, 0, groupBytes);
  for (let from = 0; from < neurons; from += tile) {
    const size = min(tile, neurons - from);
    for (let t = 0; t < timeSteps; t += 8) {
      const steps = min(8, timeSteps - t);
      const arriving = max(0, min(steps, driven - t));
      if (arriving < steps) memory.fill(copied, 0, 8 * groupBytes);
      let laidAt = (<usize>(from % period)) << 2;
      for (let i = 0; i < size; i += group) {
        const lanes = size - i;
        const at = (<usize>(from + i)) << 2;
        let sums = silence;
        let stride: usize = 0;
        if (arriving > 0) {
          sums = current + <usize>t * step + at;
          stride = step;
          if (arriving < steps || lanes < group) {
            copyCurrent(sums, step, arriving, lanes, copied);
            sums = copied;
            stride = groupBytes;
          }
        }
        fire(
          sums, stride, steps, scratch + ((<usize>i) << 2), laid + laidAt, laidPlane,
          t == 0, t & 31, words + <usize>(t >> 5) * plane + at, counts + at, lanes,
        );
        laidAt += groupBytes;
        if (laidAt == laidPlane) laidAt = 0;
      }
    }
  }
}
