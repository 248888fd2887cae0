/**
 * The raster of a chosen layer with the choice of its neurons, and under it the membrane of the
 * neuron chosen.
 */
import { ActionIcon, NativeSelect, Tooltip } from '@mantine/core';
import { IconPin, IconPinFilled } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { LayerInspection, SampleInspection } from '../../../runs/inspection/simulation.ts';
import { firingWords } from '../../../runs/spec/methods/latency.ts';
import { anchor } from '../../shared/anchor.ts';
import block from '../../shared/block.module.css';
import { percent } from '../../shared/format.ts';
import { Term } from '../../words/glossary/Term.tsx';
import { Membrane } from './Membrane.tsx';
import { type NeuronChoice, neuronName, pickNeurons } from './neurons.ts';
import { Raster } from './Raster.tsx';

/** More rows than this would be thinner than a spike. */
const most = 40;

interface RasterPanelProps {
  /** What an example is called: `image`. */
  readonly noun: string;
  readonly inspection: SampleInspection;
  readonly layerName: string | null;
  readonly onSelectLayer?: ((layer: string) => void) | undefined;
}

export function RasterPanel({ noun, inspection, layerName, onSelectLayer }: RasterPanelProps) {
  const [choice, setChoice] = useState<NeuronChoice>('active');
  const [pins, setPins] = useState<Readonly<Record<string, readonly number[]>>>({});
  const [wanted, setWanted] = useState<number | null>(null);
  const { layers, timeSteps, mostSpikes, shownSteps } = inspection;
  // Without a choice the last layer that has spikes to show.
  const layer =
    layers.find((candidate) => candidate.layer.name === layerName) ??
    layers.findLast(({ spiking }) => spiking) ??
    layers.at(-1);
  const name = layer?.layer.name ?? '';
  const pinned = pins[name] ?? none;
  const shown = useMemo(
    () => (layer ? pickNeurons(choice, layer.counts, pinned, most) : []),
    [layer, choice, pinned],
  );
  if (!layer) return null;
  const coding = inspection.dynamics?.coding ?? 'firstStep';
  const when = firingWords(
    { firing: inspection.firing, timeSteps, coding, hidden: layers.length },
    layers.indexOf(layer),
  );
  const selected = wanted !== null && shown.includes(wanted) ? wanted : (shown[0] ?? null);
  const togglePin = (neuron: number) =>
    setPins({
      ...pins,
      [name]: pinned.includes(neuron) ? pinned.filter((n) => n !== neuron) : [...pinned, neuron],
    });

  return (
    <>
      <section className={block.block} aria-label="Raster" {...anchor('raster')}>
        <div className={block.title}>
          <h3>
            <Term id="raster">Raster</Term>
          </h3>
          <NativeSelect
            size="xs"
            aria-label="Layer of the raster"
            value={name}
            onChange={(event) => onSelectLayer?.(event.currentTarget.value)}
            disabled={!onSelectLayer}
            data={layers.map((l) => ({
              value: l.layer.name,
              label: l.spiking ? l.layer.name : `${l.layer.name} (analog)`,
            }))}
          />
          {layer.spiking ? (
            <NativeSelect
              size="xs"
              aria-label="Neurons shown"
              value={choice}
              onChange={(event) => setChoice(event.currentTarget.value as NeuronChoice)}
              data={[
                { value: 'active', label: 'most active' },
                { value: 'even', label: 'evenly spaced' },
                { value: 'pinned', label: `pinned (${pinned.length})` },
              ]}
            />
          ) : null}
        </div>
        <RasterOrNote
          noun={noun}
          layer={layer}
          timeSteps={timeSteps}
          mostSpikes={mostSpikes}
          shownSteps={shownSteps}
          shown={shown}
          selected={selected}
          onSelect={setWanted}
          onPin={togglePin}
        />
        {layer.spiking && when ? <p className={block.note}>{when}</p> : null}
      </section>
      {layer.spiking && selected !== null ? (
        <section className={block.block} aria-label="Membrane">
          <div className={block.title}>
            <h3>
              <Term id="membrane">Membrane</Term> of neuron {neuronName(layer.layer, selected)}
            </h3>
            <PinButton pinned={pinned.includes(selected)} onClick={() => togglePin(selected)} />
          </div>
          <Membrane inspection={inspection} layer={name} neuron={selected} />
        </section>
      ) : null}
    </>
  );
}

const none: readonly number[] = [];

function PinButton({ pinned, onClick }: { readonly pinned: boolean; readonly onClick: () => void }) {
  const label = pinned ? 'Unpin this neuron' : 'Pin this neuron: keep it under “pinned”';
  return (
    <Tooltip label={label}>
      <ActionIcon variant="subtle" size="sm" aria-label={label} aria-pressed={pinned} onClick={onClick}>
        {pinned ? <IconPinFilled size={16} /> : <IconPin size={16} />}
      </ActionIcon>
    </Tooltip>
  );
}

interface RasterOrNoteProps {
  readonly noun: string;
  readonly layer: LayerInspection;
  readonly timeSteps: number;
  readonly mostSpikes: number;
  readonly shownSteps: number;
  readonly shown: readonly number[];
  readonly selected: number | null;
  readonly onSelect: (neuron: number) => void;
  readonly onPin: (neuron: number) => void;
}

function RasterOrNote(props: RasterOrNoteProps) {
  const { noun, layer, shown } = props;
  if (!layer.spiking) {
    const active = layer.counts.reduce((sum, activation) => sum + (activation > 0 ? 1 : 0), 0);
    return (
      <p className={block.note}>
        {layer.layer.name} is still analog in this network: it hands on numbers, not spikes.{' '}
        {percent(active / layer.neurons)} of its activations are above zero for this {noun}.
      </p>
    );
  }
  if (shown.length === 0)
    return (
      <p className={block.note}>
        No neuron of {layer.layer.name} is pinned. Double-click one in the raster, or press its pin.
      </p>
    );
  return <Raster {...props} />;
}
