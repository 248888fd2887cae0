/** `simulate`: a network file on test images, its accuracy and cost. */
import { readFile } from 'node:fs/promises';
import { DataError } from '../../src/datasets/dataset.ts';
import { firstImages } from '../../src/engine/examples/data.ts';
import { createSimulator, evaluate } from '../../src/engine/simulation/simulate.ts';
import { readNetworkFile } from '../../src/exchange/network-file.ts';
import { loadImages } from '../../src/runs/execution/materials.ts';
import { SpecError } from '../../src/runs/spec/spec.ts';
import { openNodeBackend } from '../backend.ts';
import { percent } from '../format.ts';
import { printCost } from '../print-report.ts';
import { diskReader } from '../read-disk.ts';

interface SimulateOptions {
  readonly network: string;
  readonly data: 'mnist-test' | 'mnist-validation';
  readonly count?: string;
  readonly backend: 'wasm' | 'cpu' | 'webgpu' | 'auto';
}

export async function run(options: SimulateOptions): Promise<void> {
  const bytes = await readFile(options.network).catch((error: NodeJS.ErrnoException) => {
    throw new DataError(
      `${options.network} cannot be read (${error.code}); give the path of a network file.`,
    );
  });
  const network = readNetworkFile(bytes);
  const { backend, device } = await openNodeBackend(options.backend);
  const source = { dataset: 'mnist', trainCount: 32, validationCount: 6000 } as const;
  const images = await loadImages(source, diskReader());
  const all = options.data === 'mnist-test' ? images.test : images.validation;
  const count = options.count === undefined ? all.count : Number(options.count);
  if (!Number.isInteger(count) || count < 1 || count > all.count)
    throw new SpecError([`--count must be a whole number from 1 to ${all.count} (got ${options.count})`]);
  if (network.inputShape.join('×') !== all.imageShape.join('×'))
    throw new DataError(
      `The network takes images of ${network.inputShape.join('×')}, ${options.data} has ${all.imageShape.join('×')}.`,
    );
  const began = performance.now();
  const result = await evaluate(createSimulator(network), firstImages(all, count), async () => {});
  const seconds = (performance.now() - began) / 1000;
  console.log(
    `${options.data}: accuracy ${percent(result.accuracy)} of ${result.images} images at Ns ${network.timeSteps}, ` +
      `${(result.images / seconds).toFixed(0)} images/s on ${backend} (${device})`,
  );
  if (result.cost) printCost(result.cost);
  else console.log('The network is a hybrid between stages: its cost is not that of a spiking network.');
}
