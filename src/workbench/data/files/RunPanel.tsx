/** Says what came of the zip of a run, and shows the run. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { closeData } from '../../store/importing.ts';
import { showRun } from '../../store/runs.ts';
import type { ImportingRun } from '../../store/state.ts';
import { importWords } from '../../words/import-words.ts';
import classes from '../data.module.css';

export function RunPanel({ importing }: { readonly importing: ImportingRun }) {
  const { name } = importing;
  const [problem, setProblem] = useState<string | null>(null);
  if (importing.kind === 'runReading')
    return (
      <p role="status">
        Reading the run in <b className={classes.name}>{name}</b> …
      </p>
    );
  const { taken } = importing;
  const { runId } = taken;
  const stored = runId !== null && taken.runs + taken.same > 0;
  const show = async () => {
    const gone = await showRun(runId!);
    if (gone) setProblem(gone);
    else closeData();
  };
  return (
    <div className={classes.give}>
      <p>
        <b className={classes.name}>{name}</b> is a run of Spikewise.{' '}
        <span role="status">{importWords(taken)}</span>
      </p>
      {problem && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={classes.buttons}>
        {stored && (
          <Button size="compact-md" onClick={() => void show()}>
            Show the run
          </Button>
        )}
        <Button variant="default" size="compact-md" onClick={closeData}>
          Close
        </Button>
      </div>
    </div>
  );
}
