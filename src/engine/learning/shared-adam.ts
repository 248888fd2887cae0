/**
 * Adam over a crew: all variables lie end to end as one vector, of which each member owns an equal
 * stretch. A member receives the others' gradients of its stretch, adds all up in the order of the
 * tree, moves the stretch with one Adam of its own, and sends the result to the others. What batch
 * norm saw is small and goes to everyone whole. To clip a gradient, members tell each other the
 * squares of their stretches first.
 */
import * as tf from '@tensorflow/tfjs-core';
import { filledTensor, seen as viewed } from '../../backends/heap.ts';
import { moveRunning } from '../layers/batch-norm.ts';
import { tensorsOf } from '../layers/training-pass.ts';
import { type Crew, shareOf } from '../work/crew.ts';
import { type Division, ownGroups, passesOf, type Range } from '../work/groups.ts';
import { createAdam } from './adam.ts';
import { blockSquares, clipBlock, clipFactor, scaleBy } from './clip.ts';
import { addTo, flatVariables, type Stretch } from './flat-variables.ts';
import { addNodes, type Node } from './group-tree.ts';
import type { Optimiser, PassResult } from './optimiser.ts';

export function createSharedAdam(
  variables: readonly tf.Variable[],
  division: Division,
  together: boolean,
  crew: Crew,
  clipNorm = 0,
): Optimiser {
  const vector = flatVariables(variables);
  const ranks = Array.from({ length: crew.size }, (_, rank) => ({ rank, size: crew.size }));
  const stretches = ranks.map((member) => stretchOf(vector.size, member, clipNorm > 0 ? clipBlock : 1));
  const own = stretches[crew.rank]!;
  /** The passes of every member, and the number of its groups. */
  const passesOfMembers = ranks.map((member) => passesOf(division, member, together));
  const groupsOfMembers = ranks.map((member) => ownGroups(division, member).count);
  const whole: Range = { from: 0, count: division.groups.length };
  const adam = createAdam();
  const spare = createSpares();
  let stretch: tf.Variable | null = null;
  const ownStretch = () => {
    const start = filledTensor([own.count], (values) => vector.read((variable) => variable, own, values));
    const made = tf.variable(start);
    start.dispose();
    return made;
  };

  /**
   * Returns what the others have to know of this member's passes: their gradients of the receiver's
   * stretch, then what batch norm saw and the objective's sums.
   */
  const messages = (passes: readonly PassResult[], tail: Float32Array) =>
    stretches.map((stretched, q) => {
      if (q === crew.rank) return new Float32Array(0);
      const message = spare.take(passes.length * stretched.count + tail.length);
      for (const [i, { gradients }] of passes.entries())
        vector.read(named(gradients), stretched, message.subarray(i * stretched.count));
      message.set(tail, passes.length * stretched.count);
      return message;
    });

  /** Returns the gradient of the whole batch over this member's stretch. */
  const gradientFrom = (passes: readonly PassResult[], received: readonly Float32Array[]) =>
    filledTensor([own.count], (sum) => {
      const nodes = passesOfMembers.flatMap((ranges, q) =>
        ranges.map(
          (range, i): Node<Source> => ({
            range,
            value:
              q === crew.rank
                ? gradientSource(vector, passes[i]!, own)
                : arraySource(received[q]!.subarray(i * own.count, (i + 1) * own.count)),
          }),
        ),
      );
      addNodes(whole, nodes, (left, right) => addedSource(left, right, own.count, spare)).writeTo(sum);
    });

  return {
    update: async (passes, learningRate) => {
      const tail = tailOf(passes);
      const received = await crew.exchange(messages(passes, tail));
      const gradient = gradientFrom(passes, received);
      if (clipNorm > 0) await clipStretch(gradient, clipNorm, crew);
      stretch ??= ownStretch();
      const moved = stretch;
      adam.update([moved], { [moved.name]: gradient }, learningRate);
      gradient.dispose();
      const tails = received.map((message, q) =>
        q === crew.rank ? tail : message.subarray(passesOfMembers[q]!.length * own.count),
      );
      const result = readTails(tails, passes[0]!, passesOfMembers, groupsOfMembers, whole);
      received.forEach(spare.keep);
      const results = stretches.map((_, q) => {
        if (q === crew.rank) return new Float32Array(0);
        const message = spare.take(own.count);
        message.set(viewed(moved));
        return message;
      });
      const stretchesOfMembers = await crew.exchange(results);
      vector.write((q) => (q === crew.rank ? viewed(moved) : stretchesOfMembers[q]!), stretches);
      stretchesOfMembers.forEach(spare.keep);
      return result;
    },
    dispose: () => {
      adam.dispose();
      stretch?.dispose();
    },
  };
}

