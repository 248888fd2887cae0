import { describe, expect, it } from 'vitest';
import { originOf } from '../../runs/inspection/origin.ts';
import type { NetworkSource } from '../../runs/inspection/simulation.ts';
import { presetSpec } from '../../runs/spec/spec.ts';
import { bareSource, sameSource, settingsKey, untunedSettings } from './source.ts';

const spec = presetSpec('first-look@1');
const origin = originOf(spec);
const untuned = (change: object = {}, from = origin): NetworkSource => ({
  kind: 'untuned',
  origin: from,
  settings: { ...spec, ...change },
});

describe('network sources', () => {
  it('are the same where the conversion is the same', () => {
    expect(sameSource(untuned(), untuned({ patience: 9 }))).toBe(true);
    expect(sameSource(untuned(), untuned({ timeSteps: 4 }))).toBe(false);
    expect(sameSource(untuned(), { ...untuned(), layers: 1 } as NetworkSource)).toBe(false);
    expect(sameSource(untuned(), null)).toBe(false);
    expect(sameSource(null, null)).toBe(true);
  });

  it('are different files where the bytes are others', () => {
    const bytes = new Uint8Array(4);
    const file = (content: Uint8Array): NetworkSource => ({
      kind: 'file',
      origin,
      bytes: content,
    });
    expect(sameSource(file(bytes), file(bytes))).toBe(true);
    expect(sameSource(file(bytes), file(new Uint8Array(4)))).toBe(false);
    expect(sameSource(file(bytes), untuned())).toBe(false);
  });

  it('are different where examples, task, network or checkpoint are', () => {
    for (const change of [
      { dataset: 'other' },
      { task: 'other' },
      { network: '28x28-10' },
      { start: 'scratch' },
      { preset: 'mnist@1' },
    ] as const)
      expect(sameSource(untuned(), untuned({}, { ...origin, ...change } as typeof origin))).toBe(false);
  });

  it('from scratch are the same whatever the preset', () => {
    const scratch = { ...origin, start: 'scratch' } as const;
    expect(sameSource(untuned({}, scratch), untuned({}, { ...scratch, preset: 'mnist@1' }))).toBe(true);
  });

  it('send no more than the settings that decide', () => {
    expect(bareSource(untuned({ patience: 9 }))).toEqual(bareSource(untuned({ patience: 1, seed: 4 })));
    expect(bareSource(untuned({ timeSteps: 4 }))).toMatchObject({ settings: { timeSteps: 4 } });
    expect(Object.keys(untunedSettings(spec))).toHaveLength(15);
    expect(settingsKey(spec)).not.toBe(settingsKey({ ...spec, percentile: 99 }));
  });
});
