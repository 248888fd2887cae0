/**
 * Tests the command line as a user has it: a process with arguments, two streams and an exit code.
 */
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { readNetworkFile } from '../src/exchange/network-file.ts';
import { recipes } from '../src/runs/spec/methods/registry.ts';
import { writeCount } from '../src/tasks/writing.ts';
import { isUserMistake } from './mistakes.ts';
import { createProgram } from './program.ts';
import { startPtl } from './testing/start-ptl.ts';

/** Starting a program, let alone a run, takes some time on a busy machine. */
vi.setConfig({ testTimeout: 180_000 });

const folder = await mkdtemp(path.join(tmpdir(), 'spikewise-cli-'));
afterAll(() => rm(folder, { recursive: true }));

const ptl = (...args: string[]) => startPtl(args);

test('methods lists each with its reference and the settings it uses', async () => {
  const { code, out, error } = await ptl('methods');
  expect([code, error]).toEqual([0, '']);
  for (const { id, title, reference } of recipes) expect(out).toContain(`${id}: ${title} (${reference})`);
  expect(out).toMatch(/^ {4}patience +a whole number from 1 to 20 {2}\(Patience Tp\)$/m);
  const windows = [...out.matchAll(/^ {4}timeSteps +a whole number from 1 to (.*) {2}\(Time steps Ns\)$/gm)];
  expect(windows.map(([, most]) => most)).toEqual([
    '64',
    '1024, as far as memory goes',
    '64',
    '64',
    '1024, as far as memory goes',
    '64',
  ]);
  expect(out).toMatch(/every method uses\n(.*\n)* {4}seed +a whole number/);
});

test('--help of the program and of every command', async () => {
  const top = await ptl('--help');
  expect(top).toMatchObject({ code: 0, error: '' });
  const commands = [...top.out.matchAll(/^ {2}(\w+) \[options\]/gm)].map((line) => line[1]!);
  expect(commands).toEqual(expect.arrayContaining(['run', 'simulate', 'untuned', 'pretrain']));
  const helps = await Promise.all(commands.map((command) => ptl(command, '--help')));
  helps.forEach(({ code, out, error }, i) => {
    expect([code, error]).toEqual([0, '']);
    expect(out).toContain(`Usage: ptl ${commands[i]}`);
    expect(out).toMatch(/-h, --help/);
  });
});

describe('a run that does not fit into the memory', () => {
  const network = 'network=32x32x3-11000-11000-8000-10';
  const large = ['--preset', 'alexnet-8', '--set', network, 'start=scratch', 'workers=1'];

  test('is planned, and refused by plan and run with the same numbers', async () => {
    const [planned, refused, json] = await Promise.all([
      ptl('plan', ...large),
      ptl('run', ...large, '--out', path.join(folder, 'refused')),
      ptl('plan', ...large, '--json'),
    ]);
    const words =
      /^ptl: memory: training from fc1 on takes [\d,]+ MiB of the memory of wasm \(.*\), which has at most 4,096 MiB; network 32x32x3-\d+-\d+-\d+-10 would fit\n$/;
    expect(refused).toMatchObject({ code: 2, out: '' });
    expect(refused.error).toMatch(words);
    expect(planned).toMatchObject({ code: 2, error: refused.error });
    expect(planned.out).toMatch(/^pre-training +[\d,]+ MiB +[\d,]+ MiB$/m);
    expect(planned.out).toMatch(/^Adam +[\d,]+ MiB$/m);
    const { problem, plan } = JSON.parse(json.out);
    expect(`ptl: ${problem.message}\n`).toBe(refused.error);
    expect(plan.heapBytes).toBeGreaterThan(2 ** 32);
  });

  test('one that fits is planned with code 0', async () => {
    const { code, out, error } = await ptl('plan', '--preset', 'first-look-paper');
    expect([code, error]).toEqual([0, '']);
    expect(out).toMatch(/most of one worker: \d+ MiB, in /);
  });
});

