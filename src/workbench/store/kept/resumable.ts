/** Tells which runs were cut off or stopped and can go on from the end of a stage. */
import { startTransition } from 'react';
import { engineRevision } from '../../../engine/revision.ts';
import type { ResumeShelf, ShelvedResume } from '../../../runs/resume/resume-shelf.ts';
import { useWorkbench } from '../store.ts';

let opened: Promise<ResumeShelf> | null = null;

/** Opens the shelf once a page. Rejects when the browser keeps nothing. */
export function resumeShelf(): Promise<ResumeShelf> {
  opened ??= import('../../../runs/resume/resume-shelf.ts').then(({ openResumeShelf }) => openResumeShelf());
  // A part of the page that could not be loaded is asked for again the next time.
  opened.catch(() => {
    opened = null;
  });
  return opened;
}

/**
 * Reads which runs can go on; one of another engine revision cannot. Where the browser keeps
 * nothing there are none.
 */
export async function readResumable(): Promise<void> {
  const files = await list();
  const own = files.filter(({ engine }) => engine === engineRevision);
  const resumable = new Map(own.map(({ id, stages }) => [id, stages]));
  startTransition(() => useWorkbench.setState({ resumable }));
}

async function list(): Promise<readonly ShelvedResume[]> {
  try {
    return await (await resumeShelf()).list();
  } catch {
    return [];
  }
}

/** Drops what was kept of a run that needs it no more. Never rejects. */
export async function dropResume(id: string): Promise<void> {
  try {
    await (await resumeShelf()).remove(id);
  } catch {
    // It is dropped when the page is opened the next time.
  }
  await readResumable();
}

/** Takes away what was kept of a run; resolves to a function that puts it back. Never rejects. */
export async function takeResume(id: string): Promise<() => Promise<void>> {
  try {
    const shelf = await resumeShelf();
    const about = (await shelf.list()).find((file) => file.id === id);
    const bytes = await shelf.get(id);
    await dropResume(id);
    if (!about || !bytes) return async () => {};
    return async () => {
      await shelf.put(about, bytes).catch(() => {});
      await readResumable();
    };
  } catch {
    return async () => {};
  }
}

/**
 * Drops the files of runs that have finished, or that are gone, and reads which others can go on.
 * `needs` says whether a run may still need its file.
 */
export async function tidyResumable(needs: (id: string) => boolean): Promise<void> {
  for (const { id } of await list()) if (!needs(id)) await dropResume(id);
  await readResumable();
}
