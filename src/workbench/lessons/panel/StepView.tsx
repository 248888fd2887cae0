/** One step of a lesson: its text, its prediction, what to do, what is to be seen, and why. */
import { Button } from '@mantine/core';
import { IconArrowLeft, IconArrowRight, IconCircleCheck, IconPointFilled } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import { Equation } from '../../words/glossary/Term.tsx';
import { useEntry } from '../entry.ts';
import type { LessonId } from '../lesson.ts';
import { goBack, goOn, lessonOf, predict, useLessons } from '../state.ts';
import classes from './lessons.module.css';
import { PredictBox } from './PredictBox.tsx';
import { RichText } from './RichText.tsx';
import { RunNote } from './RunNote.tsx';
import { SetUpNote } from './SetUpNote.tsx';
import { StepMap } from './StepMap.tsx';
import { TryButtons } from './TryButtons.tsx';
import { useArrows } from './use-arrows.ts';
import { useHighlight } from './use-highlight.ts';
import { useStep } from './use-step.ts';

export function StepView({ id }: { readonly id: LessonId }) {
  const lesson = lessonOf(id);
  const { step, index, facts, done, prediction, setUp } = useStep(id);
  const known = useLessons((state) => state.progress.lessons[id]?.done) ?? none;
  const next = () => goOn(id);
  const back = () => goBack(id);
  useArrows(back, next);
  useHighlight(step.anchor, step.id);
  const figure = step.anchor === 'neuron';
  useEffect(() => {
    useEntry.setState({ figure });
    return () => useEntry.setState({ figure: false });
  }, [figure]);
  const body = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its top
  useEffect(() => {
    body.current?.scrollTo({ top: 0 });
  }, [step]);

  const last = index === lesson.steps.length - 1;
  return (
    <>
      <StepMap lesson={lesson} index={index} done={known} />
      <div className={classes.body} ref={body} data-step={step.id} data-done={done || undefined}>
        <h3 className={classes.title}>{step.title}</h3>
        {step.text.map((text) => (
          <p key={text}>
            <RichText text={text} facts={facts} />
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
              <RichText text={step.todo} facts={facts} />
              {done && <span className="visually-hidden"> Done.</span>}
            </span>
          </p>
        )}
        {step.tries && <TryButtons tries={step.tries} spec={facts.spec} disabled={!setUp} />}
        <RunNote step={step} facts={facts} />
        {(done || step.done.is === 'read') && step.see && (
          <div className={classes.see}>
            {step.see.map((text) => (
              <p key={text}>
                <RichText text={text} facts={facts} />
              </p>
            ))}
          </div>
        )}
        {step.why && (done || step.done.is === 'read') && (
          <div className={classes.why}>
            <RichText text={step.why.text} facts={facts} />{' '}
            <span className={classes.paper}>Paper, {step.why.paper}</span>
            {step.why.equation && <Equation id={step.why.equation} />}
          </div>
        )}
      </div>
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
