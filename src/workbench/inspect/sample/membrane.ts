/**
 * The line of one neuron's membrane: it keeps its potential through a step, rises to V[t] at the
 * end of it, and drops by ϑ where that is a spike; by several for several spikes at once, and up
 * again where one is taken back.
 */
import type { Membrane } from '../../../engine/spiking/one-neuron.ts';

export interface SawtoothPoint {
  /** In steps: 0 is the start, t the end of step t. */
  readonly time: number;
  readonly potential: number;
}

/**
 * V₀, then V[t] before each reset, and V[t] − ϑ·s[t] right after where the neuron fired (design
 * §4.1).
 */
export function sawtooth(trace: Membrane): SawtoothPoint[] {
  const line: SawtoothPoint[] = [{ time: 0, potential: trace.initialPotential }];
  trace.potential.forEach((potential, t) => {
    const time = t + 1;
    line.push({ time, potential: line.at(-1)!.potential }, { time, potential });
    const sent = trace.spikes[t]!;
    if (sent !== 0) line.push({ time, potential: potential - sent * trace.threshold });
  });
  return line;
}

export function spikeTimes(trace: Membrane): number[] {
  return Array.from(trace.spikes).flatMap((spike, t) => (spike ? [t + 1] : []));
}

/** "5 spikes in 8 steps", with its exceptions in words. */
export function traceSentence(trace: Membrane): string {
  const steps = trace.potential.length - trace.collecting;
  const spikes = trace.spikes.reduce((sum, sent) => sum + Math.max(0, sent), 0);
  const back = trace.spikes.reduce((sum, sent) => sum + Math.max(0, -sent), 0);
  if (trace.threshold === 0) return 'Its channel was silent in calibration: ϑ is 0 and it never fires.';
  if (spikes === 0) return `No spike in ${steps} steps: the potential never reached ϑ.`;
  if (spikes === steps * trace.most)
    return `${trace.most === 1 ? 'A spike' : `${trace.most} spikes`} in every one of ${steps} steps: it is saturated and can say no more.`;
  const after = trace.collecting > 0 ? `, after ${trace.collecting} steps of collecting` : '';
  const taken = back > 0 ? `, ${back} taken back` : '';
  return `${spikes} ${spikes === 1 ? 'spike' : 'spikes'}${taken} in ${steps} steps${after}.`;
}
