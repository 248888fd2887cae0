/** Turning the page from one run to a sweep and back. */
import { useWorkbench } from './store.ts';

export function turnTo(view: 'run' | 'sweep'): void {
  useWorkbench.setState({ view });
}
