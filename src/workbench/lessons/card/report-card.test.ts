/** Tests the file of a report card: read back as it was, told when it was changed or is none. */
import { describe, expect, it } from 'vitest';
import { cardText, type ReportCard, readCard } from './report-card.ts';

const card: ReportCard = {
  kind: 'spikewise report card',
  version: 1,
  lesson: 'dip',
  title: 'The dip and the climb',
  name: 'Ada “A” Müller',
  madeAt: '2026-11-29T12:00:00.000Z',
  engine: 8,
  steps: [
    {
      title: 'Predict the dip',
      done: true,
      prediction: { asked: 'How far?', said: '60 %', was: '71.2 %', right: false },
    },
    { title: 'Why', done: false, prediction: null },
  ],
  runs: [
    { name: 'Ns 4', link: '#v=1&preset=first-look@3', status: 'finished', ann: '98.7 %', snn: '97.2 %' },
  ],
};

describe('a report card', () => {
  it('is read back as it was written', () => {
    expect(readCard('card.json', cardText(card))).toEqual({
      kind: 'card',
      name: 'card.json',
      card,
      changed: false,
    });
  });

  it('may be laid out anew, since only what it says counts', () => {
    const written = JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(cardText(card))).reverse()));
    expect(readCard('card.json', written)).toMatchObject({ kind: 'card', changed: false });
  });

  it.each([
    ['a prediction', '"60 %"', '"71 %"'],
    ['an outcome', '"right": false', '"right": true'],
    ['the name', 'Ada', 'Eve'],
    ['a score', '"97.2 %"', '"99.9 %"'],
    ['the time', '2026-11-29', '2026-11-28'],
  ])('tells that %s was changed', (_, from, to) => {
    const changed = cardText(card).replace(from, to);
    expect(changed).not.toBe(cardText(card));
    expect(readCard('card.json', changed)).toMatchObject({ kind: 'card', changed: true });
  });

  it.each([
    ['no JSON', 'hello', /no JSON file/],
    ['another JSON file', '{"sweep": {}}', /no report card/],
    ['null', 'null', /no report card/],
    ['a card of a later version', cardText(card).replace('"version": 1', '"version": 2'), /another version/],
    ['a card without its steps', cardText(card).replace('"steps"', '"stufen"'), /damaged at “steps”/],
    ['a card of an unknown lesson', cardText(card).replace('"dip"', '"dap"'), /damaged at “lesson”/],
    ['far too much', ' '.repeat(600_000), /too large/],
  ])('refuses %s in words', (_, written, message) => {
    const read = readCard('card.json', written);
    expect(read.kind).toBe('refused');
    expect((read as { message: string }).message).toMatch(message);
  });
});
