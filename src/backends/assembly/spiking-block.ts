/**
 * What both kinds of layer driven by spikes share: a block of output channels at one position, and
 * the count of accumulates.
 */
import { fire, group } from './neurons';

/**
 * {@link fire} for the first `channels` of a block of `width` neurons. `sums` f32 `[steps][width]`.
 */
// @ts-ignore: a decorator of AssemblyScript
@inline
export function fireBlock(
  sums: usize, width: i32, steps: i32, membrane: usize, neurons: usize, plane: usize, channels: i32,
  shift: i32, first: bool, words: usize, counts: usize,
): void {
  const stride = (<usize>width) << 2;
  for (let c = 0; c < channels; c += group) {
    const at = (<usize>c) << 2;
    fire(
      sums + at, stride, steps, membrane + at, neurons + at, plane,
      first, shift, words + at, counts + at, channels - c,
    );
  }
}

/** Begins the accumulates of each image at 0. */
export function clearOperations(operations: usize, images: i32): void {
  memory.fill(operations, 0, (<usize>images) << 2);
}
