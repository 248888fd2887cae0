/** The functions that JSX is compiled to: React's own, with every text apart. */
import type { Key, ReactNode } from 'react';
import * as react from 'react/jsx-runtime';
import { separateText } from './separate-text.ts';

export { Fragment, type JSX } from 'react/jsx-runtime';

export interface Props {
  readonly children?: ReactNode;
}

export function withTextApart(type: unknown, props: Props): Props {
  const children = separateText(props.children, type);
  return children === props.children ? props : { ...props, children };
}

export const jsx: typeof react.jsx = (type, props, key?: Key) =>
  react.jsx(type, withTextApart(type, props as Props), key);

export const jsxs: typeof react.jsxs = (type, props, key?: Key) => {
  const apart = withTextApart(type, props as Props);
  // Several texts may have become one.
  return Array.isArray(apart.children) ? react.jsxs(type, apart, key) : react.jsx(type, apart, key);
};
