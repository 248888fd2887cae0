/** Tests what calibration takes and refuses, and whole runs of it. */
import { beforeAll, expect, test } from 'vitest';
import { openNodeBackend } from '../../../../cli/backend.ts';
import { finishedRun } from '../../../../cli/testing/run-here.ts';
import { readNetworkFile } from '../../../exchange/network-file.ts';
import { methodsText } from '../../records/paper/methods-text.ts';
import { problemsIn } from '../../testing/problems.ts';
import { parseSpec, presetSpec, type RunSpec } from '../spec.ts';

beforeAll(async () => {
  await openNodeBackend('wasm');
});

const base: RunSpec = {
  ...presetSpec('first-look@2'),
  ...{ method: 'calibration', timeSteps: 2, firing: 'window' },
  ...{ thresholdRule: 'leastSquares', thresholdScope: 'channel' },
};

test.each<[Partial<RunSpec>, RegExp[]]>([
  [{}, []],
  [{ firing: 'immediate', thresholdScope: 'layer', correctBias: false, trainCount: 128 }, []],
  [
    { trainCount: 999 },
    [/^trainCount: a threshold .*1,000 images.*layer \(got 999\)$/, /^trainCount: a bias/],
  ],
  [{ trainCount: 999, thresholdScope: 'layer' }, [/^trainCount: a bias .*correctBias off \(got 999\)$/]],
  [{ timeSteps: 65 }, [/^timeSteps: .*short windows.*at most 64 \(got 65\)$/]],
  [{ inputCoding: 'poisson' }, [/^inputCoding: .*use auto or firstStep \(got poisson\)$/]],
  [{ leak: 0.9, firing: 'immediate' }, [/^leak: .*use 1 \(got 0\.9\)$/]],
  [{ reset: 'hard', firing: 'immediate' }, [/^reset: .*use soft \(got hard\)$/]],
  [{ decoding: 'counts', firing: 'immediate' }, [/^decoding: .*use potential \(got counts\)$/]],
  [{ fanIn: 64 }, [/^fanIn: .*use none \(got 64\)$/]],
])('%j', (change, wanted) => {
  expect(problemsIn({ ...base, ...change })).toEqual(wanted.map((each) => expect.stringMatching(each)));
});

/** Makes a run with few images beside those that calibrate. */
const finished = (change: Partial<RunSpec>) =>
  finishedRun(
    parseSpec({
      ...base,
      ...{ trainCount: 1000, validationCount: 100, testCount: 0, calibrationCount: 1000 },
      ...{ backend: 'wasm', workers: 1, ...change },
    }),
  );

test('a run has no stage, keeps the ANN’s accuracy at two steps, and says how it was made', async () => {
  const { report, network, events } = await finished({});
  expect(report.stages).toEqual([]);
  expect(events.some(({ type }) => type === 'stageBegan')).toBe(false);
  expect(readNetworkFile(network)).toMatchObject({
    timeSteps: 2,
    initialPotential: 'half',
    firing: 'window',
  });
  expect(report.snn!.thresholds!.map(({ length }) => length)).toEqual([8, 16, 64, 0]);
  expect(report.snn!.test.accuracy).toBeGreaterThan(0.95);
  const words = methodsText(report);
  expect(words).toContain(
    'set per channel by least squares between the spikes of the window and the activations',
  );
  expect(words).toContain('no label was used');
  const plain = await finished({ correctBias: false });
  expect(readNetworkFile(plain.network).layers[0]!.bias).not.toEqual(
    readNetworkFile(network).layers[0]!.bias,
  );
  expect(methodsText(plain.report)).not.toContain('label');
});

test('the rules of bounds are those of the methods that measure thresholds as PTL does', async () => {
  const layersOf = ({ network }: Awaited<ReturnType<typeof finished>>) => readNetworkFile(network).layers;
  const rated = await finished({ method: 'rate', inputCoding: 'firstStep', initialPotential: 'half' });
  const fitted = await finished({ correctBias: false });
  expect(layersOf(rated)).toEqual(layersOf(fitted));
  const ranked = await finished({ correctBias: false, thresholdRule: 'percentile', percentile: 99 });
  expect(layersOf(ranked)).not.toEqual(layersOf(fitted));
  expect(methodsText(ranked.report)).toContain('set per channel from the 99th percentile of the activations');
});
