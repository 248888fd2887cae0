/**
 * The panel on the right: one example through the newest network of the run on screen; before any
 * run through the preset's, converted with the settings.
 */
import { useMemo } from 'react';
import { originOf } from '../../runs/inspection/origin.ts';
import type { NetworkSource } from '../../runs/inspection/simulation.ts';
import { startsTrained } from '../../runs/spec/start-network.ts';
import { MissingExamples, usePresence } from '../data/MissingData.tsx';
import { SampleInspector } from '../inspect/sample/SampleInspector.tsx';
import { WordGroup } from '../shared/word-group.tsx';
import { selectLayer } from '../store/selection.ts';
import { useExampleNoun, useIsLive } from '../store/selectors.ts';
import { useRunnableSpec } from '../store/settings.ts';
import { useWorkbench } from '../store/store.ts';
import { chooseSample } from '../store/view/view-part.ts';
import { networkWords, settingsWords } from '../words/whose.ts';
import { SlowMotion } from './SlowMotion.tsx';

function useSource(): NetworkSource | null {
  const bytes = useWorkbench((state) => state.shown?.network ?? null);
  const own = useWorkbench((state) => state.shown?.spec ?? null);
  const draft = useRunnableSpec();
  const spec = own ?? draft;
  return useMemo(() => {
    const origin = originOf(spec);
    if (bytes) return { kind: 'file', origin, bytes };
    // Without training only PTL's conversion can be inspected; other methods have a network once
    // they have run.
    const ships = spec.method === 'ptl' && startsTrained(spec);
    if (!ships) return null;
    // A run has converted one layer when its first stage begins.
    return { kind: 'untuned', origin, settings: spec, ...(own ? { layers: 1 } : {}) };
  }, [bytes, spec, own]);
}

/** Says whose network it is. */
function useWhose(): string {
  const draft = useRunnableSpec();
  const here = useIsLive();
  return useWorkbench(({ shown }) =>
    shown ? networkWords(shown, here, shown.network !== null) : settingsWords(draft),
  );
}

export function SamplePanel() {
  const source = useSource();
  const whose = useWhose();
  const selected = useWorkbench((state) => state.selectedLayer);
  const sample = useWorkbench((state) => state.sample);
  const origin = source?.origin ?? null;
  const noun = useExampleNoun();
  const presence = usePresence(origin);
  if (origin && presence !== 'here') return <MissingExamples needs={origin} presence={presence} />;
  return (
    <WordGroup>
      <h2 className="visually-hidden">Inside one {noun}</h2>
      <SampleInspector
        source={source}
        whose={whose}
        layerName={selected}
        onSelectLayer={selectLayer}
        chosen={sample}
        onChoose={chooseSample}
        SlowMotion={SlowMotion}
      />
    </WordGroup>
  );
}
