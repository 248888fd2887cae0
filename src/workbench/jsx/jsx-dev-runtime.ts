/** The function that JSX is compiled to while developing: React's own, with every text apart. */
import * as react from 'react/jsx-dev-runtime';
import { type Props, withTextApart } from './jsx-runtime.ts';

export { Fragment, type JSX } from 'react/jsx-dev-runtime';

export const jsxDEV: typeof react.jsxDEV = (type, props, key, isStatic, ...place) => {
  const apart = withTextApart(type, props as Props);
  // Several texts may have become one.
  return react.jsxDEV(type, apart, key, isStatic && Array.isArray(apart.children), ...place);
};
