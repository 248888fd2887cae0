/** The part of `h5wasm` that makes a copy of the compiled library; it comes without types. */
declare module '*/h5wasm/dist/esm/hdf5_util.js' {
  const newCopy: (options: {
    noInitialRun: boolean;
    /** Makes the instance in place of the library, which compiles its code for each copy anew. */
    instantiateWasm?: (
      imports: WebAssembly.Imports,
      made: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ) => void;
  }) => Promise<Record<string, unknown>>;
  export default newCopy;
}
