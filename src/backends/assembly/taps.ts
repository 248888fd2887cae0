/** Which taps of a kernel that begins at a pixel lie on an axis of the source. */

/** The first tap of a kernel at `at` that lies on the source or behind its start. */
@inline
export function firstTap(at: i32, dilation: i32): i32 {
  return at < 0 ? (dilation - 1 - at) / dilation : 0;
}

/** The first tap of a kernel at `at` that lies behind the end of the source. */
@inline
export function endTap(at: i32, kernel: i32, dilation: i32, size: i32): i32 {
  return at < size ? min(kernel, (size - at + dilation - 1) / dilation) : 0;
}
