import 'fake-indexeddb/auto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { bytesFile } from '../../datasets/archives/named-file.ts';
import { usualOptions } from '../../datasets/formats/format.ts';
import { createImageDecoder } from '../../datasets/formats/images/decoder.ts';
import { writeOwnSet } from '../../datasets/own/file.ts';
import { datasetShelf } from '../../datasets/own/shelf.ts';
import { tarOf } from '../../datasets/testing/archives.ts';
import { importExamples } from '../../datasets/testing/examples.ts';
import { compileJpeg } from '../../datasets/testing/jpeg-module.ts';
import { mnistLike } from '../../datasets/testing/sets.ts';
import { ownId } from '../../exchange/own-shelf.ts';
import { openDatabaseShelf } from '../../runs/data/database-shelf.ts';
import { presetSpec } from '../../runs/spec/spec.ts';
import { chooseDataset } from './importing.ts';
import { deleteSet, holdForVisit, loadOwnSets } from './own-sets.ts';
import { missingDataWords, presenceOf } from './presence.ts';
import { fieldMessage, networkMisfits } from './problems.ts';
import { initialState } from './state.ts';
import { useWorkbench } from './store.ts';

const archive = bytesFile('digits.tar', await tarOf(mnistLike(400, 20)));
const surroundings = { images: createImageDecoder(compileJpeg), options: usualOptions, tell: () => {} };
const {
  train: _,
  validation: __,
  test: ___,
  ...facts
} = await importExamples('digits.tar', [archive], surroundings);
const file = new Blob([
  writeOwnSet(await importExamples('digits.tar', [archive], surroundings)) as Uint8Array<ArrayBuffer>,
]);
const dataset = ownId(facts.hash);
const state = useWorkbench.getState;

beforeEach(() => useWorkbench.setState(initialState, true));
afterEach(async () => {
  datasetShelf.offer([]);
  const shelf = await openDatabaseShelf();
  for (const { hash } of await shelf.list()) await shelf.remove(hash);
  shelf.close();
});

test('a set is awaited until the kept ones are listed, then missing, then here', async () => {
  useWorkbench.setState({ spec: { ...presetSpec('first-look@3'), dataset } });
  expect([presenceOf(state(), 'mnist'), presenceOf(state(), dataset)]).toEqual(['here', 'awaited']);
  await loadOwnSets();
  expect(presenceOf(state(), dataset)).toBe('missing');
  expect(missingDataWords(state())).toContain('is not here. Import');
  // Nothing is known of its inputs yet.
  expect(networkMisfits(state())).toBe(false);
  holdForVisit({ facts, file });
  expect([presenceOf(state(), dataset), missingDataWords(state())]).toEqual(['here', null]);
  expect(fieldMessage(state(), 'network')).toContain('inputs of digits are 4×4×1, not 28×28×1');
});

test('kept sets are listed with their time, and damaged ones with the reason', async () => {
  const shelf = await openDatabaseShelf();
  await shelf.put(facts.hash, file);
  await shelf.put('0'.repeat(64), new Blob(['hello']));
  shelf.close();
  await loadOwnSets();
  const [kept] = state().ownSets;
  expect(kept?.facts).toEqual(facts);
  expect(kept?.keptAt).toBeGreaterThan(Date.now() - 60_000);
  expect(state().damagedSets).toMatchObject([{ bytes: 5, reason: expect.stringContaining('first letters') }]);
  await deleteSet(facts.hash);
  await deleteSet('0'.repeat(64));
  expect([state().ownSets, state().damagedSets]).toEqual([[], []]);
});

test('a set of this visit stays beside the kept ones, until it is deleted', async () => {
  holdForVisit({ facts, file });
  await loadOwnSets();
  expect(state().ownSets.map(({ keptAt }) => keptAt)).toEqual([null]);
  await deleteSet(facts.hash);
  expect(state().ownSets).toEqual([]);
});

test('a chosen set limits the counts that the settings ask for', () => {
  holdForVisit({ facts, file });
  chooseDataset(dataset);
  const { trainCount, validationCount, testCount } = state().spec;
  expect([trainCount, validationCount, testCount]).toEqual([360, 40, 20]);
  chooseDataset('own:nowhere');
  expect(state().spec.dataset).toBe(dataset);
});
