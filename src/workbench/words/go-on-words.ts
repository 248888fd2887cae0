/** Says where a run that was cut off or stopped goes on. */
import type { RunRecord } from '../../runs/records/record.ts';
import { stageNames } from '../../runs/spec/methods/stages.ts';

/**
 * Returns the words of the button: "Go on from stage 3 (conv2)", or where only the test is left "Go
 * on to the test". `ended` is the number of stages that are kept.
 */
export function goOnWords({ spec, layers }: Pick<RunRecord, 'spec' | 'layers'>, ended: number): string {
  const stages = stageNames(spec, layers);
  const next = stages[ended];
  if (next === undefined) return 'Go on to the test';
  return stages.length > 1 ? `Go on from stage ${ended + 1} (${next})` : 'Go on with the training';
}
