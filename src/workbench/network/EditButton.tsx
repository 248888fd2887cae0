import { Button } from '@mantine/core';
import { openEditor } from './editor.ts';

/** Opens the network editor; it stands beside the network in the settings. */
export function EditButton() {
  return (
    <Button variant="default" size="compact-xs" aria-haspopup="dialog" onClick={openEditor}>
      Edit layers
    </Button>
  );
}
