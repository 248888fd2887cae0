/** The part of `h5wasm` that makes a copy of the compiled library; it comes without types. */
declare module '*/h5wasm/dist/esm/hdf5_util.js' {
  const newCopy: (options: { noInitialRun: boolean }) => Promise<Record<string, unknown>>;
  export default newCopy;
}
