/** Says of operations that no spiking chain has what they are, and what can be done. */
import type { UnsupportedOperation } from './description.ts';

const anew = 'train the network again and export it';

/** An operation that is refused; `remedy` says what to do. */
export function refused(
  words: string,
  remedy: string,
  role: UnsupportedOperation['role'] = 'other',
): UnsupportedOperation {
  return { kind: 'unsupported', words, remedy, role };
}

export const joinsBranches = (how: string): UnsupportedOperation =>
  refused(
    `${how} two branches, and only a chain of layers can be converted`,
    `Use a network without skip connections, such as a plain VGG, ${anew}`,
    how === 'adds' ? 'sum' : 'other',
  );

/** An operation that cannot be read, since what arrives is not known. */
export const behind: UnsupportedOperation = refused(
  'behind a layer that is refused, or on a branch',
  '',
  'behind',
);

export const activationOf = (title: string): UnsupportedOperation =>
  refused(`${title} cannot spike`, `Use ReLU in its place, ${anew}`, 'activation');

export const recurrent = (title: string): UnsupportedOperation =>
  refused(
    `${title} is recurrent, and only networks without memory are converted`,
    `Use convolutions or dense layers, ${anew}`,
  );

export const otherNorm = (title: string): UnsupportedOperation =>
  refused(
    `${title} depends on each example and cannot be folded into weights`,
    `Use batch norm in its place, ${anew}`,
  );

export const grouped: UnsupportedOperation = refused(
  'a convolution in groups (depthwise or separable) has no kernel here',
  `Use plain convolutions, ${anew}`,
);

export const other = (title: string): UnsupportedOperation =>
  refused(
    `${title} is not known here`,
    `Only convolutions, dense layers, batch norm, ReLU and pooling are converted; leave it out, ${anew}`,
  );
