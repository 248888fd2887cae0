/** Says whether a draft can become the experiment's network, and what the form would say of it. */
import { findPreset } from '../../../runs/spec/presets/presets.ts';
import { checkField, type RunSpec } from '../../../runs/spec/spec.ts';
import { crossChecks } from '../../../runs/spec/spec-checks.ts';
import { type DraftCheck, isWhole } from './check.ts';
import { type Draft, textOf } from './draft.ts';

export interface Standing {
  /** The reason why it cannot be used, or null. */
  readonly problem: string | null;
  /** What other settings have to change with it, which the form says as well. */
  readonly notes: readonly string[];
}

/** The settings that decide by themselves which networks fit. */
const ofNetwork: ReadonlySet<string> = new Set(['network', 'dataset', 'task']);

/**
 * Returns the settings with another network. The shipped weights belong to the preset's network:
 * any other one is trained from scratch.
 */
export function specWith(spec: RunSpec, network: string): RunSpec {
  const shipped = findPreset(spec.preset)?.settings.network === network;
  return { ...spec, network, start: shipped ? spec.start : 'scratch' };
}

export function standingOf(draft: Draft, check: DraftCheck, spec: RunSpec): Standing {
  if (!isWhole(check)) return { problem: incompleteWords(check), notes: [] };
  const next = specWith(spec, textOf(draft));
  const unwritable = checkField('network', next.network);
  if (unwritable !== null) return { problem: unwritable, notes: [] };
  const problems = crossChecks(next).filter(({ fields }) => fields.includes('network'));
  const own = problems.find(({ fields }) => fields.every((name) => ofNetwork.has(name)));
  const others = problems.filter((problem) => problem !== own).map(({ message }) => message);
  const scratch =
    next.start === spec.start
      ? []
      : ['It is trained from scratch: the shipped weights are another network’s.'];
  return { problem: own?.message ?? null, notes: [...scratch, ...others] };
}

function incompleteWords({ input, rows }: DraftCheck): string {
  if (input.problem !== null) return 'The size of the input cannot be read.';
  if (rows.length === 0) return 'A network needs at least an output layer.';
  const wrong = rows.filter(({ problem }) => problem !== null).length;
  return wrong === 1 ? 'One row cannot be used as it is.' : `${wrong} rows cannot be used as they are.`;
}
