/** A file in an archive. */
export interface ArchiveEntry {
  /** Checked and normalised path, with `/` between folders. */
  readonly path: string;
  /** Size in bytes, unpacked; null where only unpacking tells it. */
  readonly size: number | null;
  /** Resolves to its bytes; call it before the next entry is asked for. */
  read(): Promise<Uint8Array>;
}
