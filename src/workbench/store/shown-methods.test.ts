import { expect, test } from 'vitest';
import { presetSpec } from '../../runs/spec/spec.ts';
import { methodsShown } from './shown-methods.ts';

const spec = presetSpec('first-look@2');
const draft = (text: string) => ({ axes: [{ field: 'method', text }] as const, seeds: '1' });

test('the method of the settings, or those that the sweep in the form varies', () => {
  const state = { view: 'run', spec, sweepDraft: draft('clip-floor-shift') } as const;
  expect(methodsShown(state)).toBe('ptl');
  expect(methodsShown({ ...state, view: 'sweep' })).toBe('clip-floor-shift');
  expect(methodsShown({ ...state, view: 'sweep', sweepDraft: draft('clip-floor-shift, ptl,magic') })).toBe(
    'ptl,clip-floor-shift',
  );
  expect(methodsShown({ ...state, view: 'sweep', sweepDraft: draft('') })).toBe('ptl');
});
