/** Tests the words of each verdict, and the epochs that a proof's curve becomes. */
import { expect, test } from 'vitest';
import { leadOf } from '../../../tasks/index.ts';
import { ghostEpochs } from './ghost.ts';
import { verdictWords } from './verdict-words.ts';

const metric = leadOf({ task: 'classification' });

test.each([
  [{ is: 'identical', causes: [], largest: 0 }, /^Identical to the author’s run, to the last digit/],
  [
    { is: 'close', causes: [{ is: 'backend', was: 'wasm', now: 'webgpu' }], largest: 0.0025 },
    /^The same within 0\.25 points: computed on webgpu, the author’s on wasm/,
  ],
  [
    { is: 'close', causes: [], largest: 0.0025 },
    /^Not the author’s figures: up to 0\.25 points apart, and nothing/,
  ],
  [
    {
      is: 'differs',
      causes: [
        { is: 'settings', labels: ['Time steps Ns', 'Patience Tp'] },
        { is: 'engine', was: '1', now: '2' },
        { is: 'software', was: '0.1.0', now: '0.2.0' },
        { is: 'data' },
      ],
      largest: 0.3,
    },
    /by up to 30\S* points, because: the link was changed .*\(Time steps Ns, Patience Tp\); this engine is of revision 2.*; this is Spikewise 0\.2\.0.*; the author’s data were others\.$/,
  ],
  [
    { is: 'differs', causes: [{ is: 'edited' }], largest: null },
    /the author’s run, because: the curve .* was edited\.$/,
  ],
] as const)('%j', (verdict, words) => {
  expect(verdictWords(verdict, metric, 10_000).replaceAll('\u00a0', ' ')).toMatch(words);
});

test('a curve becomes epochs of its stages', () => {
  const curve = [
    { stage: 1, layer: 'conv1', first: 0, scores: [0.5, 0.9] },
    { stage: 2, layer: 'fc2', first: 0, scores: [0.8] },
  ];
  const epochs = ghostEpochs(
    { software: '0.1.0', engine: 2, backend: 'wasm', data: null, trace: '', settings: {}, curve },
    'accuracy',
  );
  expect(
    epochs.map(({ stage, layer, epoch, validation }) => [stage, layer, epoch, validation.accuracy]),
  ).toEqual([
    [1, 'conv1', 0, 0.5],
    [1, 'conv1', 1, 0.9],
    [2, 'fc2', 0, 0.8],
  ]);
});
