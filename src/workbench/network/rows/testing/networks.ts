/** Draws networks in the notation for tests: each can be read, and some cannot be converted. */
import fc from 'fast-check';
import { NetworkError } from '../../../../networks/network-error.ts';
import { notationOf, parseNotation } from '../../../../networks/notation.ts';

const upTo = (max: number) => fc.integer({ min: 1, max });
const pair = (max: number) =>
  fc.tuple(upTo(max), upTo(max)).map(([a, b]) => (a === b ? `${a}` : `${a}x${b}`));
const or = (usual: string, other: fc.Arbitrary<string>) => fc.oneof(fc.constant(usual), other);

const convolution = fc
  .tuple(
    upTo(99),
    or(
      '',
      pair(5).map((kernel) => `k${kernel}`),
    ),
    pair(3),
    or(
      '',
      pair(3).map((dilation) => `d${dilation}`),
    ),
    or('', fc.constantFrom('p0', 'p1', 'p1x0', 'p0x1+0', 'p1+0')),
    fc.constantFrom('', 'n0'),
  )
  .map(
    ([filters, kernel, stride, dilation, padding, norm]) =>
      `c${filters}${kernel}s${stride}${dilation}${padding}${norm}`,
  );
const pooling = fc.tuple(fc.constantFrom('a', 'm'), pair(3)).map(([letter, window]) => `${letter}${window}`);

/** Networks as the notation writes them. */
export const notations: fc.Arbitrary<string> = fc
  .record({
    input: fc.oneof(
      fc.tuple(upTo(40), upTo(40)),
      fc.tuple(upTo(40), upTo(40), fc.integer({ min: 2, max: 4 })),
    ),
    images: fc.array(fc.oneof(convolution, pooling), { maxLength: 4 }),
    units: fc.array(fc.tuple(upTo(500), fc.constantFrom('', 'n0')), { maxLength: 2 }),
    outputs: upTo(500),
  })
  .map(({ input, images, units, outputs }) => {
    try {
      return notationOf(
        parseNotation([input.join('x'), ...images, ...units.map((unit) => unit.join('')), outputs].join('-')),
      );
    } catch (error) {
      if (error instanceof NetworkError) return null;
      throw error;
    }
  })
  .filter((notation) => notation !== null);
