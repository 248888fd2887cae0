/** Turns pieces of bytes into a stream and back, small enough that unpacking stays in bounds. */

/** Bytes handed to a decompressor at once; each may become a thousand. */
const sliceBytes = 16 * 1024;

/** Returns a stream that asks for the next piece only when the one before is used up. */
export function streamOf(pieces: AsyncIterator<Uint8Array>): ReadableStream<Uint8Array<ArrayBuffer>> {
  let rest: Uint8Array = new Uint8Array(0);
  return new ReadableStream(
    {
      pull: async (controller) => {
        while (rest.length === 0) {
          const { done, value } = await pieces.next();
          if (done) return controller.close();
          rest = value;
        }
        // The DOM's types want to know that the bytes are not shared between threads.
        controller.enqueue(rest.subarray(0, sliceBytes) as Uint8Array<ArrayBuffer>);
        rest = rest.subarray(sliceBytes);
      },
      cancel: async () => {
        await pieces.return?.();
      },
    },
    { highWaterMark: 0 },
  );
}

/** Yields the pieces of a stream, and cancels it when nobody wants more. */
export async function* piecesIn<T>(stream: ReadableStream<T>): AsyncGenerator<T> {
  const reader = stream.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}
