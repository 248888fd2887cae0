/** Checks what may import what, and how many files a folder holds. */

import { isIn, isSource, isTest, textOf } from './files.mjs';
import { counted, floors, mostFiles, prepared } from './plan.mjs';

/** Returns imports from a floor to its own or a higher one. */
export function floorProblems(imports) {
  return Object.entries(floors).flatMap(([house, order]) => {
    const floorOf = new Map(order.flatMap((rooms, floor) => rooms.map((room) => [room, floor])));
    const roomOf = (file) => {
      const [room, ...rest] = file.slice(house.length + 1).split('/');
      return rest.length === 0 ? '.' : room;
    };
    const below = [...imports.keys()].filter((file) => isIn(file, [house]));
    const known = below.filter((file) => floorOf.has(roomOf(file)));
    const unknown = new Set(below.map(roomOf).filter((room) => !floorOf.has(room)));
    return [
      ...[...unknown].map(
        (room) =>
          `${house}/${room}: has no floor. Give the room its place in \`floors\` of scripts/house/plan.mjs.`,
      ),
      ...known.flatMap((file) => {
        const room = roomOf(file);
        const { fixed, lazy } = imports.get(file);
        return [...fixed, ...lazy]
          .filter((to) => isIn(to, [house]) && roomOf(to) !== room)
          .filter((to) => !(floorOf.get(roomOf(to)) < floorOf.get(room)))
          .map(
            (to) =>
              `${file}: imports ${to}, but ${house}/${roomOf(to)} does not lie below ${house}/${room}. ` +
              'Move what both need down, or hand it in from above.',
          );
      }),
    ];
  });
}

const isTesting = (file) => file.split('/').includes('testing');

/** Returns product files that import code for tests. Benchmarks may: they are not shipped. */
export function testingProblems(imports) {
  return [...imports]
    .filter(([file]) => !isTesting(file) && !isIn(file, ['bench']))
    .flatMap(([file, { fixed, lazy }]) =>
      [...fixed, ...lazy]
        .filter(isTesting)
        .map((to) => `${file}: imports ${to}, which is for tests. Move what it needs out of \`testing\`.`),
    );
}

/** Returns files that import a package past the file that prepares it. */
export function packageProblems(root, files) {
  return Object.entries(prepared).flatMap(([name, door]) => {
    const imported = new RegExp(`\\b(?:from|import)[ (]*['"]${name}(?:/[^'"]*)?['"]`);
    return files
      .filter((file) => file !== door && imported.test(textOf(root, file)))
      .map((file) => `${file}: imports ${name}. Import it from ${door}, which prepares it.`);
  });
}

export function folderProblems(files) {
  const counts = new Map();
  for (const file of files) {
    if (!isIn(file, counted) || !isSource(file) || isTest(file)) continue;
    const folder = file.slice(0, file.lastIndexOf('/'));
    counts.set(folder, (counts.get(folder) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count > mostFiles)
    .map(
      ([folder, count]) =>
        `${folder}: has ${count} source files, more than ${mostFiles}. Sort them into subfolders.`,
    );
}
