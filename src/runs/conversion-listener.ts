/** What a run does at the stations of a conversion: write them into the journal, measure the test set where asked. */
import { writeNetworkFile } from '../exchange/network-file.ts';
import type { ConversionListener, StageEpoch } from '../ptl/convert.ts';
import type { LabelledImages } from '../ptl/data.ts';
import { measure } from '../ptl/loss.ts';
import type { Watch } from '../ptl/watch.ts';
import type { RunControl } from './control.ts';
import type { Journal } from './journal.ts';
import type { RunSpec } from './spec.ts';

type LogitsOf = Parameters<typeof measure>[0];

/** `test` are the images measured at stage ends; they choose nothing. */
export function conversionListener(
  spec: RunSpec,
  test: LabelledImages,
  control: RunControl,
  journal: Journal,
  watch: Watch,
): ConversionListener {
  const testAccuracy = async (logitsOf: LogitsOf): Promise<number | null> => {
    if (test.count === 0) return null;
    const options = { batchSize: spec.batchSize, phase: 'testing' as const, watch };
    return (await measure(logitsOf, test, options)).accuracy;
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
