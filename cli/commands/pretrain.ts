/** `pretrain`: trains a preset's analog network from scratch and writes it as a checkpoint. */

import { writeCheckpoint } from '../../src/exchange/checkpoint.ts';
import { sha256Hex } from '../../src/exchange/hash.ts';
import { onDevice, pretrainRun } from '../../src/runs/execution/pretrain-run.ts';
import { workersWords } from '../../src/runs/spec/groups.ts';
import { SpecError } from '../../src/runs/spec/spec.ts';
import { taskOf } from '../../src/tasks/index.ts';
import { leadMetric, leadScore } from '../../src/tasks/task.ts';
import { writeCount } from '../../src/tasks/writing.ts';
import { openNodeBackend } from '../backend.ts';
import { goOnUnread } from '../closed-pipe.ts';
import { claimFile } from '../files/claim-file.ts';
import { writeWhole } from '../files/write-whole.ts';
import { diskReader } from '../read-disk.ts';
import { gatherPretraining } from '../recruit.ts';
import { lossText, scoreOf, scoreText } from '../scores.ts';
import { pretrainSpecOf, type SpecOptions } from '../spec-options.ts';

interface PretrainOptions extends SpecOptions {
  readonly out: string;
  readonly half: boolean;
  readonly overwrite: boolean;
}

export async function run(options: PretrainOptions): Promise<void> {
  const started = performance.now();
  const spec = pretrainSpecOf(options);
  if (spec.pretrainEpochs === 0)
    throw new SpecError(['pretrainEpochs must be at least 1 to write a pre-trained network (got 0)']);
  await claimFile(options.out, options.overwrite);
  goOnUnread(options.out);
  const opened = await openNodeBackend(spec.backend);
  const { backend, device } = opened;
  const { crew, dismiss } = gatherPretraining(opened, spec);
  const workers = workersWords({
    workers: crew.size,
    workersWanted: onDevice(opened) ? crew.size : spec.workers,
  });
  console.log(
    `${spec.network} on ${backend} (${device}), ${workers}, seed ${spec.seed}, ${writeCount(spec.trainCount)} training examples`,
  );
  const task = taskOf(spec.task);
  const lead = leadMetric(task);
  let last = performance.now();
  const { examples, layers, values, ends, validation, test } = await pretrainRun(
    spec,
    { read: diskReader() },
    crew,
    (epoch) => {
      const seconds = (performance.now() - last) / 1000;
      last = performance.now();
      console.log(
        `epoch ${epoch.epoch}/${spec.pretrainEpochs}  rate ${epoch.learningRate}  train loss ${lossText(task.loss, epoch.trainLoss)}` +
          `  validation loss ${lossText(task.loss, epoch.validation.loss)}  ${lead.short} ${scoreOf(lead, leadScore(task, epoch.validation), spec.validationCount)}` +
          `  ${seconds.toFixed(1)} s${epoch.best ? '  best' : ''}`,
      );
    },
  ).finally(dismiss);
  const named = layers.map(({ name }, l) => ({ name, ...values[l]! }));
  const metricName = `${lead.id[0]!.toUpperCase()}${lead.id.slice(1)}`;
  const note = {
    command: `npm run ptl -- pretrain --preset ${spec.preset}${
      options.set ? ` --set ${options.set.join(' ')}` : ''
    }${options.half ? ' --half' : ''} --out ${options.out}`,
    seed: String(spec.seed),
    data: `${examples.name}, ${writeCount(examples.train.count)} training and ${writeCount(examples.validation.count)} validation examples`,
    [`validation${metricName}`]: scoreText(lead, leadScore(task, validation)),
    [`test${metricName}`]: `${scoreOf(lead, leadScore(task, test), examples.test.count)} test examples (before rounding the weights${options.half ? ' to 16 bits' : ''})`,
    backend: `${backend}, ${crew.size} workers`,
  };
  const bytes = writeCheckpoint(
    { notation: spec.network, layers: named, ...(ends ? { ends } : {}), note },
    { half: options.half },
  );
  await writeWhole(options.out, bytes);
  console.log(
    `ANN  validation ${scoreOf(lead, leadScore(task, validation), examples.validation.count)}  test ${scoreOf(lead, leadScore(task, test), examples.test.count)}`,
  );
  console.log(
    `wrote ${options.out}, ${bytes.length} bytes, sha256 ${sha256Hex(bytes)}, in ${((performance.now() - started) / 1000).toFixed(0)} s`,
  );
}
