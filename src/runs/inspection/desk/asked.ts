/** The question that the desk puts to a network: an example, and what was computed for it. */
import type { DatasetFacts } from '../../../datasets/dataset.ts';
import type { ExampleSet } from '../../../engine/examples/example-set.ts';
import type { Ends } from '../../../engine/separation/ends.ts';
import type { Decoded } from '../../../engine/simulation/decode.ts';
import type { SpikingNetwork } from '../../../engine/spiking/spiking-network.ts';
import type { TaskId } from '../../../tasks/task.ts';

/** The inputs from which an answer is made. */
export interface Asked {
  readonly task: TaskId;
  readonly network: SpikingNetwork;
  /** The analog ends of the network, where it has some. */
  readonly ends?: Ends | undefined;
  /** The SNN's potentials, at the end and after each step. */
  readonly inspected: Decoded;
  /** Potentials of the ANN's last layer; null when the run's ANN is not kept. */
  readonly ann: Float32Array | null;
  readonly test: ExampleSet;
  /** The test example's number, or null for a drawing. */
  readonly index: number | null;
  readonly input: Float32Array;
  readonly facts: DatasetFacts;
}
