import { expect, test } from 'vitest';
import { loadExamples } from '../execution/materials.ts';
import { parseSpec, presetSpec, SpecError } from '../spec/spec.ts';
import { decodeLink, encodeLink } from './link.ts';

const id = `own:${'3fa2'.repeat(16)}`;
const spec = parseSpec({
  ...presetSpec('first-look-paper'),
  dataset: id,
  network: '32x32x3-c8s2-10',
  start: 'scratch',
  trainCount: 64,
  batchSize: 32,
});

test('a link carries imported data that are not here, with the whole experiment', () => {
  expect(decodeLink(encodeLink(spec))).toMatchObject({ spec, problems: [] });
});

test('what is no whole hash is refused with what is allowed', () => {
  for (const dataset of ['own:3fa2', `own:${'g'.repeat(64)}`, `${id}0`, 'Own'])
    expect(() => parseSpec({ ...spec, dataset })).toThrow(SpecError);
  expect(() => parseSpec({ ...spec, dataset: 'own:3fa2' })).toThrow(
    /^dataset must be one of .*, or own: and the hash of imported data \(got "own:3fa2"\)$/,
  );
});

test('a run of it says what is missing before it computes anything', async () => {
  const never = () => Promise.reject(new Error('no file is read'));
  await expect(loadExamples(spec, never)).rejects.toThrow(
    `The imported data set ${id} is not here. Import the file`,
  );
});
