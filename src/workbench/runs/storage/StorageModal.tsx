/**
 * Shows what this browser keeps: how much room it takes, what cannot be read, and the ways of
 * everything into one file and back.
 */
import { Button, Modal } from '@mantine/core';
import { IconDownload, IconUpload } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import type { UnreadableRecord } from '../../../runs/records/run-store.ts';
import { saveBlob } from '../../shared/save-file.ts';
import { exportAll, exportRuns, importFile } from '../../store/kept/archive.ts';
import { type StorageUse, storageUse } from '../../store/kept/persistence.ts';
import { deleteUnreadable } from '../../store/kept/unreadable.ts';
import { useWorkbench } from '../../store/store.ts';
import { importWords } from '../../words/import-words.ts';
import { NoRoom } from './NoRoom.tsx';
import classes from './storage.module.css';
import { roomWords, unreadableWords } from './storage-words.ts';
import { UnreadableList } from './UnreadableList.tsx';

export function StorageModal({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Stored in this browser" size="lg">
      <Stored />
    </Modal>
  );
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));
const today = () => new Date().toISOString().slice(0, 10);

/** Shows the contents. They are mounted only while the dialog is open. */
function Stored() {
  const unreadable = useWorkbench((state) => state.unreadable);
  const newer = useWorkbench((state) => state.newerStorage);
  const runs = useWorkbench((state) => state.runs.length);
  const [use, setUse] = useState<StorageUse | null>(null);
  const [told, setTold] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is stored has changed with these
  useEffect(() => {
    let shown = true;
    void storageUse().then((known) => shown && setUse(known));
    return () => {
      shown = false;
    };
  }, [runs, unreadable, told]);

  const attempt = async (action: () => Promise<string | null>) => {
    setBusy(true);
    setTold(await action().catch(wordsOf));
    setBusy(false);
  };
  const save = (name: string, blob: Promise<Blob>) =>
    attempt(async () => {
      saveBlob(`spikewise-${name}-${today()}.jsonl`, await blob);
      return null;
    });
  const remove = (record: UnreadableRecord) => attempt(() => deleteUnreadable(record.key));

  return (
    <div className={classes.stored}>
      <NoRoom />
      {newer && (
        <p role="note">
          A newer Spikewise has set up this storage. What can be read is shown; nothing of it is replaced.
        </p>
      )}
      <p>{use ? roomWords(use) : 'Asking the browser …'}</p>
      <div className={classes.buttons}>
        <Button
          variant="default"
          size="compact-md"
          disabled={busy}
          leftSection={<IconDownload size={15} />}
          onClick={() => void save('everything', exportAll())}
        >
          Export everything
        </Button>
        <input
          ref={input}
          type="file"
          accept=".jsonl,.zip"
          hidden
          aria-label="Exported file"
          onChange={(event) => {
            const [file] = event.currentTarget.files ?? [];
            if (file) void attempt(async () => importWords(await importFile({ name: file.name, file })));
            // Cleared, so that the same file can be chosen again.
            event.currentTarget.value = '';
          }}
        />
        <Button
          variant="default"
          size="compact-md"
          disabled={busy}
          leftSection={<IconUpload size={15} />}
          onClick={() => input.current?.click()}
        >
          Import
        </Button>
      </div>
      <p className={classes.help}>
        All runs and sweeps with their networks, in one file. An import takes such a file, or the zip of a
        run; it adds what is missing and replaces nothing.
      </p>
      {told && <p role="status">{told}</p>}
      {unreadable.length > 0 && (
        <section aria-label="Runs that cannot be read">
          <h3 className="eyebrow">{unreadableWords(unreadable.length)}</h3>
          <UnreadableList
            records={unreadable}
            onSave={(record) => void save('record', exportRuns([record.key]))}
            onDelete={(record) => void remove(record)}
          />
        </section>
      )}
    </div>
  );
}
