/** Tests the way of a network of another program into a run, and what is said where it ends. */
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readAnyCheckpoint } from '../../src/exchange/any-checkpoint.ts';
import { someNumbers } from '../../src/exchange/models/testing/numbers.ts';
import { type ModelToWrite, onnxOf } from '../../src/exchange/models/testing/onnx-writer.ts';
import { startPtl } from '../testing/start-ptl.ts';

const cwd = await mkdtemp(path.join(tmpdir(), 'spikewise-import-'));
afterAll(() => rm(cwd, { recursive: true }));

const pooled: ModelToWrite = {
  inputs: [{ name: 'image', shape: ['N', 1, 28, 28] }],
  nodes: [
    {
      operator: 'Conv',
      inputs: ['image', 'w1'],
      output: 'c',
      attributes: { kernel_shape: [4, 4], strides: [4, 4] },
    },
    { operator: 'Relu', inputs: ['c'], output: 'r' },
    {
      operator: 'MaxPool',
      inputs: ['r'],
      output: 'p',
      attributes: { kernel_shape: [2, 2], strides: [2, 2] },
    },
    { operator: 'Flatten', inputs: ['p'], output: 'f' },
    { operator: 'Gemm', inputs: ['f', 'w2'], output: 'scores' },
  ],
  tensors: [
    { name: 'w1', shape: [3, 1, 4, 4], values: someNumbers(48) },
    { name: 'w2', shape: [27, 10], values: someNumbers(270) },
  ],
};
const tanh = pooled.nodes.map((node) => (node.operator === 'Relu' ? { ...node, operator: 'Tanh' } : node));
await writeFile(path.join(cwd, 'net.onnx'), onnxOf(pooled));
await writeFile(path.join(cwd, 'tanh.onnx'), onnxOf({ ...pooled, nodes: tanh }));
await writeFile(path.join(cwd, 'broken.onnx'), onnxOf(pooled).subarray(0, 200));
await writeFile(path.join(cwd, 'net.pth'), 'pickled');

const ptl = (...args: string[]) => startPtl(args, { cwd });

