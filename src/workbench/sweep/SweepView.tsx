/**
 * The page's view of a sweep: its cells in the centre as heat map, curves or table, its form beside
 * them.
 */
import { type DragEvent, useEffect, useState } from 'react';
import { LinkProblems } from '../panels/LinkProblems.tsx';
import { CancelModal } from './CancelModal.tsx';
import { SweepForm } from './form/SweepForm.tsx';
import { takeSweepKeys } from './keys.ts';
import { ResultsCard } from './ResultsCard.tsx';
import { SweepHead } from './SweepHead.tsx';
import { openFile } from './store/open-file.ts';
import { useSweeps } from './store/state.ts';
import { loadSweeps, refresh, refreshOpen, showKept, sweepId } from './store/sweeps.ts';
import classes from './sweep.module.css';
import { useMain } from './use-main.ts';
import { useDraft, useShown } from './use-sweep.ts';

/**
 * Milliseconds between checks of a sweep that another tab runs: a tab that crashes does not say so.
 */
const lookAgain = 4000;

export interface SweepViewProps {
  /** The page's class for the column beside its centre. */
  readonly asideClass: string;
}

export function SweepView({ asideClass }: SweepViewProps) {
  const draft = useDraft();
  const shown = useShown(draft);
  const loaded = useSweeps((state) => state.loaded);
  const draftId = draft.sweep && sweepId(draft.sweep);
  const kept = useSweeps((state) => state.stored.some(({ id }) => id === draftId));
  const elsewhere = useSweeps((state) => state.elsewhere.size > 0);
  const [asking, setAsking] = useState(false);
  const [dragging, setDragging] = useState(false);
  const main = useMain();

  useEffect(() => void loadSweeps(), []);
  useEffect(() => {
    if (loaded && kept && draftId) void showKept(draftId);
  }, [loaded, kept, draftId]);
  useEffect(() => {
    if (!elsewhere) return;
    const timer = setInterval(() => void refresh().then(refreshOpen, () => {}), lookAgain);
    return () => clearInterval(timer);
  }, [elsewhere]);
  useEffect(
    () =>
      takeSweepKeys({
        runOrPause: main.act,
        stop: () => setAsking(useSweeps.getState().underWay !== null),
      }),
    [main.act],
  );

  const drop = {
    onDragOver: (event: DragEvent) => {
      if (!event.dataTransfer.types.includes('Files')) return;
      event.preventDefault();
      setDragging(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setDragging(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setDragging(false);
      const [file] = event.dataTransfer.files;
      if (file) void openFile(file);
    },
  };

  return (
    <>
      <main className={classes.main} data-dragging={dragging || undefined} {...drop}>
        <LinkProblems />
        <SweepHead shown={shown} draft={draft} />
        <ResultsCard shown={shown} />
      </main>
      <aside className={`${asideClass} ${classes.aside}`} aria-label="The sweep" {...drop}>
        <SweepForm draft={draft} />
      </aside>
      <CancelModal opened={asking} onClose={() => setAsking(false)} />
    </>
  );
}
