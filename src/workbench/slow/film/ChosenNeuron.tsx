/** The membrane of the neuron that was chosen, covered where the film has not come yet. */
import { Button, NativeSelect, NumberInput } from '@mantine/core';
import { useMemo } from 'react';
import { countOf } from '../../../runs/inspection/film.ts';
import type { LayerInspection, SampleInspection } from '../../../runs/inspection/simulation.ts';
import { drawMembrane, margin, membraneLabel } from '../../inspect/sample/membrane-plot.ts';
import { mostActive, neuronWords } from '../../inspect/sample/neurons.ts';
import { useMembrane } from '../../inspect/sample/use-sample.ts';
import block from '../../shared/block.module.css';
import { threshold } from '../../shared/format.ts';
import shared from '../../shared/inspect.module.css';
import { Plot } from '../../shared/Plot.tsx';
import classes from '../slow.module.css';
import { thetaOf } from './against.ts';

interface ChosenNeuronProps {
  readonly inspection: SampleInspection;
  readonly layer: LayerInspection;
  readonly neuron: number;
  readonly step: number;
  readonly onChoose: (layer: string, neuron: number) => void;
}

/** How many of the busiest neurons the button goes through. */
const busiest = 40;

export function ChosenNeuron({ inspection, layer, neuron, step, onChoose }: ChosenNeuronProps) {
  const { layers, mostSpikes } = inspection;
  const { name } = layer.layer;
  const busy = useMemo(() => mostActive(layer.counts, busiest), [layer]);
  const next = busy[(busy.indexOf(neuron) + 1) % busy.length] ?? 0;
  const fired = step > 0 && layer.spikes[(step - 1) * layer.neurons + neuron]! > 0;
  const count = countOf(layer, neuron, step);
  return (
    <section className={block.block} aria-label="Membrane of the chosen neuron">
      <div className={classes.choice}>
        <NativeSelect
          size="xs"
          label="Layer"
          value={name}
          onChange={(event) => {
            const other = layers.find((entry) => entry.layer.name === event.currentTarget.value);
            if (other) onChoose(other.layer.name, mostActive(other.counts, 1)[0] ?? 0);
          }}
          data={layers.filter(({ spiking }) => spiking).map((entry) => entry.layer.name)}
        />
        <NumberInput
          size="xs"
          label="Neuron"
          value={neuron}
          min={0}
          max={layer.neurons - 1}
          clampBehavior="strict"
          allowDecimal={false}
          allowNegative={false}
          onChange={(value) => typeof value === 'number' && onChoose(name, value)}
        />
        <Button size="xs" variant="default" onClick={() => onChoose(name, next)}>
          Next busiest
        </Button>
        <p className={classes.said}>
          {neuronWords(layer.layer, neuron)}: {count} of {mostSpikes} spikes so far
          {step === 0 ? '' : fired ? '; it fires at this step' : '; silent at this step'}. ϑ ={' '}
          {threshold(thetaOf(layer.threshold, neuron))}
        </p>
      </div>
      <Covered inspection={inspection} layer={name} neuron={neuron} step={step} />
    </section>
  );
}

interface CoveredProps {
  readonly inspection: SampleInspection;
  readonly layer: string;
  readonly neuron: number;
  readonly step: number;
}

function Covered({ inspection, layer, neuron, step }: CoveredProps) {
  const { trace, failure } = useMembrane(inspection, layer, neuron);
  const draw = useMemo(() => trace && drawMembrane(trace), [trace]);
  if (failure) return <p className={block.note}>{failure}</p>;
  if (!trace || !draw) return <div style={{ height: 130 }} aria-busy="true" />;
  const share = step / trace.potential.length;
  const inner = `(100% - ${margin.left + margin.right}px)`;
  return (
    <>
      <Plot draw={draw} label={membraneLabel(trace)} height={130}>
        <span
          className={classes.cover}
          style={{ left: `calc(${margin.left}px + ${inner} * ${share})`, right: margin.right }}
        />
      </Plot>
      <p className={shared.caption}>
        Each step adds what arrives to the membrane; where it reaches the dashed ϑ the neuron fires and pays
        ϑ.
      </p>
    </>
  );
}
