/**
 * Somebody with a telephone: every act is a tap or a swipe, and words come from a keyboard on the screen, which presses no
 * keys. Each thing tapped is large enough for a finger, and nothing it leads to has to be scrolled sideways. Not here: what
 * is to be done that day (phone-day).
 */
import { devices, expect, type CDPSession, type Locator, type Page } from '@playwright/test'
import { makeWorkspace } from '../pages/workspace.ts'

export const PHONE = {
  viewport: { width: 390, height: 844 },
  screen: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
  deviceScaleFactor: 3,
  userAgent: devices['Pixel 7'].userAgent,
}

/** What a finger meets without looking (WCAG 2.5.5), and the least there may be (2.5.8): within a line of words, say. */
const TARGET_PX = 44
const TARGET_PX_MIN = 24
/** A link among words has the height of their line. */
const SMALL = '.link, .notice .link, .nav-more'

/** After so long in one place nothing is thrown, in the browser's measure and some more. */
const RESTS_MS = 80

/** What would hide its own overflow, or scroll by itself. */
const PARTS =
  '.list-pane, .list-head, .ticket-pane, .ticket-head, .thread, .composer, dialog, .dialog-body'

export type FingerHand = ReturnType<typeof makeFingerHand>

export function makeFingerHand(page: Page) {
  const workspace = makeWorkspace(page)

  /** Nothing of this screen lies beside it, nor is any of it cut off there. */
  async function isNarrowEnough(): Promise<void> {
    const tooWide = () =>
      page.evaluate((parts) => {
        const whole = document.documentElement
        const seen = [...document.querySelectorAll(parts)].filter((part) => part.checkVisibility())
        return [whole, ...seen]
          .filter((part) => part.scrollWidth > (part === whole ? innerWidth : part.clientWidth))
          .map((part) => `${part.tagName} ${part.className}`)
      }, PARTS)
    await expect.poll(tooWide, 'nothing is scrolled sideways').toEqual([])
  }

  async function tap(target: Locator): Promise<void> {
    await expect(target).toBeVisible()
    // Asked anew where it is drawn anew meanwhile.
    const lacks = () => target.evaluate(lackOf, { wanted: TARGET_PX, least: TARGET_PX_MIN, SMALL })
    await expect.poll(lacks, `a finger meets ${String(target)}`).toBeLessThanOrEqual(0)
    await target.tap()
    await isNarrowEnough()
  }

  let opened: Promise<CDPSession> | undefined
  async function swipe(row: Locator, byPx: number): Promise<void> {
    // In its place: rows may still be on their way to theirs.
    await row.tap({ trial: true })
    const box = await row.boundingBox()
    if (!box) throw new Error('the row is not in sight')
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
    const devtools = await (opened ??= page.context().newCDPSession(page))
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', dx?: number) =>
      devtools.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: dx === undefined ? [] : [{ x: x + dx, y }],
      })
    await touch('touchStart', 0)
    for (const part of [0.1, 0.3, 0.6, 1]) await touch('touchMove', byPx * part)
    // It rests before it is lifted: of one that is thrown, the browser takes the next tap for the hand that stops it.
    await page.evaluate(rest, RESTS_MS)
    await touch('touchEnd')
    await isNarrowEnough()
  }

  const hand = {
    page,
    workspace,
    tap,
    isNarrowEnough,
    /** As a keyboard on the screen does: words arrive, and no key is pressed. */
    write: (words: string) => page.keyboard.insertText(words),
    swipeDone: (number: number) => swipe(workspace.row(number), 160),
    swipeSnooze: (number: number) => swipe(workspace.row(number), -160),
    notice: (words: string) => expect(page.locator('.notice')).toContainText(words),

    async open(number: number): Promise<void> {
      await tap(workspace.row(number))
      await expect(page.getByRole('article', { name: `Ticket #${number}:` })).toBeVisible()
      await expect(workspace.ticket.locator('article.message').first()).toBeVisible()
      await isNarrowEnough()
    },
    async back(): Promise<void> {
      await tap(workspace.ticket.getByRole('button', { name: 'Back to the list' }))
      await expect(workspace.ticket).toBeHidden()
    },
    async goTo(view: string): Promise<void> {
      await tap(page.getByRole('button', { name: 'Open the menu' }))
      const views = page.getByRole('navigation', { name: 'Views' })
      await tap(views.getByRole('link', { name: view }))
      await expect(views).toBeHidden()
      await expect(page.getByRole('heading', { name: view, level: 1 })).toBeVisible()
      await isNarrowEnough()
    },
    async choose(field: Parameters<typeof workspace.menu>[0], choice: string): Promise<void> {
      await tap(workspace.field(field))
      // No keyboard comes up over what there is to choose.
      await expect(workspace.menu(field).getByRole('combobox')).toHaveJSProperty(
        'inputMode',
        'none',
      )
      await tap(workspace.menu(field).getByRole('option', { name: choice }))
      await expect(workspace.menu(field)).toBeHidden()
      await expect(workspace.field(field)).toContainText(choice.split(' ')[0] ?? choice)
    },
    async openReply(): Promise<void> {
      await tap(workspace.ticket.locator('.composer-open').first())
      await expect(workspace.editor).toBeVisible()
      await tap(workspace.editor)
      await expect(workspace.editor).toBeFocused()
    },
    async send(words: string): Promise<void> {
      await expect(workspace.editor).toContainText(words)
      await tap(workspace.ticket.getByRole('button', { name: 'Send', exact: true }))
      await expect(workspace.message(words)).toBeVisible()
      await expect(workspace.editor).toBeHidden()
    },
    async note(words: string): Promise<void> {
      await tap(workspace.ticket.getByRole('button', { name: /^Note/ }))
      await tap(workspace.noteField)
      await hand.write(words)
      await tap(workspace.ticket.getByRole('button', { name: /^Add note/ }))
      await expect(workspace.message(words)).toBeVisible()
    },
  }
  return hand
}

