import { describe, expect, test } from 'vitest';
import { recipes } from '../../spec/methods/registry.ts';
import { finishedRecord } from '../../testing/stored-run.ts';
import { bibtex } from './bibtex.ts';
import { latexTable, latexText } from './latex.ts';
import { methodsText } from './methods-text.ts';
import { stagesLatex } from './stage-table.ts';

const report = finishedRecord().report!;

describe('the methods paragraph', () => {
  const text = methodsText(report);

  test('says network, data, window, thresholds, training, scores, software and seed', () => {
    expect(text).toMatchInlineSnapshot(`
      "The analog network 28x28-c8s2-c16s2-64-10 of 32,000 parameters was taken from the file checkpoints/first-look-1.safetensors (SHA-256 abababababababababababababababababababababababababababababababab). Of MNIST, 6,000 examples were used for training, 1,000 for validation and 10,000 for the test. It became a spiking network with integrate-and-fire neurons, reset by subtraction, by progressive tandem learning (Wu et al., Algorithm 1), for a window of 8 time steps; the input came as a current at the first step. Thresholds were set per layer from the 99.9th percentile of the activations on 256 training examples, and potentials began at zero. It was fine-tuned in 3 stages, a layer each, with Adam at a learning rate of 0.0001 and batches of 128, until the validation loss had not improved for 1 epoch or for at most 5 epochs a stage, 6 epochs in all. On 10,000 test examples the analog network reached accuracy 98.40 % (95 % interval 98.13 – 98.63 %), the spiking network 95.50 % (95 % interval 95.08 – 95.89 %). It needed 0.300 synaptic operations for each multiply–accumulate of the analog network. Computed with Spikewise 0.1.0, engine revision 2, on wasm (WebAssembly SIMD), with the seed 1.
      "
    `);
    expect(text.split('\n')).toHaveLength(2);
  });

  test('follows the settings', () => {
    const of = (change: object) => methodsText({ ...report, spec: { ...report.spec, ...change } });
    expect(of({ timeSteps: 21 })).toContain('for a window of 21 time steps');
    expect(of({ initialPotential: 'half' })).toContain('potentials began at half the threshold');
    expect(of({ thresholdScope: 'channel', percentile: 98 })).toContain(
      'per channel from the 98th percentile',
    );
    expect(of({ method: 'rate', inputCoding: 'poisson', leak: 0.9, reset: 'hard' })).toMatch(
      /leak of 0\.9, reset to zero, by rate conversion .* Poisson spike trains/,
    );
    expect(of({ weightBits: '4', fanIn: '64' })).toContain('precision 4 bits, at most 64 inputs a neuron');
    expect(of({ start: 'scratch' })).toContain('was trained from random weights');
  });

  test.each(recipes.map(({ id }) => id))('of the method %s has no gap', (method) => {
    const spec = { ...report.spec, method } as typeof report.spec;
    expect(methodsText({ ...report, spec })).not.toMatch(/undefined|NaN|null|\[object/);
  });

  test('of a run that failed at once has no gap either', () => {
    const failed = {
      ...report,
      status: 'failed',
      ann: null,
      snn: null,
      cost: null,
      stages: [],
      backend: null,
    } as const;
    const words = methodsText({ ...failed, environment: null, checkpoint: null });
    expect(words).not.toMatch(/undefined|NaN|null|\[object/);
    expect(words).toContain('The run did not finish.');
  });
});

test('BibTeX names the software with its engine, and the paper', () => {
  const text = bibtex(report);
  expect(text).toContain(`note = {Engine revision ${report.engine}}`);
  expect(text).toContain('arXiv:2007.01204');
  expect(text.split('{').length).toBe(text.split('}').length);
});

describe('LaTeX', () => {
  test('nothing in a text is a command', () => {
    expect(latexText('50 % of a_b & {\\x}\n−1 ± 2')).toBe(
      '50 \\% of a\\_b \\& \\{\\textbackslash{}x\\} $-$1 $\\pm$ 2',
    );
  });

  test('a table has as many cells in each row as columns', () => {
    expect(
      latexTable(
        ['name', 'a'],
        [
          ['x', '1'],
          ['y', null],
        ],
      ),
    ).toBe(
      '\\begin{tabular}{lr}\n  \\toprule\n  name & a \\\\\n  \\midrule\n  x & 1 \\\\\n  y &  \\\\\n  \\bottomrule\n\\end{tabular}\n',
    );
  });

  test('the stages of a run', () => {
    const lines = stagesLatex(report).split('\n');
    expect(lines.filter((line) => line.endsWith('\\\\'))).toHaveLength(report.stages.length + 3);
    expect(lines.find((line) => line.includes('Spiking network'))).toContain('95.50~\\%');
  });
});