test('a network is imported, its pooling replaced, and a run starts from it', {
  timeout: 480_000,
}, async () => {
  const asked = await ptl('import', 'net.onnx', '--out', 'net.safetensors');
  expect(asked.code).toBe(2);
  expect(asked.out).toMatch(/MaxPool p +MaxPool +to be chosen +max pooling of 2×2/);
  expect(asked.out).toMatch(/max pooling replaced: average +\d/);
  expect(asked.out).toMatch(/max pooling replaced: stride +refused/);
  expect(asked.error).toContain('nothing is written: choose what becomes of it with --pooling');
  expect(await readdir(cwd)).not.toContain('data');

  const kept = await ptl('import', 'net.onnx', '--pooling', 'kept', '--out', 'kept.safetensors');
  expect(kept.out).toMatch(/MaxPool p +MaxPool +kept +max pooling of 2×2; neurons must fire after/);
  expect(kept.out).not.toContain('max pooling replaced');
  const own = /kept as (own:[0-9a-f]{64})/.exec(kept.out)![1]!;
  const shown = await ptl('models', 'list');
  expect(shown.out).toContain(`${own}  28x28-c3k4s4p0n0-m2-10; 0.0 MB, from net.onnx, max pooling kept`);
  const small = ['trainCount=64', 'validationCount=32', 'testCount=32', 'batchSize=32', 'timeSteps=2'];
  const rate = [`model=${own.slice(0, 12)}`, ...small, 'method=rate', 'calibrationCount=32', 'workers=1'];
  const spiking = await ptl('run', '--set', ...rate, '--out', 'spiking');
  expect([spiking.code, spiking.error.includes('ptl:')]).toEqual([0, false]);
  const told = JSON.parse(await readFile(path.join(cwd, 'spiking', 'report.json'), 'utf8'));
  expect(told.spec).toMatchObject({ model: own, firing: 'window', network: '28x28-c3k4s4p0n0-m2-10' });
  const atOnce = await ptl('run', '--set', ...rate, 'firing=immediate', '--out', 'refused');
  expect(atOnce.error).toMatch(/^ptl: network: output: the max pooling .* use firing window/);

  const scaled = ['--scaling', '0.25:0.5', '--pooling', 'average'];
  const imported = await ptl('import', 'net.onnx', '--out', 'net.safetensors', ...scaled);
  expect([imported.code, imported.error]).toEqual([0, '']);
  const share = /differ from the file in double precision by at most .*, which is (\S+) of/.exec(
    imported.out,
  );
  expect(Number(share![1])).toBeLessThan(1e-5);
  const id = /kept as (own:[0-9a-f]{64})/.exec(imported.out)![1]!;
  const bytes = new Uint8Array(await readFile(path.join(cwd, 'net.safetensors')));
  const { notation, note } = readAnyCheckpoint(bytes);
  expect(notation).toBe('28x28-c3k4s4p0n0-a2-10');
  expect(note).toMatchObject({ 'imported from': 'net.onnx', normalisation: '0.25:0.5', data: 'mnist' });
  expect(await readFile(path.join(cwd, 'data', 'own', `${id.slice(4)}.ptl-model.safetensors`))).toEqual(
    Buffer.from(bytes),
  );

  const few = ['trainCount=64', 'validationCount=32', 'testCount=32', 'batchSize=32', 'timeSteps=2'];
  const set = [`model=${id.slice(0, 12)}`, ...few, 'maxStageEpochs=1', 'calibrationCount=32', 'workers=2'];
  const run = await ptl('run', '--set', ...set, '--out', 'result');
  expect([run.code, run.error.includes('ptl:')]).toEqual([0, false]);
  const report = JSON.parse(await readFile(path.join(cwd, 'result', 'report.json'), 'utf8'));
  expect(report.spec).toMatchObject({
    model: id,
    network: notation,
    start: 'checkpoint',
    normalisation: '0.25:0.5',
  });
  expect(report.checkpoint).toEqual({ file: id, sha256: id.slice(4) });

  const other = await ptl('run', '--set', ...set, 'network=28x28-10', '--out', 'other');
  expect(other.error).toContain('model: the imported network is 28x28-c3k4s4p0n0-a2-10, not 28x28-10');
  const link = /^link (.*)$/m.exec(run.out)![1]!;
  const elsewhere = await ptl('run', '--link', link, '--store', 'elsewhere', '--out', 'missing');
  expect(elsewhere.code).toBe(2);
  expect(elsewhere.error).toContain(`The imported network ${id} is not here. Import net.onnx (`);

  // The zip of the run brings the network along.
  expect((await ptl('export', 'result', '--to', 'zip', '--out', 'run.zip')).code).toBe(0);
  const taken = await ptl('import', 'run.zip', '--store', 'elsewhere');
  expect([taken.code, taken.error]).toEqual([0, '']);
  expect(taken.out).toContain(`kept as ${id}`);
  const again = /^run it again: npm run ptl -- run --link '(.*)'$/m.exec(taken.out)![1]!;
  const rerun = await ptl('run', '--link', again, '--store', 'elsewhere', '--out', 'again');
  expect([rerun.code, rerun.error.includes('ptl:')]).toEqual([0, false]);
  const second = JSON.parse(await readFile(path.join(cwd, 'again', 'report.json'), 'utf8'));
  expect([second.checkpoint, second.snn.test]).toEqual([report.checkpoint, report.snn.test]);

  const list = await ptl('models', 'list', '--store', 'elsewhere');
  expect(list.out).toContain(`${id}  ${notation}; 0.0 MB, from net.onnx, max pooling replaced: average`);
  expect((await ptl('models', 'delete', 'own:12345678', '--store', 'elsewhere')).error).toContain(
    'No imported network begins with own:12345678. "ptl models list" lists them.',
  );
  expect((await ptl('models', 'delete', id.slice(0, 12), '--store', 'elsewhere')).code).toBe(0);
  expect((await ptl('models', 'list', '--store', 'elsewhere')).out).toContain('no imported networks');
});

test('what cannot be imported is refused with its file, layer and remedy', { timeout: 120_000 }, async () => {
  const refused = async (...args: string[]) => {
    const ended = await ptl('import', ...args);
    expect(ended.code).toBe(2);
    expect(ended.error).not.toMatch(/\n\s+at /);
    return ended;
  };
  const odd = await refused('tanh.onnx');
  expect(odd.out).toMatch(/Tanh r +Tanh +refused +Tanh cannot spike\. Use ReLU in its place/);
  expect(odd.error).toContain('a layer is refused (Tanh r)');
  expect((await refused('broken.onnx')).error).toContain('broken.onnx: it is no ONNX model, or is cut short');
  expect((await refused('net.pth')).error).toContain('save_file(');
  expect((await refused('nothing.onnx')).error).toContain('nothing.onnx cannot be read (ENOENT)');
  expect((await refused('net.onnx', '--scaling', 'odd')).error).toContain(
    '--scaling must be one of 0-1, 0-255',
  );
});
