import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { problemsOf } from '../check-house.mjs';
import { wideComments, wideProse } from './prose.mjs';

let root;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'spikewise-house-'));
});
afterEach(() => rmSync(root, { recursive: true }));

function write(files) {
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(path.join(root, path.dirname(file)), { recursive: true });
    writeFileSync(path.join(root, file), text);
  }
}

test('a house in order has no problems', () => {
  write({
    'src/engine/work/crew.ts': '/** A crew. */\nexport const crew = 1;\n',
    'src/engine/layers/layer.ts': "import { crew } from '../work/crew.ts';\nexport const layer = crew;\n",
    'src/engine/work/crew.test.ts': "import { layer } from '../layers/layer.ts';\n",
    'README.md': '# A house\n',
  });
  expect(problemsOf(root)).toEqual([]);
});

test('circles are told by their shortest way, imports of types included and lazy ones not', () => {
  write({
    'cli/a.ts': "import type { B } from './b.ts';\nimport {\n  c,\n} from './c.ts';\n",
    'cli/b.ts': "export { a } from './a.ts';\n",
    'cli/c.ts': "import './b.ts';\n",
    'cli/d.ts': "const a = () => import('./e.ts');\n",
    'cli/e.ts': "import { d } from './d.ts';\n// import { e } from './e.ts'\n",
  });
  expect(problemsOf(root)).toEqual([
    'cli/a.ts: imports itself: cli/a.ts -> cli/b.ts -> cli/a.ts. Move what they share into a file below them.',
    expect.stringContaining('imports itself: cli/c.ts -> cli/b.ts -> cli/a.ts -> cli/c.ts.'),
  ]);
});

test('imports run down the floors, lazy ones too, and to none of the same floor', () => {
  write({
    'src/workbench/shared/Plot.tsx': "import { pad } from '../tasks/pad.ts';\n",
    'src/workbench/tasks/pad.ts': "const words = () => import('../words/words.ts');\n",
    'src/workbench/words/words.ts': "import classes from '../app.module.css';\n",
    'src/workbench/app.module.css': '',
    'src/workbench/attic/box.ts': '',
  });
  const below = (lower, upper) =>
    expect.stringContaining(`src/workbench/${lower} does not lie below src/workbench/${upper}`);
  expect(problemsOf(root)).toEqual([
    expect.stringMatching(/^src\/workbench\/attic: has no floor/),
    below('tasks', 'shared'),
    below('words', 'tasks'),
    below('.', 'words'),
  ]);
});

test('what is there for tests is imported by tests alone', () => {
  write({
    'cli/testing/toy.ts': '',
    'cli/run.ts': "import { toy } from './testing/toy.ts';\n",
    'cli/run.test.ts': "import { toy } from './testing/toy.ts';\n",
    'bench/speed.ts': "import { toy } from '../cli/testing/toy.ts';\n",
  });
  expect(problemsOf(root)).toEqual([
    'cli/run.ts: imports cli/testing/toy.ts, which is for tests. Move what it needs out of `testing`.',
  ]);
});

test('a package that one file prepares is imported from there', () => {
  write({
    'src/networks/zod.ts': "import { z } from 'zod';\n",
    'src/networks/kind.ts': "import { z } from './zod.ts';\n",
    'src/runs/spec/spec.ts': "import * as z from 'zod/v4';\n",
    'cli/run.ts': "const z = () => import('zod');\n",
    'cli/run.test.ts': "import { z } from 'zod';\n",
  });
  const past = (file) => `${file}: imports zod. Import it from src/networks/zod.ts, which prepares it.`;
  expect(problemsOf(root)).toEqual([past('cli/run.ts'), past('src/runs/spec/spec.ts')]);
});

test('a folder holds 25 source files, its tests not counted', () => {
  const files = Array.from({ length: 26 }, (_, i) => `e2e/page-${i}.ts`);
  write(Object.fromEntries(files.slice(1).map((file) => [file, ''])));
  write({ 'e2e/open.spec.ts': '', 'e2e/more/open.ts': '' });
  expect(problemsOf(root)).toEqual([]);
  write({ [files[0]]: '' });
  expect(problemsOf(root)).toEqual(['e2e: has 26 source files, more than 25. Sort them into subfolders.']);
});

const wide = 'words '.repeat(18).trim();

test('comments are wrapped, code and what cannot be broken is not', () => {
  const text = [
    `// ${wide}`, // 110 columns
    '/**',
    ` * ${wide}`,
    ' */',
    `const code = '${wide}';`,
    `// ${'x'.repeat(120)}`,
    `// biome-ignore lint/style/noNonNullAssertion: ${wide}`,
    `{/* ${wide} */}`,
    `const more = '${wide}';`,
    `// ${'é'.repeat(48)} ${'é'.repeat(48)}`,
  ];
  expect(wideComments(text.join('\n'))).toEqual([1, 3, 8]);
});

test('prose is wrapped, tables, code and links are not', () => {
  const text = [
    wide,
    `| ${wide} |`,
    '```sh',
    wide,
    '```',
    `- https://example.org/${'x'.repeat(100)}`,
    `[there]: https://example.org/${'x'.repeat(100)}`,
    `- ${wide}`,
    `  - \`${wide}\`:`,
  ];
  expect(wideProse(text.join('\n'))).toEqual([1, 8]);
});
