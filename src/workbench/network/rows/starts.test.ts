import { expect, test } from 'vitest';
import type { DatasetFacts } from '../../../datasets/dataset.ts';
import { datasets } from '../../../datasets/index.ts';
import { parseNotation } from '../../../networks/notation.ts';
import { findPreset } from '../../../runs/spec/presets/presets.ts';
import { taskOf } from '../../../tasks/index.ts';
import { checkDraft, isWhole } from './check.ts';
import { draftOf, textOf } from './draft.ts';
import { misfitsWithData, misfitsWithNeurons, rowMend } from './mends.ts';
import { startsFor } from './starts.ts';

const classification = taskOf('classification');
const dataset = (id: string): DatasetFacts => datasets.find((data) => data.id === id)!;
const [mnist, shapes] = [dataset('mnist'), dataset('shapes')];
const preset = { preset: 'first-look@3', task: 'classification' } as const;

test.each([
  ['mnist', mnist],
  ['shapes', shapes],
])('every start but the preset’s own fits %s', (_, data) => {
  const [own, ...named] = startsFor(preset, data);
  expect(own!.starts[0]!.notation).toBe(findPreset('first-look@3')!.settings.network);
  expect(named.length).toBeGreaterThan(3);
  for (const { notation } of named.flatMap(({ starts }) => starts)) {
    const draft = draftOf(parseNotation(notation));
    const check = checkDraft(draft);
    expect(isWhole(check)).toBe(true);
    expect(misfitsWithData(draft, check, classification, data)).toEqual([]);
  }
});

test('a network that pools too often for the image is not offered', () => {
  const titles = (side: number) =>
    startsFor(preset, { ...mnist, inputShape: [side, side, 3] }).map(({ title }) => title);
  expect(titles(28)).not.toContain('VGG-16, pooled');
  expect(titles(224)).toContain('VGG-16, pooled');
  expect(titles(28)).toContain('VGG-11, strided');
});

test('without its data only the preset’s network is offered', () => {
  expect(startsFor(preset, undefined).map(({ title }) => title)).toEqual(['Preset']);
});

test('inputs and outputs that do not fit are mended by a press each', () => {
  let draft = draftOf(parseNotation('28x28-c8s2-12'));
  const misfits = misfitsWithData(draft, checkDraft(draft), classification, shapes);
  expect(misfits.map(({ message }) => message)).toEqual([
    'Inputs of Shapes (synthetic) are 32×32×3, not 28×28×1.',
    'Shapes (synthetic) has 10 classes, not 12 outputs.',
  ]);
  for (const { mend } of misfits) draft = mend.edit(draft);
  expect(textOf(draft)).toBe('32x32x3-c8s2-10');
  expect(misfitsWithData(draft, checkDraft(draft), classification, shapes)).toEqual([]);
  expect(misfitsWithData(draft, checkDraft(draft), classification, undefined)).toEqual([]);
});

test('mixtures of speech are as long as the network takes them', () => {
  const misfits = (text: string) => {
    const draft = draftOf(parseNotation(text));
    return misfitsWithData(draft, checkDraft(draft), taskOf('separation'), dataset('voices'));
  };
  expect(misfits('1x16000-e8k40s20-c8k1s1-c16k1s1')).toEqual([]);
  expect(misfits('28x28-c8s2-10').map(({ message }) => message)).toContain(
    'Inputs of Voices (synthetic) are 1×28×1, not 28×28×1.',
  );
});

test('a missing output is mended at its row', () => {
  const draft = draftOf(parseNotation('28x28-c8s2-a2-10'));
  const open = { ...draft, rows: draft.rows.slice(0, 2) };
  expect(textOf(rowMend(open.rows[1]!, true, classification, mnist)!.edit(open))).toBe('28x28-c8s2-a2-10');
  expect(rowMend(draft.rows[0]!, false, classification, mnist)).toBeNull();
});

test('max pooling is mended where neurons do not fire after their window', () => {
  const draft = draftOf(parseNotation('28x28-c8s2-m2-c8s1-m2-10'));
  const [misfit, ...others] = misfitsWithNeurons(draft, { method: 'ptl', firing: 'immediate' });
  expect(others).toEqual([]);
  expect(textOf(misfit!.mend.edit(draft))).toBe('28x28-c8s2-a2-c8s1-a2-10');
  expect(misfitsWithNeurons(draft, { method: 'ptl', firing: 'window' })).toEqual([]);
  // Training through time never fires so, whatever the setting says.
  expect(misfitsWithNeurons(draft, { method: 'surrogate', firing: 'window' })).toEqual([misfit]);
  const average = misfit!.mend.edit(draft);
  expect(misfitsWithNeurons(average, { method: 'ptl', firing: 'immediate' })).toEqual([]);
});
