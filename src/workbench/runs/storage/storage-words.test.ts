import { expect, test } from 'vitest';
import { recordName, roomWords, unreadableWords } from './storage-words.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('one thing and several', () => {
  expect(unreadableWords(1)).toBe('1 stored run cannot be read');
  expect(unreadableWords(3)).toBe('3 stored runs cannot be read');
});

test('a damaged record is named by what it has left', () => {
  const record = { key: 'abc', name: null, createdAt: null, reason: 'x', newer: false };
  expect(recordName(record)).toBe('the record abc');
  expect(recordName({ ...record, name: 'Ns 4', createdAt: 'soon' })).toBe('Ns 4');
  expect(recordName({ ...record, key: [1, 'a'], createdAt: '2026-01-02T03:04:05Z' })).toMatch(
    /^the record 1,a, .*2026/,
  );
});

test('the use of storage, as far as the browser tells', () => {
  expect(plain(roomWords({ used: 2e6, quota: 1e9, persisted: true }))).toBe(
    '2.0 MB of 1000.0 MB used. The browser keeps it until you delete it.',
  );
  expect(plain(roomWords({ used: 2e6, quota: null, persisted: false }))).toMatch(
    /^2.0 MB used. .* may clear it/,
  );
  expect(roomWords({ used: null, quota: null, persisted: null })).toMatch(/does not say/);
});
