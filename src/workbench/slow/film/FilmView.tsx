/**
 * One image through the network, step by step: the maps of every layer, the membrane of the neuron
 * that was chosen, and the answer as it forms. All of it is what the simulation gave for the image.
 */
import { useMemo, useState } from 'react';
import { spikesPerStep } from '../../../runs/inspection/film.ts';
import type { SampleInspection } from '../../../runs/inspection/simulation.ts';
import { mostActive } from '../../inspect/sample/neurons.ts';
import block from '../../shared/block.module.css';
import { ExampleImage } from '../../shared/ExampleImage.tsx';
import shared from '../../shared/inspect.module.css';
import { Key } from '../../shared/Key.tsx';
import classes from '../slow.module.css';
import { Transport } from '../Transport.tsx';
import { playerKeys, usePlayer } from '../use-player.ts';
import { AgainstAnn } from './AgainstAnn.tsx';
import { ChosenNeuron } from './ChosenNeuron.tsx';
import { LayerFilm } from './LayerFilm.tsx';
import { NumbersOfStep } from './NumbersOfStep.tsx';
import { OutputSoFar } from './OutputSoFar.tsx';

interface FilmViewProps {
  readonly inspection: SampleInspection;
  readonly layerName: string | null;
  readonly onSelectLayer?: ((layer: string) => void) | undefined;
}

/** Milliseconds of a step. */
const pace = { slow: 1600, medium: 700, fast: 220 } as const;

export function FilmView({ inspection, layerName, onSelectLayer }: FilmViewProps) {
  const { layers, shownSteps, timeSteps, mostSpikes, input, inputShape } = inspection;
  const player = usePlayer({ first: 0, last: shownSteps, pace });
  const [wanted, setWanted] = useState<{ readonly layer: string; readonly neuron: number } | null>(null);
  const { step } = player;
  const perStep = useMemo(
    () => layers.map((layer) => (layer.spiking ? spikesPerStep(layer, shownSteps) : null)),
    [layers, shownSteps],
  );
  const layer =
    layers.find((candidate) => candidate.spiking && candidate.layer.name === layerName) ??
    layers.find((candidate) => candidate.spiking && candidate.layer.name === wanted?.layer) ??
    layers.findLast(({ spiking }) => spiking) ??
    null;
  const chosen = useMemo(() => {
    if (!layer) return null;
    const { name } = layer.layer;
    if (wanted?.layer === name && wanted.neuron < layer.neurons) return wanted;
    return { layer: name, neuron: mostActive(layer.counts, 1)[0] ?? 0 };
  }, [layer, wanted]);
  const choose = (name: string, neuron: number) => {
    setWanted({ layer: name, neuron });
    onSelectLayer?.(name);
  };
  const words =
    step === 0
      ? 'Before the first step'
      : `Step ${step} of ${timeSteps}${step === timeSteps ? ', the end' : ''}`;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of the player, beside its buttons
    <div className={classes.view} onKeyDown={playerKeys(player)}>
      <Transport player={player} unit="step" words={words} />
      {shownSteps < timeSteps ? (
        <p className={block.note}>
          The window has {timeSteps} steps; the spikes of the first {shownSteps} are kept and can be played.
        </p>
      ) : null}
      <p className={shared.keys}>
        <Key colour="spike">fires at this step</Key>
        <Key colour="spike-soft">count so far: the stronger, the more</Key>
        {layers.every(({ spiking }) => spiking) ? null : <Key colour="ann">activation, still analog</Key>}
      </p>
      <div className={classes.layers}>
        <section className={classes.layer} aria-label="Input">
          <h3>image</h3>
          <div className={classes.input}>
            <InputPicture values={input} shape={inputShape} />
          </div>
          <p className={classes.facts}>
            {inspection.dynamics && inspection.dynamics.coding !== 'firstStep'
              ? 'comes in at every step'
              : 'comes in whole at step 1'}
          </p>
        </section>
        {layers.map((entry, l) => (
          <LayerFilm
            key={entry.layer.name}
            layer={entry}
            most={mostSpikes}
            step={step}
            spikes={perStep[l] ?? null}
            chosen={chosen?.layer === entry.layer.name ? chosen.neuron : null}
            onChoose={choose}
          />
        ))}
        <OutputSoFar inspection={inspection} step={step} />
      </div>
      <NumbersOfStep inspection={inspection} perStep={perStep} step={step} playing={player.playing} />
      {layer && chosen ? (
        <ChosenNeuron
          inspection={inspection}
          layer={layer}
          neuron={chosen.neuron}
          step={step}
          onChoose={choose}
        />
      ) : null}
      <AgainstAnn inspection={inspection} ended={step === shownSteps && shownSteps === timeSteps} />
    </div>
  );
}

interface InputPictureProps {
  readonly values: Float32Array;
  readonly shape: SampleInspection['inputShape'];
}

/** A mixture of voices is no picture. */
function InputPicture({ values, shape }: InputPictureProps) {
  const [height, width] = shape;
  if (Math.min(height, width) < 2)
    return <span className={classes.facts}>a signal of {values.length} numbers</span>;
  return <ExampleImage values={values} shape={shape} label="The input" />;
}
