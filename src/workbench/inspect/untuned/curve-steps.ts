/** The windows Ns that the untuned curve is measured at. */
export const curveSteps = [1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64] as const;