describe('a mistake ends with code 2 and one line that says what is allowed', () => {
  const text = path.join(folder, 'text.safetensors');
  beforeAll(() => writeFile(text, 'this is no network, and longer than eight bytes'));

  test.each<[string[], RegExp]>([
    [['run', '--set', 'timeSteps=1025'], /timeSteps must be a whole number from 1 to 1,024 \(got 1025\)/],
    [
      ['simulate', '--network', 'no/such/file.safetensors'],
      /no\/such\/file\.safetensors cannot be read \(ENOENT\)/,
    ],
    [['simulate', '--network', text], /header length/],
  ])('%j', async (args, words) => {
    const { code, out, error } = await ptl(...args);
    expect(error).toMatch(words);
    expect(error).toMatch(/^ptl: [^\n]+\n$/);
    expect(error).not.toMatch(/ {4}at |node:internal|Error:/);
    expect([code, out]).toEqual([2, '']);
  });

  // A process takes a second to start: what main.ts makes of these errors is tested above.
  test.each<[string[], RegExp]>([
    [['run', '--preset', 'cifar'], /preset must be one of .*mnist@3.*got "cifar"/],
    [['run', '--link', '#v=1&preset=mnist@1&tp=0'], /patience must be a whole number from 1 to 20/],
    [['percentiles', '--batches', '1'], /--batches must be a whole number from 2 to 100 \(got 1\)/],
    [['percentiles', '--sizes', '128,0'], /calibrationCount must be a whole number from 1/],
    [['percentiles', '--set', 'thresholdScope=channel'], /thresholdScope must be layer/],
    [
      ['pretrain', '--set', 'pretrainEpochs=0', '--out', 'x'],
      /pretrainEpochs must be at least 1 .*\(got 0\)/,
    ],
    [['run', '--set', 'method=magic'], /method must be one of ptl.*\(got "magic"\)/],
    [['run', '--set', 'inputCoding=poisson'], /inputCoding: PTL .*\(got poisson\)/],
    [['diagnose', '--images', '7'], /--images must be a whole number from 32 to 6,000 \(got 7\)/],
    [['untuned', '--images', '10001'], /--images must be a whole number from 1 to 10,000 \(got 10001\)/],
    [['diagnose', '--preset', 'mnist-paper'], /start: preset mnist-paper@3 ships no pre-trained network/],
  ])('%j is thrown as a mistake of one line before anything is printed', async (args, words) => {
    const printed = vi.spyOn(console, 'log');
    onTestFinished(() => printed.mockRestore());
    const refused = await createProgram()
      .parseAsync(args, { from: 'user' })
      .catch((error) => error);
    expect(isUserMistake(refused)).toBe(true);
    expect(refused.message).toMatch(words);
    expect(refused.message).toMatch(/^[^\n]+$/);
    expect(printed).not.toHaveBeenCalled();
  });
});

test('another method and its dynamics: simulate finds in the network file what the run measured', async () => {
  const out = path.join(folder, 'rate');
  const set = [
    'method=rate',
    'timeSteps=16',
    'inputCoding=poisson',
    'decoding=counts',
    'leak=0.99',
    'seed=4',
    'patience=3',
  ];
  const small = ['network=28x28-c2s4-8-10', 'start=scratch', 'pretrainEpochs=0', 'trainCount=256'];
  const ran = await ptl(
    ...[
      'run',
      '--preset',
      'first-look-paper',
      '--set',
      ...set,
      ...small,
      'validationCount=64',
      'backend=wasm',
    ],
    ...['--out', out],
  );
  expect(ran).toMatchObject({
    code: 0,
    error: 'patience is not used by rate; the run goes on without it\n',
  });
  expect(ran.out).toContain('those of the pixels included');
  const report = JSON.parse(await readFile(path.join(out, 'report.json'), 'utf8'));
  expect(report).toMatchObject({ stages: [], spec: { method: 'rate' }, cost: { inputMacs: 0 } });
  const file = path.join(out, 'snn.safetensors');
  const again = await ptl('simulate', '--network', file, '--data', 'mnist-test', '--backend', 'wasm');
  expect(again).toMatchObject({ code: 0, error: '' });
  expect(again.out).toContain(`accuracy ${(100 * report.snn.test.accuracy).toFixed(2)} %`);
  expect(again.out).toContain('at Ns 16');
  expect(again.out).toContain(`${writeCount(Math.round(report.cost.snnAccumulates))} accumulates`);
});

