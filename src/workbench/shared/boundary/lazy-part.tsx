/**
 * Makes a part of the page that is loaded when it is first shown. Where it cannot be loaded, the
 * part alone says why, and can be tried again.
 */
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { Boundary, type BoundaryProps } from './Boundary.tsx';
import { missingPart } from './missing-part.ts';

interface LazyPartOptions extends Pick<BoundaryProps, 'compact' | 'place'> {
  /** Stands in the part's place until it is there. */
  readonly waiting?: ReactNode;
}

/** Returns the part. `part` names it at the beginning of a sentence. */
export function lazyPart<P extends object>(
  part: string,
  load: () => Promise<ComponentType<P>>,
  { waiting = null, compact = false, place }: LazyPartOptions = {},
): ComponentType<P> {
  const Part = lazyWithin(part, load, waiting);
  return (props: P) => (
    <Boundary part={part} compact={compact} place={place}>
      <Part {...props} />
    </Boundary>
  );
}

/**
 * Returns the same without a boundary of its own, for a part that stands in one: that one then
 * decides when it is tried again.
 */
export function lazyWithin<P extends object>(
  part: string,
  load: () => Promise<ComponentType<P>>,
  waiting: ReactNode = null,
): ComponentType<P> {
  const attempt = () =>
    lazy(async () => {
      try {
        return { default: await load() };
      } catch (error) {
        // React keeps the failure of a lazy component for good: another attempt needs another one.
        throw await missingPart(part, error, () => {
          Part = attempt();
        });
      }
    });
  let Part: ComponentType<P> = attempt();
  const Newest = (props: P) => <Part {...props} />;
  return (props: P) => (
    <Suspense fallback={waiting}>
      <Newest {...props} />
    </Suspense>
  );
}
