/** The lessons with their state, and the way to read a report card. */
import { Button } from '@mantine/core';
import { IconCheck, IconFolderOpen } from '@tabler/icons-react';
import { useRef } from 'react';
import { readCard } from '../card/report-card.ts';
import { lessons } from '../content/index.ts';
import type { Lesson } from '../lesson.ts';
import { type Progress, progressIn } from '../progress.ts';
import { goBackToOwn } from '../set-up.ts';
import { goTo, showRead, useLessons } from '../state.ts';
import classes from './lessons.module.css';
import { Scroll } from './Scroll.tsx';

export function LessonList() {
  const progress = useLessons((state) => state.progress);
  return (
    <Scroll>
      <ol className={classes.list}>
        {lessons.map((lesson) => (
          <LessonItem key={lesson.id} lesson={lesson} progress={progress} />
        ))}
      </ol>
      {progress.before && (
        <Button variant="default" size="compact-sm" onClick={() => void goBackToOwn()}>
          Back to my settings
        </Button>
      )}
      <OpenCard />
    </Scroll>
  );
}

/** Says how far a lesson is. */
export function stateWords({ steps }: Lesson, done: number, step: number): string {
  if (done === steps.length) return 'done';
  if (done === 0 && step === 0) return `${steps.length} steps`;
  return `go on at step ${step + 1} of ${steps.length}`;
}

function LessonItem({ lesson, progress }: { readonly lesson: Lesson; readonly progress: Progress }) {
  const { done, step } = progressIn(progress, lesson.id);
  const known = lesson.steps.filter(({ id }) => done.includes(id)).length;
  return (
    <li>
      <button type="button" data-lesson={lesson.id} onClick={() => goTo(lesson.id, step)}>
        <b>{lesson.title}</b>
        <span>{lesson.summary}</span>
        <em data-done={known === lesson.steps.length || undefined}>
          {known === lesson.steps.length && <IconCheck size={14} aria-hidden />}
          {stateWords(lesson, known, step)}
        </em>
      </button>
    </li>
  );
}

/** Opens a report card that is chosen here, or dropped here. */
function OpenCard() {
  const input = useRef<HTMLInputElement>(null);
  const open = async (file: File | undefined) => {
    if (file) showRead(readCard(file.name, await file.text().catch(() => '')));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dropped can be chosen too
    <div
      className={classes.openCard}
      onDrop={(event) => {
        const [file] = event.dataTransfer.files;
        event.preventDefault();
        event.stopPropagation();
        void open(file);
      }}
    >
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        hidden
        onChange={(event) => {
          void open(event.currentTarget.files?.[0]);
          // Cleared, so that the same file can be chosen again.
          event.currentTarget.value = '';
        }}
      />
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconFolderOpen size={15} />}
        onClick={() => input.current?.click()}
      >
        Open a report card
      </Button>
    </div>
  );
}
