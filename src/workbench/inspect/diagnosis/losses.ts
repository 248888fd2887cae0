/** Turns the losses of the layers into what the bars and the table show. */
import { type LossCause, lossCauses } from '../../../engine/diagnosis/loss-chain.ts';
import type { LayerFinding } from '../../../runs/inspection/verdict.ts';
import { smallPercent } from '../../shared/format.ts';

/** The unit of the bars: the layer's upper bound, or its mean ideal activation. */
export type LossUnit = 'bound' | 'signal';

interface CauseWords {
  readonly label: string;
  readonly help: string;
  /** Name of a CSS variable, without the dashes. */
  readonly colour: string;
}

export const causeWords: Readonly<Record<LossCause, CauseWords>> = {
  inherited: {
    label: 'inherited',
    help: 'Analog branch on the counts that arrive, against ideal input',
    colour: 'loss-inherited',
  },
  weights: {
    label: 'weights',
    help: 'Weights and biases rounded to the values the hardware has',
    colour: 'loss-weights',
  },
  clipped: { label: 'clipped', help: 'Cut off above the upper bound', colour: 'loss-clipped' },
  rounding: { label: 'rounding', help: 'Rounded to whole spikes', colour: 'loss-rounding' },
  timing: {
    label: 'timing',
    help: 'Spikes fired too early or too late on uneven input',
    colour: 'loss-timing',
  },
};

export interface LossRow {
  readonly layer: string;
  /** Mean |difference| of each step, as a share of the unit. */
  readonly parts: readonly { readonly cause: LossCause; readonly value: number }[];
  /** Sum of the parts: the length of the bar. */
  readonly sum: number;
  /** Mean |whole error|; less than the sum where causes work against each other. */
  readonly net: number;
  /** Mean ideal activation as a share of the upper bound. */
  readonly signal: number;
  readonly clippedShare: number;
  readonly deadFraction: number;
}

/** Returns one row per layer that has a chain. */
export function lossRows(findings: readonly LayerFinding[], unit: LossUnit): LossRow[] {
  return findings.flatMap(({ layer, diagnostics: { chain } }) => {
    if (!chain) return [];
    const whole = unit === 'bound' ? 1 : chain.signal;
    const shareOf = (value: number) => (whole > 0 ? value / whole : 0);
    const parts = chain.steps.map(({ cause, mean }) => ({ cause, value: shareOf(mean) }));
    return [
      {
        layer,
        parts,
        sum: parts.reduce((sum, { value }) => sum + value, 0),
        net: shareOf(chain.net),
        signal: chain.signal,
        clippedShare: chain.clippedShare,
        deadFraction: chain.deadFraction,
      },
    ];
  });
}

export const unitWords: Readonly<Record<LossUnit, string>> = {
  bound: 'its upper bound',
  signal: 'its mean activation',
};

/** Reads a row out: "conv2: inherited 3.9 %, clipped 0.01 %, … of its upper bound". */
export function rowWords({ layer, parts, net }: LossRow, unit: LossUnit): string {
  const each = parts.map(({ cause, value }) => `${causeWords[cause].label} ${smallPercent(value)}`);
  return `${layer}: ${each.join(', ')}; whole error ${smallPercent(net)} of ${unitWords[unit]}`;
}

/** Returns the causes that any of the rows has, in the order of the chain. */
export function causesIn(rows: readonly LossRow[]): LossCause[] {
  return lossCauses.filter((cause) => rows.some(({ parts }) => parts.some((part) => part.cause === cause)));
}
