import { describe, expect, it } from 'vitest';
import { toLayers } from '../../networks/chain.ts';
import { parseNotation } from '../../networks/notation.ts';
import type { RunRecord } from '../../runs/records/record.ts';
import type { StageReport } from '../../runs/records/report.ts';
import { presetSpec } from '../../runs/spec/spec.ts';
import { apartWords, measuredWords, networkWords, settingsWords } from './whose.ts';

const spec = presetSpec('first-look@2');
const layers = toLayers(parseNotation(spec.network));

function reached(status: RunRecord['status'], stages: readonly string[], change: object = {}) {
  const reports = stages.map((layer, i) => ({ stage: i + 1, layer }) as StageReport);
  return { status, spec: { ...spec, ...change }, layers, stages: reports };
}

describe('whose answer is shown', () => {
  it('in the first stage is that of the network it began with, not of the whole conversion', () => {
    expect(networkWords(reached('running', []), true, false)).toBe(
      'Run under way, Ns 8, as stage 1 begins: conv1 converted, not tuned',
    );
  });

  it('later is that of the network after the last stage that ended', () => {
    expect(networkWords(reached('running', ['conv1', 'conv2']), true, true)).toBe(
      'Run under way, Ns 8, after stage 2 of 3 (conv2)',
    );
    expect(networkWords(reached('running', ['conv1']), false, true)).toBe(
      'Run in another tab, Ns 8, after stage 1 of 3 (conv1)',
    );
    expect(networkWords(reached('running', ['all layers'], { method: 'tandem' }), true, true)).toBe(
      'Run under way, Ns 8, after its training',
    );
  });

  it.each([
    ['stopped', 'Stopped run'],
    ['failed', 'Failed run'],
    ['interrupted', 'Run that was cut off'],
  ] as const)('of a run that has %s says how far it came', (status, words) => {
    expect(networkWords(reached(status, ['conv1']), false, true)).toBe(
      `${words}, Ns 8, after stage 1 of 3 (conv1)`,
    );
    expect(networkWords(reached(status, []), false, false)).toBe(
      `${words}, Ns 8, kept no network: conv1 converted, not tuned`,
    );
  });

  it('of a run that failed before it had a network names no layer', () => {
    expect(networkWords({ ...reached('failed', []), layers: [] }, false, false)).toBe(
      'Failed run, Ns 8, kept no network: the first layer converted, not tuned',
    );
  });

  it('at the end is the finished run’s, with its own window', () => {
    const run = reached('finished', ['conv1', 'conv2', 'fc3'], { timeSteps: 16 });
    expect(networkWords(run, false, true)).toBe('Finished run, Ns 16');
    expect(measuredWords(run, false)).toBe('Finished run, Ns 16');
  });

  it('before any run is that of the settings', () => {
    expect(settingsWords({ timeSteps: 4 })).toBe('Your settings, Ns 4: converted, not tuned');
  });
});

describe('a run beside other settings', () => {
  it('is named by what tells them apart', () => {
    const run = { name: 'Ns 16 · Tp 1', spec: { ...spec, timeSteps: 16, patience: 1 } };
    expect(apartWords(run, { ...spec, patience: 1 })).toEqual({ run: 'Ns 16', form: 'Ns 8' });
  });

  it('is named by its preset too where that is another, known here or not', () => {
    const run = { name: 'Ns 2', spec: { ...spec, preset: 'later@9', timeSteps: 2 } };
    expect(apartWords(run, spec)).toEqual({ run: 'later@9 · Ns 2', form: 'first-look@2 · Ns 8' });
  });
});
