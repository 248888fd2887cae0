/**
 * The scale-invariant signal-to-distortion ratio (Eq. 14), zero-mean, in double precision and
 * without ε: a signal that would need one is named instead of scored.
 */

/** Largest ratio that is reported, in dB; an estimate without any distortion would have +∞. */
export const mostDecibels = 100;

/** A ratio in dB, or the reason why there is none. */
export type Ratio =
  | { readonly kind: 'ratio'; readonly decibels: number; readonly capped: boolean }
  | { readonly kind: 'silent'; readonly which: 'target' | 'estimate' };

function meanOf(signal: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < signal.length; i++) sum += signal[i]!;
  return sum / signal.length;
}

/**
 * Returns the ratio of an estimate to its target, both `[samples]`: with means removed, the power
 * of the estimate's projection on the target over the power of the rest. Throws a RangeError when
 * the lengths differ, when there are no samples, or when one is not finite.
 */
export function siSdr(estimate: ArrayLike<number>, target: ArrayLike<number>): Ratio {
  if (estimate.length !== target.length)
    throw new RangeError(`an estimate of ${estimate.length} samples has a target of ${target.length}`);
  if (target.length === 0) throw new RangeError('there are no samples');
  const [meanEstimate, meanTarget] = [meanOf(estimate), meanOf(target)];
  if (!Number.isFinite(meanEstimate)) throw new RangeError('the estimate has samples that are not finite');
  if (!Number.isFinite(meanTarget)) throw new RangeError('the target has samples that are not finite');
  let [cross, targetPower, estimatePower] = [0, 0, 0];
  for (let i = 0; i < target.length; i++) {
    const [e, s] = [estimate[i]! - meanEstimate, target[i]! - meanTarget];
    cross += e * s;
    targetPower += s * s;
    estimatePower += e * e;
  }
  if (targetPower === 0) return { kind: 'silent', which: 'target' };
  if (estimatePower === 0) return { kind: 'silent', which: 'estimate' };
  const scale = cross / targetPower;
  let rest = 0;
  for (let i = 0; i < target.length; i++) {
    const distortion = scale * (target[i]! - meanTarget) - (estimate[i]! - meanEstimate);
    rest += distortion * distortion;
  }
  const decibels = 10 * Math.log10((scale * scale * targetPower) / rest);
  if (decibels > mostDecibels) return { kind: 'ratio', decibels: mostDecibels, capped: true };
  // An estimate at right angles to its target has −∞.
  return { kind: 'ratio', decibels: Math.max(decibels, -mostDecibels), capped: decibels < -mostDecibels };
}
