/**
 * Reads mutated files with every parser there is, and checks the law of each: what it accepts and
 * writes again is read as the same.
 */
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { DataError } from '../../../src/datasets/dataset.ts';
import { parseManifest } from '../../../src/datasets/manifest.ts';
import { unpackShard } from '../../../src/datasets/unpack.ts';
import { readCheckpoint, writeCheckpoint } from '../../../src/exchange/checkpoint.ts';
import { ExchangeError } from '../../../src/exchange/error.ts';
import { readNetworkFile, writeNetworkFile } from '../../../src/exchange/network-file.ts';
import { readSafetensors, type WrittenTensor, writeSafetensors } from '../../../src/exchange/safetensors.ts';
import { NetworkError } from '../../../src/networks/network-error.ts';
import { notationOf, parseNotation } from '../../../src/networks/notation.ts';
import { parseReport, ReportError } from '../../../src/runs/records/checks/report-schema.ts';
import { readStoredRun } from '../../../src/runs/records/checks/stored-run.ts';
import { reportJson } from '../../../src/runs/records/export.ts';
import { ResumeError, readResume, writeResume } from '../../../src/runs/resume/resume-file.ts';
import { parseLevels } from '../../../src/runs/spec/constraint.ts';
import { presets } from '../../../src/runs/spec/presets/presets.ts';
import { parseSpec, presetSpec, SpecError } from '../../../src/runs/spec/spec.ts';
import { parseSweep } from '../../../src/runs/sweep/plan.ts';
import { SweepError } from '../../../src/runs/sweep/sweep-error.ts';
import { readSweepFile, sweepFileText } from '../../../src/runs/sweep/sweep-file.ts';
import { type Dice, damaged, damagedBytes, damagedText, withDamagedHeader } from '../version-1/mutate.ts';
import { type Any, bytesOf, databases, jsonOf, namesIn, rowsOf, textOf } from '../version-1/read.ts';
import { exportParsers } from './exports.ts';
import { type Finding, Unwritten } from './findings.ts';
import { fuzz } from './fuzz.ts';
import { modelParsers } from './models.ts';
import { ownDataParsers } from './own-data.ts';
import { ownSpeechParsers } from './own-speech.ts';
import { type Parser, parser } from './parser.ts';
import { resumeFiles } from './resume-files.ts';
import { separatorParsers } from './separators.ts';

class Refused extends Error {}

const networks = namesIn('networks').filter((name) => name.endsWith('.safetensors'));
const bytes = new Map(networks.map((name) => [name, bytesOf(`networks/${name}`)]));
const trained = networks.filter((name) => name.startsWith('pretrained'));
const spiking = networks.filter((name) => !name.startsWith('pretrained'));

function damagedFile(names: readonly string[], dice: Dice): Uint8Array {
  const whole = bytes.get(dice.pick(names))!;
  return dice.roll(2) === 0 ? damagedBytes(whole, dice) : withDamagedHeader(whole, dice);
}

/** Returns a damaged copy of JSON, as a value that JSON can hold. */
function damagedJson(value: unknown, dice: Dice): unknown {
  return JSON.parse(JSON.stringify(damaged(structuredClone(value), dice)) ?? 'null');
}

const notations = [
  ...presets.map(({ settings }) => settings.network),
  '28x28-c8k3x5s2d1x1p1x2+0-a2-64-10',
  '28×28×1-c16s2-800-10',
];
const reports = namesIn('reports').map((name) => jsonOf(`reports/${name}/report.json`));
const sweepTexts = ['sweep', 'sweep-failed'].map((name) => textOf(`${name}/results.json`));
const sweepValues = sweepTexts.map((text) => JSON.parse(text));
const sweeps = sweepValues.map(({ sweep }: Any) => sweep);
const rows = databases()
  .filter(({ name }) => name === 'spikewise')
  .flatMap((dump) => rowsOf(dump, 'runs'));
const shard = { file: 'train-0.bin', count: 2, bytes: 1570, compressedBytes: 300, sha256: '0'.repeat(64) };
const manifest = JSON.stringify({
  version: 1,
  imageShape: [28, 28, 1],
  classes: 10,
  splits: { train: [shard], validation: [shard], test: [shard] },
});

/** Two images and their labels, as a file of a data set has them. */
const raw = Uint8Array.from({ length: shard.bytes }, (_, i) => (i * i) % 251);
const packed = new Uint8Array(gzipSync(raw, { level: 9 }));
const packedShard = {
  ...shard,
  compressedBytes: packed.length,
  sha256: createHash('sha256').update(raw).digest('hex'),
};

const encoded = (text: string) => new TextEncoder().encode(text);

