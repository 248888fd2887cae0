import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readProof } from '../proof/proof-text.ts';
import { presetSpec } from '../spec/spec.ts';
import { decodeLink, encodeLink, encodeSweepLink } from './link.ts';
import { hideableParts, plainView, progressTabs, stageTabs, type ViewPart, withView } from './view-part.ts';

const spec = presetSpec('first-look@2');
const link = encodeLink(spec);
const proofText = `1~0.1.0~2~wasm~${'5f'.repeat(16)}~0a1b2c3d~ns.k2-preset.0a~4_1conv1.0.8790.9610`;
const proof = readProof(proofText)!;

const anyView: fc.Arbitrary<ViewPart> = fc
  .record({
    lesson: fc.option(fc.stringMatching(/^[a-z0-9]{1,12}(-[a-z0-9]{1,12}){0,2}$/), { nil: null }),
    step: fc.option(fc.integer({ min: 1, max: 99 }), { nil: null }),
    hide: fc
      .subarray([...hideableParts])
      .map((parts) => hideableParts.filter((part) => parts.includes(part))),
    lock: fc.boolean(),
    projector: fc.boolean(),
    embed: fc.boolean(),
    progressTab: fc.option(fc.constantFrom(...progressTabs), { nil: null }),
    stageTab: fc.option(fc.constantFrom(...stageTabs), { nil: null }),
    layer: fc.option(fc.constantFrom('conv1', 'conv2', 'fc3', 'output'), { nil: null }),
    image: fc.option(fc.nat({ max: 9_999_999 }), { nil: null }),
    proof: fc.constantFrom(null, proof),
  })
  .map((view) => (view.lesson === null ? { ...view, step: null } : view));

test('any view comes back as it was, and changes nothing of the experiment', () => {
  fc.assert(
    fc.property(anyView, (view) => {
      expect(decodeLink(withView(link, view))).toEqual({ ...decodeLink(link), view });
    }),
    { numRuns: 500 },
  );
});

test('the keys are short and readable', () => {
  const view: ViewPart = {
    ...{ lesson: 'neuron', step: 3, hide: ['sweep', 'settings'], lock: true, projector: true, embed: true },
    ...{ progressTab: 'untuned', stageTab: 'counts', layer: 'conv2', image: 17, proof },
  };
  expect(withView(link, view).slice(link.length)).toBe(
    `&lesson=neuron&step=3&hide=sweep,settings&lock=1&projector=1&embed=1&tab=untuned,counts&layer=conv2&image=17&proof=${proofText}`,
  );
  expect(withView(link, plainView)).toBe(link);
});

describe('what cannot be used is left out in words, and nothing else is lost', () => {
  test.each([
    ['lesson=Neuron1', /lesson must be the name of a lesson.*got “Neuron1”/],
    [`lesson=${'a'.repeat(41)}`, /lesson must be/],
    ['step=2', /step is for a lesson/],
    ['lesson=a&step=0', /step must be a whole number, 1…99 \(got “0”\)/],
    ['hide=settings,kitchen', /hide takes intro.*got “kitchen”/],
    ['hide=', /hide takes/],
    ['lock=yes', /lock must be 1/],
    ['projector=0', /projector must be 1/],
    ['embed=', /embed must be 1/],
    ['tab=counts,potential', /tab takes live, untuned, activations.*got “potential”/],
    ['tab=counts,cost', /more than one tab of the layer; counts is opened/],
    ['layer=conv9', /layer must be one of the network’s, conv1, .*got “conv9”/],
    ['image=1.5', /image must be the index of an image, 0…9,999,999/],
    ['image=-1', /image must be/],
    ['image=1e3', /image must be/],
    ['proof=1~0.1.0~2~abacus', /proof must be one that Share has written/],
    ['lock=1&lock=1', /“lock” is given more than once/],
  ])('%s', (part, words) => {
    const read = decodeLink(`${link}&${part}&seed=7`);
    expect(read.spec).toEqual({ ...spec, seed: 7 });
    expect(read.problems.map(({ message }) => message).join('\n')).toMatch(words);
  });

  test('a list keeps the names that are known', () => {
    expect(decodeLink(`${link}&hide=sample,kitchen,intro`).view.hide).toEqual(['intro', 'sample']);
  });

  test('a sweep is neither hidden nor made compact', () => {
    const sweep = {
      version: 1,
      base: spec,
      axes: [{ field: 'timeSteps', values: [1, 2] }],
      seeds: 1,
    } as const;
    const read = decodeLink(`${encodeSweepLink(sweep)}&hide=sweep,runs&embed=1`);
    expect(read.sweep?.axes).toEqual(sweep.axes);
    expect(read.view).toEqual({ ...plainView, hide: ['runs'] });
    expect(read.problems.map(({ key }) => key)).toEqual(['embed', 'hide']);
  });
});
