/**
 * The wasm kernels. They work on tfjs's own memory: every pointer is a byte address in it, every
 * scratch buffer is handed in, and no code here may need static data or allocate.
 */
export { layOutNeurons } from './neurons';
export * from './spike-counts';
export { clearOperations } from './spiking-block';
export { spikingConvBlock, writeGeometry } from './spiking-conv';
export { integrateAndFire } from './spiking-current';
export * from './spiking-dense';
export * from './spiking-lists';
export * from './spiking-order-statistics';
export { packRows } from './spiking-rows';
export { adam } from './adam';
export { batchNorm } from './batch-norm';
export { batchNormGrad } from './batch-norm-gradient';
export { convolution, inputGradient } from './convolution';
export { filterGradient } from './filter-gradient';
export { gemm } from './gemm';
export { addFloats, groupedProductGrad } from './groups';
export { surrogateNeurons, surrogateNeuronsGrad } from './surrogate';
