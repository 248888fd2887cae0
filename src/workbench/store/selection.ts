/** Selects one layer everywhere at once: strip, chart, inspectors. */
import { useWorkbench } from './store.ts';

/**
 * Selects a layer. From the layer that is trained now the selection moves along with the training.
 */
export function selectLayer(name: string): void {
  useWorkbench.setState(({ live }) => ({ selectedLayer: name, follow: live?.layer === name }));
}
