/**
 * The revision of the engine's results. Whoever changes what a run computes raises it and adds the
 * new golden trace (`runs/execution/golden-traces.ts`); a test holds the two together.
 */
export const engineRevision = 2;
