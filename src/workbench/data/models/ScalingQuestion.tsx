/** Asks on which data a network is measured, and how its inputs were scaled in training. */
import { NativeSelect } from '@mantine/core';
import type { ModelReading } from '../../../runs/models/import-model.ts';
import { writeCount } from '../../../tasks/writing.ts';
import { measureAgain } from '../../store/models/importing-model.ts';
import { scalingWords } from './model-words.ts';
import models from './models.module.css';

interface ScalingQuestionProps {
  readonly reading: ModelReading;
  readonly disabled: boolean;
}

export function ScalingQuestion({ reading, disabled }: ScalingQuestionProps) {
  const { measured, fitting } = reading;
  if (!measured)
    return reading.difference ? (
      <p>
        No data set here has inputs and classes that fit it, so nothing is measured. Import one, and read the
        network again.
      </p>
    ) : null;
  return (
    <div className={models.questions}>
      <NativeSelect
        size="xs"
        label="Measured on"
        disabled={disabled}
        data={fitting.map(({ id, title }) => ({ value: id, label: title }))}
        value={measured.dataset}
        onChange={(event) => measureAgain({ dataset: event.currentTarget.value })}
      />
      <NativeSelect
        size="xs"
        label="Scaling of inputs when it was trained"
        description={`By accuracy on ${writeCount(measured.validationCount)} validation examples; the best is taken.`}
        disabled={disabled}
        data={measured.scalings.map((scaling) => ({
          value: scaling.setting,
          label: scalingWords(scaling, measured.validationCount),
        }))}
        value={measured.normalisation}
        onChange={(event) =>
          measureAgain({ dataset: measured.dataset, normalisation: event.currentTarget.value })
        }
      />
    </div>
  );
}
