/**
 * The panel on the right: one image through the newest network there is, the run's own or the
 * preset's, just converted.
 */
import { useMemo } from 'react';
import { originOf } from '../../runs/inspection/origin.ts';
import type { NetworkSource } from '../../runs/inspection/simulation.ts';
import { findPreset } from '../../runs/spec/presets/presets.ts';
import { SampleInspector } from '../inspect/sample/SampleInspector.tsx';
import { selectLayer } from '../store/selection.ts';
import { useRunnableSpec } from '../store/settings.ts';
import { useWorkbench } from '../store/store.ts';

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
    const ships = spec.method === 'ptl' && spec.start === 'checkpoint' && findPreset(spec.preset)?.checkpoint;
    return ships ? { kind: 'untuned', origin, settings: spec } : null;
  }, [bytes, spec]);
}

export function SamplePanel() {
  const source = useSource();
  const selected = useWorkbench((state) => state.selectedLayer);
  return (
    <>
      <h2 className="visually-hidden">Inside one image</h2>
      <SampleInspector source={source} layerName={selected} onSelectLayer={selectLayer} />
    </>
  );
}
