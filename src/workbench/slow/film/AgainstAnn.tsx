/** At the end: what the counts stand for, the ANN's activations, and the difference of both. */
import { useCallback, useMemo } from 'react';
import type { LayerInspection, SampleInspection } from '../../../runs/inspection/simulation.ts';
import { annActivations } from '../../clients/simulation-client.ts';
import { neuronWords } from '../../inspect/sample/neurons.ts';
import block from '../../shared/block.module.css';
import { figure, smallPercent } from '../../shared/format.ts';
import shared from '../../shared/inspect.module.css';
import classes from '../slow.module.css';
import { useAsked } from '../use-asked.ts';
import { differenceOf, worth } from './against.ts';
import { mapsOf } from './maps.ts';
import { paintValues } from './paint.ts';
import { type Fill, useMapsCanvas } from './use-maps-canvas.ts';

interface AgainstAnnProps {
  readonly inspection: SampleInspection;
  readonly ended: boolean;
}

export function AgainstAnn({ inspection, ended }: AgainstAnnProps) {
  return (
    <section className={block.block} aria-label="Counts beside the ANN">
      <div className={block.title}>
        <h3>Counts beside the ANN</h3>
      </div>
      <Comparison inspection={inspection} ended={ended} />
    </section>
  );
}

function Comparison({ inspection, ended }: AgainstAnnProps) {
  const { dynamics, timeSteps, mostSpikes, layers } = inspection;
  const ask = useMemo(
    () => (ended && inspection ? (signal: AbortSignal) => annActivations(signal) : null),
    [ended, inspection],
  );
  const { value, failure } = useAsked(ask);
  if (dynamics && (dynamics.leak < 1 || dynamics.reset === 'hard'))
    return (
      <p className={block.note}>
        These neurons {dynamics.leak < 1 ? 'leak' : 'lose everything when they fire'}, so a count times ϑ does
        not stand for an activation, and there is nothing to hold it against.
      </p>
    );
  if (!ended)
    return (
      <p className={block.note}>
        After step {timeSteps} each count, times ϑ, stands here beside the activation of the ANN that it is
        meant to be.
      </p>
    );
  if (failure) return <p className={block.note}>{failure}</p>;
  if (value === null)
    return (
      <p className={block.note}>
        This run trained its own ANN, which is not kept: there is nothing beside it.
      </p>
    );
  if (!value) return <div style={{ height: 160 }} aria-busy="true" />;
  return (
    <>
      <div className={classes.against}>
        {layers.map((layer, l) =>
          layer.spiking && value[l]?.length === layer.neurons ? (
            <Against key={layer.layer.name} layer={layer} activations={value[l]!} most={mostSpikes} />
          ) : null,
        )}
      </div>
      <p className={shared.caption}>
        The ANN is the one that the conversion began with. In the difference, orange is a count that stands
        for too much and blue for too little; the strongest tint is half the upper bound.
      </p>
    </>
  );
}

interface AgainstProps {
  readonly layer: LayerInspection;
  readonly activations: Float32Array;
  readonly most: number;
}

function Against({ layer, activations, most }: AgainstProps) {
  const maps = useMemo(() => mapsOf(layer.layer), [layer]);
  const bound = Math.max(0, ...layer.threshold) * most;
  const difference = useMemo(() => differenceOf(layer, activations, most), [layer, activations, most]);
  const counted = useCallback<Fill>(
    (pixels, palette) =>
      paintValues(pixels, maps, (n) => worth(layer, n), bound, palette, ['spike', 'spike']),
    [maps, layer, bound],
  );
  const analog = useCallback<Fill>(
    (pixels, palette) => paintValues(pixels, maps, (n) => activations[n]!, bound, palette, ['ann', 'ann']),
    [maps, activations, bound],
  );
  const apart = useCallback<Fill>(
    (pixels, palette) =>
      paintValues(pixels, maps, (n) => worth(layer, n) - activations[n]!, bound / 2, palette, [
        'spike',
        'ann',
      ]),
    [maps, layer, activations, bound],
  );
  const { name } = layer.layer;
  const { at } = difference;
  return (
    <section className={classes.trio} aria-label={`${name} beside the ANN`}>
      <h4>{name}</h4>
      <div>
        <Picture maps={maps} fill={counted} label={`${name}: counts times ϑ`} caption="count · ϑ" />
        <Picture maps={maps} fill={analog} label={`${name}: activations of the ANN`} caption="ANN" />
        <Picture maps={maps} fill={apart} label={`${name}: difference`} caption="difference" />
      </div>
      <p className={classes.facts}>
        <span>
          off by {figure(difference.mean)} on average, {smallPercent(difference.share)} of the upper bound{' '}
          {figure(bound)}
        </span>
        <span>
          most at {neuronWords(layer.layer, at)}: {figure(worth(layer, at))} for{' '}
          {figure(activations[at] ?? 0)}
        </span>
      </p>
    </section>
  );
}

interface PictureProps {
  readonly maps: ReturnType<typeof mapsOf>;
  readonly fill: Fill;
  readonly label: string;
  readonly caption: string;
}

function Picture({ maps, fill, label, caption }: PictureProps) {
  const canvas = useMapsCanvas(maps, fill);
  return (
    <figure>
      <div className={classes.maps} style={{ aspectRatio: `${maps.width} / ${maps.height}` }}>
        <canvas ref={canvas} width={maps.width} height={maps.height} role="img" aria-label={label} />
      </div>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
