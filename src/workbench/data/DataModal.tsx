/**
 * The dialog of the visitor's own data and networks: those at hand, and the way of new ones, of NIR
 * files and of runs into the page.
 */
import { Modal } from '@mantine/core';
import { closeData } from '../store/importing.ts';
import type { Importing } from '../store/state.ts';
import { useWorkbench } from '../store/store.ts';
import { FileRefusedPanel, NirReadingPanel } from './files/FileStates.tsx';
import { NirPanel } from './files/NirPanel.tsx';
import { RunPanel } from './files/RunPanel.tsx';
import { GivePanel } from './GivePanel.tsx';
import { ModelList } from './models/ModelList.tsx';
import { ModelPanel } from './models/ModelPanel.tsx';
import { ModelReadingPanel, ModelRefusedPanel } from './models/ModelStates.tsx';
import { OwnList } from './OwnList.tsx';
import { PreviewPanel } from './PreviewPanel.tsx';
import { ReadingPanel } from './ReadingPanel.tsx';
import { RefusedPanel } from './RefusedPanel.tsx';

export function DataModal() {
  const opened = useWorkbench((state) => state.dataOpen);
  const importing = useWorkbench((state) => state.importing);
  return (
    <Modal
      opened={opened}
      onClose={closeData}
      title="Your data"
      size="xl"
      // What was read is not let go of by a press beside the dialog.
      closeOnClickOutside={importing === null}
    >
      <Content importing={importing} />
    </Modal>
  );
}

function Content({ importing }: { readonly importing: Importing | null }) {
  switch (importing?.kind) {
    case 'reading':
      return <ReadingPanel importing={importing} />;
    case 'refused':
      return <RefusedPanel key={importing.message} importing={importing} />;
    case 'read':
      return <PreviewPanel key={importing.set.facts.hash} importing={importing} />;
    case 'modelReading':
      return <ModelReadingPanel importing={importing} />;
    case 'modelRefused':
      return <ModelRefusedPanel key={importing.message} importing={importing} />;
    case 'modelRead':
      return <ModelPanel importing={importing} />;
    case 'nirReading':
      return <NirReadingPanel importing={importing} />;
    case 'nirRead':
      return <NirPanel importing={importing} />;
    case 'runReading':
    case 'runTaken':
      return <RunPanel importing={importing} />;
    case 'fileRefused':
      return <FileRefusedPanel importing={importing} />;
    case undefined:
      return (
        <>
          <OwnList />
          <ModelList />
          <GivePanel />
        </>
      );
  }
}
