/** An arrow of a diagram: it runs while something goes along it. */
import { useId } from 'react';
import classes from '../slow.module.css';

interface FlowProps {
  /** The path of the SVG; its end is the head. */
  readonly d: string;
  /** Blue is numbers, orange spikes, red the gradient, violet what is learnt. */
  readonly kind: 'ann' | 'spike' | 'bad' | 'tandem';
  readonly hidden?: boolean;
  readonly moves: boolean;
}

export function Flow({ d, kind, hidden = false, moves }: FlowProps) {
  const head = useId();
  return (
    <g className={classes.flow} data-kind={kind} data-hidden={hidden || undefined}>
      <marker id={head} viewBox="0 0 8 8" refX="2" refY="4" markerWidth="4" markerHeight="4" orient="auto">
        <path d="M 0 0 L 8 4 L 0 8 Z" />
      </marker>
      <path d={d} data-moves={moves || undefined} markerEnd={`url(#${head})`} />
    </g>
  );
}
