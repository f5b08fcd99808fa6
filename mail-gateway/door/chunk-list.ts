/**
 * Bytes in the order they came, in pieces that are not too many. A client that sends byte by byte would else have every
 * byte held as an object a hundred times its size. Each byte is copied at most once; large pieces are not copied.
 */
const PIECES_MAX = 256
const WHOLE_BYTES = 4 * 1024

export type ChunkList = {
  push(chunk: Uint8Array): void
  bytes(): number
  /** The pieces, and the list begins anew. */
  take(): Uint8Array[]
}

export function makeChunkList(): ChunkList {
  let pieces: Uint8Array[] = []
  let crumbs: Uint8Array[] = []
  let bytes = 0

  function sweep(): void {
    if (crumbs.length > 0) pieces.push(Buffer.concat(crumbs))
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
    take() {
      sweep()
      const all = pieces
      pieces = []
      bytes = 0
      return all
    },
  }
}
