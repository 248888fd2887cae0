/**
 * The gradient of max pooling, for cpu and wasm: tfjs's own on wasm loses the gradient of a window
 * of zeros, and gives it to the last of several largest values where cpu takes the first.
 */
import { float32, type PlainTensor, registerPlainKernel } from '../../plain-kernel.ts';

export const maxPoolGradName = 'SpikewiseMaxPoolGrad';

export interface MaxPoolAttributes {
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
}

/**
 * Adds each gradient of `dy` to the first of the largest values of its window, row by row. Windows
 * that overlap add in the order of their outputs.
 */
function addGradients(
  { shape, values: x }: PlainTensor,
  { shape: outputs, values: dy }: PlainTensor,
  dx: Float32Array,
  { kernel, stride }: MaxPoolAttributes,
): void {
  const [images, height, width, channels] = shape as [number, number, number, number];
  const [, rows, columns] = outputs as [number, number, number, number];
  let output = 0;
  for (let image = 0; image < images; image++)
    for (let row = 0; row < rows; row++)
      for (let column = 0; column < columns; column++) {
        const corner = ((image * height + row * stride[0]) * width + column * stride[1]) * channels;
        for (let c = 0; c < channels; c++, output++) {
          let largest = corner + c;
          for (let ky = 0; ky < kernel[0]; ky++)
            for (let kx = 0; kx < kernel[1]; kx++) {
              const at = corner + (ky * width + kx) * channels + c;
              if (x[at]! > x[largest]!) largest = at;
            }
          dx[largest]! += dy[output]!;
        }
      }
}

/**
 * Registers the kernel. Inputs: `x` f32 `[N, H, W, C]`, `dy` f32 `[N, …out, C]` of windows without
 * padding. Output: ∂L/∂x in the shape of x.
 */
export function registerMaxPoolGrad(): void {
  registerPlainKernel<MaxPoolAttributes>({
    name: maxPoolGradName,
    outputs: ({ x }) => [float32(x!.shape)],
    run: ({ x, dy }, [dx], attributes) => {
      dx!.values.fill(0);
      addGradients(x!, dy!, dx!.values, attributes);
    },
  });
}
