/**
 * The network's answer as it forms: potentials `[timeSteps × classes]` of the output layer after
 * each step.
 */

/**
 * The class with the highest potential after step `step` (counted from 0); the first one of equals.
 */
export function leaderAt(potentials: ArrayLike<number>, classes: number, step: number): number {
  let leader = 0;
  for (let c = 1; c < classes; c += 1) {
    if ((potentials[step * classes + c] ?? 0) > (potentials[step * classes + leader] ?? 0)) leader = c;
  }
  return leader;
}

/**
 * The first step, counted from 1, from which the final winner leads for good. 0 without any step.
 */
export function decidedAfter(potentials: ArrayLike<number>, classes: number): number {
  const steps = Math.floor(potentials.length / classes);
  if (steps === 0) return 0;
  const winner = leaderAt(potentials, classes, steps - 1);
  let first = steps;
  while (first > 1 && leaderAt(potentials, classes, first - 2) === winner) first -= 1;
  return first;
}

/** Lowest and highest potential over all steps, zero included: lines start there. */
export function potentialRange(potentials: Float32Array): { readonly low: number; readonly high: number } {
  return potentials.reduce((r, v) => ({ low: Math.min(r.low, v), high: Math.max(r.high, v) }), {
    low: 0,
    high: 0,
  });
}

/** Whether the two networks agree, and whether the spiking one is right, in words. */
export function verdict(ann: number | null, snn: number, label: number | null): string {
  if (ann === null) {
    const answer = `The SNN says ${snn}`;
    if (label === null) return `${answer}.`;
    return snn === label ? `${answer}, right.` : `${answer}, but it is ${article(label)} ${label}.`;
  }
  const prediction = ann === snn ? `ANN and SNN agree: ${snn}` : `They differ: ANN ${ann}, SNN ${snn}`;
  if (label === null) return `${prediction}.`;
  if (ann === snn)
    return snn === label ? `${prediction}, right.` : `${prediction}, but it is ${article(label)} ${label}.`;
  return `${prediction}. It is ${article(label)} ${label}.`;
}

/** "an 8", "a 3". */
function article(digit: number): string {
  return digit === 8 ? 'an' : 'a';
}
