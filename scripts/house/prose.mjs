/** Checks how wide comments, prose and the subjects of commits are. */
import { execFileSync } from 'node:child_process';
import { textOf } from './files.mjs';
import { mostColumns, mostSubject, subjectsSince } from './plan.mjs';

const width = (line) => [...line].length;

/** Tells whether a line has a space to break it at: a link or a span of code has none. */
const isBreakable = (line, mark) =>
  [...line.replace(mark, '').replace(/`[^`]*`/g, (code) => code.replaceAll(' ', '_'))]
    .slice(0, mostColumns)
    .includes(' ');

const commentMark = /^\s*(?:\/\/+|\{?\/\*+|\*)?\s*/;
/** Matches directives, which end with their line. */
const directive = /biome-ignore|@ts-|eslint-|<reference/;

/** Returns the numbers of the lines, from 1, whose comment is too wide. */
export function wideComments(text) {
  let block = false;
  return text.split('\n').flatMap((line, i) => {
    const starts = /^\s*\{?\/\*/.test(line);
    const isComment = block || starts || /^\s*\/\//.test(line);
    if (block || starts) block = !line.includes('*/');
    const wide = isComment && width(line) > mostColumns && isBreakable(line, commentMark);
    return wide && !directive.test(line) ? [i + 1] : [];
  });
}

const proseMark = /^\s*(?:[-*+>]|\d+\.)?\s*/;
const unbroken = /^\s*\||^\[[^\]]+\]: /;

/** Returns the numbers of the lines of Markdown that are too wide: no tables, links or code. */
export function wideProse(text) {
  let code = false;
  return text.split('\n').flatMap((line, i) => {
    const fence = /^\s*(```|~~~)/.test(line);
    if (fence) code = !code;
    if (code || fence || unbroken.test(line)) return [];
    return width(line) > mostColumns && isBreakable(line, proseMark) ? [i + 1] : [];
  });
}

export function widthProblems(root, files) {
  return files.flatMap((file) => {
    const isProse = file.endsWith('.md');
    if (!isProse && !/\.(tsx?|mjs|css)$/.test(file)) return [];
    const lines = isProse ? wideProse(textOf(root, file)) : wideComments(textOf(root, file));
    const what = isProse ? 'is a line' : 'is a comment';
    return lines.map((line) => `${file}:${line}: ${what} of more than ${mostColumns} columns. Wrap it.`);
  });
}

/**
 * Returns commits with their subjects, `[hash, subject]`; none when there is no history to look at.
 */
function subjects(root) {
  const git = (...args) =>
    execFileSync('git', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  try {
    git('merge-base', '--is-ancestor', subjectsSince, 'HEAD');
    const log = git('log', '--no-merges', '--format=%h %s', `${subjectsSince}..HEAD`);
    return log
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]);
  } catch {
    return [];
  }
}

export function subjectProblems(root) {
  return subjects(root)
    .filter(([, subject]) => width(subject) > mostSubject)
    .map(
      ([hash, subject]) =>
        `commit ${hash}: has a subject of ${width(subject)} characters, more than ${mostSubject}. ` +
        `Shorten “${subject}” and say the rest in the body.`,
    );
}
