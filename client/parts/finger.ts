/**
 * Whether a finger is at a list: from when it touches the list until one touches something else, or a minute after it last
 * did something there. Lazy, where there is a finger. Not here: what a list does then (state/view, `settleList`).
 */
const STAYS_MS = 60_000

/** @returns stops it */
export function watchFinger(list: HTMLElement, onChange: (isThere: boolean) => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const leave = () => {
    clearTimeout(timer)
    timer = undefined
    onChange(false)
  }
  const stay = () => {
    clearTimeout(timer)
    timer = setTimeout(leave, STAYS_MS)
  }
  const down = (event: PointerEvent) => {
    if (event.pointerType === 'mouse') return
    if (!(event.target instanceof Node && list.contains(event.target))) return leave()
    onChange(true)
    stay()
  }
  // It moves on for a while after the finger is off.
  const scrolled = () => {
    if (timer !== undefined) stay()
  }
  addEventListener('pointerdown', down, { capture: true })
  list.addEventListener('scroll', scrolled, { passive: true })
  return () => {
    clearTimeout(timer)
    removeEventListener('pointerdown', down, { capture: true })
    list.removeEventListener('scroll', scrolled)
  }
}
