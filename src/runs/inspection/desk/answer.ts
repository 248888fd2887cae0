/**
 * Returns a network's answer to one example, by task, as the page shows it beside the ANN's answer.
 */
import * as tf from '@tensorflow/tfjs-core';
import { targetsAt } from '../../../engine/examples/example-set.ts';
import { objectiveOf } from '../../../engine/objectives/index.ts';
import { argMax, isAnswer, softmax } from '../../../engine/objectives/rows.ts';
import { taskOf } from '../../../tasks/index.ts';
import type { TargetKind } from '../../../tasks/task.ts';
import type { Prediction, SampleAnswer } from '../simulation.ts';
import type { Asked } from './asked.ts';
import { voicesAnswer } from './voices.ts';

const answers: Record<TargetKind, (asked: Asked) => SampleAnswer | Promise<SampleAnswer>> = {
  class: classAnswer,
  input: valuesAnswer,
  array: valuesAnswer,
  voices: voicesAnswer,
};

export async function answerOf(asked: Asked): Promise<SampleAnswer> {
  return answers[taskOf(asked.task).targets](asked);
}

function classAnswer({ network, inspected, ann, test, index, facts }: Asked): SampleAnswer {
  const readout = network.layers.at(-1)!.threshold;
  const { output } = inspected;
  const logits = readout ? output.map((count) => count * readout[0]!) : output;
  const targets = index === null ? null : targetsAt(test, [index]);
  return {
    kind: 'class',
    classNames: facts.classNames,
    label: targets?.kind === 'class' ? targets.labels[0]! : null,
    annProbabilities: ann && softmax(ann),
    snnProbabilities: softmax(logits),
    annPrediction: ann && predictionOf(ann),
    snnPrediction: predictionOf(output),
  };
}

function predictionOf(outputs: Float32Array): Prediction {
  return isAnswer(outputs) ? argMax(outputs) : 'none';
}

async function valuesAnswer(asked: Asked): Promise<SampleAnswer> {
  const { task, network, inspected, ann, test, index, input, facts } = asked;
  const objective = objectiveOf(task);
  const beside = taskOf(task).targets === 'array';
  if (beside && index === null) throw new RangeError(`a drawing has no array for the task ${task} beside it`);
  // A drawing is its own target.
  const targets = index === null ? { kind: 'values' as const, values: input } : targetsAt(test, [index]);
  if (targets.kind !== 'values') throw new RangeError(`the task ${task} needs arrays as targets`);
  const through = async (potentials: Float32Array): Promise<Float32Array> => {
    const output = tf.tidy(() => objective.output(tf.tensor1d(potentials), targets));
    const values = ((await output.data()) as Float32Array).slice();
    output.dispose();
    return values;
  };
  const score = (output: Float32Array) =>
    objective.judge(output, 1, targets, new Float64Array(objective.sumCount)).each[0]!;
  const snn = await through(inspected.output);
  const overTime = await through(inspected.potentials);
  const annOutput = ann && (await through(ann));
  return {
    kind: 'values',
    shape: [...((beside && facts.targetShape) || network.inputShape)],
    target: targets.values,
    ann: annOutput,
    snn,
    overTime,
    scoresOverTime: Array.from({ length: overTime.length / snn.length }, (_, t) =>
      score(overTime.subarray(t * snn.length, (t + 1) * snn.length)),
    ),
    answered: isAnswer(snn),
    annScore: annOutput && score(annOutput),
    snnScore: score(snn),
  };
}
