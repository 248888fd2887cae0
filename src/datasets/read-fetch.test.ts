import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { DataError } from './dataset.ts';
import { mnist } from './mnist.ts';
import { fetchReader } from './read-fetch.ts';
import { readPublic } from './testing/read-public.ts';

let stop = () => {};
afterEach(() => stop());

/**
 * Starts a server with this one answer and returns its base address, under a sub-path as on a
 * static host.
 */
async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  stop = () => {
    server.closeAllConnections();
    server.close();
  };
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/path/`;
}

const messageOf = async (reading: Promise<unknown>): Promise<string> => {
  const error = await reading.catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DataError);
  return (error as Error).message;
};

test('reads below the base, with progress', async () => {
  let asked = '';
  const base = await serve((request, response) => {
    asked = request.url ?? '';
    response.writeHead(200, { 'content-length': 4 });
    response.write('ab');
    setTimeout(() => response.end('cd'), 20);
  });
  const steps: [number, number][] = [];
  const bytes = await fetchReader(base)('data/x.bin', (...step) => steps.push(step));
  expect(asked).toBe('/some/path/data/x.bin');
  expect(new TextDecoder().decode(bytes)).toBe('abcd');
  expect(steps.at(-1)).toEqual([4, 4]);
});

test('MNIST loads over HTTP', async () => {
  const base = await serve(async (request, response) => {
    response.end(await readPublic((request.url ?? '').replace('/some/path/', '')));
  });
  const counts = { train: 100, validation: 50, test: 20 };
  expect(await mnist.load(fetchReader(base), counts)).toEqual(await mnist.load(readPublic, counts));
});

test('an HTTP error names file and status', async () => {
  const base = await serve((_, response) => response.writeHead(404).end());
  const message = await messageOf(fetchReader(base)('data/x.bin'));
  expect(message).toMatch(/^data\/x\.bin: the server answered 404 Not Found\. .*prepare-data/);
});

test.each([
  ['by its type', 'text/html; charset=utf-8', 'hello'],
  ['by its beginning', 'application/octet-stream', '\n<!DOCTYPE html><title>x</title>'],
])('a page instead of the file is known %s', async (_, type, body) => {
  const base = await serve((_request, response) => {
    response.writeHead(200, { 'content-type': type }).end(body);
  });
  expect(await messageOf(fetchReader(base)('data/x.bin'))).toContain('sent a web page instead of this file');
});

test('a download that breaks off says how far it came', async () => {
  const base = await serve((_, response) => {
    response.writeHead(200, { 'content-length': 1000 });
    response.write('x'.repeat(300), () => setTimeout(() => response.destroy(), 50));
  });
  expect(await messageOf(fetchReader(base)('data/x.bin'))).toContain('broke off after 300 of 1000 bytes');
});

test.each([
  ['before the answer', false],
  ['in the middle', true],
])('a download that stalls %s is given up', async (_, begins) => {
  const base = await serve((_request, response) => {
    if (begins) response.writeHead(200, { 'content-length': 1000 }).write('x');
  });
  expect(await messageOf(fetchReader(base, 200)('data/x.bin'))).toContain('nothing for 0.2 s');
});

test('no server at all', async () => {
  const base = await serve(() => {});
  stop();
  expect(await messageOf(fetchReader(base)('data/x.bin'))).toContain('no answer from 127.0.0.1');
});
