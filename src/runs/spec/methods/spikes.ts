/** The settings of spikes, as the engine takes them, and what they do not go with. */
import type { Spikes } from '../../../engine/spiking/dynamics.ts';
import { unknownKind } from '../../../networks/unknown-kind.ts';
import { taskOf } from '../../../tasks/index.ts';
import type { CrossProblem } from '../cross-problem.ts';
import type { RunSpec } from '../run-spec.ts';
import type { FieldName } from '../settings.ts';

/** Returns the spikes of a spec as a record has them: left out where a step has one or none. */
export function dynamicSpikes({
  spikes,
  settleSteps,
  spikeLevels,
}: Pick<RunSpec, 'spikes' | 'settleSteps' | 'spikeLevels'>): { readonly spikes?: Spikes } {
  switch (spikes) {
    case 'binary':
      return {};
    case 'signed':
      return { spikes: { kind: spikes, settle: settleSteps } };
    case 'graded':
      return { spikes: { kind: spikes, levels: spikeLevels } };
    default:
      return unknownKind(spikes);
  }
}

/** Refuses settings under which signed or graded spikes do not say what they stand for. */
export function unfitSpikes(spec: RunSpec): CrossProblem[] {
  const { spikes, reset, leak, decoding, firing, settleSteps, timeSteps, task } = spec;
  if (spikes === 'binary') return [];
  const problems: CrossProblem[] = [];
  const refuse = (field: FieldName, words: string) =>
    problems.push({ fields: ['spikes', field], message: `spikes: ${words}` });
  if (reset === 'hard') refuse('reset', `${spikes} ones keep what lies above ϑ; use reset soft (got hard)`);
  if (leak < 1)
    refuse('leak', `${spikes} ones count a sum, of which a leak loses a part; use leak 1 (got ${leak})`);
  if (taskOf(task).front === 'encoder')
    refuse(
      'task',
      `a signal is simulated piece by piece, with one spike in a step or none; use binary (got ${spikes})`,
    );
  if (spikes !== 'signed') return problems;
  if (decoding === 'counts')
    refuse('decoding', 'a readout would take back what it said; use decoding potential (got counts)');
  if (firing === 'window')
    refuse(
      'firing',
      'what fires after its window has nothing to take back; use firing immediate (got window)',
    );
  if (settleSteps > timeSteps)
    problems.push({
      fields: ['settleSteps', 'timeSteps'],
      message: `settleSteps: signed spikes have settled after as many steps as the window has; use at most ${timeSteps} (got ${settleSteps})`,
    });
  return problems;
}
