/** Shows some examples of the classes; inputs that are no pictures as rows of pixels. */
import type { Sample } from '../../datasets/own/samples.ts';
import { ExampleImage } from '../shared/ExampleImage.tsx';
import classes from './data.module.css';

interface SampleGridProps {
  readonly samples: readonly Sample[];
  readonly shape: readonly [height: number, width: number, channels: number];
  readonly classNames: readonly string[];
}

export function SampleGrid({ samples, shape, classNames }: SampleGridProps) {
  return (
    <ul className={classes.grid} aria-label="Some examples">
      {samples.map(({ label, values }, i) => {
        const name = classNames[label] ?? String(label);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: the examples of a set never change
          <li key={i} title={name}>
            <ExampleImage values={values} shape={shape} label={name} />
          </li>
        );
      })}
    </ul>
  );
}
