/** Enlarges the page for a projector while the link asks for it; `projector.css` says how. */
import { useMediaQuery } from '@mantine/hooks';
import { useLayoutEffect } from 'react';
import { useWorkbench } from '../store/store.ts';

/** Returns whether it is enlarged; on paper it is not. */
export function useProjector(): boolean {
  const on = useWorkbench(({ viewPart }) => viewPart.projector);
  useLayoutEffect(() => {
    document.documentElement.toggleAttribute('data-projector', on);
  }, [on]);
  return useMediaQuery('screen', true, { getInitialValueInEffect: false }) && on;
}
