/**
 * Shows the cells of a sweep in four ways: heat map, curves, answers read early, and the table of
 * all of them.
 */
import { type ReactNode, useRef, useState } from 'react';
import { CardTabs } from '../progress/CardTabs.tsx';
import card from '../progress/card.module.css';
import { lazyPart } from '../shared/boundary/lazy-part.tsx';
import { ExportMenu } from './export/ExportMenu.tsx';
import type { TakePicture } from './export/picture.ts';
import { HeatmapView } from './heatmap/HeatmapView.tsx';
import { CellTable } from './results/CellTable.tsx';
import classes from './sweep.module.css';
import type { ShownSweep } from './use-sweep.ts';

/** Loaded lazily, together with the chart library. */
const CurvesView = lazyPart(
  'The chart of curves',
  async () => (await import('./charts/CurvesView.tsx')).CurvesView,
);
const AnytimeView = lazyPart(
  'The chart of answers read early',
  async () => (await import('./charts/AnytimeView.tsx')).AnytimeView,
);

const BesideBest = lazyPart(
  'The comparison with the best',
  async () => (await import('./results/BesideBest.tsx')).BesideBest,
);

type View = 'map' | 'curves' | 'anytime' | 'table';

const tabs = [
  { id: 'map', words: 'Heat map' },
  { id: 'curves', words: 'Curves' },
  { id: 'anytime', words: 'Anytime' },
  { id: 'table', words: 'Table' },
] as const satisfies readonly { id: View; words: string }[];

export function ResultsCard({ shown }: { shown: ShownSweep | null }) {
  const [view, setView] = useState<View>('map');
  const picture = useRef<TakePicture | null>(null);
  const panel = (): ReactNode => {
    if (!shown) return <Nothing />;
    switch (view) {
      case 'map':
        return <HeatmapView key={shown.id} shown={shown} picture={picture} />;
      case 'curves':
        return <CurvesView key={shown.id} shown={shown} picture={picture} />;
      case 'anytime':
        return <AnytimeView key={shown.id} shown={shown} picture={picture} />;
      case 'table':
        return (
          <>
            <CellTable key={shown.id} shown={shown} />
            <BesideBest shown={shown} />
          </>
        );
    }
  };
  return (
    <section className={`${card.card} ${classes.results}`} aria-label="Results of the sweep">
      <CardTabs tabs={tabs} value={view} onChange={setView} aside={null}>
        {panel()}
      </CardTabs>
      {/* Not among the tabs, since a list of tabs may hold nothing else. */}
      {shown && (
        <div className={classes.exportPlace}>
          <ExportMenu shown={shown} picture={picture} hasPicture={view !== 'table'} />
        </div>
      )}
    </section>
  );
}

function Nothing() {
  return (
    <div className={classes.nothing}>
      <b>No sweep yet</b>
      <p>
        A sweep runs the same conversion with every combination of some settings. Begin with one of the grids
        in the form, or open a results file.
      </p>
    </div>
  );
}
