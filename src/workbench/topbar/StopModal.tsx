/** Escape is pressed by habit: it asks first. The button in the bar does not. */
import { Button, Group, Modal } from '@mantine/core';

export interface StopModalProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onStop: () => void;
}

export function StopModal({ opened, onClose, onStop }: StopModalProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Stop this run?">
      <p style={{ margin: '0 0 16px' }}>
        The stages that ended are kept; the one under way is lost. A stopped run cannot go on.
      </p>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" data-autofocus onClick={onClose}>
          Keep running
        </Button>
        <Button onClick={onStop}>Stop</Button>
      </Group>
    </Modal>
  );
}
