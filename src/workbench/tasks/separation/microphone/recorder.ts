/** Records from the microphone: asked for when it is called, and given back when it is over. */
import { resample } from '../../../../engine/speech/resample.ts';
import { pageContext } from '../player/page-context.ts';
import {
  insecureWords,
  MicrophoneError,
  noRecorderWords,
  refusalWords,
  silentWords,
  soundlessWords,
} from './microphone-words.ts';

export interface Recording {
  /** Resolves to the samples `[n]`; rejects with a {@link MicrophoneError}. */
  readonly samples: Promise<Float32Array>;
  /** Returns the loudness of this moment in dB below the loudest there can be. */
  decibels(): number;
  stop(): void;
}

/** Softer than this a recording counts as silent. */
const silence = 1e-4;

async function askForStream(): Promise<MediaStream> {
  if (!isSecureContext || !navigator.mediaDevices?.getUserMedia) throw new MicrophoneError(insecureWords);
  if (typeof MediaRecorder === 'undefined') throw new MicrophoneError(noRecorderWords);
  try {
    // What a browser does for calls would take one of the voices away.
    const audio = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    return await navigator.mediaDevices.getUserMedia({ audio });
  } catch (error) {
    throw new MicrophoneError(refusalWords(error as Error));
  }
}

/** Returns the page's context; where the browser has none, gives the microphone back. */
function contextFor(giveBack: () => void): AudioContext {
  try {
    return pageContext();
  } catch (error) {
    giveBack();
    throw new MicrophoneError(soundlessWords(error as Error));
  }
}

/** Returns one channel, the mean of all. */
export function mixedDown(channels: readonly Float32Array[]): Float32Array {
  const [first] = channels;
  if (!first) return new Float32Array();
  return first.map((_, i) => channels.reduce((sum, channel) => sum + channel[i]!, 0) / channels.length);
}

/**
 * Begins a recording that ends by itself after so many seconds. Its samples have the rate `rate`,
 * in Hz. Rejects with a {@link MicrophoneError} where there is no microphone.
 */
export async function record(seconds: number, rate: number, signal: AbortSignal): Promise<Recording> {
  const stream = await askForStream();
  const free = () => {
    for (const track of stream.getTracks()) track.stop();
  };
  if (signal.aborted) {
    free();
    throw new MicrophoneError('The recording was given up.');
  }
  const context = contextFor(free);
  // The recorder needs no running context, and one that is kept suspended never answers. The meter
  // then shows nothing.
  context.resume().catch(() => {});
  const source = context.createMediaStreamSource(stream);
  const analyser = context.createAnalyser();
  source.connect(analyser);
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const ended = new Promise<void>((resolve, reject) => {
    recorder.onstop = () => resolve();
    recorder.onerror = () =>
      reject(new MicrophoneError(refusalWords({ name: 'NotReadableError', message: '' })));
  });
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop();
  };
  recorder.start();
  const timer = setTimeout(stop, 1000 * seconds);
  signal.addEventListener('abort', stop);
  const read = async () => {
    try {
      await ended;
    } finally {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      source.disconnect();
      free();
    }
    const decoded = await context.decodeAudioData(await new Blob(parts).arrayBuffer());
    const channels = Array.from({ length: decoded.numberOfChannels }, (_, c) => decoded.getChannelData(c));
    const samples = Float32Array.from(resample(mixedDown(channels), decoded.sampleRate, rate));
    if (samples.every((value) => Math.abs(value) < silence)) throw new MicrophoneError(silentWords);
    return samples;
  };
  const frame = new Float32Array(analyser.fftSize);
  return {
    samples: read(),
    decibels: () => {
      analyser.getFloatTimeDomainData(frame);
      return 10 * Math.log10(frame.reduce((sum, value) => sum + value * value, 0) / frame.length);
    },
    stop,
  };
}
