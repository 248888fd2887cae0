/** Takes files from a picker, and says what can be read and where known sets come from. */
import { Button } from '@mantine/core';
import { IconFileUpload, IconFolderOpen } from '@tabler/icons-react';
import { useRef, useState } from 'react';
import type { ReadOptions } from '../../datasets/formats/format.ts';
import { formats } from '../../datasets/formats/index.ts';
import { knownSets } from '../../datasets/own/known-sets.ts';
import { likelyOptions } from '../store/importing.ts';
import { beginGiven } from '../store/models/giving.ts';
import { useWorkbench } from '../store/store.ts';
import classes from './data.module.css';
import { pickedFiles } from './given-files.ts';
import { OptionsForm } from './OptionsForm.tsx';

export function GivePanel() {
  const [options, setOptions] = useState<ReadOptions>(likelyOptions);
  // Who has data here already knows what can be read.
  const [first] = useState(() => useWorkbench.getState().ownSets.length === 0);
  const take = (list: FileList | null) => {
    const given = pickedFiles(list);
    if (given) void beginGiven({ ...given, options });
  };
  return (
    <div className={classes.give}>
      <div className={classes.drop}>
        <p>
          <b>
            Drop an archive, files or a folder anywhere on the page, the file of a trained network, or the zip
            of a run.
          </b>{' '}
          Nothing is uploaded: they are read in this browser.
        </p>
        <div className={classes.buttons}>
          <Picker label="Choose files" icon={<IconFileUpload size={15} />} onFiles={take} />
          <Picker label="Choose a folder" icon={<IconFolderOpen size={15} />} folder onFiles={take} />
        </div>
      </div>
      <details className={classes.more}>
        <summary>How they are read</summary>
        <OptionsForm options={options} onChange={setOptions} />
      </details>
      <details className={classes.more} open={first}>
        <summary>What can be read</summary>
        <ul>
          {formats.map(({ id, title, looks }) => (
            <li key={id}>
              <b>{title}:</b> {looks}
            </li>
          ))}
        </ul>
        <p>
          Each may be packed as .zip, .tar, .tar.gz or .gz. Images and tables have 2 to 1,000 classes, speech
          at least two talkers.
        </p>
        <p>
          <b>Trained networks:</b> .onnx, .keras, .h5, model.json with its .bin files, and .safetensors.
        </p>
        <p>
          <b>Spiking networks:</b> .nir files are shown and simulated. The zip of a run is added to the runs.
        </p>
      </details>
      <details className={classes.more} open={first}>
        <summary>Known sets</summary>
        <ul>
          {knownSets.map(({ title, address, words }) => (
            <li key={title}>
              <b>{title}:</b> <span className={classes.address}>{address}</span>. {words}
            </li>
          ))}
        </ul>
        <p>Their makers offer them there; the page itself asks no other site for anything.</p>
      </details>
    </div>
  );
}

interface PickerProps {
  readonly label: string;
  readonly icon: React.ReactNode;
  readonly folder?: boolean;
  readonly onFiles: (list: FileList | null) => void;
}

export function Picker({ label, icon, folder = false, onFiles }: PickerProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={label}
        {...(folder && { webkitdirectory: '' })}
        onChange={(event) => {
          onFiles(event.currentTarget.files);
          // Cleared, so that the same file can be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <Button variant="default" size="compact-md" leftSection={icon} onClick={() => input.current?.click()}>
        {label}
      </Button>
    </>
  );
}
