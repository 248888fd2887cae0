/**
 * Converts a preset's checkpoint without fine-tuning, by the engine and by the float64 reference:
 * `npx tsx bench/reference.ts --preset mnist --images 200`.
 */
import { parseArgs } from 'node:util';
import { openNodeBackend } from '../cli/backend.ts';
import { diskReader } from '../cli/read-disk.ts';
import { firstExamples } from '../src/engine/examples/example-set.ts';
import { compareWithReference, inWords } from '../src/engine/testing/compare-reference.ts';
import { loadExamples, loadNetwork } from '../src/runs/execution/materials.ts';
import { convertStart } from '../src/runs/inspection/untuned.ts';
import { presetSpec } from '../src/runs/spec/spec.ts';

const { values } = parseArgs({
  options: {
    preset: { type: 'string', default: 'first-look-paper' },
    images: { type: 'string', default: '200' },
    steps: { type: 'string', default: '8' },
  },
});
const spec = presetSpec(values.preset);
const read = diskReader();
const { backend } = await openNodeBackend('wasm');
const images = await loadExamples({ ...spec, trainCount: 1000, validationCount: 32 }, read);
const start = await loadNetwork(spec, read);
const judged = firstExamples(images.test, Number(values.images));
let wrong = 0;
for (const initialPotential of ['zero', 'half'] as const) {
  const settings = { ...spec, timeSteps: Number(values.steps), initialPotential };
  const { network } = await convertStart(start, images.train, settings, async () => {});
  const found = await compareWithReference(network, judged);
  console.log(
    `${spec.preset} untuned on ${backend}, Ns ${settings.timeSteps}, V₀ ${initialPotential}: ${inWords(found)}`,
  );
  wrong += found.wrongPredictions + found.layers.reduce((sum, layer) => sum + layer.wrong, 0);
}
console.log(wrong === 0 ? 'no difference without a close call' : `${wrong} differences without a close call`);
process.exitCode = wrong === 0 ? 0 : 1;
