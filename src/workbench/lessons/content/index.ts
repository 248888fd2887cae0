/** The lessons that are shipped, in the order of the list. */
import type { Lesson } from '../lesson.ts';
import { chip } from './chip.ts';
import { diagnosis } from './diagnosis.ts';
import { dip } from './dip.ts';
import { neuron } from './neuron.ts';
import { percentile } from './percentile.ts';
import { price } from './price.ts';
import { steps } from './steps.ts';

export const lessons: readonly Lesson[] = [neuron, steps, percentile, dip, price, diagnosis, chip];
