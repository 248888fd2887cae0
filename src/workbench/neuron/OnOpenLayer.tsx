/** The figure on the layer that is open in the inspector, where there is one. */
import { useMemo } from 'react';
import { boundAt } from '../inspect/stage/bound-forecast.ts';
import { fittedBound } from '../inspect/stage/fitted-bound.ts';
import { useOpenLayer } from '../inspect/stage/open-layer.ts';
import { useSpec } from '../store/settings.ts';
import { NeuronFigure } from './NeuronFigure.tsx';
import type { LayerSpread } from './scale.ts';

/** Begins anew with another layer; what a run measures of the same one changes nothing. */
export function OnOpenLayer() {
  const open = useOpenLayer((state) => state.layer);
  const { timeSteps, initialPotential, thresholdRule, percentile } = useSpec();
  const layer = useMemo(
    (): LayerSpread | null =>
      open && open.diagnostics.percentiles.max > 0 ? { name: open.name, spread: open.diagnostics } : null,
    [open],
  );
  const window = { timeSteps, initialPotential };
  const fitted = layer && thresholdRule === 'leastSquares' ? fittedBound(layer.spread, window) : null;
  const upperBound = layer && (fitted?.bound ?? boundAt(layer.spread, percentile));
  return <NeuronFigure key={layer?.name} layer={layer} start={{ ...window, upperBound }} />;
}
