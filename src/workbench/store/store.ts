/**
 * The one store, and how components read it. zustand's own hook renders every change at once and in
 * one piece, however much of the page that is. This one leaves the pace to who makes the change: in
 * answer to a person it shows at once; inside React's `startTransition`, as with the events of a
 * run, it is rendered in slices that let the page breathe.
 */
import { startTransition, useLayoutEffect, useReducer, useRef } from 'react';
import { createStore } from 'zustand';
import { initialState, type WorkbenchState } from './state.ts';

const store = createStore<WorkbenchState>()(() => initialState);

/**
 * `select` must give the same object while nothing it looks at has changed. A component always
 * renders the newest state, so two that render in different slices may differ for a moment; the
 * change between them renders the elder again.
 */
function useSelected<T>(select: (state: WorkbenchState) => T): T {
  const [, renderAgain] = useReducer((count: number) => count + 1, 0);
  const value = select(store.getState());
  const onScreen = useRef({ select, value });

  useLayoutEffect(
    () =>
      store.subscribe((state) => {
        const { select, value } = onScreen.current;
        if (!Object.is(select(state), value)) renderAgain();
      }),
    [],
  );
  useLayoutEffect(() => {
    onScreen.current = { select, value };
    // The store may have moved on between this render and its commit.
    if (!Object.is(select(store.getState()), value)) startTransition(renderAgain);
  });
  return value;
}

export const useWorkbench = Object.assign(useSelected, store);
