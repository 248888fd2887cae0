/**
 * Plays several sounds of one length as one: all run at the same time, each through a gain of its
 * own, and one of them is heard. To hear another moves two gains, so that there is neither a gap
 * nor a jump in time.
 */

/** The part of an audio context that is used; an offline one has it too. */
export type SoundContext = Pick<
  BaseAudioContext,
  'currentTime' | 'state' | 'destination' | 'createBuffer' | 'createBufferSource' | 'createGain'
> & { resume(): Promise<void> };

export interface PlayedSound {
  readonly id: string;
  /** Samples `[length]`, the same length for all. */
  readonly samples: Float32Array;
}

export interface Player {
  /** Takes other sounds in place of those so far; a sound of the same id stays the one heard. */
  load(sounds: readonly PlayedSound[], rate: number): void;
  /**
   * Plays from where it stands. Rejects with a {@link SoundError} in words when the browser plays
   * nothing.
   */
  play(): Promise<void>;
  pause(): void;
  /** Goes to a place, in seconds from the beginning. */
  seek(seconds: number): void;
  setLoop(loop: boolean): void;
  /** Chooses the sound that is heard. */
  hear(id: string): void;
  readonly playing: boolean;
  /** Place in seconds. */
  readonly position: number;
  readonly duration: number;
  /** Stops, and gives the sounds back; the context belongs to whoever opened it. */
  dispose(): void;
}

/** An error of playing, in words for the visitor. */
export class SoundError extends Error {
  override readonly name = 'SoundError';
}

/** Time of a change from one sound to another, in seconds: short, and without a click. */
export const fadeSeconds = 0.01;

/** Time before sounds begin, in seconds, so that all of them do at one moment. */
const lead = 0.02;

/** Longest wait for a context that the browser keeps suspended, in milliseconds. */
const mostWait = 2000;

interface Running {
  readonly sources: readonly AudioBufferSourceNode[];
  readonly gains: ReadonlyMap<string, GainNode>;
  /** Time of the context at which the beginning of the sound was, or would have been. */
  readonly zero: number;
}

/** Creates the player. `open` is called at the first press, as browsers ask for. */
export function createPlayer(open: () => SoundContext, onEnd: () => void = () => {}): Player {
  let context: SoundContext | null = null;
  let sounds: readonly PlayedSound[] = [];
  let buffers = new Map<Float32Array, AudioBuffer>();
  let rate = 1;
  let heard: string | null = null;
  let loop = false;
  let stands = 0;
  let running: Running | null = null;
  /** Counts what was asked for: a start that was overtaken while it waited is none any more. */
  let asked = 0;

  const duration = () => (sounds[0]?.samples.length ?? 0) / rate;
  const positionNow = () => {
    if (!running || !context) return stands;
    const past = Math.max(0, context.currentTime - running.zero);
    const length = duration();
    return loop && length > 0 ? past % length : Math.min(past, length);
  };

  const stop = () => {
    if (!running) return;
    stands = positionNow();
    for (const source of running.sources) {
      source.onended = null;
      source.stop();
      source.disconnect();
    }
    for (const gain of running.gains.values()) gain.disconnect();
    running = null;
  };

  const bufferOf = (at: SoundContext, samples: Float32Array) => {
    const known = buffers.get(samples);
    if (known) return known;
    const buffer = at.createBuffer(1, samples.length, rate);
    buffer.copyToChannel(samples as Float32Array<ArrayBuffer>, 0);
    buffers.set(samples, buffer);
    return buffer;
  };

  const start = (at: SoundContext) => {
    const from = stands >= duration() ? 0 : stands;
    const when = at.currentTime + lead;
    const gains = new Map<string, GainNode>();
    const sources = sounds.map(({ id, samples }) => {
      const source = at.createBufferSource();
      source.buffer = bufferOf(at, samples);
      source.loop = loop;
      const gain = at.createGain();
      gain.gain.value = id === heard ? 1 : 0;
      source.connect(gain).connect(at.destination);
      gains.set(id, gain);
      source.start(when, from);
      return source;
    });
    running = { sources, gains, zero: when - from };
    sources[0]!.onended = () => {
      stop();
      stands = 0;
      onEnd();
    };
  };

  return {
    get playing() {
      return running !== null;
    },
    get position() {
      return positionNow();
    },
    get duration() {
      return duration();
    },
    load: (next, nextRate) => {
      asked++;
      const was = running !== null;
      stop();
      if (nextRate !== rate) buffers = new Map();
      buffers = new Map([...buffers].filter(([samples]) => next.some((each) => each.samples === samples)));
      [sounds, rate] = [next, nextRate];
      if (!sounds.some(({ id }) => id === heard)) heard = sounds[0]?.id ?? null;
      if (stands > duration()) stands = 0;
      if (was && context && sounds.length > 0) start(context);
    },
    play: async () => {
      if (running || duration() === 0) return;
      const mine = ++asked;
      context ??= opened(open);
      await awake(context);
      if (mine === asked) start(context);
    },
    pause: () => {
      asked++;
      stop();
    },
    seek: (seconds) => {
      const was = running !== null;
      stop();
      stands = Math.max(0, Math.min(duration(), seconds));
      if (was && context) start(context);
    },
    setLoop: (next) => {
      // Where it stands follows from how it runs.
      stands = positionNow();
      loop = next;
      if (!running || !context) return;
      for (const source of running.sources) source.loop = next;
      running = { ...running, zero: context.currentTime - stands };
    },
    hear: (id) => {
      if (id === heard || !sounds.some((sound) => sound.id === id)) return;
      const before = heard;
      heard = id;
      if (!running || !context) return;
      const now = context.currentTime;
      for (const [each, gain] of running.gains) {
        if (each !== id && each !== before) continue;
        const { value } = gain.gain;
        gain.gain.cancelScheduledValues(now);
        gain.gain.setValueAtTime(value, now);
        gain.gain.linearRampToValueAtTime(each === id ? 1 : 0, now + fadeSeconds);
      }
    },
    dispose: () => {
      asked++;
      stop();
      buffers = new Map();
    },
  };
}

function opened(open: () => SoundContext): SoundContext {
  try {
    return open();
  } catch (error) {
    throw new SoundError(
      `This browser cannot play sounds here (${(error as Error).message}). The WAV files can be saved.`,
    );
  }
}

/**
 * Waits until the context runs. Throws a {@link SoundError} when the browser keeps it suspended.
 */
async function awake(context: SoundContext): Promise<void> {
  if (context.state === 'running') return;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<'late'>((resolve) => {
    timer = setTimeout(resolve, mostWait, 'late');
  });
  const woken = context.resume().then(
    () => 'running' as const,
    (error: Error) => error,
  );
  const outcome = await Promise.race([woken, late]);
  clearTimeout(timer);
  if (outcome === 'running') return;
  const why = outcome === 'late' ? 'it did not start' : outcome.message;
  throw new SoundError(
    `The browser keeps sound suspended (${why}). Allow sound for this page, see that a loudspeaker is there, and press Play again.`,
  );
}
