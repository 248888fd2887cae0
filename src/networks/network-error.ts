/**
 * An error about a network that is not possible. The message names the layer and gives the reason.
 */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}
