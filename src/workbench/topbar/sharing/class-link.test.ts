import { expect, it } from 'vitest';
import { decodeLink, encodeLink } from '../../../runs/link/link.ts';
import { hideableParts, plainView, type ViewPart, withView } from '../../../runs/link/view-part.ts';
import { defaultPreset } from '../../../runs/spec/presets/presets.ts';
import { presetSpec } from '../../../runs/spec/spec.ts';
import { type ClassChoices, chosenView, framedView, frameSnippet } from './class-link.ts';

const link = encodeLink(presetSpec(defaultPreset));
const read = (view: ViewPart) => decodeLink(withView(link, view));
const nothing: ClassChoices = {
  asShown: false,
  atStep: false,
  hide: [],
  lock: false,
  projector: false,
  proof: null,
};
const shown: ViewPart = { ...plainView, progressTab: 'live', stageTab: 'counts', image: 3 };
const open: ViewPart = { ...plainView, lesson: 'steps', step: 2, hide: ['runs'], embed: true };

it('nothing chosen is the plain view, whatever the page shows', () => {
  expect(chosenView(nothing, shown, open)).toEqual(plainView);
});

it('each choice is in the link, and is read as it was chosen', () => {
  const choices: ClassChoices = {
    asShown: true,
    atStep: true,
    hide: hideableParts.filter((part) => part !== 'progress'),
    lock: true,
    projector: true,
    proof: null,
  };
  const { view, problems } = read(chosenView(choices, shown, open));
  expect(problems).toEqual([]);
  expect(view).toEqual({
    ...shown,
    lesson: 'steps',
    step: 2,
    hide: choices.hide,
    lock: true,
    projector: true,
  });
});

it('a frame has the chart’s tab and no lesson, and its link is read', () => {
  const { view, problems } = read(framedView(chosenView({ ...nothing, asShown: true }, shown, open)));
  expect(problems).toEqual([]);
  expect(view).toEqual({ ...plainView, progressTab: 'live', embed: true });
});

it('the snippet cannot be broken by an address or a title', () => {
  const snippet = frameSnippet('https://a.example/?b="c"#v=1&ns=4', 'A <b> & "c"');
  expect(snippet).toMatch(/^<iframe src="[^"<>]*" title="[^"<>]*" width="100%" [^<>]*><\/iframe>$/);
  expect(snippet).toContain('src="https://a.example/?b=&quot;c&quot;#v=1&amp;ns=4"');
  expect(snippet).toContain('title="A &lt;b&gt; &amp; &quot;c&quot;"');
});
