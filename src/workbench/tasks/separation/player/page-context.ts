/** The audio context of the page: one for all players, made at the first press. */

let made: AudioContext | null = null;

/** Returns the context. Throws what the browser throws where it has none. */
export function pageContext(): AudioContext {
  made ??= new AudioContext();
  return made;
}
