/**
 * Estimates the energy of operations from what a multiply-accumulate and an accumulate cost. It
 * counts arithmetic only: moving weights, spikes and potentials usually costs more.
 */

export interface EnergyCost {
  readonly id: string;
  /** The name where space is short. */
  readonly label: string;
  /** Where the numbers come from, in words. */
  readonly source: string;
  /** Energy of one operation: in picojoules, or in accumulates where `picojoules` is false. */
  readonly multiplyAccumulate: number;
  readonly accumulate: number;
  readonly picojoules: boolean;
}

/** The paper's 14:1, which the energy ratio of reports and tables is computed with. */
export const paperEnergy: EnergyCost = {
  id: 'paper',
  label: '14 : 1',
  source: 'the paper’s 14 accumulates for a multiply-accumulate (§5.5)',
  multiplyAccumulate: 14,
  accumulate: 1,
  picojoules: false,
};

/** What operations cost, to choose from: multiplication and addition in 45 nm (Horowitz, 2014). */
export const energyCosts: readonly EnergyCost[] = [
  paperEnergy,
  ...(
    [
      ['fp32', '32-bit floats', 4.6, 0.9],
      ['fp16', '16-bit floats', 1.5, 0.4],
      ['int8', '8-bit integers', 0.23, 0.03],
    ] as const
  ).map(([id, numbers, multiplyAccumulate, accumulate]) => ({
    id,
    label: id,
    source: `${multiplyAccumulate} and ${accumulate} pJ for ${numbers} in 45 nm (Horowitz, ISSCC 2014)`,
    ...{ multiplyAccumulate, accumulate, picojoules: true },
  })),
];

/** Operations of an example: those of the spiking network, and of the analog one. */
export interface Operations {
  readonly snnAccumulates: number;
  /** Multiply-accumulates of the spiking network's analog input. */
  readonly inputMacs: number;
  readonly annMacs: number;
  /** Multiply-accumulates of analog ends, which both networks have. */
  readonly endMacs?: number;
}

export interface Energy {
  /** The energy of an example, in the unit of the cost. */
  readonly snn: number;
  readonly ann: number;
  readonly ratio: number;
}

export function energyOf(
  { snnAccumulates, inputMacs, annMacs, endMacs = 0 }: Operations,
  { multiplyAccumulate, accumulate }: EnergyCost,
): Energy {
  const snn = multiplyAccumulate * (inputMacs + endMacs) + accumulate * snnAccumulates;
  const ann = multiplyAccumulate * (annMacs + endMacs);
  return { snn, ann, ratio: snn / ann };
}

/** Stands beside every energy. */
export const energyCaution =
  'Arithmetic only, no memory: weights, spikes and potentials that are moved cost more than what is computed with them.';
