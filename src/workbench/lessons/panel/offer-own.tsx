/** Offers the settings from before the lesson, when it is left. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { goBackToOwn } from '../set-up.ts';
import { useLessons } from '../state.ts';

const id = 'own-settings';

export function offerOwn(): void {
  if (!useLessons.getState().progress.before) return;
  notifications.show({
    id,
    title: 'The lesson had set the page up',
    message: (
      <Button
        variant="default"
        size="compact-sm"
        onClick={() => {
          notifications.hide(id);
          void goBackToOwn();
        }}
      >
        Back to my settings
      </Button>
    ),
    autoClose: 12_000,
  });
}
