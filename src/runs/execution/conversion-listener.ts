/**
 * What a run does at the stations of a conversion: write them into the journal, measure the test
 * set where asked.
 */
import type { Tensor4D } from '@tensorflow/tfjs-core';
import type { ConversionListener, StageEpoch } from '../../engine/conversion/conversion.ts';
import type { LabelledImages } from '../../engine/examples/data.ts';
import { ownShare } from '../../engine/examples/examples.ts';
import { measure } from '../../engine/learning/loss.ts';
import type { Crew } from '../../engine/work/crew.ts';
import type { Watch } from '../../engine/work/watch.ts';
import { writeNetworkFile } from '../../exchange/network-file.ts';
import type { RunSpec } from '../spec/spec.ts';
import type { RunControl } from './control.ts';
import type { Journal } from './journal.ts';

type LogitsOf = Parameters<ConversionListener['epoch']>[1];

/** `test` are the images measured at stage ends; they choose nothing. */
export function conversionListener(
  spec: RunSpec,
  test: LabelledImages,
  control: RunControl,
  journal: Journal,
  watch: Watch,
  crew: Crew,
): ConversionListener {
  const testAccuracy = async (logitsOf: LogitsOf): Promise<number | null> => {
    if (test.count === 0) return null;
    const options = { batchSize: spec.batchSize, phase: 'testing' as const, watch, crew };
    return (await measure(({ value }) => logitsOf(value as Tensor4D), ownShare(test, crew), options))
      .accuracy;
  };
  return {
    stageBegan: (start) => journal.stageBegan(start),
    epoch: async (epoch: StageEpoch, logitsOf) => {
      journal.stageEpoch(epoch, spec.testEachEpoch ? await testAccuracy(logitsOf) : null);
      if (epoch.epoch > 0) control.boundary('epoch');
    },
    stageEnded: async (end, logitsOf) => {
      journal.stageEnded(end, await testAccuracy(logitsOf), test.count, writeNetworkFile(end.network));
      control.boundary('stage');
    },
  };
}
