/** Announces what happens to the run, for those who do not see the strip change colour. */
import { useWorkbench } from './store/store.ts';

export function Announcer() {
  const words = useWorkbench((state) => state.log.findLast((line) => line.tone !== 'plain')?.words ?? '');
  return (
    <p className="visually-hidden" role="status">
      {words}
    </p>
  );
}
