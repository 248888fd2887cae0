/** Tests that today's code reads reports, sweeps, networks, checkpoints and links of version 1. */
import { expect, test } from 'vitest';
import { firstExamples } from '../../../src/engine/examples/example-set.ts';
import { evaluate } from '../../../src/engine/simulation/evaluate.ts';
import { createSimulator, disposeSimulator } from '../../../src/engine/simulation/simulate.ts';
import { readCheckpoint } from '../../../src/exchange/checkpoint.ts';
import { sha256Hex } from '../../../src/exchange/hash.ts';
import { readNetworkFile, writeNetworkFile } from '../../../src/exchange/network-file.ts';
import { parseNotation } from '../../../src/networks/notation.ts';
import { loadExamples } from '../../../src/runs/execution/materials.ts';
import { decodeLink, encodeLink, encodeSweepLink, maxLinkLength } from '../../../src/runs/link/link.ts';
import { parseReport } from '../../../src/runs/records/checks/report-schema.ts';
import { metricsCsv } from '../../../src/runs/records/export.ts';
import { defaultPreset, findPreset, presetChoices, presets } from '../../../src/runs/spec/presets/presets.ts';
import { cellsOf } from '../../../src/runs/sweep/plan.ts';
import { readSweepFile } from '../../../src/runs/sweep/sweep-file.ts';
import { summaryCsv, tableCsv } from '../../../src/runs/sweep/table.ts';
import { taskOf } from '../../../src/tasks/index.ts';
import { openNodeBackend } from '../../backend.ts';
import { diskReader } from '../../read-disk.ts';
import { folderStore, sweepIn } from '../../sweep/folder.ts';
import { expectReport, expectSpec } from './expected.ts';
import { type Any, bytesOf, jsonOf, namesIn, pathOf, textOf } from './read.ts';

/** Turns floats into lists, as JSON has them. */
const asJson = (value: unknown) =>
  JSON.parse(
    JSON.stringify(value, (_, item) => (ArrayBuffer.isView(item) ? [...(item as Float32Array)] : item)),
  );

/**
 * Expects a report read from JSON, which has null for NaN when the loss of test images was not
 * kept.
 */
function expectJsonReport(now: unknown, old: Any, pairs: 'kept' | 'left out' = 'kept'): void {
  const lost = (key: string, value: Any) => (key === 'loss' && value === null ? Number.NaN : value);
  expectReport(JSON.parse(JSON.stringify(asJson(now)), lost), old, pairs);
}

test.each(namesIn('reports'))('the report %s, and its epochs as CSV', (name) => {
  const old = jsonOf(`reports/${name}/report.json`);
  const report = parseReport(old);
  expectJsonReport(report, old);
  expect(metricsCsv(report.epochs, taskOf(report.spec.task))).toBe(textOf(`reports/${name}/metrics.csv`));
  // A report that is written today reads the same.
  expect(parseReport(JSON.parse(JSON.stringify(asJson(report))))).toEqual(report);
});

test('a report of a newer version is refused with words', () => {
  const old = jsonOf('reports/ptl/report.json');
  expect(() => parseReport({ ...old, version: 3 })).toThrow(
    'report.version: this Spikewise reads reports up to version 2 (got 3); open it with the Spikewise that wrote it',
  );
});

function outcomeOfNow(old: Any): Any {
  const { annTestAccuracy, snnTestAccuracy, snnValidationAccuracy, drop, ...rest } = old;
  return {
    ...rest,
    annTest: annTestAccuracy,
    snnTest: snnTestAccuracy,
    snnValidation: snnValidationAccuracy,
    testDrop: drop,
  };
}

/**
 * Expects every column of an old table in today's, by its name; `drop` was that of the test set.
 */
function expectColumns(now: string, old: string): void {
  const columnsOf = (text: string) => {
    const [head = [], ...rows] = text.split('\n').map((line) => line.split(','));
    return head.map((name, i) => [name.replace(/^drop(?=[ _])/, 'test_drop'), ...rows.map((row) => row[i])]);
  };
  expect(columnsOf(now)).toEqual(expect.arrayContaining(columnsOf(old)));
}

