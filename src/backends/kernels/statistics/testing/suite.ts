/**
 * Tests the order statistics of the current backend against a sort; the suite is the same for every
 * backend.
 */
import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { orderStatisticsName } from '../../spiking/contract.ts';
import { activations } from '../../spiking/testing/problems.ts';
import { openMilliseconds, outputsOf } from '../../spiking/testing/runs.ts';

export function orderStatisticsSuite(name: string, open: () => Promise<unknown>, runs = 30): void {
  describe(`order statistics on ${name}`, () => {
    beforeAll(async () => {
      await open();
    }, openMilliseconds);

    async function compare(rows: number, channels: number, seed: number, scope: 'layer' | 'channel') {
      const values = activations(seed, rows, channels);
      const columns =
        scope === 'layer'
          ? [values.slice()]
          : Array.from({ length: channels }, (_, c) => values.filter((_, i) => i % channels === c));
      const last = columns[0]!.length - 1;
      // Not in order and with repetitions: the caller's order is the output's.
      const ranks = [last, 0, Math.floor(last / 2), Math.floor(0.99 * last), Math.ceil(0.99 * last), last];
      const wanted = columns.flatMap((column) => {
        const sorted = column.sort();
        return ranks.map((rank) => sorted[rank]!);
      });
      const inputs = () => ({ values: tf.tensor2d(values, [rows, channels]) });
      const [result] = await outputsOf(orderStatisticsName, inputs, { ranks, scope });
      expect(result).toEqual({ shape: [columns.length, ranks.length], values: Float32Array.from(wanted) });
    }

    test('are the values of a sort', () =>
      fc.assert(
        fc.asyncProperty(
          fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(1000, 4099)),
          fc.oneof(fc.integer({ min: 1, max: 9 }), fc.constantFrom(16, 33)),
          fc.integer({ min: 1, max: 1_000_000 }),
          fc.constantFrom('layer' as const, 'channel' as const),
          compare,
        ),
        { numRuns: runs },
      ));

    test('tell neighbours in the last bit apart', async () => {
      const bits = new Int32Array(2000).map((_, i) => 0x3f800000 + ((i * 7) % 2000));
      const values = new Float32Array(bits.buffer);
      const ranks = [0, 1, 2, 999, 1000, 1998, 1999];
      const inputs = () => ({ values: tf.tensor2d(values, [2000, 1]) });
      const [result] = await outputsOf(orderStatisticsName, inputs, { ranks, scope: 'layer' });
      const sorted = values.slice().sort();
      expect(result!.values).toEqual(Float32Array.from(ranks, (rank) => sorted[rank]!));
    });
  });
}
