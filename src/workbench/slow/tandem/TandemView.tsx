/** One tandem step of a layer on the image on screen, computed by the engine that trains. */
import { useMemo } from 'react';
import type { SampleInspection } from '../../../runs/inspection/simulation.ts';
import { tandemStep } from '../../clients/simulation-client.ts';
import block from '../../shared/block.module.css';
import shared from '../../shared/inspect.module.css';
import { LayerChoice, layerToShow } from '../diagram/LayerChoice.tsx';
import { Phases } from '../diagram/Phases.tsx';
import classes from '../slow.module.css';
import { useAsked } from '../use-asked.ts';
import { useFacts } from '../use-facts.ts';
import { useLayerName } from '../use-layer-name.ts';
import { TandemDiagram } from './TandemDiagram.tsx';
import { tandemPhases } from './tandem-words.ts';

interface TandemViewProps {
  readonly inspection: SampleInspection;
  readonly layerName: string | null;
  readonly onSelectLayer?: ((layer: string) => void) | undefined;
}

export function TandemView({ inspection, layerName, onSelectLayer }: TandemViewProps) {
  const [wanted, choose] = useLayerName(layerName, onSelectLayer);
  const { learningRate, foldThreshold } = useFacts();
  const name = layerToShow(inspection, wanted)?.layer.name ?? null;
  const ask = useMemo(
    () =>
      inspection && name
        ? (signal: AbortSignal) => tandemStep(name, { learningRate, foldThreshold }, signal)
        : null,
    [inspection, name, learningRate, foldThreshold],
  );
  const { value: step, failure } = useAsked(ask);
  if (name === null)
    return (
      <p className={block.note}>No layer of this network spikes yet: there is no tandem step to take.</p>
    );
  const first = inspection.layers[0]?.layer.name === name;
  return (
    <div className={classes.view}>
      <LayerChoice inspection={inspection} value={name} onChange={choose} />
      {failure ? <p className={block.note}>{failure}</p> : null}
      {step ? (
        <>
          <Phases
            key={name}
            label={`One tandem step of ${name}`}
            phases={tandemPhases(step, first, foldThreshold)}
            draw={(phase, width) => <TandemDiagram phase={phase} width={width} step={step} first={first} />}
          />
          <p className={shared.caption}>
            The step is taken on a copy of the network, with the weights as they are now and batch norm folded
            in; the network on screen does not change.
          </p>
        </>
      ) : failure ? null : (
        <div style={{ height: 300 }} aria-busy="true" />
      )}
    </div>
  );
}
