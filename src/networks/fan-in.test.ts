/** Tests which connections each neuron keeps. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toLayers } from './chain.ts';
import { inputsPerWeight, strongest, weightsAllowed } from './fan-in.ts';
import { parseNotation } from './notation.ts';

test('every neuron keeps as many as it may, and none that it lost is stronger than one it kept', () => {
  const weights = fc
    .tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 20 }))
    .chain(([channels, rows]) =>
      fc.tuple(
        fc.constant(channels),
        fc.integer({ min: 1, max: rows }),
        // Few values, so that many are equal.
        fc.array(fc.constantFrom(-2, -1, -0.5, 0, 0.5, 1, 2), {
          minLength: channels * rows,
          maxLength: channels * rows,
        }),
      ),
    );
  fc.assert(
    fc.property(weights, ([channels, most, list]) => {
      const weight = Float32Array.from(list);
      const mask = strongest(weight, channels, most);
      for (let c = 0; c < channels; c++) {
        const of = list.flatMap((w, i) =>
          i % channels === c ? [{ strength: Math.abs(w), kept: mask[i], at: i }] : [],
        );
        const kept = of.filter((one) => one.kept === 1);
        const lost = of.filter((one) => one.kept === 0);
        expect(kept).toHaveLength(most);
        expect(kept.length + lost.length).toBe(of.length);
        for (const one of lost)
          for (const other of kept) {
            expect(one.strength).toBeLessThanOrEqual(other.strength);
            if (one.strength === other.strength) expect(one.at).toBeGreaterThan(other.at);
          }
      }
    }),
    { numRuns: 300 },
  );
});

test('through average pooling a weight is as many connections as its window has inputs', () => {
  const [conv1, conv2, output] = toLayers(parseNotation('12x12-c4s1-a2-c6s1-a3-5')) as [never, never, never];
  expect([conv1, conv2, output].map(inputsPerWeight)).toEqual([1, 4, 9]);
  expect(weightsAllowed(conv1, 5)).toBe(5);
  expect(weightsAllowed(conv1, 64)).toBe(9);
  expect(weightsAllowed(conv2, 19)).toBe(4);
  expect(() => weightsAllowed(output, 8)).toThrow(
    'layer output: through its average pooling one weight is 9 connections, more than the fan-in limit of 8',
  );
});
