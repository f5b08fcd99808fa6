/**
 * A keyboard on the screen that lies over the page: what must be seen stands in what it leaves. Browsers that make the page
 * smaller instead (`interactive-widget=resizes-content`, index.html) have nothing to do here; iOS leaves the page as it is,
 * draws the keyboard over it, and tells the visual viewport alone. Not here: what stands where (--view, styles/tokens.css).
 */

/** Less than this is a bar of the browser that comes or goes. CSS pixels. */
const KEYBOARD_PX_MIN = 120
/** The line of the caret, and as much below it. */
const CARET_ROOM_PX = 12

type Seen = { viewPx: number; topPx: number; bottomPx: number }

/** @returns null: nothing lies over the page */
export function whatIsSeen(
  view: Pick<VisualViewport, 'height' | 'offsetTop' | 'scale'>,
  pagePx: number,
): Seen | null {
  // Drawn larger with two fingers less of the page is seen too, and that is no keyboard.
  const coveredPx = Math.round(pagePx - view.height * view.scale)
  if (coveredPx < KEYBOARD_PX_MIN) return null
  // The browser may have moved the page up to show the field; of a larger page it is moved about by hand.
  const topPx = view.scale > 1.01 ? 0 : Math.round(Math.min(Math.max(0, view.offsetTop), coveredPx))
  return { viewPx: pagePx - coveredPx, topPx, bottomPx: coveredPx - topPx }
}

/** @returns stops it */
export function watchKeyboard(window: Window): () => void {
  const view = window.visualViewport
  if (!view) return () => {}
  const { documentElement: root } = window.document
  let before = ''
  const tell = (seen: Seen | null) => {
    const set = (name: string, px: number | undefined) =>
      px === undefined ? root.style.removeProperty(name) : root.style.setProperty(name, `${px}px`)
    set('--view', seen?.viewPx)
    set('--view-top', seen?.topPx)
    set('--view-bottom', seen?.bottomPx)
  }
  const look = () => {
    const seen = whatIsSeen(view, root.clientHeight)
    const now = seen === null ? '' : `${seen.viewPx} ${seen.topPx}`
    if (now === before) return
    const isSmaller = seen !== null && before.split(' ')[0] !== String(seen.viewPx)
    before = now
    tell(seen)
    if (isSmaller) window.requestAnimationFrame(() => showCaret(window.document))
  }
  view.addEventListener('resize', look)
  view.addEventListener('scroll', look)
  look()
  return () => {
    view.removeEventListener('resize', look)
    view.removeEventListener('scroll', look)
    tell(null)
  }
}

/** A field that got smaller, or went down with what it stands in, keeps the place where one types in sight. */
export function showCaret(document: Document): void {
  const field = document.activeElement
  if (!(field instanceof HTMLElement) || !field.matches('input, textarea, [contenteditable]'))
    return
  field.scrollIntoView({ block: 'nearest' })
  const caret = field.isContentEditable ? caretOf(document) : null
  if (!caret) return
  for (let box = field.parentElement; box; box = box.parentElement) {
    if (!/auto|scroll/.test(getComputedStyle(box).overflowY)) continue
    const { top, bottom } = box.getBoundingClientRect()
    const belowPx = caret.bottom + CARET_ROOM_PX - bottom
    const abovePx = top - (caret.top - CARET_ROOM_PX)
    if (belowPx > 0) box.scrollTop += belowPx
    else if (abovePx > 0) box.scrollTop -= abovePx
    return
  }
}

function caretOf(document: Document): DOMRect | null {
  const selection = document.getSelection()
  if (!selection || selection.rangeCount === 0) return null
  const range = selection.getRangeAt(0).cloneRange()
  range.collapse(false)
  const [line] = range.getClientRects()
  if (line) return line
  // In an empty line there is none.
  const { endContainer: at } = range
  const element = at instanceof Element ? at : at.parentElement
  return element?.getBoundingClientRect() ?? null
}
