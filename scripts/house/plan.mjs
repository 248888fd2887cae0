/** The plan of the house: which room may know which, and how large things may be. */

/** Folders whose files are the program. */
export const product = ['src', 'cli', 'workers', 'bench'];

/** Folders that are held to a number of files. */
export const counted = ['src', 'cli', 'workers', 'bench', 'e2e'];

/** Most source files in one folder, without its tests and its subfolders. */
export const mostFiles = 25;

/** Most columns of a comment and of a line of prose. */
export const mostColumns = 100;

/** Most characters of a commit's subject, in the commits since `subjectsSince`. */
export const mostSubject = 72;
export const subjectsSince = 'a4c7f98ebec5d0ba0f79712cfb99af61a14e5d90';

/**
 * The rooms of three large rooms by floor, the lowest first. A room may import only rooms on lower
 * floors, so that rooms on one floor do not know each other. `.` stands for the files of the large
 * room itself. Biome holds the rules between the rooms of `src`.
 */
export const floors = {
  'src/engine': [
    ['.', 'work', 'speech', 'separation'],
    ['examples', 'layers'],
    ['objectives'],
    ['spiking', 'learning'],
    ['simulation', 'hybrid'],
    ['diagnosis'],
    ['conversion'],
    ['methods'],
    ['testing'],
  ],
  'src/runs': [
    ['spec'],
    ['records'],
    ['resume', 'data', 'models', 'proof'],
    ['execution', 'sweep'],
    ['inspection', 'link', 'archive'],
    ['testing'],
  ],
  'src/workbench': [
    ['jsx', 'shared'],
    ['words', 'tasks', 'clients'],
    ['store'],
    ['data', 'network'],
    ['settings', 'inspect', 'topbar'],
    ['slow'],
    ['strip', 'panels', 'neuron'],
    ['progress', 'runs'],
    ['compare', 'sweep'],
    ['offline', 'lessons', 'classroom'],
    ['.'],
  ],
};

/** Packages that are imported by one file alone, which prepares them for everybody else. */
export const prepared = { zod: 'src/networks/zod.ts' };
