/** Makes a link of the settings, and on request of what is shown beside them. */
import { Button, Modal, Switch, Textarea } from '@mantine/core';
import { useState } from 'react';
import { plainView } from '../../../runs/link/view-part.ts';
import { shareAddress } from '../../store/address.ts';
import { useWorkbench } from '../../store/store.ts';
import { shownView } from '../../store/view/view-part.ts';
import { copyText } from '../share.ts';
import classes from './sharing.module.css';

export function ShareModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Share" size="lg">
      {opened && <LinkForm />}
    </Modal>
  );
}

function LinkForm() {
  const [asShown, setAsShown] = useState(true);
  const state = useWorkbench((whole) => whole);
  const address = shareAddress(asShown ? shownView(state) : plainView);
  return (
    <div className={classes.form}>
      <Switch
        label="With what is shown"
        description="The link opens the same tab, layer and image."
        checked={asShown}
        onChange={(event) => setAsShown(event.currentTarget.checked)}
      />
      <Textarea
        label="Link"
        value={address}
        readOnly
        autosize
        minRows={2}
        maxRows={6}
        onFocus={(event) => event.currentTarget.select()}
        classNames={{ input: classes.address ?? '' }}
      />
      <Button
        className={classes.copy}
        variant="default"
        onClick={() => void copyText(address, 'Link copied')}
      >
        Copy link
      </Button>
    </div>
  );
}
