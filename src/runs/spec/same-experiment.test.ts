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

  it('may come from two presets of the same network', () => {
    const [paper, third] = [presetSpec('first-look-paper@1'), presetSpec('first-look@3')];
    expect(sameExperiment(paper, third)).toBe(true);
    expect(sameExperiment(paper, presetSpec('first-look@4'))).toBe(false);
    const scratch = { ...third, start: 'scratch' } as const;
    expect(sameExperiment(scratch, { ...scratch, preset: 'mnist@3' })).toBe(true);
  });
});
