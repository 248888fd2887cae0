/** Scores an analog network as it was read. */
import type { ExampleSet } from '../src/engine/examples/example-set.ts';
import { type Arrival, inputExamples } from '../src/engine/examples/examples.ts';
import { runLayers } from '../src/engine/layers/ann.ts';
import { createParameters, disposeParameters } from '../src/engine/layers/parameters.ts';
import { measure } from '../src/engine/objectives/measure.ts';
import type { Objective } from '../src/engine/objectives/objective.ts';
import type { StartNetwork } from '../src/runs/execution/materials.ts';
import type { Scores } from '../src/tasks/metric.ts';

/** Returns the scores of the network on all of `judged`. */
export async function annScoresOf(
  { layers, values }: StartNetwork,
  judged: ExampleSet,
  objective: Objective,
): Promise<Scores> {
  const parameters = layers.map((layer, l) => createParameters(layer, values[l]!));
  const potentials = ({ value }: Arrival) => runLayers({ layers, parameters }, value, 0, 'infer');
  const measuring = { objective, batchSize: 250, phase: 'testing', watch: async () => {} } as const;
  try {
    return await measure(potentials, inputExamples(judged), measuring);
  } finally {
    disposeParameters(parameters);
  }
}
