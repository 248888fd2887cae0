/** Tests read real images. */
import { prepareMnist } from './prepare-mnist.mjs';

export default async function setup() {
  await prepareMnist();
}
