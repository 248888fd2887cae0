/**
 * The contract of the tensor side of a kind of layer. The facts of the kind that need no tensor are
 * in `networks/kinds`.
 */
import type * as tf from '@tensorflow/tfjs-core';

/** The functions that compute the weights of a kind. */
export interface SynapseTensors<S> {
  /** Returns W·x `[N, …out]` for inputs `[N, …in]`. Differentiable. */
  current(synapse: S, x: tf.Tensor, weight: tf.Tensor): tf.Tensor;
  /** Returns W·x + b, optionally through ReLU, in one fused operation. Differentiable. */
  affine(
    synapse: S,
    x: tf.Tensor,
    weight: tf.Tensor,
    bias: tf.Tensor,
    activation: 'linear' | 'relu',
  ): tf.Tensor;
  /** Returns ∂L/∂x `[N, …in]` from ∂L/∂(W·x), with `shape` that of x. */
  inputGradient(synapse: S, dy: tf.Tensor, weight: tf.Tensor, shape: number[]): tf.Tensor;
  /**
   * Returns ∂L/∂W from the synapse's input x and ∂L/∂(W·x): that of each group by itself, added as
   * a tree (kernels/training/tree.ts). `sizes` are the examples of each group.
   */
  weightGradient(synapse: S, x: tf.Tensor, dy: tf.Tensor, sizes: readonly number[]): tf.Tensor;
  /** Returns the kernel that takes single spikes through the synapse, and its geometry. */
  events(synapse: S): { readonly kernel: string; readonly geometry: object };
}

/** The function that computes a step without weights. */
export interface StepTensors<P> {
  /** Returns the step of `x` `[N, …]`. Differentiable. */
  apply(step: P, x: tf.Tensor): tf.Tensor;
}
