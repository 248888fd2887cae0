/**
 * Drawn ink, and its conversion by MNIST's own steps: its box is fitted into 20×20 with its
 * proportions kept, then placed in 28×28 so that its centre of mass is the centre of the image.
 */

/** A square field of ink, row by row, 0…1. */
export interface Ink {
  readonly size: number;
  readonly values: Float32Array;
}

const fieldSize = 28;
const boxSize = 20;
/** Ink that is fainter than this is the brush's soft rim and does not count. */
const faintest = 0.05;

export function blankInk(size: number): Ink {
  return { size, values: new Float32Array(size * size) };
}

/**
 * Adds a soft round dab; where dabs meet, the darker one stays. It changes `ink`, since a stroke is
 * many dabs.
 */
export function dab(ink: Ink, x: number, y: number, radius: number): void {
  const rim = radius * 0.5;
  const reach = radius + rim;
  for (let row = Math.max(0, Math.floor(y - reach)); row <= Math.min(ink.size - 1, y + reach); row += 1) {
    for (
      let column = Math.max(0, Math.floor(x - reach));
      column <= Math.min(ink.size - 1, x + reach);
      column += 1
    ) {
      const distance = Math.hypot(column + 0.5 - x, row + 0.5 - y);
      const value = Math.max(0, Math.min(1, (reach - distance) / (2 * rim)));
      const at = row * ink.size + column;
      if (value > (ink.values[at] ?? 0)) ink.values[at] = value;
    }
  }
}

/** Adds dabs from one point to the next, closer together than they are wide. */
export function stroke(
  ink: Ink,
  from: readonly [number, number],
  to: readonly [number, number],
  radius: number,
): void {
  const dabs = Math.max(1, Math.ceil(Math.hypot(to[0] - from[0], to[1] - from[1]) / (radius * 0.4)));
  for (let i = 0; i <= dabs; i += 1) {
    const part = i / dabs;
    dab(ink, from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part, radius);
  }
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function inkBox(ink: Ink): Box | null {
  let left = ink.size;
  let right = -1;
  let top = ink.size;
  let bottom = -1;
  ink.values.forEach((value, at) => {
    if (value < faintest) return;
    const column = at % ink.size;
    const row = Math.floor(at / ink.size);
    left = Math.min(left, column);
    right = Math.max(right, column);
    top = Math.min(top, row);
    bottom = Math.max(bottom, row);
  });
  return right < 0 ? null : { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * Returns the mean of the ink under a rectangle with fractional edges: every source pixel is
 * weighted by the area covered.
 */
function areaMean(ink: Ink, x0: number, y0: number, x1: number, y1: number): number {
  let sum = 0;
  for (let row = Math.max(0, Math.floor(y0)); row < Math.min(ink.size, y1); row += 1) {
    const high = Math.min(row + 1, y1) - Math.max(row, y0);
    for (let column = Math.max(0, Math.floor(x0)); column < Math.min(ink.size, x1); column += 1) {
      const wide = Math.min(column + 1, x1) - Math.max(column, x0);
      sum += (ink.values[row * ink.size + column] ?? 0) * high * wide;
    }
  }
  return sum / ((x1 - x0) * (y1 - y0));
}

/** Returns the 28×28 image of a drawing, 0…1, or null when nothing is drawn. */
export function toMnist(ink: Ink): Float32Array<ArrayBuffer> | null {
  const box = inkBox(ink);
  if (!box) return null;
  const scale = boxSize / Math.max(box.width, box.height);
  const width = Math.max(1, Math.round(box.width * scale));
  const height = Math.max(1, Math.round(box.height * scale));
  const small = new Float32Array(width * height);
  let mass = 0;
  let massX = 0;
  let massY = 0;
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const value = areaMean(
        ink,
        box.left + (column * box.width) / width,
        box.top + (row * box.height) / height,
        box.left + ((column + 1) * box.width) / width,
        box.top + ((row + 1) * box.height) / height,
      );
      small[row * width + column] = value;
      mass += value;
      massX += value * (column + 0.5);
      massY += value * (row + 0.5);
    }
  }
  const image = new Float32Array(fieldSize * fieldSize);
  // The box may stick out if the mass sits at its edge; it is held inside, so that no ink is cut
  // off.
  const shiftX = Math.max(0, Math.min(fieldSize - width, Math.round(fieldSize / 2 - massX / mass)));
  const shiftY = Math.max(0, Math.min(fieldSize - height, Math.round(fieldSize / 2 - massY / mass)));
  for (let row = 0; row < height; row += 1)
    for (let column = 0; column < width; column += 1)
      image[(row + shiftY) * fieldSize + column + shiftX] = small[row * width + column] ?? 0;
  return image;
}
