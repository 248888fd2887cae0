/** The folder of tfjs's own binaries, ending in a slash. */
export const wasmFolder: string;
/** The bytes of our kernels, compiled first where a source is newer. */
export function readKernels(): Promise<Uint8Array<ArrayBuffer>>;
