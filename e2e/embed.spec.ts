/** Tests the page in a frame of another page, and from a plain server. */
import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { FrameLocator, Page } from '@playwright/test';
import { expect, expectAccessible, openWorkbench, smallRun, test } from './page.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.wasm': 'application/wasm',
};

interface Served {
  readonly port: number;
  readonly close: () => void;
}

async function listen(server: Server): Promise<Served> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { port: (server.address() as AddressInfo).port, close: () => server.close() };
}

const below = '/courses/spikes/';

/** Serves the built site below a path, with content types and the headers that are given. */
function plainServer(more: Readonly<Record<string, string>> = {}): Promise<Served> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url!, 'http://127.0.0.1');
    const name = pathname.slice(below.length) || 'index.html';
    const type = types[path.extname(name)] ?? 'application/octet-stream';
    readFile(path.join('dist', path.normalize(name))).then(
      (bytes) => response.writeHead(200, { 'Content-Type': type, ...more }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  return listen(server);
}

/** Serves the page of another site, which has the workbench in a frame. */
function outerServer({ port }: Served, attributes = ''): Promise<Served> {
  const address = `http://127.0.0.1:${port}${below}${smallRun}&workers=1&embed=1`.replaceAll('&', '&amp;');
  const html = `<!doctype html><html lang="en"><title>Another page</title><link rel="icon" href="data:," /><main><h1>A lecture</h1><iframe ${attributes} src="${address}" title="Spikewise" width="760" height="560"></iframe></main>`;
  return listen(
    createServer((_, response) => void response.writeHead(200, { 'Content-Type': 'text/html' }).end(html)),
  );
}

/** Opens the other site; its name is not that of the frame's, so storage is kept apart too. */
async function openFrame(page: Page, { port }: Served): Promise<FrameLocator> {
  await page.goto(`http://localhost:${port}/`);
  return page.frameLocator('iframe');
}

test('below a path of a plain server, in a frame, a run goes to its end, and the whole page is one link away', async ({
  page,
  context,
  elsewhere,
}) => {
  const site = await plainServer();
  const outer = await outerServer(site);
  const frame = await openFrame(page, outer);
  await expect(frame.getByText('not yet run in this browser')).toBeVisible();
  for (const name of ['Share link', 'Lessons', 'Settings', 'One neuron'])
    await expect(frame.getByRole('button', { name, exact: true })).toHaveCount(0);
  await frame.getByRole('button', { name: 'Convert', exact: true }).click();
  await expect(frame.getByText(/^Converted in/i).first()).toBeVisible({ timeout: 240_000 });
  await expect(frame.getByRole('radio', { name: /conv1.*spiking/ })).toBeVisible();

  const link = frame.getByRole('link', { name: 'Open in Spikewise' });
  await expect(link).toHaveAttribute('rel', 'noopener');
  const opened = context.waitForEvent('page');
  await link.click();
  const whole = await opened;
  await expect(whole.getByRole('button', { name: 'Share link' })).toBeVisible();
  expect(whole.url()).toContain('&max=1&');
  expect(whole.url()).not.toContain('embed');
  outer.close();
  site.close();
  const own = [`http://127.0.0.1:${site.port}${below}`, `http://localhost:${outer.port}/`];
  const asked = elsewhere.splice(0).filter((address) => !own.some((start) => address.startsWith(start)));
  expect(asked).toEqual([]);
});

test('a frame asks for nothing more than it shows', async ({ page }) => {
  await openWorkbench(page, `${smallRun}&embed=1`);
  await expect(page.getByRole('link', { name: 'Open in Spikewise' })).toBeVisible();
  await page.keyboard.press('n');
  await page.keyboard.press('w');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByRole('form', { name: 'Sweep' })).toHaveCount(0);
  await expectAccessible(page);
});

test('a frame without origin says in words that nothing can be computed there', async ({
  page,
  elsewhere,
  consoleErrors,
}) => {
  const site = await plainServer({ 'Access-Control-Allow-Origin': '*' });
  const outer = await outerServer(site, 'sandbox="allow-scripts allow-popups"');
  const frame = await openFrame(page, outer);
  await expect(frame.getByRole('alert').filter({ hasText: 'gives it no origin' })).toBeVisible();
  await expect(frame.getByRole('link', { name: 'Open in Spikewise' })).toBeVisible();
  await frame.getByRole('button', { name: 'Convert', exact: true }).click();
  await expect(
    frame.getByRole('tabpanel').getByText('The browser would not start the conversion worker'),
  ).toBeVisible();
  await expect(frame.getByText(/^Not kept/)).toHaveCount(0);
  expect(consoleErrors).toEqual([]);
  outer.close();
  site.close();
  elsewhere.splice(0);
});
