/**
 * Shapes: synthetic colour images of our own, 32×32×3, in ten classes, for networks that take
 * colour images. They are drawn when they are loaded, so there is no file to download. Colours,
 * place, size, turn and noise are random in every class: only the form tells it. Each image
 * depends on its split and its number alone, and is computed in whole numbers, so that it has the
 * same bytes everywhere.
 */
import { byteScaling } from '../engine/examples/scaling.ts';
import { createRandom, type Random } from '../engine/work/random.ts';
import type { ImageShape } from '../networks/shape.ts';
import { checkCounts, splitNames } from './counts.ts';
import type { DatasetFacts, DatasetSource, Split } from './dataset.ts';
import { forms } from './shapes-forms.ts';

const side = 32;
const inputShape: ImageShape = [side, side, 3];
const imageSize = side * side * 3;
/** Half the side of an image in sixteenths of a pixel, as all lengths here are. */
const half = 8 * side;
/** The seed of the set: its images are the same ones for ever. */
const seed = 20210703;

const facts: DatasetFacts = {
  id: 'shapes',
  title: 'Shapes (synthetic)',
  available: { train: 5000, validation: 1000, test: 1000 },
  inputShape,
  classNames: forms.map(({ name }) => name),
  scaling: byteScaling,
};

/**
 * SHA-256 of the inputs and labels of all splits, one split after the other; a test computes it.
 */
const sha256 = 'c4d4a3e80145057c5d553888b52a88b973e0270bdd4125c1b773e5f30e008c28';

/** Returns a whole number from `least` to `most`, both included. */
function draw(random: Random, least: number, most: number): number {
  return least + Math.floor(random.next() * (most - least + 1));
}

type Colour = readonly [number, number, number];

/** The smallest difference between the sums of two colours over the channels. */
const leastContrast = 160;

/** Draws a darker colour for the ground and a lighter one for the ink. */
function drawColours(random: Random): readonly [Colour, Colour] {
  const colour = (): Colour => [draw(random, 20, 235), draw(random, 20, 235), draw(random, 20, 235)];
  const sum = ([red, green, blue]: Colour) => red + green + blue;
  for (;;) {
    const [ground, ink] = [colour(), colour()];
    if (sum(ink) - sum(ground) >= leastContrast) return [ground, ink];
  }
}

/** The cosines of sixteenths of a circle, times 64. */
const cosines = [64, 59, 45, 24, 0, -24, -45, -59, -64, -59, -45, -24, 0, 24, 45, 59];

/** Writes the image of a class into `into`. */
function render(label: number, random: Random, into: Uint8Array): void {
  const { sizes, fills, covers } = forms[label]!;
  const [ground, ink] = drawColours(random);
  const turn = draw(random, 14, 18) % 16;
  const [cosine, sine] = [cosines[turn]!, cosines[(turn + 12) % 16]!];
  const size = draw(random, ...sizes);
  // A figure stays inside the image but for its rim; a texture may begin anywhere.
  const reach = fills ? half : half - size;
  const [x0, y0] = [draw(random, -reach, reach), draw(random, -reach, reach)];
  const [slopeX, slopeY] = [draw(random, -24, 24), draw(random, -24, 24)];
  const noise = draw(random, 4, 32);
  let at = 0;
  for (let y = 8 - half; y < half; y += 16) {
    for (let x = 8 - half; x < half; x += 16) {
      const u = ((x - x0) * cosine + (y - y0) * sine) >> 6;
      const v = ((y - y0) * cosine - (x - x0) * sine) >> 6;
      const colour = covers(u, v, size) ? ink : ground;
      const light = (slopeX * x + slopeY * y) >> 8;
      // One number gives the noise of all three channels, eight bits each.
      const grain = draw(random, 0, 0xffffff);
      for (let c = 0; c < 3; c++) {
        const speck = ((((grain >> (8 * c)) & 255) - 128) * noise) >> 7;
        into[at++] = Math.max(0, Math.min(255, colour[c]! + light + speck));
      }
    }
  }
}

/** Draws the first `count` images of a split. Of every ten there is one of each class. */
function drawSplit(split: (typeof splitNames)[number], count: number): Split {
  const inputs = new Uint8Array(count * imageSize);
  const labels = new Uint16Array(count);
  let order: ArrayLike<number> = [];
  for (let i = 0; i < count; i++) {
    const place = i % forms.length;
    if (place === 0) order = createRandom(seed, `${split} classes ${i}`).permutation(forms.length);
    const label = order[place]!;
    labels[i] = label;
    const image = inputs.subarray(i * imageSize, (i + 1) * imageSize);
    render(label, createRandom(seed, `${split} image ${i}`), image);
  }
  return { count, inputs, labels };
}

export const shapes: DatasetSource = {
  ...facts,
  load: async (_, counts) => {
    checkCounts(facts.id, counts, facts.available);
    const [train, validation, test] = splitNames.map((split) => drawSplit(split, counts[split])) as [
      Split,
      Split,
      Split,
    ];
    return { ...facts, sha256, train, validation, test };
  },
};
