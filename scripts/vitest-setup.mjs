/** Prepares the tests, which read real images and run the kernels as they are in the sources. */
import { buildKernels } from './build-kernels.mjs';
import { prepareMnist } from './prepare-mnist.mjs';

export default async function setup() {
  await buildKernels();
  await prepareMnist();
}
