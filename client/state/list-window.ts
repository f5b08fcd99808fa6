/** Which rows of a long list are drawn: arithmetic over fixed row heights, nothing else. */
export type ListWindow = { first: number; last: number; topPx: number; heightPx: number }

/** Rows drawn above and below what is in sight, so that a flick shows no gap. */
const OVERSCAN_ROWS = 8

/** `last` is exclusive. */
export function windowOf(scroll: {
  count: number
  rowPx: number
  topPx: number
  viewPx: number
}): ListWindow {
  const { count, rowPx, viewPx } = scroll
  const topPx = Math.max(0, Math.min(scroll.topPx, count * rowPx - viewPx))
  const first = Math.max(0, Math.floor(topPx / rowPx) - OVERSCAN_ROWS)
  const last = Math.min(count, Math.ceil((topPx + viewPx) / rowPx) + OVERSCAN_ROWS)
  return { first, last, topPx: first * rowPx, heightPx: count * rowPx }
}

/** Where to scroll so that row `at` is wholly in sight; the same place when it is already. */
export function scrollFor(
  at: number,
  scroll: { rowPx: number; topPx: number; viewPx: number },
): number {
  const { rowPx, topPx, viewPx } = scroll
  const start = at * rowPx
  if (start < topPx) return start
  if (start + rowPx > topPx + viewPx) return start + rowPx - viewPx
  return topPx
}
