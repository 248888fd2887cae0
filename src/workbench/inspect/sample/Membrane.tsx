/** The membrane potential of one neuron over the window. */
import { useMemo } from 'react';
import type { MembraneTrace, SampleInspection } from '../../../runs/inspection/simulation.ts';
import block from '../../shared/block.module.css';
import { threshold } from '../../shared/format.ts';
import shared from '../../shared/inspect.module.css';
import { Plot } from '../../shared/Plot.tsx';
import { traceSentence } from './membrane.ts';
import { drawMembrane, membraneLabel } from './membrane-plot.ts';
import { useMembrane } from './use-sample.ts';

interface MembraneProps {
  readonly inspection: SampleInspection;
  readonly layer: string;
  readonly neuron: number;
}

export function Membrane({ inspection, layer, neuron }: MembraneProps) {
  const { trace, failure } = useMembrane(inspection, layer, neuron);
  if (failure) return <p className={block.note}>{failure}</p>;
  if (!trace) return <div style={{ height: 105 }} aria-busy="true" />;
  return <Trace trace={trace} />;
}

function Trace({ trace }: { readonly trace: MembraneTrace }) {
  const draw = useMemo(() => drawMembrane(trace), [trace]);
  return (
    <>
      <Plot draw={draw} label={membraneLabel(trace)} height={82} />
      <p className={shared.caption}>
        {traceSentence(trace)} ϑ = {threshold(trace.threshold)}
      </p>
    </>
  );
}
