import { expect, test } from 'vitest';
import { usualOptions } from '../formats/format.ts';
import { knownFile, knownSets, knownWords } from './known-sets.ts';
import type { OwnFacts } from './own-set.ts';

const cifar: OwnFacts = {
  title: 'cifar-10-binary',
  inputShape: [32, 32, 3],
  classNames: Array.from({ length: 10 }, (_, i) => `class ${i}`),
  stored: 'bytes',
  available: { train: 45_000, validation: 5000, test: 10_000 },
  source: { name: 'cifar-10-binary.tar.gz', bytes: 1, format: 'cifar-binary', options: usualOptions },
  skipped: { count: 0, first: [] },
  hash: '0'.repeat(64),
};

test('a known set is told by its name, and its whole by layout and counts', () => {
  expect(knownWords(cifar)).toContain('this is the whole of CIFAR-10');
  expect(knownWords({ ...cifar, available: { ...cifar.available, test: 9999 } })).toContain('counts are not');
  expect(knownWords({ ...cifar, source: { ...cifar.source, name: 'birds.zip' } })).toBeNull();
});

test('no address is anything but a page over https', () => {
  for (const { address, file } of knownSets) {
    expect(new URL(address).protocol).toBe('https:');
    if (file) expect(knownFile(`Downloads/${file}`)?.address).toBe(address);
  }
});
