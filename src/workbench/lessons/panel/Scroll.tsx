/**
 * The part of the panel that scrolls. It goes to what is new, and says when there is more below.
 */
import { IconArrowDown } from '@tabler/icons-react';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import classes from './lessons.module.css';

/** Pixels that may lie below the edge without a word about them. */
const slack = 12;
/** Pixels below what is new: the words about more that is below cover them. */
const room = 26;

interface ScrollProps {
  readonly children: ReactNode;
  /** Begins at its top whenever this changes. */
  readonly top?: string;
  /**
   * Something new is shown when this changes to a text: the part marked `data-new`, or else what
   * stands at the end.
   */
  readonly shows?: string | null;
  readonly step?: string;
  readonly done?: boolean;
}

export function Scroll({ children, top = '', shows = null, step, done }: ScrollProps) {
  const body = useRef<HTMLDivElement>(null);
  const content = useRef<HTMLDivElement>(null);
  const [more, setMore] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each step begins at its top
  useEffect(() => {
    body.current?.scrollTo({ top: 0 });
  }, [top]);

  const before = useRef(shows);
  useEffect(() => {
    const isNew = shows !== null && before.current !== shows;
    before.current = shows;
    const box = body.current;
    if (!box || !isNew) return;
    const part = box.querySelector('[data-new]');
    if (!part) {
      box.scrollTo({ top: box.scrollHeight });
      return;
    }
    // Its end, or its beginning where it is higher than the panel. Only the panel scrolls.
    const [seen, at] = [box.getBoundingClientRect(), part.getBoundingClientRect()];
    const down = at.bottom + room - seen.bottom;
    if (down > 0) box.scrollBy({ top: Math.min(down, at.top - seen.top - slack) });
  }, [shows]);

  useEffect(() => {
    const box = body.current;
    if (!box) return;
    const look = () => setMore(box.scrollHeight - box.scrollTop - box.clientHeight > slack);
    const watch = new ResizeObserver(look);
    watch.observe(box);
    if (content.current) watch.observe(content.current);
    box.addEventListener('scroll', look, { passive: true });
    return () => {
      watch.disconnect();
      box.removeEventListener('scroll', look);
    };
  }, []);

  return (
    <div className={classes.scroll}>
      <div className={classes.body} ref={body} data-step={step} data-done={done || undefined}>
        <div className={classes.content} ref={content}>
          {children}
        </div>
      </div>
      {more && (
        <div className={classes.more}>
          <button
            type="button"
            tabIndex={-1}
            onClick={() => body.current?.scrollBy({ top: body.current.clientHeight * 0.7 })}
          >
            More below <IconArrowDown size={13} aria-hidden />
          </button>
        </div>
      )}
    </div>
  );
}
