/** A network that cannot be: the message names the layer and says why. */
export class NetworkError extends Error {
  override readonly name = 'NetworkError';
}
