/** Compares a run with the proof that came with its link. */
import type { RunReport } from '../records/report.ts';
import { fieldNames, fields } from '../spec/fields.ts';
import type { Proof } from './proof.ts';
import { powerOf } from './proof-text.ts';
import { checksOf, proofOf } from './prove.ts';

/** What may make a run come out otherwise, or speaks against the proof. */
export type Cause =
  | { readonly is: 'settings'; readonly labels: readonly string[] }
  | { readonly is: 'engine' | 'software' | 'backend'; readonly was: string; readonly now: string }
  | { readonly is: 'data' }
  /** The proof’s curve does not fit its own digest: it was edited. */
  | { readonly is: 'edited' };

export interface Verdict {
  /**
   * Whether each figure is the same to the last digit; or whether only the machine, or nothing
   * known, explains the difference; or what else was changed.
   */
  readonly is: 'identical' | 'close' | 'differs';
  readonly causes: readonly Cause[];
  /** Largest difference of the two curves, in the lead score's unit; null where they have none. */
  readonly largest: number | null;
}

/** Returns the verdict on a finished run, or null on one that did not finish. */
export function judge(proof: Proof, report: RunReport): Verdict | null {
  const own = proofOf(report);
  if (!own) return null;
  const largest = largestDifference(proof, own);
  const drawnAlike = largest === null || largest <= 10 ** -powerOf(own.curve);
  if (proof.trace === own.trace)
    return drawnAlike
      ? { is: 'identical', causes: [], largest }
      : { is: 'differs', causes: [{ is: 'edited' }], largest };
  const causes = causesOf(proof, own, report);
  const machineOnly = causes.every(({ is }) => is === 'backend');
  return { is: machineOnly ? 'close' : 'differs', causes, largest };
}

function causesOf(proof: Proof, own: Proof, { spec }: RunReport): readonly Cause[] {
  const changed = changedSettings(proof, checksOf(spec));
  const facts = (['engine', 'software', 'backend'] as const)
    .filter((is) => proof[is] !== own[is])
    .map((is) => ({ is, was: String(proof[is]), now: String(own[is]) }));
  return [
    ...(changed.length > 0 ? [{ is: 'settings', labels: changed } as const] : []),
    ...(proof.data !== own.data ? [{ is: 'data' } as const] : []),
    ...facts,
  ];
}

/** Returns the labels of the settings whose checks differ. */
export function changedSettings({ settings }: Proof, checks: Proof['settings']): readonly string[] {
  const keys = [...new Set([...Object.keys(settings), ...Object.keys(checks)])];
  const labelOf = (key: string) => {
    const name = fieldNames.find((each) => fields[each].link === key);
    return name ? fields[name].label : key;
  };
  return keys.filter((key) => settings[key] !== checks[key]).map(labelOf);
}

/** Returns the largest difference of the scores of epochs that both have, or null without any. */
function largestDifference(proof: Proof, own: Proof): number | null {
  const mine = new Map(
    own.curve.flatMap(({ stage, first, scores }) =>
      scores.map((score, i) => [`${stage}/${first + i}`, score] as const),
    ),
  );
  const differences = proof.curve.flatMap(({ stage, first, scores }) =>
    scores.flatMap((score, i) => {
      const other = mine.get(`${stage}/${first + i}`);
      return other === undefined ? [] : [Math.abs(score - other)];
    }),
  );
  return differences.length > 0 ? Math.max(...differences) : null;
}
