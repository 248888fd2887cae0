/** Offers a network for the settings' data set where theirs takes other inputs or classes. */
import { Alert, Button } from '@mantine/core';
import { IconArrowsDiff } from '@tabler/icons-react';
import { findDataset } from '../../datasets/index.ts';
import { fittingNetwork, withFittingNetwork } from '../../runs/spec/fit-data.ts';
import { networkMisfits } from '../store/problems.ts';
import { useWorkbench } from '../store/store.ts';
import { changeSettings, useLocked } from '../store/view/class-view.ts';
import classes from './data.module.css';

/** The notice above the chart; nothing where network and data fit. */
export function FitNotice() {
  const facts = useWorkbench(({ spec }) => findDataset(spec.dataset));
  const misfits = useWorkbench(networkMisfits);
  const locked = useLocked();
  // No network of classes fits speech; the choice of the task says what does.
  if (!facts || facts.speech || !misfits) return null;
  const network = fittingNetwork(facts.inputShape, facts.classNames.length);
  const use = () => changeSettings(({ spec }) => ({ spec: withFittingNetwork(spec, facts), unfinished: {} }));
  return (
    <Alert
      className={classes.notice ?? ''}
      role="status"
      title="The network does not fit these data"
      icon={<IconArrowsDiff size={18} />}
    >
      <p>
        <b className={classes.name}>{facts.title}</b> has inputs of {facts.inputShape.join('×')} and{' '}
        {facts.classNames.length} classes. A small network that fits them:{' '}
        <span className={classes.hash}>{network}</span>, trained here from random weights.
      </p>
      <Button size="compact-sm" variant="default" disabled={locked} onClick={use}>
        Use this network
      </Button>
    </Alert>
  );
}
