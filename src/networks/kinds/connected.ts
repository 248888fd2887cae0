/** Returns how many weights of each row are not 0; `weight` is row-major with so many `columns`. */
export function connectedPerRow(weight: Float32Array, columns: number): Float64Array {
  const connected = new Float64Array(weight.length / columns);
  weight.forEach((value, i) => {
    if (value !== 0) connected[Math.floor(i / columns)]!++;
  });
  return connected;
}
