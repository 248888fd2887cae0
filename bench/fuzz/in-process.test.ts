/** Tests that an input which ends its process, or holds it up, is known by its place. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { inProcess } from './in-process.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'fuzz-test-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Returns the path of a program that notes some inputs as done and then does something else. */
function program(name: string, done: number, then: string): string {
  const file = path.join(folder, `${name}.mjs`);
  writeFileSync(
    file,
    `import { writeFileSync } from 'node:fs';
    process.once('message', ({ place }) => {
      writeFileSync(place, Int32Array.of(${done}));
      ${then}
    });`,
  );
  return file;
}

const given = { name: 'any', whole: [], amount: { count: 10, first: 1 } };

test('an input that ends the process', async () => {
  const own = await inProcess(program('ends', 5, 'process.exit(3)'), given);
  expect(own).toEqual({ brokenOff: 5, how: 'ended the process (3)' });
});

test('an input that is never done with', async () => {
  const own = await inProcess(program('hangs', 7, 'for (;;);'), given, 500);
  expect(own).toEqual({ brokenOff: 7, how: 'took longer than 0.5 s' });
});

test('a process that tells what it found', async () => {
  const own = await inProcess(
    program('tells', 10, 'process.send({ tried: 10 }, () => process.exit())'),
    given,
  );
  expect(own).toEqual({ tried: 10 });
});

test('a process that cannot begin fails', async () => {
  await expect(inProcess(path.join(folder, 'missing.mjs'), given)).rejects.toThrow('before its first input');
});