test.each([
  ['sweep', 8],
  ['sweep-failed', 0],
] as const)('the folder and the results file of %s', async (name, finished) => {
  const { sweep, results } = readSweepFile(textOf(`${name}/results.json`));
  const written = jsonOf(`${name}/results.json`);
  expectSpec(sweep.base, written.sweep.base);
  expect(await sweepIn(pathOf(name))).toEqual(sweep);
  expect(results.map(({ key, status, failure }) => ({ key, status, failure }))).toEqual(
    written.results.map(({ key, status, failure }: Any) => ({ key, status, failure })),
  );
  for (const [i, result] of results.entries()) {
    const old = written.results[i];
    expectSpec(result.spec, old.spec);
    expectJsonReport(result.report, old.report);
    if (old.outcome) expect(result.outcome).toMatchObject(outcomeOfNow(old.outcome));
    else expect(result.outcome).toBeNull();
  }
  const loaded = await folderStore(pathOf(name), sweep).load();
  expect(loaded).toHaveLength(finished);
  for (const { key, report } of loaded)
    expectJsonReport(report, jsonOf(`${name}/cells/${key}/report.json`), 'left out');
  expect(cellsOf(sweep).map(({ key }) => key)).toEqual(expect.arrayContaining(loaded.map(({ key }) => key)));
  expectColumns(tableCsv({ sweep, results }), textOf(`${name}/results.csv`));
  expectColumns(summaryCsv({ sweep, results }), textOf(`${name}/summary.csv`));
});

const expected = jsonOf('networks/expected.json');
const networks = namesIn('networks').filter((name) => name.endsWith('.safetensors'));

test('no network is left out', () => expect(networks).toEqual(Object.keys(expected).sort()));

test.each(networks.filter((name) => name.startsWith('pretrained')))('the checkpoint %s', (name) => {
  const { sha256, notation, layers, note } = expected[name];
  const bytes = bytesOf(`networks/${name}`);
  expect(sha256Hex(bytes)).toBe(sha256);
  const read = readCheckpoint(bytes, parseNotation(notation));
  expect(read.notation).toBe(notation);
  expect(read.layers.map((layer) => layer.name)).toEqual(layers);
  expect(read.note).toEqual(note);
});

test('every network computes what it computed', async () => {
  await openNodeBackend('wasm');
  const counts = { trainCount: 0, validationCount: 0 };
  const examples = await loadExamples({ dataset: 'mnist', task: 'classification', ...counts }, diskReader());
  const judged = firstExamples(examples.test, 500);
  for (const name of networks) {
    if (name.startsWith('pretrained')) continue;
    const { sha256, timeSteps, layers, images, accuracy, synOpsRatio, energyRatio } = expected[name];
    const bytes = bytesOf(`networks/${name}`);
    expect(sha256Hex(bytes)).toBe(sha256);
    const network = readNetworkFile(bytes);
    expect([network.timeSteps, network.layers.map(({ layer }) => layer.name)]).toEqual([timeSteps, layers]);
    // Written anew it has the same bytes, except for what stands beside the record.
    expect(readNetworkFile(writeNetworkFile(network, network))).toEqual(network);
    const simulator = createSimulator(network);
    const result = await evaluate(simulator, judged, examples.objective, async () => {});
    disposeSimulator(simulator);
    expect([result.images, result.scores.accuracy], name).toEqual([images, accuracy]);
    expect([result.cost?.ratio ?? null, result.cost?.energyRatio ?? null], name).toEqual([
      synOpsRatio,
      energyRatio,
    ]);
  }
});

const { specs, links } = jsonOf('links.json');

/** Words that have changed since; everything else is as it was. */
const reworded: readonly (readonly [then: string, now: string])[] = [
  ['&by=accuracy&', '&by=score&'],
  ['a whole number from 32 to 54000 (', 'a whole number from 1 to 10000000 ('],
  ['weights; at most 67108864', 'weights; at most 268435456'],
  ['net=28%C3%9728-', 'net=28x28-'],
  ['network: images of mnist are', 'network: inputs of MNIST are'],
  ['network: mnist has 10 classes', 'network: for the task classification, MNIST has 10 classes'],
];

/** The newest presets are named today, all of them then. */
const presetsOfNow = `preset must be one of ${presetChoices} (`;

