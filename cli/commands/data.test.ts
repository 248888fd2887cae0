import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { bytesOfText, tarGzOf } from '../../src/datasets/testing/archives.ts';
import { cifar10Files } from '../../src/datasets/testing/sets.ts';
import { talkerFiles } from '../../src/datasets/testing/speech.ts';
import { startPtl } from '../testing/start-ptl.ts';

const cwd = await mkdtemp(path.join(tmpdir(), 'spikewise-data-'));
afterAll(() => rm(cwd, { recursive: true }));
await writeFile(path.join(cwd, 'cifar-10-binary.tar.gz'), await tarGzOf(cifar10Files(40, 40)));

const ptl = (...args: string[]) => startPtl(args, { cwd });

const names = Array.from({ length: 10 }, (_, i) => `talker-${i}`);

const settings = [
  'task=classification',
  'network=32x32x3-c2s4-8-10',
  'start=scratch',
  'trainCount=64',
  'validationCount=32',
  'testCount=32',
  'batchSize=32',
  'timeSteps=2',
  'pretrainEpochs=1',
  'maxStageEpochs=1',
  'patience=1',
];

test('own data are imported, used by a run and its crew, listed and deleted', {
  timeout: 240_000,
}, async () => {
  const imported = await ptl('data', 'import', 'cifar-10-binary.tar.gz', '--as', 'Tiny CIFAR');
  expect([imported.code, imported.error]).toEqual([0, '']);
  expect(imported.out).toContain('Tiny CIFAR: cifar-binary, inputs of 32×32×3, 10 classes');
  expect(imported.out).toContain('examples: 168 train, 32 validation, 40 test');
  expect(imported.out).toContain('Its name is that of CIFAR-10, but its layout or counts are not');
  expect((await ptl('data', 'known')).out).toContain(
    'https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz',
  );
  expect(imported.out).toMatch(/airplane +\d+ +\d+ +4/);
  const id = `own:${/hash ([0-9a-f]{64})/.exec(imported.out)![1]}`;
  const kept = await readdir(path.join(cwd, 'data', 'own'));
  expect(kept).toEqual([`${id.slice(4)}.ptl-data`]);

  const set = [`dataset=${id.slice(0, 12)}`, ...settings, 'workers=2'];
  const run = await ptl('run', '--set', ...set, '--out', 'result');
  expect([run.code, run.error.includes('ptl:')]).toEqual([0, false]);
  expect(run.out).toContain(`data=${encodeURIComponent(id)}`);
  const report = JSON.parse(await readFile(path.join(cwd, 'result', 'report.json'), 'utf8'));
  expect([report.spec.dataset, report.data.name, report.data.sha256]).toEqual([
    id,
    'Tiny CIFAR',
    id.slice(4),
  ]);
  const simulated = await ptl('simulate', '--network', 'result/snn.safetensors', '--data', `${id}-test`);
  expect([simulated.code, simulated.error]).toEqual([0, '']);

  expect((await ptl('data', 'list')).out).toContain(`${id}  Tiny CIFAR: 32×32×3, 10 classes`);
  expect((await ptl('data', 'list', '--store', 'elsewhere')).out).toContain('no imported data');
  const link = /^link (.*)$/m.exec(run.out)![1]!;
  expect((await ptl('data', 'delete', id.slice(0, 12))).code).toBe(0);
  const without = await ptl('run', '--link', link);
  expect(without.code).toBe(2);
  expect(without.error).toMatch(
    new RegExp(
      `^ptl: The imported data set ${id} is not here\\. Import cifar-10-binary\\.tar\\.gz \\([\\d,]+ bytes\\)`,
    ),
  );
});

test('speech is imported with its talkers and parts, listed, and refused for other tasks', {
  timeout: 120_000,
}, async () => {
  const table = names.map((name, i) => `${name}/1.wav,${name},${i % 2 ? 'M' : 'F'}`);
  const files = {
    ...talkerFiles(names, 1, { seconds: 9 }),
    'cover.png': new Uint8Array(9),
    'list.csv': bytesOfText(['file,speaker,gender', ...table].join('\n')),
  };
  await writeFile(path.join(cwd, 'voices.tar.gz'), await tarGzOf(files));
  const { code, out, error } = await ptl('data', 'import', 'voices.tar.gz');
  expect([code, error]).toEqual([0, '']);
  expect(out).toContain('voices: talkers, speech at 8,000 Hz, 18 recordings, 1.5 min');
  expect(out).toMatch(/^train +8 +8 +4 +4 +0\.7$/m);
  expect(out).toMatch(/^open +2 +2 +1 +1 +0\.3$/m);
  expect(out).toContain('note: It holds images and sounds. The sounds were taken');
  const id = `own:${/hash ([0-9a-f]{64})/.exec(out)![1]}`;
  expect((await ptl('data', 'list')).out).toContain(
    `${id}  voices: speech at 8,000 Hz, 18 recordings, 1.5 min`,
  );
  const run = await ptl('run', '--set', `dataset=${id}`);
  expect(run.error).toContain('voices is speech, which the task classification cannot learn from');
});

test('what cannot be imported is one line, and leaves nothing behind', { timeout: 60_000 }, async () => {
  await writeFile(path.join(cwd, 'notes.txt'), 'hello');
  for (const [args, words] of [
    [['import', 'notes.txt'], 'notes.txt is of no format that is read'],
    [['import', 'nowhere'], 'nowhere is not there'],
    [['import', 'notes.txt', '--size', '0x5'], '--size must be height×width'],
    [['import', 'notes.txt', '--split-seed', '0'], '--split-seed must be a whole number from 1'],
    [['delete', 'own:12345678'], 'No imported data set begins with own:12345678'],
  ] as const) {
    const { code, error } = await ptl('data', ...args, '--store', 'bad');
    expect(code).toBe(2);
    expect(error).toContain(`ptl: ${words}`);
    expect(error.trim().split('\n')).toHaveLength(1);
  }
  expect(await readdir(cwd)).not.toContain('bad');
});
