/** Tests where the neurons of a layer stand in the picture of its maps. */
import { describe, expect, test } from 'vitest';
import { toLayers } from '../../../networks/chain.ts';
import { neuronCount } from '../../../networks/layer.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { neuronPlace } from '../../inspect/sample/neurons.ts';
import { mapsOf, neuronAt, placeOfNeuron } from './maps.ts';

const [few, many, dense, wide] = toLayers(parseNotation('12x16-c6s2-c20s2-50-2000-10'));

describe('maps', () => {
  test('each neuron of a few maps has one pixel, in its own map at its own row and column', () => {
    const maps = mapsOf(few!);
    expect(maps).toMatchObject({ words: '6 maps, 6 × 8 each', width: 4 * 9 - 1, height: 2 * 7 - 1 });
    const seen = [...maps.neurons].filter((neuron) => neuron >= 0).sort((a, b) => a - b);
    expect(seen).toEqual(Array.from({ length: neuronCount(few!) }, (_, n) => n));
    for (const neuron of [0, 7, 100, 287]) {
      const { row, column, channel } = neuronPlace(few!, neuron)!;
      expect(placeOfNeuron(maps, neuron)).toEqual({
        column: (channel % 4) * 9 + column,
        row: Math.floor(channel / 4) * 7 + row,
      });
    }
  });

  test('of many maps the first sixteen are shown, and said', () => {
    const maps = mapsOf(many!);
    expect(maps.words).toBe('first 16 of 20 maps, 3 × 4 each');
    const channels = [...maps.neurons].filter((n) => n >= 0).map((n) => neuronPlace(many!, n)!.channel);
    expect(new Set(channels)).toEqual(new Set(Array.from({ length: 16 }, (_, c) => c)));
    expect(placeOfNeuron(maps, 17)).toBeNull();
  });

  test('a dense layer is one field', () => {
    expect(mapsOf(dense!)).toMatchObject({ width: 8, height: 7, words: '50 neurons' });
    expect(mapsOf(wide!)).toMatchObject({ width: 32, height: 32, words: 'first 1,024 of 2,000 neurons' });
  });

  test('a place of the picture leads to its neuron, and a gap to none', () => {
    const maps = mapsOf(few!);
    const share = (pixel: number, size: number) => (pixel + 0.5) / size;
    expect(neuronAt(maps, share(9, maps.width), share(0, maps.height))).toBe(1);
    expect(neuronAt(maps, share(8, maps.width), share(0, maps.height))).toBeNull();
    expect(neuronAt(maps, 1, 0.5)).toBeNull();
    expect(neuronAt(mapsOf(dense!), 0.999, 0.999)).toBeNull();
  });
});
