/** Finds what of a draft does not fit the data set and the task, and the edit that mends it. */
import type { DatasetFacts } from '../../../datasets/dataset.ts';
import { recipeOf } from '../../../runs/spec/methods/registry.ts';
import type { RunSpec } from '../../../runs/spec/run-spec.ts';
import type { Task } from '../../../tasks/task.ts';
import type { DraftCheck } from './check.ts';
import { type Draft, inputOf, inputPart } from './draft.ts';
import { addOutputs, averageInPlaceOfMax, setField, setInput } from './edits.ts';
import type { Row } from './row.ts';

export interface Mend {
  /** What the button says. */
  readonly words: string;
  readonly edit: (draft: Draft) => Draft;
}

export interface Misfit {
  readonly message: string;
  readonly mend: Mend;
}

/** Returns what of a draft asks for other neurons than the settings have. */
export function misfitsWithNeurons(
  { rows }: Draft,
  { method, firing }: Pick<RunSpec, 'method' | 'firing'>,
): Misfit[] {
  const sorted = firing === 'window' && recipeOf(method).uses.includes('firing');
  if (sorted || rows.every(({ kind }) => kind !== 'maxPool')) return [];
  return [
    {
      message: 'Max pooling spikes where neurons fire after their window, and nowhere else.',
      mend: { words: 'Use average pooling', edit: averageInPlaceOfMax },
    },
  ];
}

/** Returns the misfits of a draft with its data; without the data none is known. */
export function misfitsWithData(
  draft: Draft,
  { input, rows }: DraftCheck,
  task: Task,
  data: DatasetFacts | undefined,
): Misfit[] {
  if (!data) return [];
  const found: Misfit[] = [];
  // Mixtures of speech are drawn as long as the network takes them.
  const shape = data.speech && input.shape ? ([1, input.shape[1], 1] as const) : data.inputShape;
  const wanted = inputOf(shape);
  if (input.shape && input.shape.join() !== shape.join())
    found.push({
      message: `Inputs of ${data.title} are ${shape.join('×')}, not ${input.shape.join('×')}.`,
      mend: {
        words: `Take inputs of ${inputPart(wanted)}`,
        edit: (of) => setInput(of, wanted),
      },
    });
  const last = draft.rows.at(-1);
  const outputs = rows.at(-1)?.handsOn;
  const misfit = last?.kind === 'dense' && outputs ? task.misfit(outputs[0]!, data) : null;
  if (last && misfit)
    found.push({
      message: `${misfit}.`,
      mend: {
        words: `Make it ${task.outputs(data)} outputs`,
        edit: (of) => setField(of, last.id, 'units', `${task.outputs(data)}`),
      },
    });
  return found;
}

/** Returns the edit that mends a row that cannot be used, or null where there is none. */
export function rowMend(row: Row, isLast: boolean, task: Task, data: DatasetFacts | undefined): Mend | null {
  if (isLast && row.kind !== 'dense')
    return data
      ? { words: `Add ${task.outputs(data)} outputs`, edit: (of) => addOutputs(of, task.outputs(data)) }
      : null;
  return null;
}
