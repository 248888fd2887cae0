/** Switches the page between one run and a sweep. */
import { useWorkbench } from './store.ts';

export function turnTo(view: 'run' | 'sweep'): void {
  useWorkbench.setState({ view });
}
