import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { engineRevision } from '../../engine/revision.ts';
import { linkOfOtherEngine } from '../records/other-engine.ts';
import { allowed, type Field, type FieldName, fieldNames, fields, type Settings } from '../spec/fields.ts';
import { defaultPreset, findPreset, presets } from '../spec/presets/presets.ts';
import { parseSpec, presetSpec, type RunSpec } from '../spec/spec.ts';
import { crossChecks } from '../spec/spec-checks.ts';
import { decodeLink, encodeLink, encodeSweepLink, maxLinkLength } from './link.ts';
import { plainView } from './view-part.ts';

const networks = ['28x28-10', '28×28-c4k5s2-a2-10', '28x28x1-c8s2-c16s2-64-10', '28x28-100-100-10'];

/** The longest list of levels that is allowed. */
const levelsAtMost = Array.from({ length: 256 }, (_, i) => (i - 128) / 1000).join(',');

function fieldValue(name: FieldName): fc.Arbitrary<unknown> {
  const field: Field = fields[name];
  switch (field.kind) {
    case 'integer':
      return fc.integer({ min: field.min, max: field.max });
    case 'number':
      return fc.double({
        min: field.min,
        max: field.max,
        noNaN: true,
        minExcluded: field.above ?? false,
      });
    case 'choice':
      return fc.constantFrom(...field.options.map((option) => option.value));
    case 'switch':
      return fc.boolean();
    case 'text':
      if (name === 'weightLevels') return fc.constantFrom('', '-1,-0.5,0,0.5,1', '0,1', levelsAtMost);
      return fc.constantFrom(...networks, ...presets.map((preset) => preset.settings.network));
    case 'limit':
      return fc.oneof(fc.constant('none'), fc.integer({ min: field.min, max: field.max }));
  }
}

/** Sets what the method cannot take back to the preset. */
function acceptable(wanted: RunSpec, settings: Settings): RunSpec {
  let spec = wanted;
  for (let [problem] = crossChecks(spec); problem; [problem] = crossChecks(spec))
    spec = { ...spec, ...Object.fromEntries(problem.fields.map((name) => [name, settings[name]])) };
  return spec;
}

/**
 * Any valid spec: a preset with any part of its settings changed, made to agree with each other.
 */
const anySpec: fc.Arbitrary<RunSpec> = fc
  .tuple(
    fc.constantFrom(...presets),
    fc.record(Object.fromEntries(fieldNames.map((name) => [name, fieldValue(name)])), { requiredKeys: [] }),
  )
  .map(([preset, changes]) => {
    const spec = { ...presetSpec(preset.id), ...changes } as RunSpec;
    const fits = preset.checkpoint !== null && spec.network === preset.settings.network;
    const wanted = {
      ...spec,
      start: fits ? spec.start : 'scratch',
      batchSize: Math.min(spec.batchSize, spec.trainCount),
      weightLevels: spec.weightBits === 'levels' ? spec.weightLevels || '-1,0,1' : '',
      // Two-by-two pooling makes every weight four connections.
      fanIn: spec.fanIn === 'none' ? ('none' as const) : Math.max(4, spec.fanIn),
    };
    return parseSpec(acceptable(wanted, preset.settings));
  });

const keyOf = (name: FieldName) => fields[name].link;
const messages = (hash: string) => decodeLink(hash).problems.map((problem) => problem.message);

