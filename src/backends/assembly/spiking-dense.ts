/**
 * A dense layer driven by spikes: a block of output channels for a batch of images. A large layer's
 * rows do not fit the nearest cache even so; where there are spikes enough, they are taken a tile
 * at a time, for the whole batch.
 */
import { fireBlock } from './spiking-block';
import { addRows } from './spiking-rows';

/**
 * One octet. `starts` u32 `[images][steps][tiles + 1]`: where the spikes of each tile of inputs
 * begin in the list of an image and step (listSpikes); so many tiles are taken `together`. `rows`
 * f32 `[inputs, width]` (packRows); `neurons` this block's (fire); `membranes` f32
 * `[images][width]`; `sums` scratch f32 `[images][8][width]`. `words`, `counts` point to the
 * block's first channel of the first image, `outputs` channels an image apart. The accumulates done
 * are added to `operations` i32 `[images]`.
 */
export function spikingDenseBlock(
  starts: usize, images: i32, steps: i32, tiles: i32, together: i32, rows: usize, width: i32, neurons: usize, plane: usize,
  membranes: usize, sums: usize, channels: i32, shift: i32, first: bool, words: usize, counts: usize, outputs: i32,
  operations: usize,
): void {
  const stride = (<usize>width) << 2;
  const nextList = (<usize>(tiles + 1)) << 2;
  memory.fill(sums, 0, <usize>(images * 8) * stride);
  for (let tile = 0; tile < tiles; tile += together) {
    let begin = starts + ((<usize>tile) << 2);
    const length = (<usize>min(together, tiles - tile)) << 2;
    for (let n = 0, sum = sums; n < images; n++) {
      let arrived = 0;
      for (let t = 0; t < steps; t++) {
        const list = <usize>load<u32>(begin);
        const end = <usize>load<u32>(begin + length);
        addRows(list, end, rows, width, false, sum + <usize>t * stride);
        arrived += <i32>((end - list) >> 1);
        begin += nextList;
      }
      sum += stride << 3;
      const done = operations + ((<usize>n) << 2);
      store<i32>(done, load<i32>(done) + arrived * channels);
    }
  }
  for (let n = 0; n < images; n++) {
    fireBlock(sums, width, steps, membranes, neurons, plane, channels, shift, first, words, counts);
    sums += stride << 3;
    membranes += stride;
    words += (<usize>outputs) << 2;
    counts += (<usize>outputs) << 2;
  }
}
