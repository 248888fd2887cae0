import { expect, test } from 'vitest';
import { engineRevision } from '../src/engine/revision.ts';
import { encodeSweepLink } from '../src/runs/link/link.ts';
import { defaultPreset } from '../src/runs/spec/presets/presets.ts';
import { SpecError } from '../src/runs/spec/spec.ts';
import { SweepError } from '../src/runs/sweep/sweep-error.ts';
import { specOf } from './spec-options.ts';
import { sweepOf } from './sweep-options.ts';

const options = {
  preset: 'first-look-paper',
  set: ['trainCount=600', 'seed=3'],
  grid: ['timeSteps=1,2,4', 'tp=1..3'],
  seeds: '5',
};

test('preset, settings, grid and seeds', () => {
  const sweep = sweepOf(options);
  expect(sweep.base).toEqual(specOf({ preset: 'first-look-paper', set: options.set }));
  expect(sweep.axes).toEqual([
    { field: 'timeSteps', values: [1, 2, 4] },
    { field: 'patience', values: [1, 2, 3] },
  ]);
  expect(sweep.seeds).toBe(5);
  const { seeds: _, ...once } = options;
  expect(sweepOf(once).seeds).toBe(1);
});

test('the link of a sweep is the whole of it; that of a run is its base', () => {
  const sweep = sweepOf(options);
  const link = `https://example.org/${encodeSweepLink(sweep)}`;
  expect(sweepOf({ link })).toEqual(sweep);
  for (const more of [{ grid: ['tp=1'] }, { seeds: '1' }, { set: ['seed=2'] }])
    expect(() => sweepOf({ link, ...more })).toThrow(SweepError);
  expect(() => sweepOf({ link, preset: 'mnist' })).toThrow(/--preset and --link name two different runs/);
  const plain = `#v=1&preset=${defaultPreset}&engine=${engineRevision}&train=600&seed=3`;
  expect(sweepOf({ link: plain, grid: options.grid, seeds: '5' })).toEqual(sweep);
});

test('a command that runs once refuses the link of a sweep', () => {
  const link = encodeSweepLink(sweepOf(options));
  expect(() => specOf({ link })).toThrow(SpecError);
  expect(() => specOf({ link })).toThrow(/the link asks for a sweep/);
});
