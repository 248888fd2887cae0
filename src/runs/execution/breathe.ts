/**
 * Lets waiting messages in: reading a tensor on wasm or cpu never yields, so a stop would not be
 * seen without this.
 */
export function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
