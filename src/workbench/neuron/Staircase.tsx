/** The staircase beside ReLU; its point and its upper bound are dragged. */
import { type PointerEvent, useMemo, useRef } from 'react';
import inspect from '../shared/inspect.module.css';
import { Key } from '../shared/Key.tsx';
import { Plot } from '../shared/Plot.tsx';
import { placeIn } from '../shared/place-in.ts';
import type { FigureAnswer, FigureSettings } from './figure.ts';
import { staircaseWords } from './figure-words.ts';
import classes from './neuron.module.css';
import { onScale, type Scale } from './scale.ts';
import { activationAt, drawStaircase, placeOf } from './staircase-plot.ts';

/** A pointer this near to the bound's line means the bound, in pixels. */
const near = 14;

interface StaircaseProps {
  readonly scale: Scale;
  readonly settings: FigureSettings;
  readonly answer: FigureAnswer;
  readonly onChange: (change: Partial<FigureSettings>) => void;
}

export function Staircase({ scale, settings, answer, onChange }: StaircaseProps) {
  const draw = useMemo(() => drawStaircase(scale, settings, answer), [scale, settings, answer]);
  const dragged = useRef<'activation' | 'upperBound' | null>(null);
  const least = scale.bounds.find((bound) => bound > 0) ?? scale.step;
  const most = scale.bounds.at(-1)!;

  const move = (event: PointerEvent<HTMLDivElement>) => {
    if (dragged.current === null) return;
    const { x, width } = placeIn(event.currentTarget, event);
    const value = onScale(scale, activationAt(scale, width, x));
    if (dragged.current === 'activation') onChange({ activation: value });
    else onChange({ upperBound: Math.min(most, Math.max(least, value)) });
  };
  const press = (event: PointerEvent<HTMLDivElement>) => {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const { x, width } = placeIn(event.currentTarget, event);
    const far = (value: number) => Math.abs(placeOf(scale, width, value) - x);
    const bound = far(settings.upperBound);
    dragged.current = bound < near && bound < far(settings.activation) ? 'upperBound' : 'activation';
    move(event);
  };
  const release = () => {
    dragged.current = null;
  };

  return (
    <section className={classes.staircase} aria-label="Count times ϑ against ReLU">
      <h3 className={classes.title}>What the count stands for</h3>
      <p className={inspect.keys}>
        <Key colour="ann" shape="line">
          ReLU
        </Key>
        <Key colour="spike" shape="line">
          count · ϑ
        </Key>
        <Key colour="bad">error</Key>
        {scale.layer ? <Key colour="ann-soft">{scale.layer.name}’s activations, log count</Key> : null}
      </p>
      <div className={classes.stairBox}>
        <Plot draw={draw} label={staircaseWords(scale, settings, answer)}>
          {/* The sliders do the same by keys. */}
          <div
            className={classes.drag}
            onPointerDown={press}
            onPointerMove={move}
            onPointerUp={release}
            onPointerCancel={release}
          />
        </Plot>
      </div>
      <p className={inspect.caption}>
        Activation →{scale.layer ? `, its percentiles in ${scale.layer.name} below` : ''}. Drag the point, or
        the dashed line of the upper bound.
      </p>
    </section>
  );
}
