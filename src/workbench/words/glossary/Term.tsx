/**
 * Shows a term of art, underlined with dots; its definition appears when it is pointed at, reached
 * by keys or touched. The definitions are loaded when the first of them is asked for.
 */
import { Tooltip } from '@mantine/core';
import { type ReactElement, type ReactNode, type RefObject, useEffect, useState } from 'react';
import { useWord } from '../../shared/word-group.tsx';
import { Formula } from '../formula/Formula.tsx';
import classes from './glossary.module.css';
import type { Definition, EquationId, TermId } from './terms.ts';

let terms: Readonly<Record<TermId, Definition>> | null = null;

async function loadTerms() {
  terms ??= (await import('./terms.ts')).terms;
  return terms;
}

export interface TermProps {
  readonly id: TermId;
  readonly children: ReactNode;
}

export function Term({ id, children }: TermProps) {
  const { ref, tabIndex, onFocus, onKeyDown } = useWord();
  return (
    <Explained id={id}>
      {/* biome-ignore lint/a11y/useSemanticElements: a label may hold no other labelled element */}
      <span
        role="button"
        ref={ref as RefObject<HTMLSpanElement>}
        className={classes.term}
        tabIndex={tabIndex}
        onFocus={onFocus}
        onKeyDown={onKeyDown}
      >
        {children}
      </span>
    </Explained>
  );
}

interface ExplainedProps {
  readonly id: TermId;
  /** An element that takes a ref: what is pointed at. */
  readonly children: ReactElement;
}

/** Explains an element that stands for a term and is a control of its own. */
export function Explained({ id, children }: ExplainedProps) {
  return (
    <Tooltip
      label={<Meaning id={id} />}
      events={{ hover: true, focus: true, touch: true }}
      interactive
      maw={330}
    >
      {children}
    </Tooltip>
  );
}

/** Returns a term's definition, null until it is there, or that it cannot be loaded. */
function useDefinition(id: TermId): Definition | null | 'failed' {
  const [known, setKnown] = useState(terms);
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    let wanted = true;
    loadTerms().then(
      (loaded) => wanted && setKnown(loaded),
      () => wanted && setFailed(true),
    );
    return () => {
      wanted = false;
    };
  }, []);
  if (failed) return 'failed';
  return known ? known[id] : null;
}

/** Writes the definition of a term, once it is there. */
function Meaning({ id }: Pick<TermProps, 'id'>) {
  const definition = useDefinition(id);
  if (definition === 'failed')
    return 'The definitions could not be loaded. Point at the word again to try once more.';
  if (!definition) return '…';
  const { word, meaning, paper, formula } = definition;
  return (
    <>
      <b>{word}</b> {meaning} <PaperPlace paper={paper} />
      {formula && <Formula tex={formula} />}
    </>
  );
}

/** Shows the equation of a term; nothing where the definitions cannot be loaded. */
export function Equation({ id }: { readonly id: EquationId }) {
  const definition = useDefinition(id);
  return definition && definition !== 'failed' && <Formula tex={definition.formula!} />;
}

/** Writes the place in the paper; nothing where there is none. */
export function PaperPlace({ paper }: Pick<Definition, 'paper'>) {
  return paper === '–' ? null : <span className={classes.paper}>{paper.replaceAll('*', '')}</span>;
}
