/**
 * Checks what Biome does not: circles of imports, floors, full folders, wide comments and prose,
 * and the subjects of commits. The limits stand in house/plan.mjs. `npm run lint` runs it.
 */
import path from 'node:path';
import { circleProblems } from './house/circles.mjs';
import { filesBelow, importsOf, isIn, isSource, isTest } from './house/files.mjs';
import { product } from './house/plan.mjs';
import { subjectProblems, widthProblems } from './house/prose.mjs';
import { floorProblems, folderProblems, packageProblems, testingProblems } from './house/rooms.mjs';

/** Returns what is wrong with the house at `root`, a line each: the file, the rule, what to do. */
export function problemsOf(root) {
  const files = filesBelow(root);
  const sources = files.filter((file) => isIn(file, product) && isSource(file) && !isTest(file));
  const imports = importsOf(root, sources);
  return [
    ...circleProblems(imports),
    ...floorProblems(imports),
    ...testingProblems(imports),
    ...packageProblems(root, sources),
    ...folderProblems(files),
    ...widthProblems(root, files),
    ...subjectProblems(root),
  ];
}

if (process.argv[1] === import.meta.filename) {
  const problems = problemsOf(path.resolve(import.meta.dirname, '..'));
  for (const problem of problems) console.error(problem);
  if (problems.length > 0) {
    console.error(`\n${problems.length} ${problems.length === 1 ? 'thing' : 'things'} to mend in the house.`);
    process.exitCode = 1;
  }
}
