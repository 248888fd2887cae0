/** Where the compiled kernels lie. */
export const kernelsFile: string;
export function buildKernels(): Promise<void>;
