/** Finds the shards that a `model.json` names within its folder. */
import { parsedJson, textOf } from '../keras/json.ts';

/** Returns whether a path leads out of the folder of its manifest. */
export function leadsOutside(path: string): boolean {
  return path === '' || /^[a-z][a-z0-9+.-]*:/i.test(path) || /^[\\/]|\\|(^|\/)\.\.?(\/|$)/.test(path);
}

/** Returns the paths within the folder; none where the file is no `model.json`. */
export function shardPaths(json: Uint8Array): string[] {
  const { weightsManifest } = Object(parsedJson(textOf(json))) as { weightsManifest?: unknown };
  if (!Array.isArray(weightsManifest)) return [];
  const paths = weightsManifest.flatMap((group) => (Object(group) as { paths?: unknown }).paths ?? []);
  return paths.filter((path): path is string => typeof path === 'string' && !leadsOutside(path));
}
