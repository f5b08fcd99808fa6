/**
 * What may be done beside each other, and what must wait: work that shares a key keeps its order, all other work does not
 * wait for it. Bounded in number and in bytes.
 */
export type Lanes = {
  /** Resolves once the work has been begun or waits for others with its keys, and there is room for more. */
  start(keys: readonly string[], bytes: number, work: () => Promise<void>): Promise<void>
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

/** @param onBug  told of work that threw; the others go on */
export function makeLanes(
  limits: { count: number; bytes: number },
  onBug: (error: unknown) => void,
): Lanes {
  /** The newest work of each key. */
  const last = new Map<string, Promise<void>>()
  const underWay = new Set<Promise<void>>()
  let bytesUnderWay = 0

  const isFull = (bytes: number) =>
    underWay.size >= limits.count || (underWay.size > 0 && bytesUnderWay + bytes > limits.bytes)

  return {
    async start(keys, bytes, work) {
      while (isFull(bytes)) await Promise.race(underWay)
      const before = [...new Set(keys.flatMap((key) => last.get(key) ?? []))]
      bytesUnderWay += bytes
      const done = Promise.all(before)
        .then(work)
        .catch(onBug)
        .finally(() => {
          underWay.delete(done)
          bytesUnderWay -= bytes
          for (const key of keys) if (last.get(key) === done) last.delete(key)
        })
      underWay.add(done)
      for (const key of keys) last.set(key, done)
    },
    async idle() {
      while (underWay.size > 0) await Promise.allSettled(underWay)
    },
  }
}
