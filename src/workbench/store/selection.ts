/** One layer is selected everywhere at once: strip, chart, inspectors. */
import { useWorkbench } from './store.ts';

/** Choosing the layer that learns means going along with it from there. */
export function selectLayer(name: string): void {
  useWorkbench.setState(({ live }) => ({ selectedLayer: name, follow: live?.layer === name }));
}
