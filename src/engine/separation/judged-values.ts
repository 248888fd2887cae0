/** Counts the values that the ends of a separator hold of one mixture while it is judged. */
import { type Front, framesShape, talkers } from '../../networks/front.ts';
import { sizeOf } from '../../networks/shape.ts';

/**
 * Returns the values of one mixture: the masks and the masked frames of both talkers, and the
 * signals whose ratio is taken; 0 without ends.
 */
export function judgedValues(front: Front | undefined): number {
  if (!front) return 0;
  return 4 * talkers * sizeOf(framesShape(front)) + 6 * talkers * front.samples;
}
