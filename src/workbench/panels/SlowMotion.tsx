/** The way into slow motion: its button, and its dialog, loaded when it is first opened. */
import { Button } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import type { SlowMotionProps } from '../inspect/sample/SampleInspector.tsx';
import { lazyPart } from '../shared/boundary/lazy-part.tsx';
import { openSlowMotion, useSlowMotion } from '../slow/opened.ts';

const SlowModal = lazyPart('Slow motion', async () => (await import('../slow/index.ts')).SlowModal);

/** A mixture of voices has thousands of frames and no picture to light up step by step. */
const canPlay = ({ inspection }: SlowMotionProps) => inspection && inspection.answer.kind !== 'voices';

export function SlowMotion(props: SlowMotionProps) {
  const opened = useSlowMotion((state) => state.opened);
  return (
    <>
      {canPlay(props) ? (
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconPlayerPlay size={14} />}
          onClick={openSlowMotion}
        >
          Slow motion
        </Button>
      ) : null}
      {opened ? <SlowModal {...props} /> : null}
    </>
  );
}
