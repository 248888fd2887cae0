import { describe, expect, it } from 'vitest';
import { newLive } from '../../runs/records/live.ts';
import type { StageReport } from '../../runs/records/report.ts';
import { classification } from '../../tasks/classification.ts';
import { leadMetric } from '../../tasks/task.ts';
import { thresholdWords, tilesOf } from './tiles.ts';

const layers = [
  { name: 'conv1', kernel: '8c3 s2', size: '1568 neurons', hidden: true },
  { name: 'conv2', kernel: '16c3 s2', size: '784 neurons', hidden: true },
  { name: 'fc3', kernel: '784→64', size: '64 neurons', hidden: true },
  { name: 'output', kernel: '64→10', size: '10 potentials', hidden: false },
];
const stage = {
  layer: 'conv1',
  threshold: [0.245],
  kept: { accuracy: 0.9862, loss: 0.05 },
  epochs: 4,
} as unknown as StageReport;
const byLayer = {
  method: 'layers',
  metric: leadMetric(classification),
  outcome: null,
  thresholds: [],
  readoutSpikes: false,
  validationImages: 1000,
} as const;
const words = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ') ?? null;

describe('tiles', () => {
  it('are all analog before a run', () => {
    const tiles = tilesOf({ ...byLayer, layers, stages: [], live: null, latest: null });
    expect(tiles.map((t) => t.state)).toEqual(['analog', 'analog', 'analog', 'output']);
    expect(tiles.every((t) => t.score === null && t.patience === null)).toBe(true);
  });

  it('follow the run', () => {
    const live = {
      ...newLive(2),
      stage: 2,
      layer: 'conv2',
      epoch: 3,
      threshold: [0.1, 0, 0.3],
      patience: { counter: 1, patience: 2, bestEpoch: 2 },
    };
    const tiles = tilesOf({ ...byLayer, layers, stages: [stage], live, latest: 0.97 });
    expect(tiles.map((t) => t.state)).toEqual(['spiking', 'learning', 'analog', 'output']);
    expect(words(tiles[0]?.score)).toBe('98.6 %');
    expect(words(tiles[0]?.epochs)).toBe('4 ep.');
    expect(tiles[1]).toMatchObject({ patience: { counter: 1, of: 2 }, threshold: 'ϑ .10–.30' });
    expect(words(tiles[1]?.score)).toBe('97.0 %');
  });

  it('are all in one state where all layers learn at once', () => {
    const whole = { ...byLayer, method: 'whole', layers, stages: [], live: null, latest: null } as const;
    const states = (change: object) => tilesOf({ ...whole, ...change }).map(({ state }) => state);
    expect(states({})).toEqual(['analog', 'analog', 'analog', 'output']);
    const live = { ...newLive(2), stage: 1, layer: 'all layers', epoch: 2 };
    expect(states({ live })).toEqual(['learning', 'learning', 'learning', 'learning']);
    const learning = tilesOf({ ...whole, live, latest: 0.91 });
    expect(learning.map(({ score }) => words(score))).toEqual([null, null, null, '91.0 %']);
    const ended = { ...stage, layer: 'all layers' };
    expect(states({ stages: [ended] })).toEqual(['spiking', 'spiking', 'spiking', 'output']);
    expect(words(tilesOf({ ...whole, stages: [ended] })[3]?.epochs)).toBe('4 ep.');
  });

  it('turn to spikes at the end where nothing is trained', () => {
    const none = { ...byLayer, method: 'none', layers, stages: [], live: newLive(1), latest: null } as const;
    expect(tilesOf(none).map(({ state }) => state)).toEqual(['analog', 'analog', 'analog', 'output']);
    const tiles = tilesOf({ ...none, live: null, outcome: 0.98, readoutSpikes: true });
    expect(tiles.map(({ state }) => state)).toEqual(['spiking', 'spiking', 'spiking', 'spiking']);
    expect(words(tiles[3]?.score)).toBe('98.0 %');
  });

  it('show the thresholds of the report where there are no stages to tell them', () => {
    const thresholds = [[0.245], [0.1, 0, 0.3], [0], []];
    for (const method of ['whole', 'none'] as const) {
      const ended = { ...byLayer, method, layers, stages: [], live: null, latest: null, outcome: 0.98 };
      expect(tilesOf({ ...ended, thresholds }).map(({ threshold }) => threshold)).toEqual([
        'ϑ .24',
        'ϑ .10–.30',
        'ϑ none',
        null,
      ]);
      expect(tilesOf(ended).every(({ threshold }) => threshold === null)).toBe(true);
    }
  });

  it('say when every channel of a layer is dead', () => {
    expect(thresholdWords([0, 0])).toBe('ϑ none');
    expect(thresholdWords([])).toBeNull();
    expect(thresholdWords([2.13])).toBe('ϑ 2.13');
  });
});
