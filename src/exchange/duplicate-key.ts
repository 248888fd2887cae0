/**
 * Finds keys that a JSON object has twice. `JSON.parse` silently keeps the last of two equal keys;
 * in a file's header that would hide a tensor, so this walks the text once more for its keys.
 */

/** Returns the index just past the string literal that begins at `start`. */
function stringEnd(json: string, start: number): number {
  let index = start + 1;
  while (json[index] !== '"') index += json[index] === '\\' ? 2 : 1;
  return index + 1;
}

/**
 * Returns the first key that an object of `json` has twice, or null when there is none. `json` must
 * be text that `JSON.parse` accepts.
 */
export function duplicateKey(json: string): string | null {
  // One entry per open bracket: the keys so far of an object, null for a list.
  const open: (Set<string> | null)[] = [];
  let literal = '';
  let index = 0;
  while (index < json.length) {
    const character = json[index];
    if (character === '"') {
      const end = stringEnd(json, index);
      literal = json.slice(index, end);
      index = end;
      continue;
    }
    if (character === '{') open.push(new Set());
    else if (character === '[') open.push(null);
    else if (character === '}' || character === ']') open.pop();
    else if (character === ':') {
      const key = JSON.parse(literal) as string;
      const keys = open.at(-1);
      if (keys?.has(key)) return key;
      keys?.add(key);
    }
    index++;
  }
  return null;
}
