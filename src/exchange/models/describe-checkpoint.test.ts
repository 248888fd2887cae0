/** Tests that a checkpoint of ours comes out of an import as it went in, bit for bit. */
import { expect, test } from 'vitest';
import { initialValues } from '../../engine/layers/parameters.ts';
import { createRandom } from '../../engine/work/random.ts';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import { type Checkpoint, writeCheckpoint } from '../checkpoint.ts';
import { writeNetworkFile } from '../network-file.ts';
import { network } from '../testing/small-network.ts';
import { readModel } from './index.ts';
import { lower } from './lower.ts';

const random = createRandom(2, 'checkpoint');

function checkpoint(notation: string): Checkpoint {
  const layers = toLayers(parseNotation(notation)).map((layer) => {
    const { batchNorm, ...rest } = initialValues(layer, random);
    const odd = (of: Float32Array) => of.map(() => random.next() ** 9);
    return {
      name: layer.name,
      ...rest,
      bias: odd(rest.bias),
      batchNorm: batchNorm && {
        gamma: odd(batchNorm.gamma),
        beta: odd(batchNorm.beta),
        mean: odd(batchNorm.mean),
        variance: odd(batchNorm.variance),
      },
    };
  });
  return { notation, layers, note: {} };
}

test.each(['8x8x2-c3s2-a2-5-4n0-3', '6x5-c2k2s1p1n0-m2-3-2', '7x7-4'])('%s', async (notation) => {
  const made = checkpoint(notation);
  const bytes = writeCheckpoint(made);
  const description = await readModel([{ name: 'a.safetensors', bytes }]);
  const { checkpoint: again } = lower(description, { pooling: 'max' });
  expect(again).toEqual(made);
  expect(writeCheckpoint(again!)).toEqual(bytes);
});

test('a spiking network is no network to import', async () => {
  const bytes = writeNetworkFile(network, { task: 'classification', back: [] });
  await expect(readModel([{ name: 'snn.safetensors', bytes }])).rejects.toThrow(
    /snn.safetensors: it holds a spiking network.*give a checkpoint of an analog network/,
  );
});
