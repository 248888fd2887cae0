/** The paper whose method this is. */

export const paperTitle =
  'Progressive Tandem Learning for Pattern Recognition with Deep Spiking Neural Networks';
export const paperUrl = 'https://arxiv.org/abs/2007.01204';
