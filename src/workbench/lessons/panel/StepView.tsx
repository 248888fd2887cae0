/** One step of a lesson: its text, its prediction, what to do, what is to be seen, and why. */
import { Button } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconCircleCheck, IconPointFilled } from '@tabler/icons-react';
import { useEffect } from 'react';
import { Equation } from '../../words/glossary/Term.tsx';
import { useEntry } from '../entry.ts';
import type { LessonId } from '../lesson.ts';
import { goBack, goOn, lessonOf, predict, useLessons } from '../state.ts';
import { figuresIn } from '../text.ts';
import { LeadsTo } from './LeadsTo.tsx';
import classes from './lessons.module.css';
import { OpenTab } from './OpenTab.tsx';
import { PredictBox } from './PredictBox.tsx';
import { RichText } from './RichText.tsx';
import { RunNote } from './RunNote.tsx';
import { Scroll } from './Scroll.tsx';
import { SetUpNote } from './SetUpNote.tsx';
import { StepMap } from './StepMap.tsx';
import { TryButtons } from './TryButtons.tsx';
import { useArrows } from './use-arrows.ts';
import { useHighlight } from './use-highlight.ts';
import { useStep, type WordsOf } from './use-step.ts';
import { useVeil } from './use-veil.ts';

export function StepView({ id }: { readonly id: LessonId }) {
  const lesson = lessonOf(id);
  const { step, index, facts, done, prediction, setUp, live, seen } = useStep(id);
  const known = useLessons((state) => state.progress.lessons[id]?.done) ?? none;
  const next = () => goOn(id);
  const back = () => goBack(id);
  useArrows(back, next);
  // Whoever has pressed Convert wants to see what it does.
  const begun = step.anchor === 'convert' && (facts.underWay || done);
  useHighlight(begun ? 'progress' : step.anchor, step.id);
  const guessing = step.predict !== undefined && prediction === null;
  useVeil((guessing && step.predict?.veils) || null);
  const figure = step.anchor === 'neuron';
  useEffect(() => {
    useEntry.setState({ figure });
    return () => useEntry.setState({ figure: false });
  }, [figure]);
  const told = done || step.done.is === 'read';
  // What is to be done follows the guess.
  const guessed = step.predict && prediction ? `${step.id} guessed` : null;
  const last = index === lesson.steps.length - 1;
  return (
    <>
      <StepMap lesson={lesson} index={index} done={known} />
      <Scroll
        top={step.id}
        shows={told && step.done.is !== 'read' ? `${step.id} done` : guessed}
        step={step.id}
        done={done}
      >
        <h3 className={classes.title}>{step.title}</h3>
        {step.text.map((text) => (
          <p key={text}>
            <RichText text={text} wordsOf={live} />
          </p>
        ))}
        {!setUp && <SetUpNote step={step} facts={facts} />}
        {step.predict && (
          <PredictBox
            key={step.id}
            predict={step.predict}
            kept={prediction}
            onPredict={(said) => predict(id, step.id, said)}
          />
        )}
        {step.todo && (
          <p className={classes.todo} data-done={done || undefined}>
            {done ? <IconCircleCheck size={17} aria-hidden /> : <IconPointFilled size={17} aria-hidden />}
            <span>
              <RichText text={step.todo} wordsOf={live} />
              {done && <span className="visually-hidden"> Done.</span>}
            </span>
          </p>
        )}
        {step.tries && (
          <TryButtons
            tries={step.tries}
            facts={facts}
            marks={step.done.is === 'tried'}
            disabled={!setUp || guessing}
            waits={setUp && guessing ? 'first your guess' : undefined}
          />
        )}
        <OpenTab condition={step.done} disabled={!setUp || guessing} />
        <RunNote step={step} facts={facts} />
        {told && step.see && (
          <div className={classes.see} data-new>
            <Seen texts={step.see} wordsOf={seen} waits={setUp} />
            {step.leadsTo && <LeadsTo {...step.leadsTo} />}
          </div>
        )}
        {told && step.why && (
          <div className={classes.why}>
            <RichText text={step.why.text} wordsOf={live} />{' '}
            <span className={classes.paper}>Paper, {step.why.paper}</span>
            {step.why.equation && <Equation id={step.why.equation} />}
          </div>
        )}
      </Scroll>
      <footer className={classes.foot}>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<IconArrowLeft size={15} />}
          disabled={index === 0}
          onClick={back}
        >
          Back
        </Button>
        <span className={classes.count}>
          Step {index + 1} of {lesson.steps.length}
        </span>
        <Button
          variant={done || step.done.is === 'read' ? 'filled' : 'default'}
          size="compact-sm"
          rightSection={<IconArrowRight size={15} />}
          onClick={next}
        >
          {last ? 'Report card' : 'Next'}
        </Button>
      </footer>
      <p className="visually-hidden" role="status">
        {done ? `Done: ${step.title}` : `Step ${index + 1}: ${step.title}`}
      </p>
    </>
  );
}

const none: readonly string[] = [];

interface SeenProps {
  readonly texts: readonly string[];
  readonly wordsOf: WordsOf;
  /** Whether the figures are being measured: the page stands as the step needs it. */
  readonly waits: boolean;
}

/** What is seen when the step is done: all its figures of one moment, or none of them. */
function Seen({ texts, wordsOf, waits }: SeenProps) {
  if (texts.flatMap(figuresIn).some((figure) => wordsOf(figure) === null))
    return <p data-waits>{waits ? 'Measuring …' : 'Set up this step to see its figures.'}</p>;
  return texts.map((text) => (
    <p key={text}>
      <RichText text={text} wordsOf={wordsOf} />
    </p>
  ));
}
