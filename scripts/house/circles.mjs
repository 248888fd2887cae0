/** Finds files that import each other, by however many files in between. */

/**
 * Returns the shortest way back to itself, as its files, for each file that is in no circle found
 * before.
 */
export function circlesOf(imports) {
  const next = (file) => (imports.get(file)?.fixed ?? []).filter((each) => imports.has(each));
  const told = new Set();
  const circles = [];
  for (const file of imports.keys()) {
    if (told.has(file)) continue;
    const circle = shortestBack(file, next);
    if (!circle) continue;
    circles.push(circle);
    for (const each of circle) told.add(each);
  }
  return circles;
}

/** Returns the shortest way from a file back to itself, or null. */
function shortestBack(start, next) {
  const from = new Map();
  const waiting = [start];
  for (const file of waiting)
    for (const each of next(file)) {
      if (each === start) {
        const way = [file];
        while (way[0] !== start) way.unshift(from.get(way[0]));
        return way;
      }
      if (from.has(each)) continue;
      from.set(each, file);
      waiting.push(each);
    }
  return null;
}

export function circleProblems(imports) {
  return circlesOf(imports).map(
    (circle) =>
      `${circle[0]}: imports itself: ${[...circle, circle[0]].join(' -> ')}. ` +
      'Move what they share into a file below them.',
  );
}
