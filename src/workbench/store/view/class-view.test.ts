import { beforeEach, expect, it } from 'vitest';
import { type HideablePart, hideableParts, plainView } from '../../../runs/link/view-part.ts';
import { presetSpec } from '../../../runs/spec/spec.ts';
import { chooseDataset } from '../importing.ts';
import { chooseModel } from '../models/choose-model.ts';
import { adoptSpec, chooseMethod, choosePreset, formOf, resetToPreset, setSetting } from '../settings.ts';
import { initialState } from '../state.ts';
import { useWorkbench } from '../store.ts';
import { endProjector, hides, showAll, unlock } from './class-view.ts';

beforeEach(() => useWorkbench.setState(initialState, true));

const other = presetSpec('autoencoder@1');

const ways: Readonly<Record<string, () => void>> = {
  'a value': () => setSetting('timeSteps', 4),
  'a value that cannot be used': () => setSetting('timeSteps', -1),
  'a method': () => chooseMethod('rate'),
  'a preset': () => choosePreset(other.preset),
  'the reset': resetToPreset,
  'the settings of a run': () => adoptSpec(other),
  'a data set': () => chooseDataset('shapes'),
  'a network': () => chooseModel('preset'),
};

for (const [name, change] of Object.entries(ways))
  it(`a locked link keeps its settings from ${name}, until it is unlocked`, () => {
    const { network } = presetSpec('alexnet-8@1');
    const spec = { ...initialState.spec, network, timeSteps: 12 };
    useWorkbench.setState({ spec, viewPart: { ...plainView, lock: true } });
    change();
    const locked = useWorkbench.getState();
    expect(locked.spec).toBe(spec);
    expect(locked.unfinished).toEqual({});
    unlock();
    change();
    const { spec: free, unfinished } = useWorkbench.getState();
    expect({ free, unfinished }).not.toEqual({ free: spec, unfinished: {} });
  });

it('a lesson sets up its step under a lock', () => {
  useWorkbench.setState({ viewPart: { ...plainView, lock: true } });
  useWorkbench.setState(formOf(other));
  expect(useWorkbench.getState().spec).toEqual(other);
});

it('hidden parts come back all at once, and the rest of the view stays', () => {
  const hide: readonly HideablePart[] = ['settings', 'runs'];
  useWorkbench.setState({ viewPart: { ...plainView, hide, lock: true } });
  expect(hideableParts.filter(hides)).toEqual(hide);
  showAll();
  expect(hideableParts.filter(hides)).toEqual([]);
  expect(useWorkbench.getState().viewPart).toEqual({ ...plainView, lock: true });
});

it('brings the usual size back from a projector, and leaves the rest of the link', () => {
  useWorkbench.setState({ viewPart: { ...plainView, projector: true, lock: true } });
  endProjector();
  expect(useWorkbench.getState().viewPart).toEqual({ ...plainView, lock: true });
});
