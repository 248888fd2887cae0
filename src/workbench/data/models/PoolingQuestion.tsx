/** Asks what becomes of max pooling, with the score before and after. */
import { Radio } from '@mantine/core';
import { isReplacement, type Replacement } from '../../../exchange/own-models.ts';
import type { ModelReading } from '../../../runs/models/import-model.ts';
import { choosePooling } from '../../store/models/importing-model.ts';
import { outcomeWords, poolingWords } from './model-words.ts';
import models from './models.module.css';

interface PoolingQuestionProps {
  readonly reading: ModelReading;
  readonly pooling: Replacement | null;
  readonly disabled: boolean;
}

export function PoolingQuestion({ reading, pooling, disabled }: PoolingQuestionProps) {
  const { outcomes, measured } = reading;
  const before = outcomes.find(({ choice }) => choice === 'max');
  return (
    <Radio.Group
      label="Max pooling cannot spike where neurons fire at once. What becomes of it?"
      description={
        before && measured
          ? `As in the file: ${outcomeWords(before, measured)}. Fine-tuning wins most of a loss back.`
          : 'Fine-tuning wins most of a loss back.'
      }
      value={pooling ?? ''}
      onChange={(value) => isReplacement(value) && choosePooling(value)}
    >
      <div className={models.choices}>
        {outcomes.map((outcome) =>
          isReplacement(outcome.choice) ? (
            <Radio
              key={outcome.choice}
              size="sm"
              iconColor="var(--panel)"
              value={outcome.choice}
              disabled={disabled || outcome.notation === null}
              label={poolingWords[outcome.choice]}
              description={
                outcome.notation === null ? 'not possible for this network' : outcomeWords(outcome, measured)
              }
            />
          ) : null,
        )}
      </div>
    </Radio.Group>
  );
}
