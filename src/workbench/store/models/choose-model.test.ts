/** Tests what choosing an imported network does to the settings, and what missing ones lack. */

import { afterEach, beforeEach, expect, test } from 'vitest';
import { modelShelf } from '../../../exchange/own-models.ts';
import { nothingHeld, offerHeld } from '../../../runs/data/held.ts';
import { presetSpec } from '../../../runs/spec/spec.ts';
import { missingDataWords, modelPresence, wantedModel } from '../presence.ts';
import { specProblems } from '../problems.ts';
import { initialState } from '../state.ts';
import { useWorkbench } from '../store.ts';
import { chooseModel } from './choose-model.ts';
import { holdModelForVisit } from './keep-models.ts';

const id = `own:${'3f'.repeat(32)}`;
const notation = '28x28-c4s4n0-10';
const source = {
  ...{ title: 'net.onnx', bytes: 9120, pooling: null },
  ...{ normalisation: '0.25:0.5', dataset: 'mnist' },
};
const model = { facts: { id, notation, ...source }, file: new Blob([]) };
const state = useWorkbench.getState;

beforeEach(() => useWorkbench.setState(initialState, true));
afterEach(() => offerHeld(nothingHeld));

test('a chosen network brings its layout, its scaling and its data set, and the preset’s comes back', () => {
  const before = state().spec;
  holdModelForVisit(model);
  chooseModel(id);
  const settings = { model: id, network: notation, start: 'checkpoint', normalisation: '0.25:0.5' };
  expect(state().spec).toMatchObject({ ...settings, dataset: 'mnist' });
  expect(specProblems(state())).toEqual([]);
  chooseModel('preset');
  expect(state().spec).toEqual(before);
});

test('settings that asked for the network stay as they are when it comes', () => {
  const spec = { ...presetSpec('first-look@3'), model: id, network: notation, normalisation: 'none' };
  modelShelf.note(id, source);
  useWorkbench.setState({ spec });
  expect(modelPresence(state(), spec)).toBe('awaited');
  useWorkbench.setState({ modelsLoaded: true, ownLoaded: true });
  expect(wantedModel(state())).toBe(id);
  expect(missingDataWords(state())).toContain('Import net.onnx (9,120 bytes) with the same choices');
  expect(wantedModel({ ...state(), spec: { ...spec, start: 'scratch' } })).toBeNull();
  holdModelForVisit(model);
  chooseModel(id);
  expect(state().spec).toEqual(spec);
  expect([wantedModel(state()), missingDataWords(state())]).toEqual([null, null]);
});

test('what a file says of the scaling is used only where it is one', () => {
  holdModelForVisit({ ...model, facts: { ...model.facts, normalisation: 'odd' } });
  chooseModel(id);
  expect(state().spec).toMatchObject({ model: id, normalisation: 'none' });
});
