/**
 * Compares what version 1 wrote of a run with what is read today: every figure, under its new name.
 */
import { expect } from 'vitest';
import { fieldNames, fields } from '../../../src/runs/spec/fields.ts';
import { findPreset } from '../../../src/runs/spec/presets/presets.ts';
import { presentValue } from '../../../src/runs/spec/value-text.ts';
import type { Any } from './read.ts';

const timesAside = (value: Any, names: readonly string[]) =>
  Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)));

/**
 * Expects a spec of version 1 to have its own settings, and its preset's for those it lacked. Its
 * groups are its workers, if it names them.
 */
export function expectSpec(now: Any, old: Any): void {
  const { settings } = findPreset(old.preset)!;
  expect(Object.keys(now).sort()).toEqual([...fieldNames, 'preset', 'version'].sort());
  const own: Any = 'workers' in old ? { groups: old.workers, ...old } : old;
  for (const name of fieldNames)
    expect(now[name], name).toEqual(name in own ? presentValue(fields[name], own[name]) : settings[name]);
  expect([now.preset, now.version]).toEqual([old.preset, 1]);
}

export function expectEpochs(now: Any, old: Any): void {
  expect(now).toHaveLength(old.length);
  old.forEach((row: Any, i: number) => {
    const scores = ['validationLoss', 'validationAccuracy', 'testAccuracy'];
    expect(now[i]).toEqual({
      ...timesAside(row, scores),
      validation: { loss: row.validationLoss, accuracy: row.validationAccuracy },
      test: row.testAccuracy === null ? null : { loss: Number.NaN, accuracy: row.testAccuracy },
    });
  });
}

export function expectStages(now: Any, old: Any, pairs: 'kept' | 'left out' = 'kept'): void {
  expect(now).toHaveLength(old.length);
  const plots = pairs === 'kept' ? [] : ['before', 'after'];
  old.forEach((stage: Any, i: number) => {
    const scores = ['accuracyBefore', 'accuracyAfter', 'lossBefore', 'lossAfter', 'testAccuracy'];
    expect(timesAside(now[i], plots)).toEqual({
      ...timesAside(stage, [...scores, ...plots]),
      converted: { loss: stage.lossBefore, accuracy: stage.accuracyBefore },
      kept: { loss: stage.lossAfter, accuracy: stage.accuracyAfter },
      test: stage.testAccuracy === null ? null : { loss: Number.NaN, accuracy: stage.testAccuracy },
    });
  });
}

/** Expects the figures of the ANN or the SNN. */
export function expectFigures(now: Any, old: Any): void {
  if (old === null) {
    expect(now).toBeNull();
    return;
  }
  const { validationAccuracy, validationLoss = Number.NaN, testAccuracy, ...rest } = old;
  expect(now).toEqual({
    ...rest,
    validation: { loss: validationLoss, accuracy: validationAccuracy },
    test: { loss: Number.NaN, accuracy: testAccuracy },
  });
}

export function expectReport(now: Any, old: Any, pairs: 'kept' | 'left out' = 'kept'): void {
  const changed = ['version', 'spec', 'ann', 'snn', 'stages', 'epochs'];
  expect(old.version).toBe(1);
  expect(timesAside(now, [...changed, 'engine'])).toEqual(timesAside(old, changed));
  expect([now.version, now.engine]).toEqual([2, 1]);
  expectSpec(now.spec, old.spec);
  expectFigures(now.ann, old.ann);
  expectFigures(now.snn, old.snn);
  expectStages(now.stages, old.stages, pairs);
  expectEpochs(now.epochs, old.epochs);
}
