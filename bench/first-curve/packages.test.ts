import path from 'node:path';
import { expect, test } from 'vitest';
import { ownersBy, packageOf } from './packages.ts';

test('a module belongs to the innermost package of its address', () => {
  expect(packageOf('../node_modules/@mantine/core/esm/index.mjs')).toBe('@mantine/core');
  expect(packageOf('/a/node_modules/recharts/node_modules/immer/dist/immer.mjs')).toBe('immer');
  expect(packageOf('../src/workbench/App.tsx')).toBeNull();
});

test('what only the charts need counts as charts, and what others need too does not', () => {
  const ownerOf = ownersBy(path.join(import.meta.dirname, '../../package-lock.json'));
  const owners = ['recharts', 'immer', '@tensorflow/tfjs-core', 'react', 'clsx', 'zod'].map((name) =>
    ownerOf(`node_modules/${name}/index.js`),
  );
  // React's packages are needed by all, clsx by Mantine too.
  expect(owners).toEqual(['charts', 'charts', 'tfjs', 'libraries', 'libraries', 'libraries']);
  expect(ownerOf('src/workbench/App.tsx')).toBe('ours');
});