const parsers: readonly Parser<unknown, unknown>[] = [
  parser({
    name: 'safetensors',
    input: (dice) => damagedFile(networks, dice),
    read: readSafetensors,
    write: ({ tensors, metadata }) => {
      for (const { type } of tensors.values()) if (type !== 'F32' && type !== 'F16') throw new Unwritten();
      return writeSafetensors(tensors as ReadonlyMap<string, WrittenTensor>, metadata);
    },
    // Their order in the file says nothing.
    compared: ({ tensors, metadata }) => [
      new Map([...tensors].sort(([a], [b]) => (a < b ? -1 : 1))),
      metadata,
    ],
    refusals: [ExchangeError],
  }),
  parser({
    name: 'network file',
    input: (dice) => damagedFile(spiking, dice),
    read: readNetworkFile,
    write: (network) => writeNetworkFile(network, network),
    refusals: [ExchangeError],
  }),
  parser({
    name: 'checkpoint',
    input: (dice) => damagedFile(trained, dice),
    read: (file: Uint8Array) => {
      const expected = jsonOf('networks/expected.json')[trained[0]!].notation;
      return readCheckpoint(file, parseNotation(expected));
    },
    write: (checkpoint) => writeCheckpoint(checkpoint),
    refusals: [ExchangeError],
  }),
  parser({
    name: 'resume file',
    input: (dice) => {
      const whole = dice.pick(resumeFiles);
      return dice.roll(2) === 0 ? damagedBytes(whole, dice) : withDamagedHeader(whole, dice);
    },
    read: readResume,
    write: ({ progress, report }) => writeResume(progress, report),
    compared: ({ progress, report }) => [progress, report],
    refusals: [ResumeError],
  }),
  parser({
    name: 'report',
    input: (dice) => JSON.stringify(damagedJson(dice.pick(reports), dice)),
    read: (text: string) => parseReport(JSON.parse(text)),
    write: reportJson,
    refusals: [ReportError, SpecError],
  }),
  parser({
    name: 'results file',
    input: (dice) =>
      dice.roll(4) === 0
        ? damagedText(dice.pick(sweepTexts), dice)
        : JSON.stringify(damagedJson(dice.pick(sweepValues), dice)),
    read: readSweepFile,
    write: sweepFileText,
    refusals: [SweepError],
  }),
  parser({
    name: 'sweep',
    input: (dice) => JSON.stringify(damagedJson(dice.pick(sweeps), dice)),
    read: (text: string) => parseSweep(JSON.parse(text)),
    write: (sweep) => JSON.stringify(sweep),
    refusals: [SweepError],
  }),
  parser({
    name: 'spec',
    input: (dice) => JSON.stringify(damagedJson(presetSpec(dice.pick(presets).id), dice)),
    read: (text: string) => parseSpec(JSON.parse(text)),
    write: (spec) => JSON.stringify(spec),
    refusals: [SpecError],
  }),
  parser({
    name: 'stored run',
    input: (dice) => damaged(structuredClone(dice.pick(rows)), dice),
    read: (row: unknown) => {
      const found = readStoredRun(row);
      if ('unreadable' in found) throw new Refused();
      return found.run;
    },
    write: (run) => run,
    refusals: [Refused],
  }),
  parser({
    name: 'manifest',
    input: (dice) =>
      encoded(
        dice.roll(2) === 0
          ? damagedText(manifest, dice)
          : JSON.stringify(damagedJson(JSON.parse(manifest), dice)),
      ),
    read: (file: Uint8Array) => parseManifest('manifest.json', file),
    write: (value) => encoded(JSON.stringify(value)),
    refusals: [DataError],
  }),
  parser({
    name: 'shard',
    input: (dice) => (dice.roll(20) === 0 ? packed : damagedBytes(packed, dice)),
    read: (file: Uint8Array) => unpackShard('train-0.bin', packedShard, file),
    write: (raw) => new Uint8Array(gzipSync(raw, { level: 9 })),
    refusals: [DataError],
  }),
  parser({
    name: 'notation',
    input: (dice) => {
      let text = dice.pick(notations);
      for (let i = dice.roll(3); i >= 0; i--) text = damagedText(text, dice);
      return text;
    },
    read: parseNotation,
    write: notationOf,
    compared: ({ inputShape, layers }) => [inputShape, layers],
    refusals: [NetworkError],
  }),
  parser({
    name: 'levels',
    input: (dice) => damagedText(dice.pick(['-1,-0.5,0,0.5,1', '0,1', '1e-3,-.25,+1.,0']), dice),
    read: parseLevels,
    write: (levels) => levels.join(','),
    refusals: [RangeError],
  }),
  ...exportParsers,
  ...ownDataParsers,
  ...ownSpeechParsers,
  ...modelParsers,
  ...separatorParsers,
];

/** Names of the parsers, in the order in which they are tried. */
export const parserNames = parsers.map(({ name }) => name);

export function parserNamed(name: string): Parser<unknown, unknown> {
  return parsers.find((of) => of.name === name)!;
}

/** Reads `count` damaged inputs of a parser, each under a seed of its own, from `first` on. */
export function fuzzParser(
  name: string,
  count: number,
  first = 1,
  tell: (done: number) => void = () => {},
): Promise<Finding> {
  return fuzz(parserNamed(name), { count, first }, tell);
}
