import { describe, expect, it } from 'vitest';
import { type Drawn, drawnBy, type Place, type Stroke, type Touch } from './hand.ts';

/** Returns the lines that events draw, and whether a stroke is still being drawn at their end. */
function drawn(...touches: readonly Touch[]) {
  let stroke: Stroke | null = null;
  const lines: NonNullable<Drawn['line']>[] = [];
  let ended = 0;
  for (const touch of touches) {
    const after = drawnBy(stroke, touch);
    stroke = after.stroke;
    if (after.line) lines.push(after.line);
    if (after.ended) ended += 1;
  }
  return { lines, ended, drawing: stroke !== null };
}

const [a, b, c]: readonly Place[] = [
  [10, 10],
  [20, 20],
  [90, 10],
];
const down = (at: Place, pointer = 1, button = 0): Touch => ({
  kind: 'down',
  pointer,
  button,
  buttons: button === 2 ? 2 : 1,
  at,
});
const move = (at: Place, pointer = 1, buttons = 1): Touch => ({
  kind: 'move',
  pointer,
  button: -1,
  buttons,
  at,
});
const up = (at: Place, pointer = 1): Touch => ({ kind: 'up', pointer, button: 0, buttons: 0, at });
const lost = (at: Place, pointer = 1): Touch => ({ kind: 'lost', pointer, button: 0, buttons: 0, at });

describe('a stroke on the pad', () => {
  it('follows its pointer from press to release', () => {
    expect(drawn(down(a!), move(b!), up(c!))).toEqual({
      lines: [
        [a, a],
        [a, b],
        [b, c],
      ],
      ended: 1,
      drawing: false,
    });
  });

  it('is not joined to a second finger or a palm', () => {
    const { lines } = drawn(down(a!), down(c!, 2), move(c!, 2), move(b!), up(c!, 2), up(b!));
    expect(lines.flat()).not.toContain(c);
    expect(lines).toEqual([
      [a, a],
      [a, b],
      [b, b],
    ]);
  });

  it('is taken up by no finger that was on the pad before', () => {
    const { lines, drawing } = drawn(down(a!), down(c!, 2), up(a!), move(c!, 2));
    expect(lines.flat()).not.toContain(c);
    expect(drawing).toBe(false);
  });

  it('is drawn by the primary button alone', () => {
    for (const button of [1, 2, 5]) expect(drawn(down(a!, 1, button), move(b!, 1, 2)).lines).toEqual([]);
    // Another button beside the primary one changes nothing.
    expect(drawn(down(a!), move(b!, 1, 3), up(b!)).lines).toHaveLength(3);
  });

  it('ends at a move without the button, whose release was not seen', () => {
    const { lines, ended, drawing } = drawn(down(a!), move(b!), move(c!, 1, 0), move(a!, 1, 0));
    expect(lines).toEqual([
      [a, a],
      [a, b],
    ]);
    expect([ended, drawing]).toEqual([1, false]);
  });

  it('ends where its pointer is cancelled or its capture lost, and draws no line there', () => {
    expect(drawn(down(a!), move(b!), lost(c!), move(c!))).toEqual({
      lines: [
        [a, a],
        [a, b],
      ],
      ended: 1,
      drawing: false,
    });
    // The capture ends with every stroke; it ends none a second time.
    expect(drawn(down(a!), up(b!), lost(b!)).ended).toBe(1);
    expect(drawn(down(a!), lost(b!, 2)).drawing).toBe(true);
  });
});
