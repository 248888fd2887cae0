import { expect, test } from 'vitest';
import { presetSpec } from './spec.ts';
import { unequalReadout } from './unequal-readout.ts';

const float = presetSpec('first-look@2');
const limited = { ...float, weightBits: '4' } as const;
const sparse = { ...float, fanIn: 16 };
const rate = { ...float, method: 'rate' } as const;

test('float beside 4 bits or few inputs: the limits alone bring a readout stage', () => {
  expect(unequalReadout([float, limited])).toMatch(/set readoutStage on/);
  expect(unequalReadout([sparse, float])).toMatch(/set readoutStage on/);
});

test('alike where all have one, or none', () => {
  const on = { readoutStage: true };
  expect(
    unequalReadout([
      { ...float, ...on },
      { ...limited, ...on },
    ]),
  ).toBeNull();
  expect(unequalReadout([{ ...float, ...on }, limited])).toBeNull();
  expect(unequalReadout([limited, sparse])).toBeNull();
  expect(unequalReadout([float, float])).toBeNull();
  expect(unequalReadout([])).toBeNull();
});

test('nothing is unequal where nothing is tuned', () => {
  expect(unequalReadout([rate, limited])).toBeNull();
  const untuned = { maxStageEpochs: 0 };
  expect(
    unequalReadout([
      { ...float, ...untuned },
      { ...limited, ...untuned },
    ]),
  ).toBeNull();
});
