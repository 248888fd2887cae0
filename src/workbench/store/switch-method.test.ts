import { describe, expect, test } from 'vitest';
import { presetSpec } from '../../runs/spec/spec.ts';
import { crossChecks } from '../../runs/spec/spec-checks.ts';
import { switchMethod, withoutUnused } from './switch-method.ts';

const preset = presetSpec('first-look@2');

describe('choosing another method', () => {
  test('settings that it does not use return to the preset, and come back with the old method', () => {
    const ptl = { ...preset, thresholdScope: 'channel', patience: 3, weightBits: '4', seed: 5 } as const;
    const there = switchMethod(ptl, {}, 'clip-floor-shift');
    expect(there.spec).toEqual({ ...preset, method: 'clip-floor-shift', patience: 3, seed: 5 });
    expect(crossChecks(there.spec)).toEqual([]);
    const changed = { ...there.spec, quantisationSteps: 4, patience: 2 };
    const back = switchMethod(changed, there.aside, 'ptl');
    // Both methods use the patience, so it stays as it was set last.
    expect(back.spec).toEqual({ ...ptl, patience: 2 });
    const again = switchMethod(back.spec, back.aside, 'clip-floor-shift');
    expect(again.spec).toEqual(changed);
  });

  test('what it refuses goes back too, each method keeping its own', () => {
    const long = { ...preset, method: 'rate', timeSteps: 256 } as const;
    const { spec, aside } = switchMethod(long, {}, 'ptl');
    expect(spec.timeSteps).toBe(preset.timeSteps);
    const short = switchMethod({ ...spec, timeSteps: 16 }, aside, 'rate');
    expect(short.spec.timeSteps).toBe(256);
    expect(switchMethod(short.spec, short.aside, 'ptl').spec.timeSteps).toBe(16);
  });

  test('what a method prefers comes with it and goes with it, unless it was changed', () => {
    const there = switchMethod({ ...preset, seed: 4 }, {}, 'calibration');
    expect(there.spec).toEqual({
      ...preset,
      ...{ method: 'calibration', seed: 4 },
      ...{ thresholdRule: 'leastSquares', thresholdScope: 'channel' },
      ...{ firing: 'window', calibrationCount: 1000 },
    });
    expect(switchMethod(there.spec, there.aside, 'rate').spec).toEqual({
      ...preset,
      method: 'rate',
      seed: 4,
    });
    const changed = { ...there.spec, firing: 'immediate' } as const;
    const away = switchMethod(changed, there.aside, 'ptl');
    expect(away.spec).toEqual({ ...preset, seed: 4 });
    expect(switchMethod(away.spec, away.aside, 'calibration').spec).toEqual(changed);
  });

  test('a preset whose neurons fire after their window can be trained through time', () => {
    const short = presetSpec('first-look@4');
    const { spec, aside } = switchMethod(short, {}, 'surrogate');
    expect(spec).toEqual({ ...short, method: 'surrogate', firing: 'immediate' });
    expect(crossChecks(spec)).toEqual([]);
    expect(switchMethod(spec, aside, 'ptl').spec).toEqual(short);
  });

  test('the same method again changes nothing', () => {
    const spec = { ...preset, patience: 4 };
    expect(switchMethod(spec, {}, 'ptl')).toEqual({ spec, aside: {} });
  });
});

test('a spec from elsewhere keeps no setting that its method does not use', () => {
  expect(withoutUnused({ ...preset, surrogateWidth: 3, patience: 4 })).toEqual({ ...preset, patience: 4 });
  const plain = { ...preset, patience: 4 };
  expect(withoutUnused(plain)).toBe(plain);
});
