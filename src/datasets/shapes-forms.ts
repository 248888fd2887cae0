/**
 * The ten forms of the data set Shapes: six figures and four textures. A form says which points
 * its ink covers. Coordinates and sizes are whole numbers, in sixteenths of a pixel.
 */

export interface Form {
  readonly name: string;
  /** A texture fills the image; a figure lies within it. */
  readonly fills: boolean;
  /** The smallest and the largest size: the reach of a figure, the width of a texture's bands. */
  readonly sizes: readonly [number, number];
  /** Tells whether the point `(u, v)`, seen from the middle of the form, is covered. */
  covers(u: number, v: number, size: number): boolean;
}

/** Returns the remainder from 0 on, for numbers below 0 too. */
function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}

/** Tells whether a place lies in the second of two bands that take turns. */
function inSecondBand(place: number, width: number): boolean {
  return modulo(place, 2 * width) >= width;
}

const figure = { fills: false, sizes: [112, 192] } as const;
const texture = { fills: true, sizes: [40, 80] } as const;

export const forms: readonly Form[] = [
  { ...figure, name: 'disc', covers: (u, v, size) => u * u + v * v <= size * size },
  {
    ...figure,
    name: 'ring',
    covers: (u, v, size) => {
      const distance = u * u + v * v;
      return distance <= size * size && 4 * distance >= size * size;
    },
  },
  {
    ...figure,
    name: 'square',
    covers: (u, v, size) => 8 * Math.max(Math.abs(u), Math.abs(v)) <= 7 * size,
  },
  {
    ...figure,
    name: 'triangle',
    // Four sevenths stand for 1 / √3.
    covers: (u, v, size) => 2 * v >= -size && 7 * Math.abs(u) <= 4 * (size - v),
  },
  {
    ...figure,
    name: 'cross',
    covers: (u, v, size) => {
      const [near, far] = [Math.min(Math.abs(u), Math.abs(v)), Math.max(Math.abs(u), Math.abs(v))];
      return far <= size && 3 * near <= size;
    },
  },
  {
    ...figure,
    name: 'crescent',
    covers: (u, v, size) => {
      const bite = 2 * u - size;
      return u * u + v * v <= size * size && 4 * (bite * bite + 4 * v * v) > 9 * size * size;
    },
  },
  { ...texture, name: 'stripes', covers: (u, _, size) => inSecondBand(u, size) },
  {
    ...texture,
    name: 'checks',
    covers: (u, v, size) => inSecondBand(u, size) !== inSecondBand(v, size),
  },
  {
    ...texture,
    name: 'dots',
    covers: (u, v, size) => {
      const [x, y] = [modulo(u, 2 * size) - size, modulo(v, 2 * size) - size];
      return 8 * (x * x + y * y) <= 5 * size * size;
    },
  },
  {
    ...texture,
    name: 'zigzags',
    covers: (u, v, size) => inSecondBand(v + Math.abs(modulo(u, 4 * size) - 2 * size), size),
  },
];
