import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { engineRevision } from '../../engine/revision.ts';
import { otherEngine } from './other-engine.ts';

test('another engine is said to be one, earlier or newer, and this one is not', () => {
  expect(otherEngine('The sweep', engineRevision, 'So what.')).toBeNull();
  expect(otherEngine('The sweep', engineRevision - 1, 'So what.')).toBe(
    `The sweep is of an earlier engine, revision ${engineRevision - 1}; this is revision ${engineRevision}. So what.`,
  );
  expect(otherEngine('The sweep', engineRevision + 1, 'So what.')).toContain('a newer engine');
});

const docs = new URL('../../../docs/', import.meta.url);
const pages = readdirSync(new URL('results/', docs))
  .filter((name) => name !== 'README.md')
  .map((name) => `results/${name}`);

test.each([...pages, 'performance.md'])('the figures of docs/%s name their engine', (page) => {
  const found = /^Engine revision (\d+)\b/m.exec(readFileSync(new URL(page, docs), 'utf8'));
  expect(Number(found?.[1])).toBeGreaterThanOrEqual(1);
  expect(Number(found?.[1])).toBeLessThanOrEqual(engineRevision);
});
