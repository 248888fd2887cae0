/** Offers a network for the settings' data set where theirs takes other inputs or classes. */
import { Button } from '@mantine/core';
import { findDataset } from '../../datasets/index.ts';
import { fittingNetwork, withFittingNetwork } from '../../runs/spec/fit-data.ts';
import { networkMisfits } from '../store/problems.ts';
import { useWorkbench } from '../store/store.ts';
import classes from './data.module.css';

export function FitOffer() {
  const facts = useWorkbench(({ spec }) => findDataset(spec.dataset));
  const misfits = useWorkbench(networkMisfits);
  if (!facts || !misfits) return null;
  const network = fittingNetwork(facts.inputShape, facts.classNames.length);
  const use = () =>
    useWorkbench.setState(({ spec }) => ({ spec: withFittingNetwork(spec, facts), unfinished: {} }));
  return (
    <div className={classes.offer} role="note">
      <p>
        The network takes other inputs or classes. A small one that fits:{' '}
        <span className={classes.hash}>{network}</span>, trained here from random weights.
      </p>
      <Button size="compact-xs" variant="default" onClick={use}>
        Use this network
      </Button>
    </div>
  );
}
