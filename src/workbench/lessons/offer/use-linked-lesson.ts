/** Opens the lesson that a link names, when the page opens and whenever another link comes in. */
import { useEffect } from 'react';
import { useWorkbench } from '../../store/store.ts';
import { openLessons } from '../entry.ts';

export function useLinkedLesson(): void {
  const link = useWorkbench((state) => state.link);
  // The open step is written into the address too; only a link that came in opens one.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const { lesson, step } = useWorkbench.getState().viewPart;
    if (lesson !== null) openLessons(lesson, step);
  }, [link]);
}
