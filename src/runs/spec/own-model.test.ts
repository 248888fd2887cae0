/** Tests the rules for a run that starts from an imported network. */
import { expect, test } from 'vitest';
import { decodeLink, encodeLink } from '../link/link.ts';
import { houseKnown, type KnownFacts } from './known.ts';
import { unusedWords } from './methods/unused-settings.ts';
import { pretrainingKey } from './pretraining-key.ts';
import { parseSpec, presetSpec } from './spec.ts';
import { crossChecks } from './spec-checks.ts';

const id = `own:${'3f'.repeat(32)}`;
const network = '28x28-c4s4n0-10';
const spec = parseSpec({ ...presetSpec('first-look-paper'), model: id, network });
const source = {
  title: 'a.onnx',
  bytes: 9120,
  pooling: 'average',
  normalisation: null,
  dataset: null,
} as const;
const facts = { id, notation: network, ...source };
const known: KnownFacts = { ...houseKnown, models: [facts] };

test('the spec of a network that is not here can be kept and sent', () => {
  const link = encodeLink(spec);
  expect(link).toContain(`model=${encodeURIComponent(id)}`);
  expect(decodeLink(link)).toMatchObject({ spec, problems: [] });
});

test('a network that is here must be that of the spec', () => {
  expect(crossChecks(spec, known)).toEqual([]);
  const [problem] = crossChecks({ ...spec, network: '28x28-10' }, known);
  expect(problem!.fields).toEqual(['model', 'network']);
  expect(problem!.message).toBe(`model: the imported network is ${network}, not 28x28-10; use scratch`);
  expect(crossChecks({ ...spec, network: '28x28-10', start: 'scratch' }, known)).toEqual([]);
});

test('it is used by a pre-trained start alone, and trains nothing first', () => {
  expect(unusedWords('model', spec)).toBeNull();
  expect(unusedWords('model', { ...spec, start: 'scratch' })).toBe('model is not used with start scratch');
  expect(pretrainingKey(spec)).toBeNull();
});

test.each(['own:', 'own:3f', 'other', `own:${'3F'.repeat(32)}`])('%j is no network', (model) => {
  expect(() => parseSpec({ ...spec, model })).toThrow(/model must be one of preset, or own: and the hash/);
});
