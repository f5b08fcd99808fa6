/**
 * A row drawn aside by a finger: towards the end of the line it is done, towards the beginning it is snoozed (mirrored
 * where one reads from the right). Only touch; what is too short, or goes up or down, is a tap or a scroll. Both acts are
 * buttons too once a row is chosen (WCAG 2.5.7). Lazy, where there is a finger. Not here: what the acts do.
 */
export type Swipe = 'done' | 'snooze'

/** From here on it is no tap; from there on it counts. CSS pixels. */
const BEGIN_PX = 12
const COUNTS_PX = 88
/** Sideways at least so much more than up or down. */
const STEEPNESS = 1.5

type Begun = { row: HTMLElement; id: string; x: number; y: number; dx: number; isSwipe: boolean }

/** @returns stops it */
export function watchSwipes(box: HTMLElement, onSwipe: (id: string, swipe: Swipe) => void) {
  let begun: Begun | null = null
  const sign = () => (getComputedStyle(box).direction === 'rtl' ? -1 : 1)
  const swipeOf = (dx: number): Swipe => (dx * sign() > 0 ? 'done' : 'snooze')

  const show = ({ row, dx }: Begun) => {
    row.style.translate = `${dx}px`
    row.dataset['swipe'] = swipeOf(dx)
    row.classList.toggle('is-swiped', Math.abs(dx) >= COUNTS_PX)
  }
  const settle = () => {
    if (!begun) return
    begun.row.style.translate = ''
    delete begun.row.dataset['swipe']
    begun.row.classList.remove('is-swiped')
    begun = null
  }
  const down = (event: PointerEvent) => {
    settle()
    if (event.pointerType !== 'touch' || !event.isPrimary) return
    const row = event.target instanceof Element ? event.target.closest('.row') : null
    const id = row instanceof HTMLElement ? row.dataset['id'] : undefined
    if (!(row instanceof HTMLElement) || id === undefined) return
    begun = { row, id, x: event.clientX, y: event.clientY, dx: 0, isSwipe: false }
  }
  const move = (event: PointerEvent) => {
    if (!begun) return
    const dx = event.clientX - begun.x
    const dy = event.clientY - begun.y
    if (!begun.isSwipe) {
      if (Math.abs(dy) > BEGIN_PX && Math.abs(dy) * STEEPNESS > Math.abs(dx)) return settle()
      if (Math.abs(dx) < BEGIN_PX || Math.abs(dx) < Math.abs(dy) * STEEPNESS) return
      begun.isSwipe = true
    }
    begun.dx = dx
    show(begun)
  }
  const up = () => {
    const ended = begun
    settle()
    if (!ended?.isSwipe) return
    // The click that follows would open the ticket.
    const swallow = (event: Event) => event.stopPropagation()
    box.addEventListener('click', swallow, { capture: true, once: true })
    setTimeout(() => box.removeEventListener('click', swallow, { capture: true }), 0)
    if (Math.abs(ended.dx) >= COUNTS_PX) onSwipe(ended.id, swipeOf(ended.dx))
  }
  box.addEventListener('pointerdown', down)
  box.addEventListener('pointermove', move)
  box.addEventListener('pointerup', up)
  box.addEventListener('pointercancel', settle)
  return () => {
    settle()
    box.removeEventListener('pointerdown', down)
    box.removeEventListener('pointermove', move)
    box.removeEventListener('pointerup', up)
    box.removeEventListener('pointercancel', settle)
  }
}
