/** Returns a separator's answer to one mixture: the voices of both talkers. */
import * as tf from '@tensorflow/tfjs-core';
import { speechRate } from '../../../datasets/speech/speech-set.ts';
import { targetsAt } from '../../../engine/examples/example-set.ts';
import { objectiveOf } from '../../../engine/objectives/index.ts';
import { isAnswer } from '../../../engine/objectives/rows.ts';
import { type Ends, framesFor } from '../../../engine/separation/ends.ts';
import { siSdr } from '../../../engine/speech/si-sdr.ts';
import { outputShape } from '../../../networks/layer.ts';
import type { VoicesAnswer } from '../simulation.ts';
import type { Asked } from './asked.ts';
import { withEnds } from './with-ends.ts';

/** Returns what the core of a separator takes of a signal. */
export async function coreInput(ends: Ends, signal: Float32Array): Promise<Float32Array> {
  return withEnds(ends, async ({ separator }) => {
    const frames = tf.tidy(() => framesFor(separator, tf.tensor(signal, [1, 1, signal.length, 1])));
    const values = ((await frames.data()) as Float32Array).slice();
    frames.dispose();
    return values;
  });
}

export async function voicesAnswer(asked: Asked): Promise<VoicesAnswer> {
  const { task, network, ends, inspected, ann, test, index } = asked;
  if (!ends || index === null) throw new RangeError(`the task ${task} answers to mixtures of a test`);
  const targets = targetsAt(test, [index]);
  if (targets.kind !== 'voices') throw new RangeError(`the task ${task} needs voices as targets`);
  const shape = outputShape(network.layers.at(-1)!.layer.synapse);
  return withEnds(ends, async ({ separator }) => {
    const objective = objectiveOf(task, separator);
    const through = async (potentials: Float32Array): Promise<Float32Array> => {
      const output = tf.tidy(() => objective.output(tf.tensor(potentials, [1, ...shape]), targets));
      const values = ((await output.data()) as Float32Array).slice();
      output.dispose();
      return values;
    };
    const score = (voices: Float32Array) =>
      objective.judge(voices, 1, targets, new Float64Array(objective.sumCount)).each[0]!;
    const snn = await through(inspected.output);
    const length = snn.length / 2;
    const own = [0, 1].map((talker) => targets.voices.subarray(talker * targets.samples).subarray(0, length));
    const size = inspected.output.length;
    const steps = inspected.potentials.length / size;
    const swapped = isAnswer(snn) && isSwapped(snn, own);
    const overTime = new Float32Array(steps * snn.length);
    for (let t = 0; t < steps; t++) {
      const then = await through(inspected.potentials.subarray(t * size, (t + 1) * size));
      // One order for all steps: a voice does not change places while it forms.
      for (const [v, voice] of halves(then, swapped).entries())
        overTime.set(voice, t * snn.length + v * length);
    }
    const annVoices = ann && (await through(ann));
    const annSwapped = annVoices !== null && isAnswer(annVoices) && isSwapped(annVoices, own);
    const { filters } = separator;
    return {
      kind: 'voices',
      rate: speechRate,
      mixture: targets.mixtures.subarray(0, length),
      targets: own,
      ann: annVoices && halves(annVoices, annSwapped),
      snn: halves(snn, swapped),
      masks: {
        frames: inspected.output.length / (2 * filters),
        filters,
        ann: ann && masksIn(ann, filters, annSwapped),
        snn: masksIn(inspected.output, filters, swapped),
      },
      overTime,
      answered: isAnswer(snn),
      annScore: annVoices && score(annVoices),
      snnScore: score(snn),
    };
  });
}

function halves(voices: Float32Array, swapped: boolean): Float32Array[] {
  const length = voices.length / 2;
  const both = [voices.subarray(0, length), voices.subarray(length)];
  return swapped ? both.reverse() : both;
}

/** Returns each talker's mask, `[frames × filters]`, from the core's potentials. */
function masksIn(potentials: Float32Array, filters: number, swapped: boolean): Float32Array[] {
  const both = [0, 1].map((talker) => {
    const mask = new Float32Array(potentials.length / 2);
    for (let i = 0; i < mask.length; i++) {
      const frame = Math.floor(i / filters);
      mask[i] = 1 / (1 + Math.exp(-potentials[(2 * frame + talker) * filters + (i % filters)]!));
    }
    return mask;
  });
  return swapped ? both.reverse() : both;
}

/** Returns whether the second voice is the first talker's. */
function isSwapped(voices: Float32Array, targets: readonly Float32Array[]): boolean {
  const [first, second] = halves(voices, false) as [Float32Array, Float32Array];
  const ratio = (voice: Float32Array, talker: number) => {
    const found = siSdr(voice, targets[talker]!);
    return found.kind === 'ratio' ? found.decibels : Number.NEGATIVE_INFINITY;
  };
  return ratio(first, 1) + ratio(second, 0) > ratio(first, 0) + ratio(second, 1);
}