test('a run writes its files, and simulate finds in one of them what the report says', async () => {
  const out = path.join(folder, 'run');
  const set = ['trainCount=256', 'validationCount=64', 'testCount=64', 'maxStageEpochs=1', 'timeSteps=2'];
  const ran = await ptl(
    ...[
      'run',
      '--preset',
      'first-look-paper',
      '--set',
      ...set,
      'backend=wasm',
      '--out',
      out,
      '--predictions',
    ],
  );
  expect(ran).toMatchObject({ code: 0, error: '' });
  expect(ran.out).toMatch(/epoch 1 .*validation loss \d\.\d+ .*accuracy \d+\.\d+ % of 64/);
  expect(ran.out).toMatch(/^ANN {2}validation \d+\.\d+ % of 64 {2}test \d+\.\d+ % of 10,000\b/m);
  expect(ran.out).toMatch(/^accuracies of 64 validation examples, test of 64$/m);
  expect(ran.out).toMatch(/SynOps ratio \d\.\d+/);

  const report = JSON.parse(await readFile(path.join(out, 'report.json'), 'utf8'));
  expect(report).toMatchObject({
    status: 'finished',
    seed: 1,
    backend: 'wasm',
    spec: { preset: 'first-look-paper@1', timeSteps: 2, trainCount: 256 },
    checkpoint: { file: 'checkpoints/first-look@2.safetensors' },
    ann: { test: { accuracy: expect.any(Number) } },
    snn: { test: { accuracy: expect.any(Number) } },
    cost: { annMacs: 115464, snnAccumulates: expect.any(Number), ratio: expect.any(Number) },
  });
  expect(report.checkpoint.sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(report.ann.test.accuracy).toBeGreaterThan(0.97);
  for (const stage of report.stages)
    expect(stage).toMatchObject({
      layer: expect.any(String),
      threshold: [expect.any(Number)],
      upperBound: [expect.any(Number)],
      converted: { accuracy: expect.any(Number) },
      kept: { accuracy: expect.any(Number) },
      epochs: 1,
    });
  expect(report.stages.map((stage: { layer: string }) => stage.layer)).toEqual(['conv1', 'conv2', 'fc3']);

  const rows = (await readFile(path.join(out, 'metrics.csv'), 'utf8')).trimEnd().split('\n');
  expect(rows[0]).toMatch(/^stage,layer,epoch,.*,time \[s\]$/);
  expect(rows.slice(1).map((row) => row.split(',').slice(0, 3).join())).toEqual(
    ['1,conv1', '2,conv2', '3,fc3'].flatMap((stage) => [`${stage},0`, `${stage},1`]),
  );

  const file = path.join(out, 'snn.safetensors');
  expect(readNetworkFile(await readFile(file)).timeSteps).toBe(2);
  const again = await ptl('simulate', '--network', file, '--data', 'mnist-test', '--backend', 'wasm');
  expect(again).toMatchObject({ code: 0, error: '' });
  const percent = (100 * report.snn.test.accuracy).toFixed(2);
  expect(again.out).toContain(`accuracy ${percent} % of 10,000 examples at Ns 2`);
  expect(again.out).toContain(`${writeCount(Math.round(report.cost.snnAccumulates))} accumulates`);

  const predictions = await readFile(path.join(out, 'predictions.csv'), 'utf8');
  const answers = predictions
    .trimEnd()
    .split('\n')
    .map((row) => row.split(','));
  expect(answers[0]!.slice(0, 4)).toEqual(['index', 'target', 'answer', 'output 0']);
  expect(answers).toHaveLength(10_001);
  const hits = answers.filter(([, target, answer]) => target === answer).length;
  expect(hits).toBe(Math.round(10_000 * report.snn.test.accuracy));
  const diagonal = report.snn.confusion.map((row: number[], k: number) => row[k]);
  expect(diagonal.reduce((sum: number, n: number) => sum + n, 0)).toBe(hits);
});

test('simulate writes the answers and the confusion matrix, and spares files that are there', async () => {
  const network = path.join(folder, 'small.safetensors');
  await copyFile(
    path.join(import.meta.dirname, 'testing/version-1/fixtures/networks/ptl.safetensors'),
    network,
  );
  const [predictions, confusion] = ['p.csv', 'c.csv'].map((name) => path.join(folder, name)) as [
    string,
    string,
  ];
  const small = ['simulate', '--network', network, '--count', '200', '--backend', 'wasm'];
  const wrote = await ptl(...small, '--predictions', predictions, '--confusion', confusion);
  expect(wrote).toMatchObject({ code: 0, error: '' });
  const lines = async (file: string) => (await readFile(file, 'utf8')).trimEnd().split('\n');
  const answers = (await lines(predictions)).slice(1).map((row) => row.split(','));
  expect(answers.map(([index]) => index)).toEqual(Array.from({ length: 200 }, (_, i) => `${i}`));
  const [header, ...rows] = (await lines(confusion)).map((row) => row.split(','));
  expect(header).toEqual(['class', ...'0123456789']);
  for (const [name, ...counts] of rows)
    for (const [k, count] of counts.entries())
      expect(Number(count)).toBe(answers.filter(([, of, as]) => of === name && as === `${k}`).length);
  const hits = answers.filter(([, target, answer]) => target === answer).length;
  expect(wrote.out).toContain(`mnist-test: accuracy ${(hits / 2).toFixed(2)} % of 200 examples at Ns 4`);
  expect(wrote.out).toContain('Confusion matrix: rows are the true classes, columns the answers.');

  const again = await ptl(...small, '--predictions', predictions);
  expect(again).toMatchObject({ code: 2, out: '' });
  expect(again.error).toBe(
    `ptl: ${predictions} is there already; give another --predictions, or --overwrite to replace it\n`,
  );
  const other = await ptl(...small, '--data', 'mnist-train');
  expect(other).toMatchObject({ code: 2, out: '' });
  expect(other.error).toBe(
    'ptl: --data must be one of mnist-test, mnist-validation, shapes-test, shapes-validation, voices-test, voices-validation (got "mnist-train")\n',
  );
});

test('a network of another task: nothing is called accuracy', async () => {
  const out = path.join(folder, 'autoencoder');
  const small = ['network=28x28-32-784', 'start=scratch', 'pretrainEpochs=1', 'trainCount=256'];
  const less = ['validationCount=64', 'testCount=64', 'calibrationCount=64', 'maxStageEpochs=1'];
  const set = [...small, ...less, 'timeSteps=4', 'backend=wasm', 'workers=1'];
  const ran = await ptl('run', '--preset', 'autoencoder', '--set', ...set, '--out', out, '--predictions');
  expect(ran).toMatchObject({ code: 0, error: '' });
  expect(ran.out).toMatch(/epoch 1 .*validation loss 0\.\d+ {2}MSE 0\.\d+ over 64/);
  expect(ran.out).toMatch(/^mean squared errors of 64 validation examples, test of 64$/m);
  expect(ran.out).not.toMatch(/accurac|%|points/);
  const report = JSON.parse(await readFile(path.join(out, 'report.json'), 'utf8'));
  const scores = (await readFile(path.join(out, 'predictions.csv'), 'utf8')).trimEnd().split('\n');
  expect(scores[0]).toBe('index,mse [1]');
  const mean = scores.slice(1).reduce((sum, row) => sum + Number(row.split(',')[1]), 0) / 10_000;
  expect(mean).toBeCloseTo(report.snn.test.mse, 6);
  expect(report.snn).not.toHaveProperty('confusion');
  const file = path.join(out, 'snn.safetensors');
  const again = await ptl('simulate', '--network', file, '--backend', 'wasm');
  expect(again.out).toContain(`mean squared error ${report.snn.test.mse.toPrecision(3)} of 10,000 examples`);
  const confused = await ptl('simulate', '--network', file, '--confusion', path.join(folder, 'no.csv'));
  expect(confused).toMatchObject({
    code: 2,
    out: '',
    error: "ptl: --confusion needs classes, and the network's task is reconstruction\n",
  });
});

test('Ctrl-C, which npm sends twice, ends a run with what there is', async () => {
  const out = path.join(folder, 'stopped');
  const args = [
    'run',
    '--preset',
    'first-look-paper',
    '--set',
    'backend=wasm',
    'maxStageEpochs=100',
    'patience=20',
  ];
  let sent = false;
  const stopped = await startPtl([...args, '--out', out], {
    onOutput: (printed, child) => {
      if (sent || !/epoch 1 /.test(printed)) return;
      sent = true;
      for (let i = 0; i < 2; i++) child.kill('SIGINT');
    },
  });
  expect(stopped).toMatchObject({ code: 130, error: expect.stringMatching(/^stopping, [^\n]+\n$/) });
  expect(stopped.out).toContain(`wrote ${path.join(out, 'report.json')}`);
  const report = JSON.parse(await readFile(path.join(out, 'report.json'), 'utf8'));
  expect(report).toMatchObject({ status: 'stopped', snn: null });
  expect(report.epochs.length).toBeGreaterThan(1);

  const again = await ptl(...args, '--out', out);
  expect(again).toMatchObject({ code: 2, out: '' });
  expect(again.error).toMatch(
    /^ptl: [^\n]+ holds a stopped run of first-look-paper@1 [^\n]+ --overwrite [^\n]+\n$/,
  );
});

test('diagnose names the cause and measures what the suggestion does', async () => {
  const set = ['percentile=90', 'timeSteps=8', 'backend=wasm'];
  const { code, out, error } = await ptl(
    'diagnose',
    '--preset',
    'first-look-paper',
    '--set',
    ...set,
    '--images',
    '200',
  );
  expect([code, error]).toEqual([0, '']);
  for (const layer of ['conv1', 'conv2', 'fc3'])
    expect(out).toMatch(new RegExp(`^${layer} +\\d+\\.\\d\\d %`, 'm'));
  expect(out).toMatch(/conv1.* cuts off .*; raise the percentile from 90 to 99\.9\./);
  expect(out).toMatch(
    /Effect of percentile 99\.9: \+\d+\.\d.points without training .* on 200 validation examples/,
  );
  expect(out).toMatch(/^Best of \d ways to convert without training, chosen on 50 other .*: threshold by/m);
  expect(out).toMatch(/^Effect: \+\d+\.\d.points without training .* on 150 validation examples, ±/m);
});
