/** Tests the settings of signed and graded spikes: what they refuse, and whole runs with them. */
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../../../cli/backend.ts';
import { diskReader } from '../../../../cli/read-disk.ts';
import { finishedRun } from '../../../../cli/testing/run-here.ts';
import { createParameters, disposeParameters } from '../../../engine/layers/parameters.ts';
import { evaluate } from '../../../engine/simulation/evaluate.ts';
import { createSimulator, disposeSimulator } from '../../../engine/simulation/simulate.ts';
import type { SpikingNetwork } from '../../../engine/spiking/spiking-network.ts';
import { noWatch, silent } from '../../../engine/testing/toy.ts';
import { readNetworkFile, writeNetworkFile } from '../../../exchange/network-file.ts';
import { writeNir } from '../../../exchange/nir/write.ts';
import { readSafetensors, writeSafetensors } from '../../../exchange/safetensors.ts';
import { loadExamples, loadNetwork } from '../../execution/materials.ts';
import { methodsText } from '../../records/paper/methods-text.ts';
import { problemsIn } from '../../testing/problems.ts';
import { parseSpec, presetSpec, type RunSpec } from '../spec.ts';
import { rate } from './rate.ts';
import { changesRun, unusedWords } from './unused-settings.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const base: RunSpec = { ...presetSpec('first-look@2'), method: 'rate', timeSteps: 8 };
const signed: Partial<RunSpec> = { spikes: 'signed', settleSteps: 4 };
const graded: Partial<RunSpec> = { spikes: 'graded', spikeLevels: 4 };

test.each<[Partial<RunSpec>, RegExp[]]>([
  [signed, []],
  [graded, []],
  [{ ...graded, decoding: 'counts', firing: 'immediate' }, []],
  [{ ...graded, firing: 'window' }, []],
  [{ ...signed, decoding: 'counts' }, [/^spikes: a readout .*use decoding potential \(got counts\)$/]],
  [{ ...signed, firing: 'window' }, [/^spikes: .*nothing to take back; use firing immediate/]],
  [{ ...signed, reset: 'hard' }, [/^spikes: signed ones keep .*use reset soft \(got hard\)$/]],
  [{ ...graded, leak: 0.9 }, [/^spikes: graded ones count a sum.*use leak 1 \(got 0\.9\)$/]],
  [{ ...signed, settleSteps: 9 }, [/^settleSteps: .*use at most 8 \(got 9\)$/]],
  [{ ...graded, spikeLevels: 33 }, [/^spikeLevels must be a whole number from 2 to 32 \(got 33\)$/]],
  // The settings of other spikes may stand.
  [{ settleSteps: 9, spikeLevels: 32 }, []],
  [{ ...signed, method: 'ptl', reset: 'soft' }, []],
])('%j', (change, wanted) => {
  const found = problemsIn({ ...base, ...change });
  expect(found).toEqual(wanted.map((each) => expect.stringMatching(each)));
});

test('a separator takes plain spikes alone', () => {
  const voices = { ...presetSpec('voices-first@1'), method: 'rate', timeSteps: 8 };
  expect(problemsIn(voices)).toEqual([]);
  expect(problemsIn({ ...voices, ...graded })).toEqual([
    expect.stringMatching(/^spikes: a signal is simulated piece by piece.*use binary \(got graded\)$/),
  ]);
});

test('settings of other spikes change nothing, and that is said', () => {
  expect(unusedWords('settleSteps', base)).toBe('settleSteps is not used with spikes binary');
  expect(unusedWords('spikeLevels', { ...base, ...signed })).toBe(
    'spikeLevels is not used with spikes signed',
  );
  expect(changesRun('settleSteps', { ...base, ...signed })).toBe(true);
  expect(changesRun('spikeLevels', { ...base, ...graded })).toBe(true);
  expect(unusedWords('spikes', presetSpec('first-look@2'))).toBe('spikes is not used by ptl');
});

const small = parseSpec({
  ...base,
  ...{ timeSteps: 4, initialPotential: 'half', thresholdRule: 'leastSquares' },
  ...{ trainCount: 256, validationCount: 200, testCount: 0, backend: 'wasm', workers: 1 },
});

test('a whole run with graded spikes: accuracy, cost, words', async () => {
  const { report, network } = await finishedRun({ ...small, ...graded });
  expect(readNetworkFile(network).dynamics!.spikes).toEqual({ kind: 'graded', levels: 4 });
  expect(report.snn!.anytime).toHaveLength(4);
  expect(report.snn!.anytime!.at(-1)).toBe(report.snn!.validation.accuracy);
  expect(report.snn!.test.accuracy).toBeGreaterThan(0.95);
  // A graded spike is a multiply-accumulate there, and as many accumulates in the ratio.
  const { effectiveMacs, effectiveAcs, steps } = report.snn!.neuroBench!;
  expect([effectiveAcs, steps]).toEqual([0, 4]);
  expect(effectiveMacs).toBeGreaterThan(0);
  expect(report.cost!.ratio).toBeGreaterThan(0.5);
  expect(methodsText(report)).toContain('reset by subtraction, that send up to 4 spikes in a step, by');
  const words = (change: Partial<RunSpec>) => methodsText({ ...report, spec: { ...report.spec, ...change } });
  expect(words(signed)).toContain('that may take back a spike and settle in 4 further steps');
  expect(words({ spikes: 'binary' })).toContain('reset by subtraction, by rate conversion');
});

test('networks of signed and graded spikes: their file, their accuracy, and no NIR', async () => {
  const read = diskReader();
  const examples = await loadExamples(small, read);
  const start = await loadNetwork(small, read);
  const accuracyOf = async (change: Partial<RunSpec>, look: (network: SpikingNetwork) => Promise<void>) => {
    const parameters = start.layers.map((layer, l) => createParameters(layer, start.values[l]!));
    const ann = { layers: start.layers, parameters };
    const network = await rate.run(ann, examples, { ...small, ...change }, noWatch, silent, {});
    disposeParameters(parameters);
    await look(network);
    const simulator = createSimulator(network);
    const { scores } = await evaluate(simulator, examples.validation, examples.objective, noWatch);
    disposeSimulator(simulator);
    return scores.accuracy!;
  };
  const plain = await accuracyOf({}, async (network) => {
    expect(network.dynamics).not.toHaveProperty('spikes');
  });
  for (const change of [signed, graded]) {
    const accuracy = await accuracyOf(change, async (network) => {
      const bytes = writeNetworkFile(network, { task: 'classification', back: [] });
      const stored = readNetworkFile(bytes);
      expect(stored.dynamics).toEqual(network.dynamics);
      await expect(writeNir(stored)).rejects.toThrow(`these send ${change.spikes} ones`);
      // Readers that know no such spikes refuse version 3; a file of version 2 cannot have them.
      const { metadata, tensors } = readSafetensors(bytes);
      const record = JSON.parse(metadata.spikewise!);
      expect(record.version).toBe(3);
      const values = new Map(
        [...tensors].map(([name, tensor]) => [
          name,
          { type: 'F32', shape: tensor.shape, values: tensor.values as Float32Array } as const,
        ]),
      );
      const older = writeSafetensors(values, { spikewise: JSON.stringify({ ...record, version: 2 }) });
      expect(() => readNetworkFile(older)).toThrow(/spikes/);
    });
    expect(accuracy).toBeGreaterThan(plain);
  }
});