/** Returns a member's stretch of a vector of `size`, in whole blocks of `block`. */
function stretchOf(size: number, member: Pick<Crew, 'rank' | 'size'>, block: number): Stretch {
  const { start, count } = shareOf(Math.ceil(size / block), member);
  const from = Math.min(size, start * block);
  return { start: from, count: Math.min(size, (start + count) * block) - from };
}

/** Scales this member's stretch down when the gradient of all members is above the norm. */
async function clipStretch(stretch: tf.Tensor, clipNorm: number, crew: Crew): Promise<void> {
  const own = blockSquares(viewed(stretch));
  const parts = Array.from({ length: crew.size }, () => new Float32Array(own.slice().buffer));
  const all = await crew.exchange(parts);
  const squares = all.flatMap((part) => Array.from(new Float64Array(part.slice().buffer)));
  const factor = clipFactor(squares, clipNorm);
  if (factor !== null) scaleBy(viewed(stretch), factor);
}

function named(gradients: tf.NamedTensorMap): (variable: tf.Variable) => tf.Tensor {
  return (variable) => gradients[variable.name]!;
}

/** A stretch of gradients that is written or added where it is wanted. */
interface Source {
  writeTo(target: Float32Array): void;
  addTo(target: Float32Array): void;
}

function gradientSource(vector: ReturnType<typeof flatVariables>, pass: PassResult, own: Stretch): Source {
  return {
    writeTo: (target) => vector.read(named(pass.gradients), own, target),
    addTo: (target) => vector.add(named(pass.gradients), own, target),
  };
}

function arraySource(values: Float32Array): Source {
  return {
    writeTo: (target) => target.set(values),
    addTo: (target) => addTo(target, 0, values, values.length),
  };
}

function addedSource(left: Source, right: Source, count: number, spare: Spares): Source {
  const writeTo = (target: Float32Array) => {
    left.writeTo(target);
    right.addTo(target);
  };
  return {
    writeTo,
    addTo: (target) => {
      const sum = spare.take(count);
      writeTo(sum);
      addTo(target, 0, sum, count);
      spare.keep(sum);
    },
  };
}

/** Returns what batch norm saw in each pass, then the bits of the doubles of each group's sums. */
function tailOf(passes: readonly PassResult[]): Float32Array {
  const statistics = passes.map(({ seen }) => tensorsOf(seen).map((tensor) => viewed(tensor)));
  const sums = passes.flatMap((pass) => pass.sums.map((own) => new Float32Array(own.buffer)));
  const parts = [...statistics.flat(), ...sums];
  const tail = new Float32Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    tail.set(part, at);
    at += part.length;
  }
  return tail;
}

/**
 * Moves the running statistics by the tails of all members, and returns the sums of all groups, in
 * order. `like` is any pass: all have statistics and sums of the same sizes.
 */
function readTails(
  tails: readonly Float32Array[],
  like: PassResult,
  passesOfMembers: readonly (readonly Range[])[],
  groupsOfMembers: readonly number[],
  whole: Range,
): readonly Float64Array[] {
  const sizes = tensorsOf(like.seen).map(({ size }) => size);
  const length = sizes.reduce((sum, size) => sum + size, 0);
  const nodes = passesOfMembers.flatMap((ranges, q) =>
    ranges.map((range, i) => ({ range, value: tails[q]!.slice(i * length, (i + 1) * length) })),
  );
  const statistics = addNodes(whole, nodes, (left, right) => {
    addTo(left, 0, right, length);
    return left;
  });
  let at = 0;
  tf.tidy(() => {
    const [means, variances] = [0, 1].map((part) =>
      like.seen.map((_, i) => {
        const before = sizes.slice(0, 2 * i + part).reduce((sum, size) => sum + size, 0);
        return tf.tensor1d(statistics.slice(before, before + sizes[2 * i + part]!));
      }),
    );
    for (const [i, seen] of like.seen.entries())
      moveRunning({ ...seen, mean: means![i]!, variance: variances![i]! }, whole.count);
  });
  const floats = 2 * like.sums[0]!.length;
  return tails.flatMap((tail, q) => {
    at = passesOfMembers[q]!.length * length;
    return Array.from({ length: groupsOfMembers[q]! }, (_, g) => {
      const bits = tail.slice(at + g * floats, at + (g + 1) * floats);
      return new Float64Array(bits.buffer);
    });
  });
}

type Spares = ReturnType<typeof createSpares>;

/**
 * Keeps received arrays that are no longer needed, to be sent again: fresh memory costs more than
 * filling it.
 */
function createSpares() {
  const kept: Float32Array[] = [];
  return {
    take: (length: number): Float32Array => {
      const at = kept.findIndex((array) => array.length === length);
      return at < 0 ? new Float32Array(length) : kept.splice(at, 1)[0]!;
    },
    keep: (array: Float32Array): void => {
      if (array.length > 0 && kept.length < 8) kept.push(array);
    },
  };
}
