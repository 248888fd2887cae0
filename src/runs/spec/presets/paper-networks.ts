/**
 * The networks of the paper's Tables I and II by name, in any width, and VGG in the depths that are
 * usual. The networks for 32×32×3 halve the image by strided convolutions, as the paper has them;
 * those for 224×224×3 pool, by averages in place of maxima, since a maximum cannot spike.
 */

/** The share of the filters and hidden units that a network has: one in this many. */
export type Width = 1 | 2 | 4 | 8 | 16;

export const networkNames = [
  'cifar-alexnet',
  'cifar-vgg9',
  'cifar-vgg11',
  'cifar-vgg13',
  'cifar-vgg16',
  'imagenet-alexnet',
  'imagenet-vgg16',
] as const;

export type NetworkName = (typeof networkNames)[number];

/** The size of each network's input, and its layers at full width; the outputs are left out. */
const bodies: Record<NetworkName, string> = {
  'cifar-alexnet': '32x32x3-c96s1-c256s2-c384s2-c384s1-c256s2-2048',
  'cifar-vgg9': '32x32x3-c64s1-c128s2-c256s1-c256s2-c512s1-c512s2-1024-1024',
  'cifar-vgg11': '32x32x3-c64s1-c128s2-c256s1-c256s2-c512s1-c512s2-c512s1-c512s2-4096-4096',
  'cifar-vgg13': '32x32x3-c64s1-c64s1-c128s1-c128s2-c256s1-c256s2-c512s1-c512s2-c512s1-c512s2-4096-4096',
  'cifar-vgg16':
    '32x32x3-c64s1-c64s1-c128s1-c128s2-c256s1-c256s1-c256s2-c512s1-c512s1-c512s2-c512s1-c512s1-c512s2-4096-4096',
  'imagenet-alexnet': '224x224x3-c64k11s4p2-a2-c192k5s1-a2-c384s1-c256s1-c256s1-a2-4096-4096',
  'imagenet-vgg16':
    '224x224x3-c64s1-c64s1-a2-c128s1-c128s1-a2-c256s1-c256s1-c256s1-a2-c512s1-c512s1-c512s1-a2-c512s1-c512s1-c512s1-a2-4096-4096',
};

/** Returns a network in the notation, with one in `width` of its filters and hidden units. */
export function paperNetwork(name: NetworkName, width: Width, outputs: number): string {
  const [input, ...layers] = bodies[name].split('-');
  // Filters stand behind the c of a convolution, units alone.
  const slim = layers.map((part) =>
    part.replace(/^(c?)(\d+)/, (_, c, size) => `${c}${Number(size) / width}`),
  );
  return [input, ...slim, outputs].join('-');
}
