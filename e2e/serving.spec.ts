/** Tests how the site is served: `npm start`, and one browser with two tabs of it. */
import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { convert, expect, openWorkbench, smallRun, storedRuns, test } from './page.ts';

/** Resolves to whether somebody listens there. */
function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const answer = (heard: boolean) => {
      socket.destroy();
      resolve(heard);
    };
    socket.setTimeout(2000, () => answer(false));
    socket.on('connect', () => answer(true));
    socket.on('error', () => answer(false));
  });
}

/** Returns the addresses of this machine other than the loopback address that is listened on. */
function otherAddresses(): string[] {
  const outer = Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, scopeid }) => !internal && !scopeid)
    .map(({ address }) => address);
  // All of 127.0.0.0/8 is this machine on Linux, and answers where every interface is listened on.
  return process.platform === 'linux' ? [...outer, '127.0.0.2'] : outer;
}

test('npm start serves this machine alone, with the policy', async () => {
  const server = spawn(process.execPath, ['scripts/start.mjs'], {
    env: { ...process.env, BROWSER: 'none' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const address = await new Promise<string>((resolve, reject) => {
      let said = '';
      server.stdout.on('data', (text) => {
        said += text;
        const found = /http:\/\/\S+/.exec(said);
        if (found) resolve(found[0]);
      });
      server.on('exit', () => reject(new Error(`It ended before it gave an address. It said: ${said}`)));
    });
    const { hostname, port } = new URL(address);
    expect(hostname).toBe('localhost');
    const response = await fetch(address);
    expect(response.headers.get('content-security-policy')).toContain("connect-src 'self'");
    for (const other of otherAddresses())
      expect(await listens(other, Number(port)), `${other} answers`).toBe(false);
  } finally {
    server.kill();
  }
});

/** Most bytes by gzip of what index.html loads, charts and tfjs aside: both come later. */
const mostFirstLoad = 300_000;

test('the first load stays small: nothing is fetched before it is used', async () => {
  const html = await readFile('dist/index.html', 'utf8');
  const parts = [...html.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(
    ([, part]) => part!,
  );
  expect(parts.length).toBeGreaterThan(5);
  const files = await Promise.all(parts.map((part) => readFile(path.join('dist', part))));
  const bytes = [html, ...files].reduce((sum, file) => sum + gzipSync(file).length, 0);
  expect(bytes).toBeLessThan(mostFirstLoad);
  // Words of the readers of networks, and of what computes: neither is there before it is used.
  expect(files.filter((file) => file.includes('save_file(') || file.includes('registerBackend'))).toEqual([]);
});

test('two tabs that convert at once keep both runs', async ({ page, context }) => {
  const other = await context.newPage();
  await openWorkbench(page, `${smallRun}&workers=1&seed=1`);
  await openWorkbench(other, `${smallRun}&workers=1&seed=2`);
  await Promise.all([convert(page), convert(other)]);
  await expect
    .poll(async () => (await storedRuns(page)).map(({ status }) => status), { timeout: 240_000 })
    .toEqual(['finished', 'finished']);
  const [first, second] = await storedRuns(page);
  expect(first!.id).not.toBe(second!.id);
  for (const { report, epochs } of [first!, second!]) {
    expect(report!.stages).toHaveLength(3);
    expect(epochs.filter(({ epoch }) => epoch === 0)).toHaveLength(3);
  }
  await page.reload();
  await expect(page.getByRole('contentinfo').getByRole('listitem')).toHaveCount(2);
});
