/**
 * Makes the explained words of a panel one stop of the Tab key: Tab reaches the word used last, at
 * first the first, and arrow keys lead to the others, as in a toolbar.
 */
import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  type RefObject,
  use,
  useLayoutEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';

interface Group {
  /** Adds a word; returns how to take it away. */
  readonly add: (word: HTMLElement) => () => void;
  readonly subscribe: (listener: () => void) => () => void;
  /** Tells whether Tab reaches this word. */
  readonly isReached: (word: HTMLElement | null) => boolean;
  /** Makes this the word that Tab reaches. */
  readonly reach: (word: HTMLElement) => void;
  /** The words in the order of the page. */
  readonly words: () => HTMLElement[];
}

function createGroup(): Group {
  const known = new Set<HTMLElement>();
  const listeners = new Set<() => void>();
  let reached: HTMLElement | null = null;
  const words = () =>
    [...known].sort((a, b) => (a.compareDocumentPosition(b) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  const tell = (next: HTMLElement | null) => {
    if (next === reached) return;
    reached = next;
    for (const listener of listeners) listener();
  };
  // The word that was used last stays, so that Tab comes back to it; else it is the first.
  let used = false;
  const settle = () => {
    if (used && reached && known.has(reached)) return;
    used = false;
    tell(words()[0] ?? null);
  };
  return {
    words,
    add: (word) => {
      known.add(word);
      settle();
      return () => {
        known.delete(word);
        settle();
      };
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    isReached: (word) => word !== null && word === reached,
    reach: (word) => {
      used = true;
      tell(word);
    },
  };
}

const GroupContext = createContext<Group | null>(null);

/** Holds the words of one panel together. */
export function WordGroup({ children }: { readonly children: ReactNode }) {
  const [group] = useState(createGroup);
  return <GroupContext value={group}>{children}</GroupContext>;
}

/** Returns the index that a key leads to from another; null for other keys. */
export function nextIndex(key: string, from: number, count: number): number | null {
  switch (key) {
    case 'ArrowRight':
    case 'ArrowDown':
      return Math.min(count - 1, from + 1);
    case 'ArrowLeft':
    case 'ArrowUp':
      return Math.max(0, from - 1);
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}

export interface WordProps {
  readonly ref: RefObject<HTMLElement | null>;
  readonly tabIndex: 0 | -1;
  readonly onFocus: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const none = () => () => {};

/** Returns what makes an element a word of its group; outside one it is a stop of its own. */
export function useWord(): WordProps {
  const group = use(GroupContext);
  const ref = useRef<HTMLElement>(null);
  const reached = useSyncExternalStore(
    group?.subscribe ?? none,
    () => group === null || group.isReached(ref.current),
    () => group === null,
  );
  useLayoutEffect(() => (ref.current ? group?.add(ref.current) : undefined), [group]);
  return {
    ref,
    tabIndex: reached ? 0 : -1,
    onFocus: () => ref.current && group?.reach(ref.current),
    onKeyDown: (event) => {
      if (!group || event.ctrlKey || event.metaKey || event.altKey) return;
      const words = group.words();
      const next = nextIndex(event.key, words.indexOf(event.currentTarget as HTMLElement), words.length);
      if (next === null) return;
      event.preventDefault();
      event.stopPropagation();
      words[next]?.focus();
    },
  };
}
