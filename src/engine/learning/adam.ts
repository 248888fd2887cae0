/**
 * Adam (Kingma & Ba 2015) with explicit state per variable; β₁ 0.9, β₂ 0.999, ε 1e-8 as in the
 * paper's framework.
 */
import * as tf from '@tensorflow/tfjs-core';
import { type AdamAttributes, adamName } from '../../backends/kernels/training/adam.ts';
import { hasKernel, runKernel } from '../../backends/plain-kernel.ts';

const beta1 = 0.9;
const beta2 = 0.999;
const epsilon = 1e-8;

export interface Adam {
  /**
   * Moves each variable along its gradient. Gradients are named as `tf.variableGrads` names them.
   */
  update(variables: readonly tf.Variable[], gradients: tf.NamedTensorMap, learningRate: number): void;
  dispose(): void;
}

type Moments = {
  readonly first: tf.Tensor;
  readonly second: tf.Tensor;
};

export function createAdam(): Adam {
  const moments = new Map<tf.Variable, Moments>();
  let steps = 0;
  return {
    update: (variables, gradients, learningRate) => {
      steps++;
      const attributes: AdamAttributes = {
        learningRate,
        beta1,
        beta2,
        epsilon,
        correction1: 1 - beta1 ** steps,
        correction2: 1 - beta2 ** steps,
      };
      for (const variable of variables) {
        const gradient = gradients[variable.name];
        if (!gradient) continue;
        const old = moments.get(variable) ?? {
          first: tf.zerosLike(variable),
          second: tf.zerosLike(variable),
        };
        const [next, first, second] = tf.tidy(() => updated(variable, gradient, old, attributes));
        variable.assign(next);
        next.dispose();
        if (first !== old.first) tf.dispose([old.first, old.second]);
        moments.set(variable, { first, second });
      }
    },
    dispose: () => {
      for (const state of moments.values()) tf.dispose([state.first, state.second]);
      moments.clear();
    },
  };
}

/** Returns the updated parameter and moments; the moments may be updated in place. */
function updated(
  parameter: tf.Tensor,
  gradient: tf.Tensor,
  { first, second }: Moments,
  attributes: AdamAttributes,
): [tf.Tensor, tf.Tensor, tf.Tensor] {
  if (hasKernel(adamName)) {
    const [next] = runKernel(adamName, { parameter, gradient, first, second }, attributes);
    return [next!, first, second];
  }
  const { learningRate, correction1, correction2 } = attributes;
  const nextFirst = tf.add(tf.mul(first, beta1), tf.mul(gradient, 1 - beta1));
  const nextSecond = tf.add(tf.mul(second, beta2), tf.mul(tf.square(gradient), 1 - beta2));
  const direction = tf.div(
    tf.div(nextFirst, correction1),
    tf.add(tf.sqrt(tf.div(nextSecond, correction2)), attributes.epsilon),
  );
  return [tf.sub(parameter, tf.mul(direction, learningRate)), nextFirst, nextSecond];
}
