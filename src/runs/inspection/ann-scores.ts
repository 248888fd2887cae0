/** Scores the analog network that a conversion begins with. */
import type { ExampleSet } from '../../engine/examples/example-set.ts';
import { inputExamples } from '../../engine/examples/examples.ts';
import { runLayers } from '../../engine/layers/ann.ts';
import { withAnn } from '../../engine/layers/with-ann.ts';
import { measure } from '../../engine/objectives/measure.ts';
import type { Objective } from '../../engine/objectives/objective.ts';
import type { Watch } from '../../engine/work/watch.ts';
import type { Scores } from '../../tasks/metric.ts';
import type { StartNetwork } from '../execution/materials.ts';

const batchSize = 250;

/** Returns the scores of the network on all of `judged`. */
export function annScoresOf(
  start: StartNetwork,
  judged: ExampleSet,
  objective: Objective,
  watch: Watch,
): Promise<Scores> {
  const options = { objective, batchSize, phase: 'validating', watch } as const;
  return withAnn(start, (ann) =>
    measure(({ value }) => runLayers(ann, value, 0, 'infer'), inputExamples(judged), options),
  );
}
