/** The moment at which a layer is converted, from analog tile to spiking tile, on one image. */
import { useMemo } from 'react';
import type { SampleInspection } from '../../../runs/inspection/simulation.ts';
import { conversionMoment } from '../../clients/simulation-client.ts';
import block from '../../shared/block.module.css';
import { LayerChoice, layerToShow } from '../diagram/LayerChoice.tsx';
import { Phases } from '../diagram/Phases.tsx';
import classes from '../slow.module.css';
import { useAsked } from '../use-asked.ts';
import { useFacts } from '../use-facts.ts';
import { useLayerName } from '../use-layer-name.ts';
import { ConversionDiagram } from './ConversionDiagram.tsx';
import { conversionPhases } from './conversion-words.ts';

interface ConversionViewProps {
  readonly inspection: SampleInspection;
  readonly layerName: string | null;
  readonly onSelectLayer?: ((layer: string) => void) | undefined;
}

export function ConversionView({ inspection, layerName, onSelectLayer }: ConversionViewProps) {
  const [wanted, choose] = useLayerName(layerName, onSelectLayer);
  const layer = layerToShow(inspection, wanted);
  const name = layer?.layer.name ?? null;
  const ask = useMemo(
    () => (inspection && name ? (signal: AbortSignal) => conversionMoment(name, signal) : null),
    [inspection, name],
  );
  const { value: moment, failure } = useAsked(ask);
  const facts = useFacts();
  const { timeSteps, shownSteps } = inspection;
  if (!layer || name === null)
    return <p className={block.note}>No layer of this network spikes yet: there is no conversion to show.</p>;
  return (
    <div className={classes.view}>
      <LayerChoice inspection={inspection} value={name} onChange={choose} />
      {failure ? <p className={block.note}>{failure}</p> : null}
      {moment ? (
        <Phases
          key={name}
          label={`How ${name} is converted`}
          phases={conversionPhases(moment, timeSteps, facts)}
          draw={(phase, width) => (
            <ConversionDiagram
              phase={phase}
              width={width}
              moment={moment}
              layer={layer}
              timeSteps={timeSteps}
              shownSteps={shownSteps}
            />
          )}
        />
      ) : failure ? null : (
        <div style={{ height: 300 }} aria-busy="true" />
      )}
    </div>
  );
}