describe('encoding', () => {
  test('only what differs from the preset, readable', () => {
    expect(encodeLink(presetSpec('mnist@1'))).toBe(`#v=1&preset=mnist@1&engine=${engineRevision}`);
    const spec = parseSpec({
      ...presetSpec('mnist@1'),
      timeSteps: 16,
      learningRate: 1e-7,
      percentile: 99,
      readoutStage: true,
    });
    expect(encodeLink(spec)).toBe(
      `#v=1&preset=mnist@1&engine=${engineRevision}&ns=16&pct=99&lr=1e-7&readout=on`,
    );
  });

  test('any valid spec comes back as it was, without a complaint', () => {
    fc.assert(
      fc.property(anySpec, (spec) => {
        const hash = encodeLink(spec);
        expect(hash.length).toBeLessThanOrEqual(maxLinkLength);
        expect(decodeLink(hash)).toEqual({
          spec,
          sweep: null,
          view: plainView,
          file: null,
          modelSource: null,
          engine: engineRevision,
          problems: [],
        });
      }),
      { numRuns: 500 },
    );
  });

  test('no two settings share a key, and none is one of the link’s own', () => {
    const keys = ['v', 'preset', 'engine', 'grid', 'seeds', ...fieldNames.map(keyOf)];
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('the revision of the engine', () => {
  const presetOf = ({ engine = 1 }) => engine === 1;

  test('is that of the link, and an older one or a newer one is said', () => {
    for (const revision of [1, engineRevision, engineRevision + 3]) {
      const link = decodeLink(encodeLink(presetSpec('mnist@1'), revision));
      expect(link).toEqual({
        spec: presetSpec('mnist@1'),
        sweep: null,
        view: plainView,
        file: null,
        modelSource: null,
        engine: revision,
        problems: [],
      });
      const words = linkOfOtherEngine(link.engine);
      if (revision === engineRevision) expect(words).toBeNull();
      else
        expect(words).toContain(
          `${revision > engineRevision ? 'a newer' : 'an earlier'} engine, revision ${revision}; this is revision ${engineRevision}`,
        );
    }
  });

  test('of a link that names none is the first, unless its preset came later', () => {
    const old = presets.filter(presetOf);
    expect(old.length).toBeGreaterThan(0);
    for (const { id } of old) expect(decodeLink(`#v=1&preset=${id}`).engine).toBe(1);
    for (const { id, engine } of presets.filter((preset) => !presetOf(preset)))
      expect(decodeLink(`#v=1&preset=${id}`).engine).toBe(engine);
  });

  test('which divided a batch by its workers: they are read as groups, and it is said', () => {
    const read = (hash: string) => {
      const { spec, problems, engine } = decodeLink(hash);
      expect(problems).toEqual([]);
      return { workers: spec.workers, groups: spec.groups, said: linkOfOtherEngine(engine) };
    };
    const said = expect.stringContaining(
      'with as many groups as it has workers, and their figures may differ',
    );
    expect(read('#v=1&preset=first-look@2&ns=4')).toEqual({ workers: 2, groups: 2, said });
    expect(read('#v=1&preset=first-look@2&workers=3')).toEqual({ workers: 3, groups: 3, said });
    expect(read('#v=1&preset=mnist@1&engine=1&workers=8')).toEqual({ workers: 8, groups: 8, said });
    expect(read('#v=1&preset=first-look@2&workers=3&groups=5')).toEqual({ workers: 3, groups: 5, said });
    const today = { said: null };
    expect(read(`#v=1&preset=first-look@2&engine=${engineRevision}&workers=3`)).toMatchObject({
      groups: 2,
      ...today,
    });
    expect(read('#v=1&preset=first-look@3&workers=3')).toEqual({ workers: 3, groups: 4, ...today });
  });

  test.each(['0', '-1', '1.5', 'x', '', '01', '9'.repeat(30)])('“%s” is none', (text) => {
    const { engine, problems, spec } = decodeLink(`#v=1&preset=mnist@1&engine=${text}&ns=4`);
    expect(spec.timeSteps).toBe(4);
    expect(engine).toBe(1);
    expect(problems).toEqual([
      { key: 'engine', message: expect.stringMatching(/^engine must be the number of a revision/) },
    ]);
  });

  test('can be left out, for a text that names the settings alone', () => {
    expect(encodeLink(presetSpec('mnist@1'), null)).toBe('#v=1&preset=mnist@1');
  });
});

describe('decoding', () => {
  test('nothing is the default preset', () => {
    for (const hash of ['', '#'])
      expect(decodeLink(hash)).toEqual({
        spec: presetSpec(defaultPreset),
        sweep: null,
        view: plainView,
        file: null,
        modelSource: null,
        engine: engineRevision,
        problems: [],
      });
  });

  test('a preset without revision is its newest; the number sign may be missing', () => {
    expect(decodeLink('v=1&preset=mnist&ns=16')).toEqual({
      spec: { ...presetSpec(findPreset('mnist')!.id), timeSteps: 16 },
      sweep: null,
      view: plainView,
      file: null,
      modelSource: null,
      engine: findPreset('mnist')!.engine ?? 1,
      problems: [],
    });
  });

  test('every setting out of its range is reported by name with the range, and the preset’s is used', () => {
    for (const name of fieldNames) {
      const field: Field = fields[name];
      const bad =
        field.kind === 'integer' || field.kind === 'number'
          ? [`${field.max + 1}`, `${field.min - 1}`, 'abc', '', '0x10', '1e999', 'NaN']
          : field.kind === 'limit'
            ? [`${field.max + 1}`, `${field.min - 1}`, 'off', '', '1.5', 'None']
            : field.kind === 'text'
              ? [...(field.minLength > 0 ? [''] : []), 'x'.repeat(field.maxLength + 1)]
              : ['nonsense', ''];
      for (const value of bad) {
        const { spec, problems } = decodeLink(`#v=1&preset=mnist@1&${keyOf(name)}=${value}`);
        expect(spec).toEqual(presetSpec('mnist@1'));
        expect(problems).toHaveLength(1);
        expect(problems[0]!.key).toBe(keyOf(name));
        expect(problems[0]!.message).toContain(`${name} must be ${allowed(name)}`);
      }
    }
  });

  test('one bad setting leaves the others as the link has them', () => {
    const { spec, problems } = decodeLink('#v=1&preset=mnist@1&ns=9999&tp=5');
    expect(spec).toEqual({ ...presetSpec('mnist@1'), patience: 5 });
    expect(problems).toEqual([
      { key: 'ns', message: 'timeSteps must be a whole number from 1 to 1,024 (got 9999); 8 is used' },
    ]);
  });

  test.each<[string, string, RegExp]>([
    [
      'another version',
      '#v=2&ns=16',
      /v \(version of the link\) must be 1 \(got “2”\); the settings of first-look-paper@1/,
    ],
    ['no version', '#ns=16', /does not name its version/],
    [
      'an unknown preset',
      '#v=1&preset=nets@3',
      /preset must be one of .*mnist@3.*got “nets@3”.*first-look-paper@1 is used/,
    ],
    ['a preset from the prototype', '#v=1&preset=constructor', /preset must be one of/],
    ['an unknown key', '#v=1&foo=1', /“foo” is no setting/],
    ['a key from the prototype', '#v=1&__proto__=1', /“__proto__” is no setting/],
    ['a key without value', '#v=1&ns', /“ns” is not of the form key=value/],
    [
      'a damaged percent sign',
      '#v=1&ns=%E0%A4%A',
      /timeSteps \(ns, a whole number from 1 to 1,024\) has a damaged/,
    ],
    ['a key given twice', '#v=1&ns=16&ns=32', /timeSteps \(ns, .*\) is given more than once/],
    ['a bad network', '#v=1&start=scratch&net=28x28-q8-10', /network: “q8” is not a layer/],
    [
      'a network for other images',
      '#v=1&start=scratch&net=32x32x3-10',
      /inputs of MNIST are 28×28×1, not 32×32×3/,
    ],
    ['too many weights', '#v=1&start=scratch&net=28x28-c65536s28-c65536k1-10', /weights; at most/],
    [
      'another network than the checkpoint',
      '#v=1&net=28x28-10',
      /start: the pre-trained network of first-look-paper@1 is/,
    ],
    [
      'a checkpoint where there is none',
      '#v=1&preset=mnist-paper@1&start=checkpoint',
      /ships no pre-trained network.*start scratch is used/,
    ],
    [
      'a batch larger than the data',
      '#v=1&batch=512&train=100',
      /batchSize must be at most trainCount \(512 > 100\)/,
    ],
    ['levels without a list', '#v=1&bits=levels', /weightLevels: .*needs a list.*weightBits float is used/],
    ['a list without levels', '#v=1&levels=-1,0,1', /weightLevels: .*“levels” only, not “float”/],
    [
      'a list beside bits',
      '#v=1&bits=4&levels=-1,0,1',
      /weightLevels: .*only, not “4”.*weightLevels empty is used/,
    ],
    ['one level', '#v=1&bits=levels&levels=0.5', /weightLevels: 2 to 256 levels.*got 1/],
    ['a level twice', '#v=1&bits=levels&levels=0,1,0.0', /the level 0.0 is given more than once/],
    ['a level that is no number', '#v=1&bits=levels&levels=0,1,a', /weightLevels: “a” is no number/],
    ['an infinite level', '#v=1&bits=levels&levels=0,1e999', /from -1 to 1 \(got 1e999\)/],
    ['a level past the largest weight', '#v=1&bits=levels&levels=0,1.5', /from -1 to 1 \(got 1.5\)/],
    [
      'more examples than the data set has',
      '#v=1&train=54001',
      /trainCount must be at most 54,000: MNIST has no more training examples \(got 54001\); the preset’s trainCount \d+ is used/,
    ],
    ['a task that nobody knows', '#v=1&task=juggling', /task must be one of classification, reconstruction/],
    [
      'a network that does not fit the task',
      '#v=1&task=reconstruction&start=scratch&net=28x28-32-10',
      /network: for the task reconstruction, an input of MNIST has 784 values \(28×28×1\), not 10 outputs/,
    ],
    ['an unknown method', '#v=1&method=magic', /method must be one of ptl.*\(got "magic"\); ptl is used/],
    ['no leak at all', '#v=1&leak=0', /leak must be a number above 0, at most 1 \(got 0\); 1 is used/],
    [
      'a window that the method cannot train on',
      '#v=1&ns=128',
      /timeSteps: PTL .*use at most 64 \(got 128\); the preset’s timeSteps 4 is used/,
    ],
    [
      'input that the method does not take',
      '#v=1&input=poisson',
      /inputCoding: PTL .*use auto or firstStep \(got poisson\); the preset’s inputCoding auto is used/,
    ],
    ['no connections', '#v=1&fanin=0', /fanIn must be a whole number from 1 to 65,536, or none \(got 0\)/],
    [
      'fewer connections than a pooled weight has',
      '#v=1&start=scratch&net=28x28-c8-a2-10&fanin=3',
      /fanIn: one weight of layer output is 4 connections through the average pooling.*use 4 or more/,
    ],
  ])('%s is reported', (_, hash, words) => {
    const { spec, problems } = decodeLink(hash);
    expect(problems).toHaveLength(1);
    expect(problems[0]!.message).toMatch(words);
    expect(parseSpec(spec)).toEqual(spec);
  });

  test('contradictions go back to the preset, the rest stays', () => {
    const { spec } = decodeLink('#v=1&batch=512&train=100&ns=16');
    expect(spec).toEqual({ ...presetSpec(defaultPreset), timeSteps: 16 });
    expect(decodeLink('#v=1&start=scratch&net=32x32x3-10').spec.start).toBe('scratch');
  });

  test('what a choice was called before is read under its present name', () => {
    const { spec, problems } = decodeLink('#v=1&preset=mnist@1&by=accuracy');
    expect(problems).toEqual([]);
    expect(spec).toEqual({ ...presetSpec('mnist@1'), criterion: 'score' });
    expect(encodeLink(spec)).toBe(`#v=1&preset=mnist@1&engine=${engineRevision}&by=score`);
    expect(decodeLink(encodeLink(spec)).spec).toEqual(spec);
    const { sweep } = decodeLink('#v=1&preset=mnist@1&grid=by:loss,accuracy');
    expect(sweep!.axes).toEqual([{ field: 'criterion', values: ['loss', 'score'] }]);
  });

  test('28×28 and 28x28 are the same network', () => {
    const plain = decodeLink('#v=1&start=scratch&net=28x28-c4k3x5-10');
    for (const times of ['×', '%C3%97']) {
      const link = `#v=1&start=scratch&net=28${times}28-c4k3${times}5-10`;
      expect(decodeLink(link)).toEqual(plain);
    }
    // The preset's own network, so that its checkpoint fits.
    const { network } = presetSpec(defaultPreset);
    const { spec, problems } = decodeLink(`#v=1&net=${network.replaceAll('x', '×')}`);
    expect(problems).toEqual([]);
    expect(encodeLink(spec)).toBe(`#v=1&preset=${defaultPreset}&engine=${engineRevision}`);
    const swept = decodeLink('#v=1&start=scratch&grid=net:28×28-10,28×28-20-10').sweep!;
    expect(encodeSweepLink(swept)).toContain('&grid=net:28x28-10,28x28-20-10');
  });

  test('an oversized link is refused whole', () => {
    expect(messages(`#v=1&foo=${'x'.repeat(maxLinkLength)}`)[0]).toMatch(
      /at most 4,096 characters \(got 4,104\)/,
    );
    expect(decodeLink(`#v=1&foo=${'x'.repeat(maxLinkLength - 8)}`).problems[0]!.key).toBe('foo');
  });

  test('a thousand problems are told in twenty', () => {
    const hash = `#v=1&${Array.from({ length: 600 }, (_, i) => `k${i}=`).join('&')}`;
    const { problems } = decodeLink(hash);
    expect(problems).toHaveLength(20);
    expect(problems[19]!.message).toBe('and 581 more problems in the link');
  });

  test('10,000 hostile hashes never throw and always give a valid spec', () => {
    const key = fc.oneof(
      fc.constantFrom('v', 'preset', ...fieldNames.map(keyOf), '__proto__', 'constructor', '%', '%zz'),
      fc.string({ maxLength: 8, unit: 'binary' }),
    );
    const value = fc.oneof(
      fc.string({ maxLength: 20, unit: 'binary' }),
      fc.constantFrom(
        '1',
        '2',
        '-0',
        '1e9',
        'NaN',
        'on',
        'checkpoint',
        'scratch',
        'mnist@1',
        'mnist-paper',
        'none',
        'levels',
        '-1,0,1',
        '4',
        '%',
        '%ff',
        '\ud800',
      ),
      fc.constantFrom(
        '28x28-10',
        '28x28-c65536k99s1-10',
        '9999x9999-10',
        `28x28${'-1'.repeat(60)}`,
        '28x28-c1s99-10',
        '28x28-a0-10',
      ),
      fc.double().map(String),
      fc.integer().map(String),
    );
    const pair = fc.tuple(key, value).map(([k, v]) => `${k}=${v}`);
    const hash = fc.oneof(
      { weight: 4, arbitrary: fc.array(pair, { maxLength: 12 }).map((pairs) => `#v=1&${pairs.join('&')}`) },
      { weight: 1, arbitrary: fc.array(pair, { maxLength: 6 }).map((pairs) => `#${pairs.join('&')}`) },
      { weight: 1, arbitrary: fc.string({ maxLength: 200, unit: 'binary' }) },
    );
    let clean = 0;
    fc.assert(
      fc.property(hash, (text) => {
        const { spec, problems } = decodeLink(text);
        expect(parseSpec(spec)).toEqual(spec);
        for (const problem of problems) expect(problem.message.length).toBeLessThan(500);
        if (problems.length === 0) clean++;
      }),
      { numRuns: 10_000 },
    );
    expect(clean).toBeLessThan(10_000);
  });
});
