import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { presetSpec } from '../spec/spec.ts';
import { parseSweep } from '../sweep/plan.ts';
import { decodeLink, encodeLink, encodeSweepLink, maxLinkLength } from './link.ts';
import { hashOf } from './mended.ts';

const spec = { ...presetSpec('mnist@2'), timeSteps: 16, percentile: 99.5, learningRate: 1e-7 };
const sweep = parseSweep({
  version: 1,
  base: { ...spec, start: 'scratch' },
  axes: [
    { field: 'timeSteps', values: [1, 2, 4] },
    { field: 'network', values: ['28x28-10', '28x28-c4k3x5-10'] },
    { field: 'weightLevels', values: ['', '-1,0,1'] },
  ],
  seeds: 3,
});
const links = [encodeLink(spec), encodeLink(presetSpec('first-look@2')), encodeSweepLink(sweep)];

/** Returns a hash as a browser reports it: some characters of the address are encoded. */
const asBrowser = (hash: string) => new URL(`https://x.org/${hash}`).hash;

const sent: readonly (readonly [string, (hash: string) => string])[] = [
  ['encoded whole', (hash) => `#${encodeURIComponent(hash.slice(1))}`],
  ['encoded with its number sign', (hash) => `#${encodeURIComponent(hash)}`],
  ['with encoded ampersands alone', (hash) => hash.replaceAll('&', '%26')],
  ['with encoded equals signs alone', (hash) => hash.replaceAll('=', '%3D')],
  ['with &amp;', (hash) => hash.replaceAll('&', '&amp;')],
  ['with &amp;amp;', (hash) => hash.replaceAll('&', '&amp;amp;')],
  ['with &#38;', (hash) => hash.replaceAll('&', '&#38;')],
  ['encoded whole, with &amp;', (hash) => `#${encodeURIComponent(hash.slice(1).replaceAll('&', '&amp;'))}`],
  ['with a zero-width space behind', (hash) => `${hash}\u200b`],
  ['with a zero-width joiner in it', (hash) => hash.replace('preset', 'pre\u200dset')],
  ['with soft hyphens', (hash) => hash.replaceAll('=', '=\u00ad')],
  ['with a mark of its byte order', (hash) => `${hash}\ufeff`],
  ['broken into lines', (hash) => hash.replaceAll('&', '&\n ')],
  ...[...'.,;!?)]>}"\'»”’…*'].map((sign) => [`with ${sign} behind`, (hash: string) => hash + sign] as const),
  ['with ").’ behind', (hash) => `${hash}").’`],
  ['encoded whole, with . behind', (hash) => `#${encodeURIComponent(hash.slice(1))}.`],
];

describe('a link that was sent', () => {
  test.each(sent)('%s opens the experiment that was meant', (_, change) => {
    for (const link of links) {
      const meant = decodeLink(link);
      expect(meant.problems).toEqual([]);
      expect(decodeLink(change(link))).toEqual(meant);
      expect(decodeLink(asBrowser(change(link)))).toEqual(meant);
    }
  });

  test('a problem of its own stays one, in words about the link that was meant', () => {
    const meant = decodeLink('#v=1&ns=9999&tp=5');
    expect(meant.problems).toHaveLength(1);
    for (const hash of ['#v%3D1%26ns%3D9999%26tp%3D5', '#v=1&amp;ns=9999&amp;tp=5', '#v=1&ns=9999&tp=5.'])
      expect(decodeLink(hash)).toEqual(meant);
  });

  test('nothing is changed where the link makes sense as it is', () => {
    // The last value of the axis is empty; the comma is no end of a sentence.
    const axes = [{ field: 'weightLevels', values: ['-1,1', ''] }];
    const ending = encodeSweepLink(parseSweep({ version: 1, base: spec, axes, seeds: 1 }));
    expect(ending).toMatch(/,$/);
    expect(decodeLink(ending).sweep!.axes).toEqual(axes);
    expect(decodeLink('#v=1&ns%3D16').problems).toHaveLength(1);
  });

  test('a link is decoded once: what was encoded twice is not guessed at', () => {
    const twice = `#${encodeURIComponent(encodeURIComponent(links[0]!.slice(1)))}`;
    expect(decodeLink(twice).problems.length).toBeGreaterThan(0);
  });

  test('length is that of the link that was meant', () => {
    const long = `v=1&foo=${'-'.repeat(maxLinkLength - 8)}`;
    expect(decodeLink(`#${encodeURIComponent(long)}`).problems[0]!.key).toBe('foo');
    expect(decodeLink(`#${'%3D'.repeat(maxLinkLength)}x`).problems[0]!.message).toMatch(/at most/);
  });

  test('any end of a sentence behind any encoding never throws', () => {
    fc.assert(
      fc.property(fc.constantFrom(...links), fc.string({ unit: 'binary', maxLength: 6 }), (link, tail) => {
        for (const [, change] of sent) decodeLink(change(link) + tail);
      }),
      { numRuns: 50 },
    );
  });
});

test('the hash is found in a whole link, also in one that is encoded', () => {
  expect(hashOf('https://x.org/a#v=1&ns=4')).toBe('#v=1&ns=4');
  expect(hashOf('v=1&ns=4')).toBe('v=1&ns=4');
  const encoded = encodeURIComponent('https://x.org/a#v=1&ns=4');
  expect(decodeLink(hashOf(encoded))).toEqual(decodeLink('#v=1&ns=4'));
});
