/** Says why a microphone cannot be used, and what to do about it. */

/** An error of recording, in words for the visitor. */
export class MicrophoneError extends Error {
  override readonly name = 'MicrophoneError';
}

export const insecureWords =
  'Browsers give a microphone only to pages that come over HTTPS or from this machine. Open this page by an address that begins with https:// or http://localhost.';

export const noRecorderWords =
  'This browser cannot record sound. A recent Chrome, Edge, Firefox or Safari can.';

export const silentWords =
  'Nothing was heard. See that the microphone is not muted and is the one that the system uses, and record again.';

/** Returns a sentence for a browser that has no audio context, which every recording is read by. */
export function soundlessWords({ message }: { readonly message: string }): string {
  return `This browser cannot work with sound here (${message}), so it cannot record either.`;
}

/** Returns a sentence for what a browser throws when it is asked for the microphone. */
export function refusalWords({ name, message }: { readonly name: string; readonly message: string }): string {
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'The microphone was not allowed. Allow it for this page beside the browser’s address bar, or in the system’s settings, and record again.';
    case 'NotFoundError':
    case 'OverconstrainedError':
      return 'No microphone was found. Connect one, or switch it on in the system’s sound settings, and record again.';
    case 'NotReadableError':
    case 'AbortError':
      return 'There is a microphone, but it cannot be read: another program may be using it. Close that program, and record again.';
    default:
      return `The microphone cannot be used (${message || name}). Record again, or try another browser.`;
  }
}