/** So are the settings that a grid takes. */
const axesOfNow = /^“[^”]*” (is no setting; a grid takes .*); no sweep/.exec(
  decodeLink('#v=1&grid=foo:1').problems[0]!.message,
)![1]!;

const inWordsOfNow = (text: string) =>
  reworded.reduce(
    (sofar, [then, now]) => sofar.replace(then, now),
    text
      .replace(/^preset must be one of [^(]*\(/, presetsOfNow)
      .replace('one of ptl, rate, tandem,', 'one of ptl, rate, calibration, tandem,')
      .replace(/is no setting; a grid takes [^;]*/, axesOfNow),
  );

/** Counts have commas now: `from 1 to 1,024`. */
const withoutCommas = (text: string) => text.replace(/(\d),(?=\d{3}(?!\d))/g, '$1');

const toldOf = (problems: Any) =>
  problems.map(({ key, message }: Any) => ({ key, message: withoutCommas(message) }));

const named: [string, Any][] = links.map((link: Any) => [link.note, link]);

/** The preset that a link of version 1 meant when it named none. */
const formerDefault = 'first-look@2';

/** Names the preset in a link that names none, unless the whole link is refused. */
function withPreset(text: string): string {
  const refused = /^#?$|^#v=(2|1\.0)(&|$)/.test(text) || text.length > maxLinkLength;
  return refused || text.includes('preset=') ? text : `${text}&preset=${formerDefault}`;
}

/** Returns whether a link names a preset that exists, with its revision. */
const namesRevision = (text: string) =>
  presets.some(({ id }) => new RegExp(`[#&]preset=${id.replace('@', '(@|%40)')}(&|$)`).test(text)) &&
  text.length <= maxLinkLength &&
  !text.startsWith('#v=2');

const hashOf = ({ hash, prefix, repeated, times }: Any): string => hash ?? prefix + repeated.repeat(times);

const revised = named.filter(([, link]) => !namesRevision(withPreset(hashOf(link))));

test.each(revised)('the link without a revision opens the newest: %s', (_, link) => {
  const { problems, spec: place } = link;
  const { preset: then, ...old } = specs[place];
  // A link that names no preset that exists opens the one that the page begins with.
  const family = presets.find(({ id }) =>
    new RegExp(`[#&]preset=${id.split('@')[0]}(&|$)`).test(hashOf(link).slice(0, maxLinkLength)),
  );
  const { id, settings } = findPreset(family ? then.split('@')[0] : defaultPreset)!;
  const former: Any = findPreset(then)!.settings;
  const changes = Object.entries(old).filter(([name, value]) => name !== 'version' && value !== former[name]);
  const read = decodeLink(hashOf(link));
  expect(read.spec).toEqual({ version: 1, preset: id, ...settings, ...Object.fromEntries(changes) });
  expect(toldOf(read.problems)).toEqual(
    problems.map(({ key, message }: Any) => ({
      key,
      message: withoutCommas(inWordsOfNow(message))
        .replaceAll(`${then} `, `${id} `)
        .replace(/; first-look@\d is used/, `; ${id} is used`),
    })),
  );
});

const exact = named.filter((entry) => !revised.includes(entry));

test.each(exact)('the link: %s', (_, link) => {
  const { canonical, problems, sweep, spec } = link;
  const read = decodeLink(withPreset(hashOf(link)));
  expectSpec(read.spec, specs[spec]);
  if (sweep) {
    expectSpec(read.sweep!.base, specs[spec]);
    expect({ version: read.sweep!.version, axes: read.sweep!.axes, seeds: read.sweep!.seeds }).toEqual(sweep);
  } else expect(read.sweep).toBeNull();
  expect(toldOf(read.problems)).toEqual(
    problems.map(({ key, message }: Any) => ({ key, message: withoutCommas(inWordsOfNow(message)) })),
  );
  const written = read.sweep ? encodeSweepLink(read.sweep, null) : encodeLink(read.spec, null);
  // Its workers are groups today, which the preset has another number of.
  expect(written.replace(/&groups=\d/, '')).toBe(inWordsOfNow(canonical));
  expect(decodeLink(canonical)).toEqual({ ...read, problems: [] });
});
