import { describe, expect, it } from 'vitest';
import { type Live, newLive } from '../../runs/records/live.ts';
import { bytesWords, durationWords, progressWords, secondsLeft } from './progress-words.ts';

const environment = {
  backend: 'wasm',
  device: 'WebAssembly SIMD',
  probeMilliseconds: 30,
  workers: 1,
  engine: 'test',
  host: 'test',
} as const;
const running: Live = { ...newLive(2), environment, stage: 3, layer: 'conv3', epoch: 1 };
const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('durations', () => {
  it('get coarser as they get longer', () => {
    expect([0.2, 4.4, 48.9, 89, 100, 3000, 5400, 7000, 7190].map((s) => plain(durationWords(s)))).toEqual([
      '1 s',
      '4 s',
      '48 s',
      '90 s',
      '2 min',
      '50 min',
      '1 h 30 min',
      '2 h',
      '2 h',
    ]);
  });

  it('count down between estimates, but not while paused', () => {
    expect(secondsLeft({ epochSeconds: 5, totalSeconds: 60, at: 1000 }, 11000)).toBe(50);
    expect(secondsLeft({ epochSeconds: 5, totalSeconds: 60, at: 1000 }, 99000)).toBe(1);
    expect(secondsLeft({ epochSeconds: 5, totalSeconds: 60, at: null }, 99000)).toBe(60);
  });
});

describe('progress in words', () => {
  it('names stage, epoch and time left', () => {
    const live: Live = {
      ...running,
      batches: { phase: 'training', stage: 3, epoch: 2, batch: 4, batches: 40, millisecondsPerBatch: 90 },
      eta: { epochSeconds: 10, totalSeconds: 48, at: 0 },
    };
    const words = progressWords(live, 5, 0);
    expect(words.where).toBe('3 of 5 · epoch 2');
    expect(plain(words.left ?? '')).toBe('about 48 s left');
    expect(progressWords({ ...live, paused: true }, 5, 0).where).toBe('paused · 3 of 5 · epoch 2');
  });

  it('calls a stage of all layers by its name', () => {
    const live: Live = { ...running, stage: 1, layer: 'all layers', epoch: 2 };
    const training = {
      phase: 'training',
      stage: 1,
      epoch: 3,
      batch: 1,
      batches: 4,
      millisecondsPerBatch: 9,
    } as const;
    expect(progressWords({ ...live, batches: training }, 1, 0).where).toBe('all layers · epoch 3');
    expect(progressWords({ ...live, ended: true }, 1, 0).where).toBe('testing the spiking network');
  });

  it('names what is loaded, with bytes', () => {
    const live = { ...newLive(1), loading: { what: 'MNIST', loadedBytes: 1.24e6, totalBytes: 8.4e6 } };
    expect(plain(progressWords(live, 0, 0).where)).toBe('loading MNIST · 1.2 MB of 8.4 MB');
    expect(plain(bytesWords(45_200))).toBe('45 kB');
  });

  it('says what happens before the first stage and after the last', () => {
    expect(progressWords(newLive(1), 0, 0).where).toBe('choosing where to compute …');
    expect(progressWords({ ...newLive(1), environment }, 0, 0).where).toBe('preparing …');
    const batches = {
      phase: 'testing',
      stage: 0,
      epoch: 0,
      batch: 1,
      batches: 4,
      millisecondsPerBatch: 9,
    } as const;
    expect(progressWords({ ...newLive(1), environment, batches }, 3, 0).where).toBe('measuring the ANN');
    expect(progressWords({ ...running, ended: true, paused: true }, 5, 0).where).toBe('paused · 3 of 5 done');
    expect(progressWords({ ...running, ended: true }, 3, 0).where).toBe('testing the spiking network');
    const method = { ...newLive(1), environment, annReady: true };
    expect(progressWords({ ...method, batches: { ...batches, phase: 'calibrating' } }, 0, 0).where).toBe(
      'measuring activations',
    );
    expect(progressWords({ ...method, batches }, 0, 0).where).toBe('testing');
    const tested = { ...batches, tested: { images: 4_770, all: 11_000 } };
    const left = (live: Live) => plain(progressWords(live, 0, 0).left ?? '');
    expect(left({ ...method, batches: tested })).toBe('43 %');
    const eta = { epochSeconds: null, totalSeconds: 48, at: 0 };
    expect(left({ ...method, batches: tested, eta })).toBe('43 % · about 48 s left');
    expect(left({ ...method, batches: tested, eta, paused: true })).toBe('43 %');
    expect(progressWords({ ...running, stopping: true }, 5, 0).where).toBe('stopping …');
  });
});
