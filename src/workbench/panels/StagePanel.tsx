/** Centre bottom: the stage inspector on the run on screen. */
import { useMemo } from 'react';
import { StageInspector } from '../inspect/StageInspector.tsx';
import { selectLayer } from '../store/selection.ts';
import { shownLive, useShownRun } from '../store/selectors.ts';
import { useWorkbench } from '../store/store.ts';
import classes from './panels.module.css';

export function StagePanel() {
  const run = useShownRun();
  const selected = useWorkbench((state) => state.selectedLayer);
  const layer = useWorkbench((state) => {
    const live = shownLive(state);
    return live && live.stage > 0 && !live.ended ? live.layer : null;
  });
  const diagnostics = useWorkbench((state) => shownLive(state)?.diagnostics ?? null);
  const stage = useMemo(() => (layer ? { layer, diagnostics } : null), [layer, diagnostics]);
  return (
    <section className={classes.stage} aria-label="The selected layer">
      <h2 className="visually-hidden">The selected layer</h2>
      <StageInspector record={run} layerName={selected} live={stage} onSelectLayer={selectLayer} />
    </section>
  );
}
