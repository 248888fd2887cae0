/** The revision of what the engine computes: whatever changes a golden trace raises it. */
export const engineRevision = 1;
