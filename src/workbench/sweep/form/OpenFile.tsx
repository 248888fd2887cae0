/** Opens a results file, which is chosen here or dropped anywhere on the page's sweep. */
import { Button } from '@mantine/core';
import { IconFolderOpen } from '@tabler/icons-react';
import { useRef } from 'react';
import { openFile } from '../store/open-file.ts';
import classes from './form.module.css';

export function OpenFile() {
  const input = useRef<HTMLInputElement>(null);
  return (
    <section className={classes.file} aria-label="Results file">
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          if (file) void openFile(file);
          // Cleared, so that the same file can be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <Button
        variant="default"
        size="xs"
        fullWidth
        leftSection={<IconFolderOpen size={15} />}
        onClick={() => input.current?.click()}
      >
        Open a results file
      </Button>
      <p className={classes.help}>
        The results.json that <code translate="no">npm run ptl -- sweep</code> leaves in its folder, or one
        exported here; it can be dropped on the page too.
      </p>
    </section>
  );
}
