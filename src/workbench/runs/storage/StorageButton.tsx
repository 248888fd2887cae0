/** Opens what is stored, and says so when something of it is amiss. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconDatabase } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { useWorkbench } from '../../store/store.ts';
import { counted } from '../../words/import-words.ts';
import { StorageModal } from './StorageModal.tsx';
import classes from './storage.module.css';
import { unreadableWords } from './storage-words.ts';

const note = 'runs-not-kept';

export function StorageButton() {
  const [opened, setOpened] = useState(false);
  const unreadable = useWorkbench((state) => state.unreadable.length);
  const unkept = useWorkbench((state) => state.unkept.length);
  const newer = useWorkbench((state) => state.newerStorage);
  const isAmiss = unkept > 0;
  useEffect(() => {
    if (!isAmiss) {
      notifications.hide(note);
      return;
    }
    notifications.show({
      id: note,
      color: 'red',
      autoClose: false,
      title: 'What was computed last is not stored',
      message: (
        <Button
          variant="default"
          size="compact-sm"
          onClick={() => {
            notifications.hide(note);
            setOpened(true);
          }}
        >
          Choose what to do
        </Button>
      ),
    });
  }, [isAmiss]);
  const words =
    unkept > 0
      ? counted(unkept, 'run is not stored', 'runs are not stored')
      : unreadable > 0
        ? unreadableWords(unreadable)
        : newer
          ? 'Stored by a newer Spikewise'
          : 'Stored';
  return (
    <>
      <Button
        className={classes.button ?? ''}
        variant="subtle"
        size="compact-sm"
        data-amiss={unkept + unreadable > 0 || newer || undefined}
        leftSection={<IconDatabase size={15} />}
        onClick={() => setOpened(true)}
      >
        {words}
      </Button>
      <StorageModal opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}
