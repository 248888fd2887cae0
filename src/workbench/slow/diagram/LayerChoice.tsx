/** Chooses the layer of a diagram among those that spike. */
import { NativeSelect } from '@mantine/core';
import type { LayerInspection, SampleInspection } from '../../../runs/inspection/simulation.ts';

interface LayerChoiceProps {
  readonly inspection: SampleInspection;
  readonly value: string;
  readonly onChange: (layer: string) => void;
}

export function LayerChoice({ inspection, value, onChange }: LayerChoiceProps) {
  return (
    <NativeSelect
      size="xs"
      label="Layer"
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      data={inspection.layers.map(({ layer, spiking }) => ({
        value: layer.name,
        label: spiking ? layer.name : `${layer.name} (still analog)`,
        disabled: !spiking,
      }))}
      style={{ maxWidth: 220 }}
    />
  );
}

/**
 * Returns the layer that is chosen in the strip if it spikes, else the one that was converted last;
 * null where none spikes.
 */
export function layerToShow({ layers }: SampleInspection, name: string | null): LayerInspection | null {
  return (
    layers.find(({ layer, spiking }) => spiking && layer.name === name) ??
    layers.findLast(({ spiking }) => spiking) ??
    null
  );
}
