/** How many images and bytes are taken to measure thresholds. These are facts without tensors. */

/**
 * Smallest number of images for channel scope: a channel has far fewer activations than a layer.
 */
const channelScopeImages = 1000;

/** Smallest number of training images on which the thresholds of each scope are measured. */
export const leastImages: Record<'layer' | 'channel', number> = {
  layer: 1,
  channel: channelScopeImages,
};

/**
 * Returns the smallest number of training images on which thresholds of the scope are measured, and
 * the biases of all channels if they are corrected.
 */
export function imagesNeeded(scope: 'layer' | 'channel', correctsBias: boolean): number {
  return leastImages[correctsBias ? 'channel' : scope];
}

/** Largest number of bytes of a layer's values that are held in one array. */
export const heldBytes = 2 ** 27;

/** Bytes that the counts of a pass may take; with many channels digits are shorter. */
export const countBytes = 2 ** 26;

/** Largest number of images for the loss chain; its means are stable by then. */
export const chainImages = 256;
