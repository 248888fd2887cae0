import { describe, expect, it } from 'vitest';
import { upgradeSpec } from '../records/upgrade.ts';
import { sameExperiment } from './same-experiment.ts';
import { differingFields, parseSpec, presetSpec } from './spec.ts';

const spec = presetSpec('first-look@2');

describe('two specs', () => {
  it('ask for the same run when nothing that their method uses differs', () => {
    expect(sameExperiment(spec, { ...spec })).toBe(true);
    expect(sameExperiment(spec, { ...spec, timeSteps: 3 })).toBe(false);
    expect(sameExperiment(spec, { ...spec, backend: 'wasm' })).toBe(false);
    expect(sameExperiment(spec, { ...spec, method: 'rate' })).toBe(false);
  });

  it('may differ in what their method does not use', () => {
    const rate = { ...spec, method: 'rate' } as const;
    expect(sameExperiment(rate, { ...rate, patience: spec.patience + 1 })).toBe(true);
    expect(sameExperiment(spec, { ...spec, patience: spec.patience + 1 })).toBe(false);
  });

  it('may differ in a pre-training that there is none of', () => {
    expect(sameExperiment(spec, { ...spec, pretrainEpochs: spec.pretrainEpochs + 1 })).toBe(true);
  });

  it('may write the same network with × or x', () => {
    const crossed = { ...spec, network: spec.network.replaceAll('x', '×') };
    expect(crossed.network).not.toBe(spec.network);
    expect(sameExperiment(spec, crossed)).toBe(true);
    expect(differingFields(spec, crossed)).toEqual([]);
    expect(parseSpec(crossed)).toEqual(spec);
    expect(upgradeSpec(crossed)).toEqual(spec);
  });

  it('start from another network in another preset revision, whatever their settings say', () => {
    expect(sameExperiment(spec, { ...spec, preset: 'first-look@1' })).toBe(false);
  });
});
