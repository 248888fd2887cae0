/** The setting for what a stage may keep of itself. */
import type { Field } from '../field-kinds.ts';

export const keepingFields = {
  keepUntuned: {
    kind: 'switch',
    link: 'keep0',
    label: 'Keep epoch 0',
    help: 'A stage may keep the parameters it was converted with where no epoch is better; off, it keeps the best of its epochs even where that is worse.',
    reference: 'Algorithm 1',
    group: 'tuning',
  },
} as const satisfies Record<string, Field>;
