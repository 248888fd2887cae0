import { expect, test } from 'vitest';
import { presetSpec } from '../../spec/spec.ts';
import { completeSpec } from './spec.ts';

const base = presetSpec('first-look@2');

test('a spec from before a setting existed has the preset’s', () => {
  const { readoutStage: _, ...old } = base;
  expect(completeSpec(old)).toEqual(base);
});
