/** Tests the probe on a shipped network: what it offers, and that the stated effect holds. */
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../../../cli/backend.ts';
import { diskReader } from '../../../../cli/read-disk.ts';
import { firstExamples } from '../../../engine/examples/example-set.ts';
import type { SpikingNetwork } from '../../../engine/spiking/spiking-network.ts';
import { leadOf } from '../../../tasks/index.ts';
import { loadExamples, loadNetwork } from '../../execution/materials.ts';
import { presetSpec, type RunSpec } from '../../spec/spec.ts';
import type { UntunedSettings } from '../../spec/untuned-settings.ts';
import { eachOf } from '../setting-trials.ts';
import { gainOf } from '../trials.ts';
import { convertCell } from '../untuned.ts';
import { cellOf, type ProbeCell, settingsOf } from './cell.ts';
import { cellWords } from './cell-words.ts';
import { probe } from './probe.ts';
import { probeReach } from './reach.ts';

const spec = presetSpec('first-look@2');
const lead = leadOf(spec);
const watch = async () => {};
let convertWith: (settings: UntunedSettings) => (cell: ProbeCell) => Promise<SpikingNetwork>;
let whole: Parameters<typeof eachOf>[1];

beforeAll(async () => {
  await openNodeBackend('wasm');
  const data = await loadExamples({ ...spec, trainCount: 1000, validationCount: 2000 }, diskReader());
  const start = await loadNetwork(spec, diskReader());
  convertWith = (settings) => convertCell(start, data, settings, watch);
  whole = { set: data.validation, objective: data.objective, lead };
});

const few = () => ({ ...whole, set: firstExamples(whole.set, 600) });

test('a broken conversion is offered a better one, whose effect holds on more images', async () => {
  const settings = { ...spec, timeSteps: 2, initialPotential: 'half' } as const;
  const convert = convertWith(settings);
  const found = await probe(convert, settings, probeReach(spec), few(), 0.98, watch);
  expect(found).toMatchObject({ comparedOn: 150, examples: 450 });
  const { cell, effect, margin } = found.best!;
  expect(cell).toMatchObject({ thresholdRule: 'leastSquares', thresholdScope: 'channel' });
  expect(effect).toBeGreaterThan(0.2);
  const before = await eachOf(await convert(cellOf(settings)), whole, watch);
  const measured = gainOf(lead, before, await eachOf(await convert(cell), whole, watch)).effect;
  // Twice the interval: by chance one in twenty lies outside of it.
  expect(Math.abs(measured - effect)).toBeLessThan(2 * margin);
});

test('what may not change stays as it is', async () => {
  const settings = { ...spec, timeSteps: 4 };
  const reach = { free: ['firing'], biases: null } as const;
  const tried: ProbeCell[] = [];
  const convert = convertWith(settings);
  await probe((cell) => convert(cell).finally(() => tried.push(cell)), settings, reach, few(), 1, watch);
  expect(tried.map(({ firing }) => firing)).toEqual(['immediate', 'window']);
  for (const { firing: _, ...cell } of tried) {
    const { firing: __, ...now } = cellOf(settings);
    expect(cell).toEqual(now);
  }
});

test('a conversion that is about as good as the network is left alone', async () => {
  const settings = { ...spec, timeSteps: 32 };
  let converted = 0;
  const convert = convertWith(settings);
  const found = await probe(
    (cell) => convert(cell).finally(() => converted++),
    settings,
    probeReach(spec),
    few(),
    0.95,
    watch,
  );
  expect(found).toMatchObject({ tried: 1, best: null });
  expect(converted).toBe(1);
});

test('its reach is what the run would take', () => {
  const free = ['thresholdRule', 'thresholdScope', 'initialPotential', 'firing'];
  expect(probeReach(spec)).toEqual({ free, biases: 'corrected' });
  const fewImages = probeReach({ ...spec, trainCount: 999 });
  expect(fewImages).toEqual({ free: ['thresholdRule', 'initialPotential', 'firing'], biases: null });
  const rate: RunSpec = { ...spec, method: 'rate' };
  expect(probeReach(rate)).toEqual({ free, biases: 'calibrated' });
  expect(probeReach({ ...rate, trainCount: 999 }).biases).toBe(null);
  expect(probeReach({ ...rate, weightBits: '4' }).biases).toBe(null);
  expect(probeReach({ ...rate, timeSteps: 65 }).biases).toBe(null);
  expect(probeReach({ ...spec, method: 'clip-floor-shift' }).free).toEqual(['firing']);
  const pooled = probeReach({ ...spec, network: '28x28-c8s2-m2-10', firing: 'window' });
  expect(pooled.free).toEqual(free.slice(0, 3));
});

test('a cell is told by what it changes', () => {
  const now = cellOf(spec);
  expect(cellWords(now, spec)).toBe('');
  const cell: ProbeCell = { ...now, thresholdScope: 'channel', firing: 'window', biases: 'corrected' };
  expect(cellWords(cell, { ...spec, percentile: 99 })).toBe(
    'threshold from p99 per channel, neurons fire after their window, biases corrected',
  );
  expect(settingsOf(cell, spec)).toEqual({
    ...spec,
    ...{ thresholdScope: 'channel', firing: 'window', stageBias: 'corrected' },
  });
  expect(cellWords(now, { ...spec, stageBias: 'corrected' })).toBe('biases as they are');
});
