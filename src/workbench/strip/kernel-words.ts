/** Explains the shorthand of a layer in the strip. */

/** Returns `8 kernels of 3×3, stride 2` for `8c3 s2`; nothing for other shorthands. */
export function kernelHelp(shorthand: string): string | undefined {
  const conv = /^(\S+?)c(\d+)(?: s(\d+))?$/.exec(shorthand);
  if (conv) {
    const [, kernels, size, stride] = conv;
    return `${kernels} kernels of ${size}×${size}${stride ? `, stride ${stride}` : ''}`;
  }
  const dense = /^(\S+)→(\S+)$/.exec(shorthand);
  return dense ? `${dense[1]} inputs, each to all of ${dense[2]} neurons` : undefined;
}
