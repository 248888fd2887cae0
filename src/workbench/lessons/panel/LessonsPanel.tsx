/** The panel of the lessons: at the right of the page, on a phone a sheet at its bottom. */
import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronUp, IconList, IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { WordGroup } from '../../shared/word-group.tsx';
import { CardView } from '../card/CardView.tsx';
import { ReadCardView } from '../card/ReadCardView.tsx';
import { useEntry } from '../entry.ts';
import { lessonIds } from '../lesson.ts';
import { fold, leave, lessonOf, openWanted, type Showing, showList, useLessons } from '../state.ts';
import { LessonList } from './LessonList.tsx';
import classes from './lessons.module.css';
import { offerOwn } from './offer-own.tsx';
import { StepView } from './StepView.tsx';

export function LessonsPanel() {
  const wanted = useEntry((state) => state.wanted);
  const showing = useLessons((state) => state.showing);
  const folded = useLessons((state) => state.folded);
  const title = useRef<HTMLHeadingElement>(null);
  const asked = useRef(false);
  // Whoever opened it reads on here; and what was pressed may be gone with what it belonged to.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked whenever something else is shown
  useEffect(() => {
    if (wanted) {
      openWanted(wanted);
      asked.current = true;
      useEntry.setState({ wanted: null });
      return;
    }
    if (asked.current || document.activeElement === document.body)
      title.current?.focus({ preventScroll: true });
    asked.current = false;
  }, [wanted, showing]);
  if (wanted) return null;
  return (
    <div className={classes.panel} data-sheet={showing.kind} data-folded={folded || undefined}>
      <header className={classes.head}>
        <h2 ref={title} tabIndex={-1} className={classes.lesson}>
          {titleOf(showing)}
        </h2>
        {showing.kind !== 'list' && (
          <ActionIcon variant="subtle" size={30} aria-label="All lessons" onClick={showList}>
            <IconList size={17} />
          </ActionIcon>
        )}
        <ActionIcon
          className={classes.fold}
          variant="subtle"
          size={30}
          aria-label={folded ? 'Unfold the lesson' : 'Fold the lesson'}
          aria-expanded={!folded}
          onClick={() => fold(!folded)}
        >
          {folded ? <IconChevronUp size={17} /> : <IconChevronDown size={17} />}
        </ActionIcon>
        <ActionIcon
          variant="subtle"
          size={30}
          aria-label="Leave; the lesson goes on here later"
          onClick={() => {
            leave();
            offerOwn();
          }}
        >
          <IconX size={17} />
        </ActionIcon>
      </header>
      <WordGroup>
        <Body showing={showing} />
      </WordGroup>
    </div>
  );
}

function titleOf(showing: Showing): string {
  switch (showing.kind) {
    case 'list':
      return 'Lessons';
    case 'step':
    case 'card': {
      const { title } = lessonOf(showing.lesson);
      return `${lessonIds.indexOf(showing.lesson) + 1} · ${title}`;
    }
    case 'readCard':
      return 'Report card';
  }
}

function Body({ showing }: { readonly showing: Showing }) {
  switch (showing.kind) {
    case 'list':
      return <LessonList />;
    case 'step':
      return <StepView key={showing.lesson} id={showing.lesson} />;
    case 'card':
      return <CardView key={showing.lesson} id={showing.lesson} />;
    case 'readCard':
      return <ReadCardView read={showing.read} />;
  }
}
