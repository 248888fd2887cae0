/** The setting for what another seed varies. */
import type { Field } from '../field-kinds.ts';

export const seedFields = {
  seedVaries: {
    kind: 'choice',
    link: 'vary',
    label: 'A seed varies',
    help: 'Whether another seed also draws other training examples, the first of which calibrate; the order of the examples and, from scratch, the initial weights vary with it in either case.',
    reference: 'docs/method.md',
    group: 'data',
    options: [
      { value: 'shuffle', label: 'order alone' },
      { value: 'images', label: 'which examples too' },
    ],
  },
} as const satisfies Record<string, Field>;
