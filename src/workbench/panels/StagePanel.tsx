/** Centre bottom: the stage inspector on the run on screen. */
import { useMemo } from 'react';
import type { InspectedRun } from '../inspect/inspected-run.ts';
import { StageInspector } from '../inspect/StageInspector.tsx';
import { selectLayer } from '../store/selection.ts';
import { shownLive } from '../store/selectors.ts';
import { useWorkbench } from '../store/store.ts';
import classes from './panels.module.css';

/** The part of the run on screen that the inspector shows: the rows of its epochs, for one, are none of it. */
function useInspected(): InspectedRun | null {
  const spec = useWorkbench((state) => state.shown?.spec ?? null);
  const layers = useWorkbench((state) => state.shown?.layers ?? null);
  const stages = useWorkbench((state) => state.shown?.stages ?? null);
  const report = useWorkbench((state) => state.shown?.report ?? null);
  return useMemo(
    () => (spec && layers && stages ? { spec, layers, stages, report } : null),
    [spec, layers, stages, report],
  );
}

export function StagePanel() {
  const run = useInspected();
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
