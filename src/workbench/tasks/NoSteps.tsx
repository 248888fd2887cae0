/** Replaces an answer over the steps while the layer before the readout is analog. */
import type { SampleInspection } from '../../runs/inspection/simulation.ts';
import block from '../shared/block.module.css';

export function NoSteps({ inspection }: { readonly inspection: Pick<SampleInspection, 'layers'> }) {
  const lastHidden = inspection.layers.at(-1)?.layer.name;
  return (
    <p className={block.note}>
      {lastHidden} is still analog: the outputs get their whole input at once, and there are no steps to show.
    </p>
  );
}
