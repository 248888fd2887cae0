/**
 * The one store, and the hook by which components read it. zustand's own hook renders every change
 * at once and in one piece, however much of the page that is. This one leaves the pace to whoever
 * makes the change: an answer to a person shows at once; inside React's `startTransition`, as with
 * the events of a run, it is rendered in slices that keep the page responsive.
 */
import { startTransition, useLayoutEffect, useReducer, useRef } from 'react';
import { createStore } from 'zustand';
import { initialState, type WorkbenchState } from './state.ts';

const store = createStore<WorkbenchState>()(() => initialState);

type Select<T> = (state: WorkbenchState) => T;

function useSelected<T>(select: Select<T>, waits: boolean): T {
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  const value = select(store.getState());
  const onScreen = useRef({ select, value });

  useLayoutEffect(() => {
    const isOld = () => !Object.is(onScreen.current.select(store.getState()), onScreen.current.value);
    return store.subscribe(() => {
      if (!isOld()) return;
      renderAgain();
      // A microtask is outside of the transition that the change may have been made in.
      if (!waits) queueMicrotask(() => isOld() && renderAgain());
    });
  }, [waits]);
  useLayoutEffect(() => {
    onScreen.current = { select, value };
    // The store may have changed between this render and its commit.
    if (!Object.is(select(store.getState()), value)) startTransition(renderAgain);
  });
  return value;
}

/**
 * Returns a part of the state, and renders again when it changes. `select` must return the same
 * object while nothing it reads has changed. A component always renders the newest state, so two
 * that render in different slices may differ for a moment; the change between them renders the
 * elder again.
 */
function useAsChanged<T>(select: Select<T>): T {
  return useSelected(select, true);
}

/**
 * Does the same, but never waits for the rest of the page. It is for the few small things that a
 * person waits for, such as the buttons that show that a run has stopped.
 */
export function useAtOnce<T>(select: Select<T>): T {
  return useSelected(select, false);
}

export const useWorkbench = Object.assign(useAsChanged, store);
