import { beforeEach, expect, test } from 'vitest';
import { choosePreset, setSetting } from '../store/settings.ts';
import { useWorkbench } from '../store/store.ts';
import {
  applyEdits,
  dropEdits,
  edit,
  keepEditing,
  layOut,
  leaveEditor,
  leaveText,
  openEditor,
  redoEdit,
  typeText,
  undoEdit,
  useEditor,
} from './editor.ts';
import { textOf } from './rows/draft.ts';
import { addRow, setField } from './rows/edits.ts';

const editing = () => useEditor.getState().editing!;
const draft = () => editing().history.present;
const text = () => textOf(draft());
const spec = () => useWorkbench.getState().spec;

beforeEach(() => {
  dropEdits();
  choosePreset('first-look@3');
});

test('the editor opens on the network of the settings, and drops what is not used', () => {
  openEditor();
  expect(text()).toBe('28x28-c8s2-c16s2-64-10');
  leaveEditor();
  expect(useEditor.getState().editing).toBeNull();
  openEditor();
  edit((of) => addRow(of, 'conv2d'));
  leaveEditor();
  expect(editing().asking).toBe(true);
  keepEditing();
  expect(editing().asking).toBe(false);
  leaveEditor();
  leaveEditor();
  expect(editing().asking).toBe(false);
  undoEdit();
  typeText('28x28-c');
  leaveEditor();
  expect(editing().asking).toBe(true);
  dropEdits();
  expect(spec().network).toBe('28x28-c8s2-c16s2-64-10');
});

test('a network that is used is trained from scratch, and the preset’s own is not', () => {
  openEditor();
  edit((of) => addRow(of, 'averagePool'));
  applyEdits();
  expect(useEditor.getState().editing).toBeNull();
  expect(spec()).toMatchObject({ network: '28x28-c8s2-c16s2-a2-64-10', start: 'scratch' });
  choosePreset('first-look@3');
  openEditor();
  edit((of) => addRow(of, 'averagePool'));
  undoEdit();
  applyEdits();
  expect(spec()).toMatchObject({ network: '28x28-c8s2-c16s2-64-10', start: 'checkpoint' });
});

test.each(['28x28-c8s2d2-10', '28x28-c8s2-12', '32x32x3-c8s2-10'])('%s cannot be used', (notation) => {
  openEditor();
  typeText(notation);
  expect(text()).toBe(notation);
  applyEdits();
  expect(editing()).not.toBeNull();
  expect(spec().network).toBe('28x28-c8s2-c16s2-64-10');
});

test('typed text goes into the rows where it can be read, and stays with its problem where not', () => {
  openEditor();
  typeText('28×28-c8');
  expect(editing()).toMatchObject({ typed: '28×28-c8' });
  expect(editing().typedProblem).toMatch(/^In layer 1: the last layer must be/);
  expect(text()).toBe('28x28-c8s2-c16s2-64-10');
  leaveText();
  expect(editing().typed).toBe('28×28-c8');
  typeText('28×28-c8-10');
  expect([editing().typedProblem, text()]).toEqual([null, '28x28-c8s1-10']);
  leaveText();
  expect(editing().typed).toBeNull();
  undoEdit();
  expect(text()).toBe('28x28-c8s2-c16s2-64-10');
  redoEdit();
  expect(text()).toBe('28x28-c8s1-10');
});

test('an edit of a row replaces the text that was being typed', () => {
  openEditor();
  typeText('28x28-c8');
  edit((of) => setField(of, of.rows[0]!.id, 'filters', '4'));
  expect(editing()).toMatchObject({ typed: null, typedProblem: null });
  expect(text()).toBe('28x28-c4s2-c16s2-64-10');
});

test('a network of the settings that cannot be read stays in the text, beside the preset’s rows', () => {
  setSetting('network', '28x28-wish-10');
  openEditor();
  expect(editing().typed).toBe('28x28-wish-10');
  expect(editing().typedProblem).toMatch(/^In layer 1: “wish” is not a layer/);
  expect(text()).toBe('28x28-c8s2-c16s2-64-10');
  leaveEditor();
  expect(useEditor.getState().editing).toBeNull();
});

test('another network is laid out in one step', () => {
  openEditor();
  layOut('28x28-16-10');
  expect(text()).toBe('28x28-16-10');
  undoEdit();
  expect(text()).toBe('28x28-c8s2-c16s2-64-10');
});
