/** The report card of a lesson: to look at, to save as a file, and to print. Nothing is sent. */
import { Button, TextInput } from '@mantine/core';
import { IconArrowRight, IconDeviceFloppy, IconPrinter, IconRotate } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { download } from '../../shared/save-file.ts';
import { type LessonId, lessonIds } from '../lesson.ts';
import classes from '../panel/lessons.module.css';
import { Scroll } from '../panel/Scroll.tsx';
import { progressIn } from '../progress.ts';
import { beginAnew, goTo, lessonOf, useLessons } from '../state.ts';
import { CardSheet } from './CardSheet.tsx';
import { makeCard } from './make-card.ts';
import { cardText } from './report-card.ts';

export function CardView({ id }: { readonly id: LessonId }) {
  const lesson = lessonOf(id);
  const progress = progressIn(
    useLessons((state) => state.progress),
    id,
  );
  const [name, setName] = useState('');
  const [madeAt] = useState(() => new Date().toISOString());
  const card = useMemo(() => makeCard(lesson, progress, name, madeAt), [lesson, progress, name, madeAt]);
  const next = lessonIds[lessonIds.indexOf(id) + 1];
  return (
    <>
      <Scroll>
        <TextInput
          className={classes.noPrint ?? ''}
          size="xs"
          label="Your name, if the card is handed in"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <CardSheet card={card} />
        <div className={`${classes.actions} ${classes.noPrint}`}>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconDeviceFloppy size={15} />}
            onClick={() => download(`${id}-report-card.json`, cardText(card), 'application/json')}
          >
            Save the card
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconPrinter size={15} />}
            onClick={() => print()}
          >
            Print
          </Button>
        </div>
        <p className={`${classes.hint} ${classes.noPrint}`}>
          The card is made in this browser and sent nowhere. The file carries a digest that tells whether it
          was changed afterwards.
        </p>
      </Scroll>
      <footer className={`${classes.foot} ${classes.noPrint}`}>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconRotate size={15} />}
          onClick={() => beginAnew(id)}
        >
          Begin anew
        </Button>
        {next && (
          <Button
            size="compact-sm"
            rightSection={<IconArrowRight size={15} />}
            title={lessonOf(next).title}
            onClick={() => goTo(next, 0)}
          >
            Next lesson
          </Button>
        )}
      </footer>
    </>
  );
}
