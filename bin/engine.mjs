/**
 * How Node is started for server and gateway: what decides how much memory they hold. Not here: what they are told
 * about the desk.
 */

export const NODE_FLAGS = [
  // MiB. A word in a room of ten takes a fifth more processor time with 2, and no less with 8 or 16, which fill up.
  '--max-semi-space-size=4',
  // Node 22 warns that its SQLite is new; that is no news for whoever runs a desk.
  '--disable-warning=ExperimentalWarning',
]

/**
 * glibc's own settings (mallopt(3)); other libraries do not know them. By default each of the engine's threads gets an
 * arena, which keeps what it had at its busiest: 10 MB after 10,000 documents. And the first large buffer that is
 * freed raises both thresholds for good, so that freed memory stays.
 */
export const MALLOC_SETTINGS = {
  MALLOC_ARENA_MAX: '2',
  MALLOC_TRIM_THRESHOLD_: '131072',
  MALLOC_MMAP_THRESHOLD_: '131072',
}
