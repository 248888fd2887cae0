/** Messages between the tabs of this site. */
import { askNow } from './service.ts';

export interface Channel {
  tell(message: string): void;
  hear(listener: (message: string) => void): void;
}

/** Opens a channel. Where the browser has none, nobody hears anything. */
export function openChannel(name: string): Channel {
  const channel = askNow('messages', () => new BroadcastChannel(name));
  return {
    tell: (message) => void askNow('messages', () => channel?.postMessage(message)),
    hear: (listener) =>
      channel?.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (typeof data === 'string') listener(data);
      }),
  };
}
