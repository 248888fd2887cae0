/** Tests the setting `firing`: which methods take it, and what becomes of it in whole runs. */
import { beforeAll, describe, expect, test } from 'vitest';
import { openNodeBackend } from '../../../../cli/backend.ts';
import { diskReader } from '../../../../cli/read-disk.ts';
import { finishedRun } from '../../../../cli/testing/run-here.ts';
import { evaluate } from '../../../engine/simulation/evaluate.ts';
import { createSimulator, disposeSimulator } from '../../../engine/simulation/simulate.ts';
import { noWatch } from '../../../engine/testing/toy.ts';
import { readNetworkFile } from '../../../exchange/network-file.ts';
import { writeNir } from '../../../exchange/nir/write.ts';
import { loadExamples } from '../../execution/materials.ts';
import { problemsIn } from '../../testing/problems.ts';
import { parseSpec, presetSpec, type RunSpec } from '../spec.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const base: RunSpec = {
  ...presetSpec('first-look@2'),
  ...{ timeSteps: 4, trainCount: 256, validationCount: 100, testCount: 0, calibrationCount: 256 },
  ...{ maxStageEpochs: 1, patience: 1, backend: 'wasm', workers: 1, firing: 'window' },
};

test.each<[Partial<RunSpec>, RegExp[]]>([
  [{ method: 'ptl' }, []],
  [{ method: 'tandem' }, []],
  [{ method: 'clip-floor-shift' }, []],
  [{ method: 'rate' }, []],
  [{ method: 'surrogate' }, [/^firing: training through time .*use immediate \(got window\)$/]],
  [{ method: 'rate', reset: 'hard' }, [/^firing: .*use reset soft \(got hard\)$/]],
  [{ method: 'rate', leak: 0.9 }, [/^firing: .*use leak 1 \(got 0\.9\)$/]],
  [{ method: 'rate', decoding: 'counts' }, [/^firing: .*use decoding potential \(got counts\)$/]],
])('%j', (change, wanted) => {
  const found = problemsIn({ ...base, ...change });
  expect(found).toEqual(wanted.map((each) => expect.stringMatching(each)));
});

test.each(['ptl', 'tandem', 'clip-floor-shift', 'rate'])('a run of %s hands it on', async (method) => {
  const { report, network } = await finishedRun(parseSpec({ ...base, method }));
  const stored = readNetworkFile(network);
  expect(stored.firing).toBe('window');
  expect(report.snn!.anytime!.at(-1)).toBe(report.snn!.validation.accuracy);
  expect(report.snn!.validation.accuracy).toBeGreaterThan(0.3);
  await expect(writeNir(stored)).rejects.toThrow('fire after their window');
});

test('the order of spikes loses nothing in a stage of progressive tandem learning', async () => {
  const timing = async (firing: RunSpec['firing']) => {
    const { report } = await finishedRun(parseSpec({ ...base, firing }));
    return report.stages
      .slice(1)
      .map(({ before }) => before!.chain!.steps.find(({ cause }) => cause === 'timing')!.mean);
  };
  const [window, immediate] = [await timing('window'), await timing('immediate')];
  expect(Math.max(...window)).toBeLessThan(1e-3 * Math.min(...immediate));
});

describe('a network with max pooling', () => {
  const pooled: RunSpec = {
    ...base,
    ...{ network: '28x28-c6s2-m2-c8s1-m2-10', start: 'scratch', pretrainEpochs: 6, batchSize: 32 },
  };

  test.each(['ptl', 'tandem', 'clip-floor-shift', 'rate', 'calibration'])(
    'is converted by %s, written, read and simulated again',
    async (method) => {
      // Calibration corrects biases of channels, which needs more images.
      const trainCount = method === 'calibration' ? 1000 : pooled.trainCount;
      const { report, network } = await finishedRun(parseSpec({ ...pooled, method, trainCount }));
      const stored = readNetworkFile(network);
      expect(stored.layers.map(({ layer }) => layer.before.map(({ kind }) => kind))).toEqual([
        [],
        ['maxPool'],
        ['maxPool', 'flatten'],
      ]);
      const { validation, anytime } = report.snn!;
      expect(anytime!.at(-1)).toBe(validation.accuracy);
      expect(validation.accuracy).toBeGreaterThan(0.3);
      expect(report.cost!.layers.slice(1).every(({ snnAccumulates }) => snnAccumulates > 0)).toBe(true);
      const { validation: examples, objective } = await loadExamples(pooled, diskReader());
      const simulator = createSimulator(stored);
      const again = await evaluate(simulator, examples, objective, noWatch);
      disposeSimulator(simulator);
      expect(again.scores.accuracy).toBe(validation.accuracy);
      await expect(writeNir(stored)).rejects.toThrow('fire after their window');
    },
  );

  test('fires after its window, or is refused with what to use', () => {
    const words = /^network: conv2: the max pooling before it .*; use firing window, average pooling \(a2/;
    expect(() => parseSpec({ ...pooled, firing: 'immediate' })).toThrow(words);
  });
});
