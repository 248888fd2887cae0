/** Makes a resume file of each kind, of a small network, without running anything. */
import type { KeptLayer } from '../../../src/engine/conversion/resume-point.ts';
import { initialValues } from '../../../src/engine/layers/parameters.ts';
import { createRandom } from '../../../src/engine/work/random.ts';
import { toLayers } from '../../../src/networks/chain.ts';
import { parseNotation } from '../../../src/networks/notation.ts';
import type { StageReport } from '../../../src/runs/records/report.ts';
import type { Progress } from '../../../src/runs/resume/resume.ts';
import { writeResume } from '../../../src/runs/resume/resume-file.ts';
import { parseSpec, presetSpec } from '../../../src/runs/spec/spec.ts';
import { reportOf } from '../../../src/runs/sweep/testing/report.ts';

const spec = parseSpec({ ...presetSpec('first-look@3'), network: '28x28-c2s4-3-3-10', start: 'scratch' });
const layers = toLayers(parseNotation(spec.network));
const report = { ...reportOf(spec, { test: 0.5, validation: 0.5 }), status: 'stopped', snn: null } as const;
const [first] = report.stages as readonly [StageReport];

/** Returns the report with the first so many stages. */
const after = (ended: number) => ({
  ...report,
  cost: null,
  stages: layers.slice(0, ended).map(({ name }, i) => ({ ...first, stage: i + 1, layer: name })),
});

const random = createRandom(1, 'resume files');
const kept = layers.map((layer): KeptLayer => ({ ...initialValues(layer, random), mask: null }));
const masked = kept.map((layer) => ({ ...layer, mask: layer.weight.map((weight) => (weight > 0 ? 1 : 0)) }));
const threshold = Float32Array.of(0.5);
const frozen = [
  { threshold, arrivalRate: null },
  { threshold, arrivalRate: 0.125 },
];
const thresholds = layers.slice(1).map(() => ({ threshold, upperBound: Float32Array.of(2), dead: 0 }));

const means = kept.slice(0, -1).map(({ bias }) => bias);
const point = { frozen, epochs: 2 * first.epochs, layers: masked, thresholds, means };
const progress: readonly [Progress, number][] = [
  [{ kind: 'ann', layers: kept }, 0],
  [{ kind: 'stage', point }, 2],
  [
    {
      kind: 'network',
      network: {
        ...{ inputShape: [28, 28, 1], timeSteps: spec.timeSteps, initialPotential: 'zero' },
        ...{ firstLayerBias: 'firstStep', task: 'classification', back: [] },
        layers: layers.map((layer, l) => ({
          layer: { ...layer, batchNorm: null },
          ...{ weight: kept[l]!.weight, bias: kept[l]!.bias },
          threshold: l < layers.length - 1 ? threshold : null,
        })),
      },
    },
    3,
  ],
];

/** The files, one of each kind. */
export const resumeFiles = progress.map(([of, ended]) => writeResume(of, after(ended)));
