import * as fc from 'fast-check';
import { Fragment, isValidElement, type ReactElement, type ReactNode } from 'react';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { separateText } from './separate-text.ts';

/** Returns the text of what was rendered, without its tags. */
const textOf = (html: string) => html.replace(/<[^>]*>/g, '');

/** Returns each text of what was rendered that has a neighbour within its element. */
function textsWithNeighbours(html: string): string[] {
  const parts = html.split(/(<[^>]*>)/).filter((part) => part !== '');
  return parts.filter((part, i) => {
    if (part.startsWith('<') || part.trim() === '') return false;
    const [before, after] = [parts[i - 1] ?? '', parts[i + 1] ?? ''];
    return !(/^<[^/!]/.test(before) && before.slice(1).split(/[ >]/)[0] === after.slice(2, -1));
  });
}

function Words({ children }: { readonly children: ReactNode }) {
  return (
    <button type="button">
      <i />
      {children}
    </button>
  );
}

describe('texts of the page', () => {
  it('stand alone beside elements, values and conditions', () => {
    const score = 98.6;
    const lost = true;
    const html = renderToString(
      <p>
        ANN <b>{score} %</b> of {10} images{lost && ' lost'}
        {!lost && ' kept'}, <Words>in {3} stages</Words>
      </p>,
    );
    expect(textOf(html)).toBe('ANN 98.6 % of 10 images lost, in 3 stages');
    expect(textsWithNeighbours(html)).toEqual([]);
  });

  it('are one text where nothing else is, and stay plain where only text may be', () => {
    expect(separateText(['Compare', ' ', 3, ' runs', false], 'span')).toBe('Compare 3 runs');
    expect(separateText(['conv', 1, [' · ', 'Ns 8']], 'option')).toBe('conv1 · Ns 8');
    expect(renderToString(<option>conv{1}</option>)).toBe('<option>conv1</option>');
  });

  it('leave every other child in its place, so that it keeps its state', () => {
    for (const note of [null, 'a note', 7]) {
      const children = separateText([note, ' and ', <b key="b">x</b>, note, <i key="i">y</i>], 'p');
      const list = children as readonly ReactNode[];
      expect(list).toHaveLength(5);
      expect((list[2] as ReactElement).type).toBe('b');
      expect((list[4] as ReactElement).type).toBe('i');
    }
  });

  it('are drawn inside of a picture’s text', () => {
    const html = renderToString(
      <svg role="img" aria-label="a picture">
        <text>
          Ns {8} <tspan>steps</tspan>
        </text>
      </svg>,
    );
    expect(html).toContain('<text><tspan>Ns 8 </tspan><tspan>steps</tspan></text>');
  });

  it('are apart whatever is put together, and say the same', () => {
    const { child } = fc.letrec<{ child: ReactNode; element: ReactNode }>((tie) => ({
      child: fc.oneof(
        { depthSize: 'small' },
        fc.constantFrom('tuned', ' · ', 'a', '', null, false, undefined),
        fc.integer(),
        tie('element'),
        fc.array(tie('child'), { maxLength: 4 }),
      ),
      element: fc
        .tuple(fc.constantFrom('p', 'b', Fragment), fc.array(tie('child'), { maxLength: 5 }))
        .map(([Tag, children]) => <Tag key="same">{...children}</Tag>),
    }));
    const plainText = (node: ReactNode): string => {
      if (Array.isArray(node)) return node.map(plainText).join('');
      if (isValidElement<{ children: ReactNode }>(node)) return plainText(node.props.children);
      return typeof node === 'string' || typeof node === 'number' ? String(node) : '';
    };
    fc.assert(
      fc.property(fc.array(child, { maxLength: 6 }), (children) => {
        const html = renderToString(<p>{...children}</p>);
        expect(textOf(html)).toBe(plainText(children));
        expect(textsWithNeighbours(html)).toEqual([]);
      }),
    );
  });
});
