/** Tests recording where the browser lets sound down: the microphone is given back each time. */
import { afterEach, expect, test, vi } from 'vitest';
import { pageContext } from '../player/page-context.ts';
import { MicrophoneError, soundlessWords } from './microphone-words.ts';
import { record } from './recorder.ts';

vi.mock(import('../player/page-context.ts'), { spy: true });

const rate = 8000;

/** Puts a silent source in the place of the microphone, and returns its tracks. */
function microphone(): MediaStreamTrack[] {
  const { stream } = new AudioContext().createMediaStreamDestination();
  vi.spyOn(navigator.mediaDevices, 'getUserMedia').mockResolvedValue(stream);
  return stream.getTracks();
}

afterEach(() => vi.restoreAllMocks());

test('a context that is kept suspended holds no recording up', async () => {
  const tracks = microphone();
  vi.spyOn(AudioContext.prototype, 'resume').mockReturnValue(new Promise(() => {}));
  const recording = await record(5, rate, new AbortController().signal);
  expect(tracks.map(({ readyState }) => readyState)).toEqual(['live']);
  recording.stop();
  // Nothing was said into it.
  await expect(recording.samples).rejects.toThrow();
  expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended']);
});

test('a browser without sound says so, and the microphone is off again', async () => {
  const tracks = microphone();
  vi.mocked(pageContext).mockImplementation(() => {
    throw new Error('no audio device');
  });
  const recording = record(5, rate, new AbortController().signal);
  await expect(recording).rejects.toThrow(MicrophoneError);
  await expect(recording).rejects.toThrow(soundlessWords({ message: 'no audio device' }));
  expect(tracks.map(({ readyState }) => readyState)).toEqual(['ended']);
});
