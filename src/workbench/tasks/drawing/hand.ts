/**
 * Decides what a pointer on the pad draws: one pointer draws a stroke, with its primary button,
 * until it lifts or is lost. Other pointers, as a palm beside a pen, draw nothing meanwhile.
 */

/** A place on the pad, in units of its ink. */
export type Place = readonly [x: number, y: number];

/** The stroke that is being drawn. */
export interface Stroke {
  readonly pointer: number;
  /** The end of its line so far. */
  readonly at: Place;
}

/** A pointer's event, as the browser reports it; `lost` stands for a cancel or a lost capture. */
export interface Touch {
  readonly kind: 'down' | 'move' | 'up' | 'lost';
  readonly pointer: number;
  /** The button that changed: 0 is the primary one. */
  readonly button: number;
  /** Bits of the buttons that are held; 1 is the primary one. */
  readonly buttons: number;
  readonly at: Place;
}

export interface Drawn {
  /** The stroke after the event, or null when none is being drawn. */
  readonly stroke: Stroke | null;
  /** The line that the event adds, or null. */
  readonly line: readonly [from: Place, to: Place] | null;
  /** Whether the event ended a stroke. */
  readonly ended: boolean;
}

/** The bit of the primary button. */
const primary = 1;

/** Returns what an event draws while `stroke` is being drawn, or none. */
export function drawnBy(stroke: Stroke | null, { kind, pointer, button, buttons, at }: Touch): Drawn {
  const nothing: Drawn = { stroke, line: null, ended: false };
  if (!stroke)
    return kind === 'down' && button === 0
      ? { stroke: { pointer, at }, line: [at, at], ended: false }
      : nothing;
  if (pointer !== stroke.pointer) return nothing;
  const end: Drawn = { stroke: null, line: null, ended: true };
  switch (kind) {
    case 'down':
      return nothing;
    case 'move':
      // A move without the button is one whose release went unseen.
      return buttons & primary ? { stroke: { pointer, at }, line: [stroke.at, at], ended: false } : end;
    case 'up':
      return { ...end, line: [stroke.at, at] };
    case 'lost':
      return end;
  }
}
