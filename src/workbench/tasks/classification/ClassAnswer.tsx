/** Shows the image, and beside it how sure both networks are of each class. */
import type { ClassAnswer as Answer } from '../../../runs/inspection/simulation.ts';
import { ExampleImage, NoImage } from '../../shared/ExampleImage.tsx';
import type { AnswerProps, InspectionWith } from '../task-views.ts';
import { article } from './answer.ts';
import { ClassBars } from './ClassBars.tsx';
import styles from './classification.module.css';

export function ClassAnswer({ inspection, shape, pad, browser, waiting }: AnswerProps<Answer>) {
  return (
    <div className={styles.duo}>
      <div className={styles.picture}>
        {pad ?? <TestImage inspection={inspection} shape={shape} />}
        {browser}
      </div>
      {inspection ? <ClassBars answer={inspection.answer} /> : waiting}
    </div>
  );
}

interface TestImageProps extends Pick<AnswerProps<Answer>, 'shape'> {
  readonly inspection: InspectionWith<Answer> | null;
}

/** Shows the test image. Until the first answer its place stays empty, so that nothing jumps. */
function TestImage({ inspection, shape }: TestImageProps) {
  if (!inspection || inspection.index === null) return <NoImage shape={shape} />;
  const { input, inputShape, index, answer } = inspection;
  const name = answer.label === null ? null : (answer.classNames[answer.label] ?? null);
  const label = name === null ? `Test image ${index}` : `Test image ${index}, ${article(name)} ${name}`;
  return <ExampleImage values={input} shape={inputShape} label={label} />;
}
