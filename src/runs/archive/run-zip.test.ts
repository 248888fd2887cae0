/** The zip of a run gives the same run again, and anything else is refused. */
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { bytesFile } from '../../datasets/archives/named-file.ts';
import { writeCheckpoint } from '../../exchange/checkpoint.ts';
import { sha256Hex } from '../../exchange/hash.ts';
import { modelHash } from '../../exchange/model-hash.ts';
import { ownId } from '../../exchange/own-shelf.ts';
import { bytes as network } from '../../exchange/testing/small-network.ts';
import { finishedRecord } from '../testing/stored-run.ts';
import { isRunZip, RunZipError, readRunZip } from './read-run-zip.ts';
import { runZip, type ZippedRun } from './run-zip.ts';

const record = { ...finishedRecord(), name: 'mine', network };
const zipped = record as ZippedRun;
const zip = runZip(zipped);
const unzip = (bytes: Uint8Array) => readRunZip(bytesFile('run.zip', bytes));
const read = async (bytes: Uint8Array) => (await unzip(bytes)).record;

const layers = [
  { name: 'output', weight: new Float32Array(7840), bias: new Float32Array(10), batchNorm: null },
];
const model = writeCheckpoint({ notation: '28x28-10', layers, note: { 'imported from': 'net.onnx' } });
const { report } = zipped;
const started = (id: string) =>
  ({
    ...zipped,
    report: { ...report, spec: { ...report.spec, start: 'checkpoint', model: id } },
  }) as ZippedRun;
const ofModel = started(ownId(modelHash(model)));

/** Returns the zip with some of its files changed, and the hashes of those made right again. */
function changed(change: Record<string, string | Uint8Array | null>, mend = true): Uint8Array {
  const files: Record<string, Uint8Array> = unzipSync(zip);
  const head = JSON.parse(strFromU8(files['run.json']!));
  for (const [path, content] of Object.entries(change)) {
    delete files[path];
    if (content === null) continue;
    const bytes = typeof content === 'string' ? strToU8(content) : content;
    files[path] = bytes;
    if (mend && path !== 'run.json') head.files[path] = sha256Hex(bytes);
  }
  if (!('run.json' in change)) files['run.json'] = strToU8(JSON.stringify(head));
  return zipSync(files);
}

/** Returns the value with the keys of all its objects the other way round. */
function backwards<T>(value: T): T {
  if (Array.isArray(value)) return value.map(backwards) as T;
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, inner]) => [key, backwards(inner)]),
  ) as T;
}

describe('a run that is zipped', () => {
  test('comes back bit for bit, and gives the same zip again', async () => {
    const back = await read(zip);
    expect(back).toEqual(record);
    expect(back.stages[0]!.after!.activations).toBeInstanceOf(Float32Array);
    expect(back.network!.every((byte, i) => byte === network[i])).toBe(true);
    expect(runZip(back as ZippedRun)).toEqual(zip);
  });

  test('keeps the order of all keys of its report', async () => {
    const turned = runZip({ ...zipped, report: backwards(zipped.report) });
    expect(turned).not.toEqual(zip);
    expect(runZip((await read(turned)) as ZippedRun)).toEqual(turned);
  });

  test('has what a paper needs, and names data and model by hash', () => {
    const files = unzipSync(zip);
    expect(Object.keys(files).sort()).toEqual([
      ...record.stages.map(({ stage }) => `figures/stage-${stage}-activations.svg`),
      'figures/validation.svg',
      ...['methods.bib', 'methods.txt', 'metrics.csv'],
      ...['neurobench.csv', 'neurobench.json', 'neurobench.tex'],
      ...['report.json', 'run.json', 'snn.safetensors', 'spec.json', 'stages.tex'],
    ]);
    const head = JSON.parse(strFromU8(files['run.json']!));
    expect(head.model).toEqual(record.report!.checkpoint);
    expect(head.data).toEqual({ name: 'MNIST', sha256: null });
    for (const [path, sha256] of Object.entries(head.files)) expect(sha256Hex(files[path]!)).toBe(sha256);
  });

  test('opens without its figures, as those of earlier versions', async () => {
    const files = unzipSync(zip);
    const names = Object.keys(files).filter((name) => name.startsWith('figures/'));
    expect(names.length).toBeGreaterThan(0);
    const head = JSON.parse(strFromU8(files['run.json']!));
    for (const name of names) delete head.files[name];
    const without = Object.fromEntries(names.map((name) => [name, null]));
    expect(await read(changed({ ...without, 'run.json': JSON.stringify(head) }))).toEqual(record);
  });

  test('without a network it has none', async () => {
    expect(await read(runZip({ ...zipped, network: null }))).toEqual({ ...record, network: null });
  });
});

describe('the imported network that a run started from', () => {
  test('is in the zip, and the same zip comes of it again', async () => {
    const bytes = runZip(ofModel, model);
    const back = await unzip(bytes);
    expect(back.model).toEqual(model);
    expect(back.record.spec).toEqual(ofModel.report.spec);
    expect(runZip(back.record as ZippedRun, back.model)).toEqual(bytes);
    expect((await unzip(runZip(ofModel))).model).toBeNull();
  });

  test.each([
    ['another one', started(ownId('1'.repeat(64)))],
    ['one that a run of the preset did not start from', zipped],
  ])('is refused where it is %s', async (_, run) => {
    await expect(unzip(runZip(run, model))).rejects.toThrow(RunZipError);
    await expect(unzip(runZip(run, model))).rejects.toThrow('is not the network that the run started from');
  });

  test('is refused where it is no checkpoint, although its hash is right', async () => {
    const junk = strToU8('no checkpoint');
    await expect(unzip(runZip(started(ownId(sha256Hex(junk))), junk))).rejects.toThrow(RunZipError);
  });
});

test('the zip of a run is told from another one by what it holds', async () => {
  const is = (bytes: Uint8Array) => isRunZip(bytesFile('given.zip', bytes));
  expect(await is(zip)).toBe(true);
  expect(await is(zipSync({ 'cat/1.png': strToU8('a'), 'dog/run.json': strToU8('{}') }))).toBe(false);
  expect(await is(zip.subarray(0, zip.length - 40))).toBe(false);
  expect(await is(strToU8('no such thing'))).toBe(false);
});

describe('another file is refused', () => {
  test.each([
    ['no zip', strToU8('no such thing'), /is no zip/],
    ['a zip that is cut short', zip.subarray(0, zip.length - 40), /cut short or no zip/],
    ['a zip of something else', zipSync({ 'a.txt': strToU8('a') }), /it holds no run\.json/],
    ['no report', changed({ 'report.json': null }), /report\.json is damaged or missing/],
    ['another network', changed({ 'snn.safetensors': strToU8('x') }, false), /snn\.safetensors is damaged/],
    ['a network that is none', changed({ 'snn.safetensors': strToU8('x') }), /safetensors/],
    ['a report that is none', changed({ 'report.json': '{"version":2}' }), /report\./],
    ['JSON that is none', changed({ 'report.json': '{' }), /report\.json is no JSON text/],
    ['a newer version', changed({ 'run.json': '{"format":"spikewise-run","version":2}' }), /version/],
  ])('%s', async (_, bytes, words) => {
    const reading = read(bytes);
    await expect(reading).rejects.toThrow(RunZipError);
    await expect(reading).rejects.toThrow(words);
  });

  test('a bomb is refused before it is unpacked', async () => {
    const bomb = changed({ 'report.json': new Uint8Array(40 * 2 ** 20) }, false);
    await expect(read(bomb)).rejects.toThrow(/more than 200 times its size/);
  });
});
