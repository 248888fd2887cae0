/**
 * Asks for the SNN's answer to a code while it is edited. One question is under way at a time, and
 * the next one is about the newest code, so that a drag asks as often as answers come.
 */
import { startTransition, useCallback, useEffect, useRef, useState } from 'react';
import type { ValuesAnswer } from '../../../runs/inspection/simulation.ts';
import type { Decode, InspectionWith } from '../task-views.ts';

export interface Edit {
  readonly inspection: InspectionWith<ValuesAnswer>;
  readonly layer: string;
  readonly counts: Float32Array;
}

export interface DecodedState {
  /** The newest answer to an edit, which stays while the next one is computed. */
  readonly answer: ValuesAnswer | null;
  /** Whether the answer is that to the edit, and not to one before it. */
  readonly current: boolean;
  readonly failure: string | null;
}

interface Answered {
  readonly edit: Edit;
  readonly answer: ValuesAnswer | null;
  readonly failure: string | null;
}

/**
 * Returns the answer to an edit; null stands for the code as it was. Pass the same object while it
 * means the same code.
 */
export function useDecoded(edit: Edit | null, decode: Decode): DecodedState {
  const [answered, setAnswered] = useState<Answered | null>(null);
  const wanted = useRef<Edit | null>(null);
  const asking = useRef(false);

  const ask = useCallback(async () => {
    if (asking.current) return;
    asking.current = true;
    let asked: Edit | null = null;
    while (wanted.current && wanted.current !== asked) {
      asked = wanted.current;
      const found = await answerTo(asked, decode);
      // The page may have gone on to another image or network: then nobody wants this answer.
      if (found && wanted.current?.inspection === asked.inspection) {
        startTransition(() =>
          setAnswered((before) => ({ ...found, answer: found.answer ?? before?.answer ?? null })),
        );
      }
    }
    asking.current = false;
  }, [decode]);

  useEffect(() => {
    wanted.current = edit;
    if (edit) void ask();
    else setAnswered(null);
  }, [edit, ask]);
  useEffect(
    () => () => {
      wanted.current = null;
    },
    [],
  );

  if (!edit || answered?.edit.inspection !== edit.inspection)
    return { answer: null, current: edit === null, failure: null };
  return { answer: answered.answer, current: answered.edit === edit, failure: answered.failure };
}

/** Returns the answer to an edit, or null where there is none. */
async function answerTo(edit: Edit, decode: Decode): Promise<Answered | null> {
  const outcome = await decode(edit.layer, edit.counts);
  if (!outcome) return null;
  if (!outcome.ok) return { edit, answer: null, failure: outcome.message };
  const { value } = outcome;
  // Meanwhile a search may have looked into another image: the worker answers to its last one.
  if (value.kind !== 'values' || !sameValues(value.target, edit.inspection.answer.target)) return null;
  return { edit, answer: value, failure: null };
}

function sameValues(one: Float32Array, other: Float32Array): boolean {
  return one.length === other.length && one.every((value, i) => value === other[i]);
}
