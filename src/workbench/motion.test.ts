import { type AtRule, type Declaration, parse, type Rule } from 'postcss';
import { describe, expect, it } from 'vitest';

/** What the compositor moves on its own, while the page's main thread rests. */
const composited = ['opacity', 'transform', 'translate', 'scale', 'rotate'];

/** What a change of state may fade to: it is painted again, but nothing is laid out again. */
const painted = [...composited, 'background', 'background-color', 'border-color', 'color', 'fill'];

const sheets = Object.entries(
  import.meta.glob<string>('./**/*.css', { query: '?raw', import: 'default', eager: true }),
).map(([file, text]) => ({ file, root: parse(text) }));

/** Returns the declarations of a property in all style sheets, with their files. */
function declarations(property: string): { file: string; declaration: Declaration }[] {
  const found: { file: string; declaration: Declaration }[] = [];
  for (const { file, root } of sheets)
    root.walkDecls(property, (declaration) => void found.push({ file, declaration }));
  return found;
}

/** Returns the properties that an animation of this name changes. */
function animated(name: string): string[] {
  const properties = new Set<string>();
  for (const { root } of sheets)
    root.walkAtRules('keyframes', (keyframes: AtRule) => {
      if (keyframes.params !== name) return;
      keyframes.walkRules((step: Rule) => step.walkDecls(({ prop }) => void properties.add(prop)));
    });
  return [...properties];
}

describe('what moves while a run needs the machine', () => {
  it('goes on without the main thread where it never ends', () => {
    const endless = declarations('animation').filter(({ declaration }) => /infinite/.test(declaration.value));
    expect(endless.length).toBeGreaterThan(0);
    for (const { file, declaration } of endless)
      for (const property of animated(declaration.value.split(' ')[0]!))
        expect(composited, `${file}: ${declaration.value}`).toContain(property);
  });

  it('makes nothing be laid out again where it is a change of state', () => {
    const transitions = declarations('transition').filter(({ declaration }) => declaration.value !== 'none');
    expect(transitions.length).toBeGreaterThan(0);
    for (const { file, declaration } of transitions)
      for (const property of declaration.value.split(',').map((part) => part.trim().split(/\s/)[0]!))
        expect(painted, `${file}: ${declaration.value}`).toContain(property);
  });
});
