/**
 * Says before anything runs how many cells a sweep has and how long they may take, or why it cannot
 * run.
 */
import { useMemo } from 'react';
import { unequalReadout } from '../../../runs/spec/unequal-readout.ts';
import { leftOutLines, leftOutWords } from '../../../runs/sweep/left-out.ts';
import type { LeftOut } from '../../../runs/sweep/sweep.ts';
import type { CheckedDraft } from '../../store/draft.ts';
import { useWorkbench } from '../../store/store.ts';
import { estimateSweep, estimateWords, type TimedRun } from '../draft/estimate.ts';
import { useSweeps } from '../store/state.ts';
import { useAtOnce } from '../use-sweep.ts';
import { cellsWords } from '../words.ts';
import classes from './form.module.css';

/** The most reasons that are listed, since more of them are no help. */
const mostProblems = 6;

export function Costs({ draft }: { draft: CheckedDraft }) {
  const unfinished = useWorkbench((state) => state.unfinished);
  const problems = [...Object.values(unfinished), ...draft.problems];
  if (problems.length > 0)
    return (
      <div className={classes.problems} role="alert">
        <b>This sweep cannot run yet</b>
        <ul>
          {problems.slice(0, mostProblems).map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
          {problems.length > mostProblems && <li>and {problems.length - mostProblems} more</li>}
        </ul>
      </div>
    );
  return (
    <>
      <Estimated draft={draft} />
      {draft.leftOut.length > 0 && <LeftOutNote leftOut={draft.leftOut} />}
      <ReadoutNote draft={draft} />
    </>
  );
}

function ReadoutNote({ draft: { cells } }: { draft: CheckedDraft }) {
  const words = useMemo(() => unequalReadout(cells.map(({ spec }) => spec)), [cells]);
  return (
    words && (
      <p className={classes.leftOut} role="note">
        {words}
      </p>
    )
  );
}

function LeftOutNote({ leftOut }: { leftOut: readonly LeftOut[] }) {
  return (
    <div className={classes.leftOut} role="note">
      <b>{sentence(leftOutWords(leftOut))}</b>
      <ul>
        {leftOutLines(leftOut).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

function sentence(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}

function Estimated({ draft: { cells } }: { draft: CheckedDraft }) {
  const runs = useWorkbench((state) => state.runs);
  const results = useSweeps((state) => state.open?.results);
  const file = useSweeps((state) => state.open?.file ?? null);
  const parallel = useAtOnce();
  const underWay = useSweeps((state) => state.underWay !== null);
  const estimate = useMemo(() => {
    const timed: TimedRun[] = runs.flatMap(({ report, spec }) =>
      report?.status === 'finished' ? [{ spec, seconds: report.seconds }] : [],
    );
    // The cells of a results file were timed on another machine, so they do not count.
    for (const { outcome, spec } of file === null ? (results?.values() ?? []) : [])
      if (outcome) timed.push({ spec, seconds: outcome.seconds });
    return estimateSweep(
      cells.map(({ spec }) => spec),
      timed,
      parallel,
    );
  }, [cells, runs, results, file, parallel]);
  return (
    <p className={classes.costs} role="status">
      <b>{cellsWords(cells.length)}</b>
      {estimateWords(estimate, underWay)}
    </p>
  );
}
