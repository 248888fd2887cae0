/**
 * Asks before a run is stopped by Escape, which is pressed by habit. The button in the bar does not
 * ask.
 */
import { Button, Group, Modal } from '@mantine/core';
import { command } from '../store/conversion.ts';
import { useWorkbench } from '../store/store.ts';
import { methodWords } from '../words/method-words.ts';

export interface StopModalProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function StopModal({ opened, onClose }: StopModalProps) {
  // A run that ends by itself closes the question with it.
  const running = useWorkbench((state) => state.live !== null);
  const method = useWorkbench(({ current, spec }) => (current?.spec ?? spec).method);
  return (
    <Modal opened={opened && running} onClose={onClose} title="Stop this run?">
      <p style={{ margin: '0 0 16px' }}>{methodWords(method).stopped} A stopped run cannot be resumed.</p>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" data-autofocus onClick={onClose}>
          Keep running
        </Button>
        <Button
          onClick={() => {
            onClose();
            command('stop');
          }}
        >
          Stop
        </Button>
      </Group>
    </Modal>
  );
}
