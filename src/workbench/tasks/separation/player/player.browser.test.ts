/** Tests what a loudspeaker gets: samples that the browser renders from the player's graph. */
import { expect, test } from 'vitest';
import { createPlayer, fadeSeconds, type SoundContext, SoundError } from './player.ts';

const rate = 8000;
const seconds = 1;

/** A ramp, so that a sample tells its own place, times a factor that tells the sound. */
const ramp = (factor: number) =>
  Float32Array.from({ length: rate * seconds }, (_, i) => (factor * (i + 1)) / rate);
const sounds = [
  { id: 'low', samples: ramp(0.25) },
  { id: 'high', samples: ramp(0.5) },
];

type Act = readonly [at: number, act: (player: ReturnType<typeof createPlayer>) => void | Promise<void>];

/** Renders some seconds of what is heard while things are done at some times. */
async function rendered(length: number, acts: readonly Act[], before: Act[1] = () => {}) {
  const offline = new OfflineAudioContext(1, length * rate, rate);
  // An offline context is not woken: it runs while it renders.
  const context: SoundContext = {
    get currentTime() {
      return offline.currentTime;
    },
    state: 'running',
    destination: offline.destination,
    createBuffer: (...given) => offline.createBuffer(...given),
    createBufferSource: () => offline.createBufferSource(),
    createGain: () => offline.createGain(),
    resume: async () => {},
  };
  const player = createPlayer(() => context);
  player.load(sounds, rate);
  before(player);
  await player.play();
  const done = acts.map(([at, act]) =>
    offline.suspend(at).then(async () => {
      // Rendering goes on when the act is over: a sound that begins late would begin elsewhere.
      await act(player);
      await offline.resume();
    }),
  );
  const [buffer] = await Promise.all([offline.startRendering(), ...done]);
  return { heard: buffer.getChannelData(0), player };
}

/** Returns the place in the sound, in samples, and the factor, of a sample heard at some time. */
const lead = 0.02 * rate;

test('one sound is heard, from its beginning to its end', async () => {
  const { heard } = await rendered(1.2, []);
  for (let i = 0; i < heard.length; i++) {
    const place = i - lead;
    const wanted = place < 0 || place >= rate ? 0 : sounds[0]!.samples[place]!;
    expect(heard[i], `sample ${i}`).toBeCloseTo(wanted, 5);
  }
});

test('to hear the other one leaves no gap and no jump in time', async () => {
  // A multiple of the 128 samples that a browser renders at once.
  const at = 4096 / rate;
  const { heard } = await rendered(1, [[at, (player) => player.hear('high')]]);
  const fade = fadeSeconds * rate;
  for (let i = lead; i < heard.length; i++) {
    const place = i - lead;
    const [low, high] = sounds.map(({ samples }) => samples[place]!) as [number, number];
    if (i <= at * rate) expect(heard[i], `sample ${i}`).toBeCloseTo(low, 5);
    else if (i >= at * rate + fade) expect(heard[i], `sample ${i}`).toBeCloseTo(high, 5);
    else {
      expect(heard[i]).toBeGreaterThanOrEqual(low - 1e-6);
      expect(heard[i]).toBeLessThanOrEqual(high + 1e-6);
    }
  }
});

test('a loop begins again at once, and all sounds with it', async () => {
  const at = 12_800 / rate;
  const { heard } = await rendered(2, [[at, (player) => player.hear('high')]], (player) =>
    player.setLoop(true),
  );
  for (const i of [lead + rate - 1, lead + rate, lead + rate + 500])
    expect(heard[i]).toBeCloseTo(sounds[0]!.samples[(i - lead) % rate]!, 5);
  const late = 15_000;
  expect(heard[late]).toBeCloseTo(sounds[1]!.samples[(late - lead) % rate]!, 5);
});

test('pause keeps the place, and other sounds go on from it', async () => {
  const places: number[] = [];
  const { heard, player } = await rendered(1.5, [
    [3200 / rate, (player) => player.pause()],
    [6400 / rate, (player) => player.play()],
    [
      8064 / rate,
      (player) => {
        places.push(player.position);
        player.load([{ id: 'low', samples: ramp(-0.25) }], rate);
      },
    ],
  ]);
  const paused = 3200 - lead;
  expect(heard[5000]).toBe(0);
  expect(heard[6400 + lead + 700]).toBeCloseTo(sounds[0]!.samples[paused + 700]!, 4);
  expect(places[0]! * rate).toBeCloseTo(paused + 8064 - 6400 - lead, 3);
  // The other sounds take the lead to begin.
  const resumed = paused + 8064 - 6400 - lead;
  expect(heard[8064 + lead + 700]).toBeCloseTo(-sounds[0]!.samples[resumed + 700]!, 4);
  expect(player.duration).toBe(1);
});

test('what the browser does not allow is said in words', async () => {
  const none = createPlayer(() => {
    throw new Error('no audio');
  });
  none.load(sounds, rate);
  await expect(none.play()).rejects.toThrow('This browser cannot play sounds here (no audio).');
  const context = new OfflineAudioContext(1, 100, rate);
  // An offline context that does not render cannot be woken: it stays suspended.
  const asleep = createPlayer(() => context);
  asleep.load(sounds, rate);
  await expect(asleep.play()).rejects.toThrow(SoundError);
  await expect(asleep.play()).rejects.toThrow('keeps sound suspended');
  expect(asleep.playing).toBe(false);
  none.load([], rate);
  await none.play();
  expect(none.playing).toBe(false);
});
