/** What each image that a search comes by means to it. */
import { unknownKind } from '../../../networks/unknown-kind.ts';
import type { SampleAnswer } from '../../../runs/inspection/simulation.ts';
import type { Metric } from '../../../tasks/metric.ts';
import type { ExampleSearch } from '../../tasks/task-views.ts';

/**
 * How many images a search looks at. A good network errs once in a hundred images; the worst of a
 * hundred is bad enough.
 */
export const farthest: Readonly<Record<ExampleSearch<SampleAnswer>['kind'], number>> = {
  next: 1000,
  most: 100,
};

/** Returns `here` where the search ends, `on` past an image that is not wanted, or its rank. */
export function searchStep<A extends SampleAnswer>(
  search: ExampleSearch<A>,
  answer: A,
  metric: Metric,
): 'here' | 'on' | number {
  switch (search.kind) {
    case 'next':
      return search.wanted(answer) ? 'here' : 'on';
    case 'most': {
      const rank = search.rank(answer, metric);
      return Number.isNaN(rank) ? 'on' : rank;
    }
    default:
      return unknownKind(search);
  }
}