/** In the page: how many pixels are missing to a target that a finger meets. */
function lackOf(
  element: Element,
  { wanted, least, SMALL: small }: { wanted: number; least: number; SMALL: string },
): number {
  // A box to tick is as large as the words it stands with.
  const isTick = element.matches('input:is([type="checkbox"], [type="radio"])')
  const box = ((isTick && element.closest('label')) || element).getBoundingClientRect()
  return (element.matches(small) ? least : wanted) - Math.round(Math.min(box.width, box.height))
}

/** In the page. */
function rest(forMs: number): Promise<void> {
  const until = performance.now() + forMs
  return new Promise((done) => {
    const look = () => (performance.now() > until ? done() : void requestAnimationFrame(look))
    look()
  })
}

const PRESSED = 'a key was pressed'

/** @returns how often one was, from now on, also after a reload */
export async function countKeys(page: Page): Promise<() => number> {
  let count = 0
  page.on('console', (line) => {
    if (line.text() === PRESSED) count++
  })
  const listen = (words: string) =>
    addEventListener('keydown', () => console.debug(words), { capture: true })
  await page.addInitScript(listen, PRESSED)
  return () => count
}

/**
 * In place of the browser's own visual viewport, from the next page on: a keyboard that lies over the page, as on iOS, where
 * the page itself is told nothing. No browser here has one.
 */
export async function layKeyboards(page: Page): Promise<(coveredPx: number) => Promise<void>> {
  await page.addInitScript(() => {
    let coveredPx = 0
    const view = new EventTarget()
    Object.defineProperties(view, {
      height: { get: () => innerHeight - coveredPx },
      width: { get: () => innerWidth },
      scale: { value: 1 },
      offsetTop: { value: 0 },
      offsetLeft: { value: 0 },
    })
    Object.defineProperty(window, 'visualViewport', { value: view })
    Object.assign(window, {
      layKeyboard(px: number) {
        coveredPx = px
        view.dispatchEvent(new Event('resize'))
      },
    })
  })
  return (coveredPx) =>
    page.evaluate(
      (px) => (window as unknown as { layKeyboard(px: number): void }).layKeyboard(px),
      coveredPx,
    )
}
