import { describe, expect, it } from 'vitest';
import { beginRecord } from '../../runs/records/record.ts';
import type { RunSummary } from '../../runs/records/run-store.ts';
import { presetSpec } from '../../runs/spec/spec.ts';
import { chipFigure, chipHelp, chipName } from './chip-words.ts';

const { network: _, ...run } = beginRecord('a', presetSpec('first-look@1'), '2026-01-02T03:04:05Z');
const words = (text: string | null) => text?.replaceAll('\u00a0', ' ');

describe('the chip of a run', () => {
  it('has no figure before the first epoch, and marks one that may still change', () => {
    expect(chipFigure(run)).toBeNull();
    const epochs = [{ validation: { accuracy: 0.9734 } }] as unknown as RunSummary['epochs'];
    expect(words(chipFigure({ ...run, epochs }))).toBe('97.3 % …');
  });

  it('ends with the test accuracy', () => {
    const report = {
      snn: { test: { accuracy: 0.98711 }, testCount: 10000 },
    } as unknown as RunSummary['report'];
    expect(words(chipFigure({ ...run, report }))).toBe('98.71 %');
  });

  it('names the metric of a figure that is no percentage', () => {
    const spec = { ...run.spec, task: 'reconstruction' };
    const report = { snn: { test: { mse: 0.00755 }, testCount: 10000 } } as unknown as RunSummary['report'];
    expect(words(chipFigure({ ...run, spec, report }))).toBe('MSE 0.00755');
  });

  it('names its preset where there are several', () => {
    expect(chipName(run, { mixed: false, current: true })).toBe('this run · preset settings');
    expect(chipName(run, { mixed: true, current: false })).toBe('first-look · preset settings');
  });

  it('says how far a run came that was cut off', () => {
    const layers = [
      { name: 'conv1' },
      { name: 'fc2' },
      { name: 'output' },
    ] as unknown as RunSummary['layers'];
    expect(chipFigure({ ...run, status: 'stopped', layers })).toBe('0 of 2 stages');
  });

  it('says how it ended', () => {
    const failed: RunSummary = { ...run, status: 'failed', failure: 'The loss is not a number.' };
    expect(chipHelp(failed, 'en-GB')).toMatch(
      /^MNIST · first look \(first-look@1\), .*2026.*, failed: The loss/,
    );
  });
});
