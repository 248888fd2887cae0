/** Returns the main button of the sweep, for the bar and the form alike. */
import { createPressGuard } from '../shared/double-press.ts';
import { useWorkbench } from '../store/store.ts';
import { type MainButton, mainButton } from './plan-words.ts';
import { pauseSweep, resumeSweep, startSweep } from './store/running.ts';
import { useSweeps } from './store/state.ts';
import { sweepId } from './store/sweeps.ts';
import { useAtOnce, useDraft } from './use-sweep.ts';

const none = new Map<string, never>();

const isDoublePress = createPressGuard();

export function useMain(): MainButton & { readonly act: () => void } {
  const { sweep, cells } = useDraft();
  const unfinished = useWorkbench((state) => Object.keys(state.unfinished).length > 0);
  const underWay = useSweeps((state) => state.underWay);
  const elsewhere = useSweeps((state) => state.elsewhere);
  const open = useSweeps((state) => state.open);
  const loaded = useSweeps((state) => state.loaded);
  const atOnce = useAtOnce();
  const id = sweep && sweepId(sweep);
  const button = mainButton({
    cells: unfinished || !loaded ? [] : cells,
    results: open && open.id === id ? open.results : none,
    underWay,
    elsewhere: id !== null && elsewhere.has(id),
  });
  return {
    ...button,
    act: () => {
      if (isDoublePress()) return;
      if (button.action === 'pause') pauseSweep();
      else if (button.action === 'resume') resumeSweep();
      else if (button.action === 'start' && sweep) void startSweep(sweep, atOnce);
    },
  };
}
