/** Shows the link, to be copied by hand when the page may not write to the clipboard. */
import { Modal, Textarea } from '@mantine/core';

export interface LinkModalProps {
  readonly opened: boolean;
  readonly address: string;
  readonly onClose: () => void;
}

export function LinkModal({ opened, address, onClose }: LinkModalProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Link to these settings" size="lg">
      <Textarea
        label="Copy it from here; the browser does not let the page do it."
        value={address}
        readOnly
        autosize
        minRows={2}
        data-autofocus
        onFocus={(event) => event.currentTarget.select()}
        styles={{ input: { fontFamily: 'var(--num)', fontSize: 13 } }}
      />
    </Modal>
  );
}
