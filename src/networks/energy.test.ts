import { expect, test } from 'vitest';
import { energyCosts, energyOf } from './energy.ts';

const operations = { snnAccumulates: 1000, inputMacs: 20, annMacs: 500, endMacs: 30 };

test.each([
  ['paper', (14 * 50 + 1000) / (14 * 530)],
  ['fp32', (4.6 * 50 + 0.9 * 1000) / (4.6 * 530)],
  ['fp16', (1.5 * 50 + 0.4 * 1000) / (1.5 * 530)],
  ['int8', (0.23 * 50 + 0.03 * 1000) / (0.23 * 530)],
])('%s: analog input, spikes and ends over the analog network', (id, ratio) => {
  const cost = energyCosts.find((each) => each.id === id)!;
  expect(energyOf(operations, cost).ratio).toBeCloseTo(ratio, 12);
});

test('the absolute energies are in the unit of the cost', () => {
  const fp32 = energyCosts.find(({ id }) => id === 'fp32')!;
  const { snn, ann } = energyOf({ snnAccumulates: 10, inputMacs: 1, annMacs: 4 }, fp32);
  expect([snn, ann]).toEqual([4.6 + 9, 4 * 4.6]);
});
