/** `pretrain`: trains a preset's analog network from scratch and writes it as a checkpoint. */
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { writeCheckpoint } from '../../src/exchange/checkpoint.ts';
import { sha256Hex } from '../../src/exchange/hash.ts';
import { runLayers } from '../../src/ptl/ann.ts';
import { measure } from '../../src/ptl/loss.ts';
import { createParameters, readValues } from '../../src/ptl/parameters.ts';
import { pretrain } from '../../src/ptl/pretrain.ts';
import { checkFit, loadImages, loadNetwork } from '../../src/runs/materials.ts';
import { openNodeBackend } from '../backend.ts';
import { percent } from '../format.ts';
import { diskReader } from '../read-disk.ts';
import { type SpecOptions, specOf } from '../spec-options.ts';

interface PretrainOptions extends SpecOptions {
  readonly out: string;
  readonly half: boolean;
}

export async function run(options: PretrainOptions): Promise<void> {
  const started = performance.now();
  const spec = specOf({ ...options, set: [...(options.set ?? []), 'start=scratch'] });
  const { backend, device } = await openNodeBackend(spec.backend);
  console.log(
    `${spec.network} on ${backend} (${device}), seed ${spec.seed}, ${spec.trainCount} training images`,
  );
  const read = diskReader();
  const images = await loadImages(spec, read);
  const network = await loadNetwork(spec, read);
  checkFit(images, network);
  const ann = {
    layers: network.layers,
    parameters: network.layers.map((l, i) => createParameters(l, network.values[i]!)),
  };
  const watch = async () => {};
  let last = performance.now();
  await pretrain(
    ann,
    images.train,
    images.validation,
    {
      epochs: spec.pretrainEpochs,
      learningRate: spec.pretrainLearningRate,
      decayEpoch: spec.pretrainDecayEpoch,
      batchSize: spec.batchSize,
      seed: spec.seed,
    },
    watch,
    (epoch) => {
      const seconds = (performance.now() - last) / 1000;
      last = performance.now();
      console.log(
        `epoch ${epoch.epoch}/${spec.pretrainEpochs}  rate ${epoch.learningRate}  train loss ${epoch.trainLoss.toFixed(4)}` +
          `  validation loss ${epoch.validationLoss.toFixed(4)}  accuracy ${percent(epoch.validationAccuracy)}` +
          `  ${seconds.toFixed(1)} s${epoch.best ? '  best' : ''}`,
      );
    },
  );
  const logitsOf = (x: Parameters<typeof runLayers>[1]) => runLayers(ann, x, 0, 'infer');
  const validation = await measure(logitsOf, images.validation, {
    batchSize: 250,
    phase: 'validating',
    watch,
  });
  const test = await measure(logitsOf, images.test, { batchSize: 250, phase: 'testing', watch });
  const layers = await Promise.all(
    ann.layers.map(async (layer, i) => ({ name: layer.name, ...(await readValues(ann.parameters[i]!)) })),
  );
  const note = {
    command: `npm run ptl -- pretrain --preset ${spec.preset}${
      options.set ? ` --set ${options.set.join(' ')}` : ''
    }${options.half ? ' --half' : ''} --out ${options.out}`,
    seed: String(spec.seed),
    data: `${images.name}, ${images.train.count} training and ${images.validation.count} validation images`,
    validationAccuracy: percent(validation.accuracy),
    testAccuracy: `${percent(test.accuracy)} of ${images.test.count} test images (before rounding the weights${options.half ? ' to 16 bits' : ''})`,
    backend,
  };
  const bytes = writeCheckpoint({ notation: spec.network, layers, note }, { half: options.half });
  await mkdir(path.dirname(options.out), { recursive: true });
  await writeFile(options.out, bytes);
  console.log(`validation ${percent(validation.accuracy)}  test ${percent(test.accuracy)}`);
  console.log(
    `wrote ${options.out}, ${bytes.length} bytes, sha256 ${sha256Hex(bytes)}, in ${((performance.now() - started) / 1000).toFixed(0)} s`,
  );
}
