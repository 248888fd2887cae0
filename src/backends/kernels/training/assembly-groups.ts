/** Registers the gradients of weights over the groups of a batch in WebAssembly. */
import { registerAssemblyKernel } from '../../assembly-kernel.ts';
import { float32 } from '../../plain-kernel.ts';
import { sizeOf } from '../../shape.ts';
import { type ConvAttributes, convInfo, filterGradientScratch, geometry } from './assembly-convolution.ts';
import { filterGradName, type GroupAttributes, productGradName } from './groups.ts';
import { treeAdditions } from './tree.ts';

type FilterGradAttributes = GroupAttributes & ConvAttributes & { readonly filterShape: number[] };

const floatBytes = 4;

export function registerGroupKernels(): void {
  registerAssemblyKernel<object>({
    name: productGradName,
    outputs: ({ x, dy }) => [float32([x!.shape[1]!, dy!.shape[1]!])],
    // As assembly/groups.ts lays it out: zeros, additions, a tile a group, blocks of dy and of x.
    scratch: ({ x, rowsOf }) => {
      const groups = rowsOf!.shape[0]!;
      return (
        32 + 8 * groups + 16 + 128 * groups + floatBytes * x!.shape[0]! * 512 + floatBytes * 32 * x!.shape[0]!
      );
    },
    run: (functions, { x, dy, rowsOf }, [out], _, scratch) => {
      const [inputs, outputs, groups] = [x!.shape[1]!, dy!.shape[1]!, rowsOf!.shape[0]!];
      functions.groupedProductGrad!(x!.at, dy!.at, rowsOf!.at, out!.at, inputs, outputs, groups, scratch);
    },
  });
  registerAssemblyKernel<FilterGradAttributes>({
    name: filterGradName,
    outputs: (_, { filterShape }) => [float32(filterShape)],
    // That of a group, then a filter for each but the first.
    scratch: ({ x }, attributes) =>
      filterGradientScratch(convInfo(x!.shape, attributes.filterShape, attributes)) +
      floatBytes * sizeOf(attributes.filterShape) * attributes.sizes.length,
    run: (functions, { x, dy }, [dw], attributes, scratch) => {
      const { filterShape, sizes } = attributes;
      const infoOf = (images: number) => convInfo([images, ...x!.shape.slice(1)], filterShape, attributes);
      const spare = scratch + filterGradientScratch(infoOf(x!.shape[0]!));
      const weights = sizeOf(filterShape);
      const sumAt = (g: number) => (g === 0 ? dw!.at : spare + floatBytes * weights * g);
      const [perX, perDy] = [sizeOf(x!.shape.slice(1)), sizeOf(dy!.shape.slice(1))];
      let images = 0;
      for (const [g, size] of sizes.entries()) {
        const at = [x!.at + floatBytes * perX * images, dy!.at + floatBytes * perDy * images, sumAt(g)];
        functions.filterGradient!(...at, ...geometry(infoOf(size)), scratch);
        images += size;
      }
      for (const { into, from } of treeAdditions(sizes.length))
        functions.addFloats!(sumAt(into), sumAt(from), weights);
    },
  });
}
