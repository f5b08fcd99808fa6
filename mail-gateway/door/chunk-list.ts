/**
 * Bytes in the order they came, in pieces that are not too many. A client that sends byte by byte would else have every
 * byte held as an object a hundred times its size. Each byte is copied at most once; large pieces are not copied.
 */
const PIECES_MAX = 256
const WHOLE_BYTES = 4 * 1024
/** So few small pieces in a row are not worth a copy. */
const FEW = 4

export type ChunkList = {
  push(chunk: Uint8Array): void
  bytes(): number
  /** What is in it, in order; it stays there. */
  pieces(): readonly Uint8Array[]
  /** The pieces, and the list begins anew. */
  take(): Uint8Array[]
}

export function makeChunkList(): ChunkList {
  let pieces: Uint8Array[] = []
  let crumbs: Uint8Array[] = []
  let bytes = 0

  function sweep(): void {
    if (crumbs.length > FEW) pieces.push(Buffer.concat(crumbs))
    else pieces.push(...crumbs)
    crumbs = []
  }

  return {
    push(chunk) {
      bytes += chunk.length
      if (chunk.length >= WHOLE_BYTES) {
        sweep()
        pieces.push(chunk)
        return
      }
      crumbs.push(chunk)
      if (crumbs.length >= PIECES_MAX) sweep()
    },
    bytes: () => bytes,
    pieces: () => [...pieces, ...crumbs],
    take() {
      sweep()
      const all = pieces
      pieces = []
      bytes = 0
      return all
    },
  }
}
