/** The dialog of the one neuron, on the layer that is open in the inspector where there is one. */
import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import classes from './neuron.module.css';
import { OnOpenLayer } from './OnOpenLayer.tsx';

interface NeuronModalProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function NeuronModal({ opened, onClose }: NeuronModalProps) {
  const narrow = useMediaQuery('(width <= 900px)', false, { getInitialValueInEffect: false });
  return (
    <Modal
      opened={opened}
      onClose={onClose}
      title="One neuron"
      size={1240}
      fullScreen={narrow}
      classNames={{ body: classes.body ?? '', header: classes.header ?? '' }}
    >
      <p className={classes.opening}>
        A ReLU neuron passes on a number. A spiking neuron can only fire or not, so it counts: it adds what it
        receives to its membrane potential, fires whenever that reaches ϑ, and pays ϑ for each spike. Its
        count, times ϑ, stands for the number.
      </p>
      <OnOpenLayer />
    </Modal>
  );
}
