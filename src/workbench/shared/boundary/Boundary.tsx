/**
 * Keeps an error within the part of the page where it happens: the part says what happened and can
 * be tried again, and everything else stays. A run under way goes on, since it lives in its worker
 * and in the store.
 */
import { Component, type ReactNode } from 'react';
import { Broken } from './Broken.tsx';
import { MissingPartError } from './missing-part.ts';

export interface BoundaryProps {
  /** Names the part at the beginning of a sentence, as "The list of runs". */
  readonly part: string;
  /** True for a part with room for one line only. */
  readonly compact?: boolean;
  /** Class of what stands in the part's place, for a part that knows its own place in the page. */
  readonly place?: string | undefined;
  /** The part is tried again whenever this changes: it may have been about the cause. */
  readonly resetOn?: unknown;
  /** Draws the error in place of the part. */
  readonly fallback?: (error: unknown, retry: () => void) => ReactNode;
  readonly children: ReactNode;
}

interface Caught {
  readonly caught: { readonly error: unknown } | null;
}

/** The boundaries whose part is missing: what brings one of them back brings all. */
const missing = new Set<Boundary>();

export class Boundary extends Component<BoundaryProps, Caught> {
  override state: Caught = { caught: null };

  static getDerivedStateFromError(error: unknown): Caught {
    return { caught: { error } };
  }

  override componentDidCatch(error: unknown): void {
    if (error instanceof MissingPartError) missing.add(this);
  }

  override componentDidUpdate(before: BoundaryProps): void {
    if (this.state.caught && !Object.is(before.resetOn, this.props.resetOn)) this.reset();
  }

  override componentWillUnmount(): void {
    this.prepare();
  }

  /** Sees to it that the part is loaded again when it is next shown. */
  private prepare(): void {
    missing.delete(this);
    const error = this.state.caught?.error;
    if (error instanceof MissingPartError) error.prepareRetry();
  }

  private reset(): void {
    this.prepare();
    this.setState({ caught: null });
  }

  readonly retry = (): void => {
    for (const boundary of new Set([this, ...missing])) boundary.reset();
  };

  override render(): ReactNode {
    const { part, compact = false, place, fallback, children } = this.props;
    const { caught } = this.state;
    if (!caught) return children;
    return (
      fallback?.(caught.error, this.retry) ?? (
        <Broken part={part} compact={compact} place={place} error={caught.error} onRetry={this.retry} />
      )
    );
  }
}
