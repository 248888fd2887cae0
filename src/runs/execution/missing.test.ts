import { describe, expect, it } from 'vitest';
import { addressIn, findMissing, findNewer, missingWords } from './missing.ts';

const answering =
  (body: string, type: string, status = 200) =>
  async () =>
    new Response(body, { status, headers: { 'content-type': type } });

const unreachable = async () => {
  throw new TypeError('Failed to fetch');
};

describe('a file that could not be loaded', () => {
  const address = 'https://example.org/spikewise/assets/index-Ab1_-2.js';

  it('is named by the browser that failed to import it', () => {
    for (const message of [
      `Failed to fetch dynamically imported module: ${address}`,
      `error loading dynamically imported module: ${address}`,
      `Unable to preload CSS for ${address}`,
    ])
      expect(addressIn(message)).toBe(address);
    expect(addressIn('Importing a module script failed.')).toBeNull();
  });

  it('was replaced by a newer version’s when it is gone, or a page stands in its place', async () => {
    expect(await findMissing(address, answering('not found', 'text/plain', 404))).toBe('newer');
    expect(await findMissing(address, answering('gone', 'text/plain', 410))).toBe('newer');
    expect(await findMissing(address, answering('<!doctype html>', 'text/html; charset=utf-8'))).toBe(
      'newer',
    );
  });

  it('is told from a network that is away and from a server in trouble', async () => {
    expect(await findMissing(address, unreachable)).toBe('away');
    expect(await findMissing(address, answering('<h1>busy</h1>', 'text/html', 503))).toBe('unclear');
    expect(await findMissing(address, answering('export {}', 'text/javascript'))).toBe('unclear');
  });

  it('is judged by the page where the browser does not name it', async () => {
    const page = 'https://example.org/spikewise/';
    const newer = answering('<script src="./assets/index-New.js">', 'text/html');
    const same = answering('<script src="./assets/index-Ab1_-2.js">', 'text/html');
    expect(await findNewer(page, address, newer)).toBe('newer');
    expect(await findNewer(page, address, same)).toBe('unclear');
    expect(await findNewer(page, address, unreachable)).toBe('away');
  });

  it('is reported with what can be done', () => {
    expect(missingWords('The page of sweeps', 'newer', '')).toBe(
      'The page of sweeps is no longer on the server. A newer version of Spikewise is out: reload the page to get it.',
    );
    expect(missingWords('The chart', 'away', '')).toMatch(/network or the server is away. Try again/);
    expect(missingWords('The chart', 'unclear', 'x is not defined')).toMatch(
      /loaded: x is not defined\. Try/,
    );
  });
});
