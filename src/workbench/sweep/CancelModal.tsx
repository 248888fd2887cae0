/** Asks before a sweep is ended, since the training of the cells under way is lost. */
import { Button, Group, Modal } from '@mantine/core';
import { cancelSweep } from './store/running.ts';
import { useSweeps } from './store/state.ts';

export interface CancelModalProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function CancelModal({ opened, onClose }: CancelModalProps) {
  // A sweep that ends by itself closes the question with it.
  const cells = useSweeps((state) => state.underWay?.cells.size ?? null);
  const lost = cells === 1 ? 'The cell under way is lost' : `The ${cells} cells under way are lost`;
  return (
    <Modal opened={opened && cells !== null} onClose={onClose} title="Cancel this sweep?">
      <p style={{ margin: '0 0 16px' }}>
        {cells === 0 ? 'No cell is under way' : lost}; the cells that ended are kept, and the sweep can be
        resumed from there later. To let them end first, pause instead.
      </p>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" data-autofocus onClick={onClose}>
          Keep running
        </Button>
        <Button
          onClick={() => {
            onClose();
            cancelSweep();
          }}
        >
          Cancel the sweep
        </Button>
      </Group>
    </Modal>
  );
}
