/** A button that leads to the part of the page that was just spoken of. */
import { Button } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import type { LessonAnchor } from '../lesson.ts';
import { leadTo } from './use-highlight.ts';

interface LeadsToProps {
  readonly anchor: LessonAnchor;
  readonly words: string;
}

export function LeadsTo({ anchor, words }: LeadsToProps) {
  return (
    <Button
      variant="default"
      size="compact-sm"
      style={{ alignSelf: 'start' }}
      rightSection={<IconArrowDown size={14} />}
      onClick={() => leadTo(anchor)}
    >
      {words}
    </Button>
  );
}
