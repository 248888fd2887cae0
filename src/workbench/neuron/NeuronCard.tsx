/** The figure of one neuron as a card in the page, on plain numbers: a lesson speaks beside it. */
import { anchor } from '../shared/anchor.ts';
import { useLastFigure } from './last-figure.ts';
import { NeuronFigure } from './NeuronFigure.tsx';
import classes from './neuron.module.css';

const start = { timeSteps: 4, initialPotential: 'zero', upperBound: 1 } as const;

export function NeuronCard() {
  const asked = useLastFigure((state) => state.asked);
  return (
    <section className={classes.card} aria-label="One neuron" {...anchor('neuron')}>
      <NeuronFigure layer={null} start={start} asked={asked} />
    </section>
  );
}
