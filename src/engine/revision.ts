/** The revision of the engine's results. Every change that alters a golden trace raises it. */
export const engineRevision = 1;
