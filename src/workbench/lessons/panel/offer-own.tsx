/** Offers the settings from before the lesson, when it is left. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { decodeLink } from '../../../runs/link/link.ts';
import { sameExperiment } from '../../../runs/spec/same-experiment.ts';
import { presetSpec } from '../../../runs/spec/spec.ts';
import type { Progress } from '../progress.ts';
import { goBackToOwn } from '../set-up.ts';
import { useLessons } from '../state.ts';

const id = 'own-settings';

/** Tells whether nothing of one's own was there: a preset as it is, without a run. */
function isPlain({ link, run }: NonNullable<Progress['before']>): boolean {
  const { spec } = decodeLink(link);
  return run === null && spec.preset !== null && sameExperiment(spec, presetSpec(spec.preset));
}

export function offerOwn(): void {
  const { before } = useLessons.getState().progress;
  if (!before || isPlain(before)) return;
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
