/**
 * Shows a note that something was deleted, with a button that brings it back for as long as the
 * note stands.
 */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';

export function offerUndo(of: string, title: string, restore: () => unknown): void {
  const id = `deleted-${of}`;
  notifications.show({
    id,
    title,
    message: (
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => {
          notifications.hide(id);
          restore();
        }}
      >
        Undo
      </Button>
    ),
    autoClose: 10_000,
  });
}
