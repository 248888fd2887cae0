/** The steps of a lesson in a row: one stop of the Tab key, with arrows to the others. */
import type { RefObject } from 'react';
import { useWord, WordGroup } from '../../shared/word-group.tsx';
import type { Lesson } from '../lesson.ts';
import { goTo } from '../state.ts';
import classes from './lessons.module.css';

interface StepMapProps {
  readonly lesson: Lesson;
  readonly index: number;
  readonly done: readonly string[];
}

export function StepMap({ lesson, index, done }: StepMapProps) {
  return (
    <nav aria-label="Steps of the lesson">
      <WordGroup>
        <ol className={classes.map}>
          {lesson.steps.map(({ id, title }, i) => (
            <li key={id}>
              <Dot
                words={`Step ${i + 1}: ${title}${done.includes(id) ? ', done' : ''}`}
                number={i + 1}
                here={i === index}
                done={done.includes(id)}
                onClick={() => goTo(lesson.id, i)}
              />
            </li>
          ))}
        </ol>
      </WordGroup>
    </nav>
  );
}

interface DotProps {
  readonly words: string;
  readonly number: number;
  readonly here: boolean;
  readonly done: boolean;
  readonly onClick: () => void;
}

function Dot({ words, number, here, done, onClick }: DotProps) {
  const { ref, tabIndex, onFocus, onKeyDown } = useWord();
  return (
    <button
      type="button"
      ref={ref as RefObject<HTMLButtonElement>}
      title={words}
      aria-label={words}
      aria-current={here ? 'step' : undefined}
      data-done={done || undefined}
      {...{ tabIndex, onFocus, onKeyDown, onClick }}
    >
      {number}
    </button>
  );
}
