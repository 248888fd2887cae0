/** Tests a reader that closes the pipe early: the results of a run must still be kept. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import { startPtl } from './testing/start-ptl.ts';

/** Starting a program, let alone a run, takes some time on a busy machine. */
vi.setConfig({ testTimeout: 180_000 });

const folder = await mkdtemp(path.join(tmpdir(), 'spikewise-pipe-'));
afterAll(() => rm(folder, { recursive: true }));

/** Reads the first of what is printed, and no more, as `head` does. */
const readLittle = (...args: string[]) => startPtl(args, { onOutput: (_, child) => child.stdout!.destroy() });

test('a command that only prints ends with its reader, quietly', async () => {
  expect(await readLittle('methods')).toMatchObject({ code: 0, error: '' });
  expect(await readLittle('--help')).toMatchObject({ code: 0, error: '' });
});

test('a run goes on unread, says so once, and keeps its results', async () => {
  const out = path.join(folder, 'run');
  const { code, error } = await readLittle(
    ...[
      'run',
      '--preset',
      'first-look-paper',
      '--out',
      out,
      '--set',
      'backend=wasm',
      'workers=1',
      'trainCount=128',
    ],
    ...['validationCount=64', 'testCount=0', 'maxStageEpochs=1'],
  );
  expect(code).toBe(0);
  expect(error).toMatch(/^nobody reads this output any more; the work goes on, and [^\n]+ goes to [^\n]+\n$/);
  expect(error).toContain(out);
  expect((await readdir(out)).sort()).toEqual(['metrics.csv', 'report.json', 'snn.safetensors']);
  expect(JSON.parse(await readFile(path.join(out, 'report.json'), 'utf8')).status).toBe('finished');
});
