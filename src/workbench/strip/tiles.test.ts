import { describe, expect, it } from 'vitest';
import type { StageReport } from '../../runs/report.ts';
import { newLive } from '../store/live.ts';
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
  accuracyAfter: 0.9862,
  epochs: 4,
} as unknown as StageReport;
const words = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ');

describe('tiles', () => {
  it('are all analog before a run', () => {
    const tiles = tilesOf({ layers, stages: [], live: null, latest: null, validationImages: 1000 });
    expect(tiles.map((t) => t.state)).toEqual(['analog', 'analog', 'analog', 'output']);
    expect(tiles.every((t) => t.accuracy === null && t.patience === null)).toBe(true);
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
    const tiles = tilesOf({ layers, stages: [stage], live, latest: 0.97, validationImages: 1000 });
    expect(tiles.map((t) => t.state)).toEqual(['spiking', 'learning', 'analog', 'output']);
    expect(words(tiles[0]?.accuracy)).toBe('98.6 %');
    expect(words(tiles[0]?.epochs)).toBe('4 ep.');
    expect(tiles[1]).toMatchObject({ patience: { counter: 1, of: 2 }, threshold: 'ϑ .10–.30' });
    expect(words(tiles[1]?.accuracy)).toBe('97.0 %');
  });

  it('say when every channel of a layer is dead', () => {
    expect(thresholdWords([0, 0])).toBe('ϑ none');
    expect(thresholdWords([])).toBeNull();
    expect(thresholdWords([2.13])).toBe('ϑ 2.13');
  });
});
