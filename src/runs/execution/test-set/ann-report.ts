/** Measures the analog network that a run converts: its scores, its hits and its operations. */

import { analogNeuroBench } from '../../../engine/layers/analog-neurobench.ts';
import type { AnnNetwork } from '../../../engine/layers/ann.ts';
import { createTally } from '../../../engine/layers/tally.ts';
import type { Crew } from '../../../engine/work/crew.ts';
import type { Watch } from '../../../engine/work/watch.ts';
import { frontParameters } from '../../../networks/front.ts';
import { parameterCount } from '../../../networks/sizes.ts';
import type { Task } from '../../../tasks/task.ts';
import type { AnnReport } from '../../records/report.ts';
import type { BuiltNetwork, LoadedExamples } from '../materials.ts';
import { measureAnn } from '../pretrain-run.ts';
import { hitsOver } from './hits.ts';

/** Returns the report of an analog network that was trained for `pretrainEpochs` epochs. */
export async function annReport(
  ann: AnnNetwork,
  { front }: Pick<BuiltNetwork, 'front'>,
  examples: LoadedExamples,
  task: Task,
  pretrainEpochs: number,
  watch: Watch,
  crew: Crew,
): Promise<AnnReport> {
  const testCount = examples.test.count;
  const each = new Float32Array(testCount);
  const tally = createTally(ann.layers);
  try {
    const { validation, test } = await measureAnn(ann, examples, front, watch, crew, {
      see: tally.add,
      judged: (first, scores) => each.set(scores, first),
    });
    await tally.fetch();
    return {
      validation,
      test,
      testCount,
      ...(await hitsOver(task, each, crew)),
      neuroBench: await analogNeuroBench(ann, await tally.arrived(crew), testCount),
      parameters: parameterCount(ann.layers) + (front ? frontParameters(front) : 0),
      pretrainEpochs,
    };
  } finally {
    tally.dispose();
  }
}
