/** The endings of the files that hold trained networks. */

/** Endings of the files that are read, for whoever picks them. */
export const modelEndings = ['.onnx', '.keras', '.h5', '.hdf5', '.json', '.bin', '.safetensors'] as const;

/** Endings that only a network has, and those of PyTorch, which are refused with what to do. */
const telling = ['onnx', 'keras', 'h5', 'hdf5', 'safetensors', 'pt', 'pth'];

/** Returns the ending of a file's name in small letters, or an empty text. */
export function endingOf(name: string): string {
  return /\.([a-z0-9]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
}

/**
 * Returns those of some files that hold a network: the only ones of a telling name, or `model.json`
 * with its shards. Returns none where the files are something else.
 */
export function modelFilesIn<F extends { readonly name: string }>(files: readonly F[]): readonly F[] {
  const told = files.filter(({ name }) => telling.includes(endingOf(name)));
  if (told.length > 0) return told;
  const ofTfjs = files.filter(({ name }) => ['json', 'bin'].includes(endingOf(name)));
  const descriptions = ofTfjs.filter(({ name }) => endingOf(name) === 'json');
  return descriptions.length === 1 && ofTfjs.length === files.length ? ofTfjs : [];
}
