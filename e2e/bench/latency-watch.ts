/**
 * In the pages that `latency` measures: a mark when a key goes down or a finger or button comes up, and one when what was
 * waited for stands in the document. What is drawn when is the trace's to say (latency-trace).
 */
import type { Page } from '@playwright/test'
import { within } from '../stage/wait.ts'

export const INPUT_MARK = 'bench-input'
export const SHOWN_MARK = 'bench-shown'
export const ROWS_MARK = 'bench-rows'
const WAIT_MS_MAX = 30_000

/** What can be waited for. */
export type Wanted =
  | { kind: 'ticket'; number: number; words: string }
  | { kind: 'mail'; words: string }
  | { kind: 'palette' }
  | { kind: 'count'; count: number }
  | { kind: 'text'; selector: string; words: string }

/** Does `act`, which must make `wanted` true, and waits for it. */
export async function untilShown(page: Page, wanted: Wanted, act: () => Promise<unknown>) {
  await page.evaluate((it) => Reflect.get(globalThis, 'benchArm')(it), wanted)
  await act()
  const shown = page.evaluate(() => Reflect.get(globalThis, 'benchShown'))
  await within(`it is shown: ${JSON.stringify(wanted)}`, WAIT_MS_MAX, shown)
}

/** In the page, before anything of its own. */
export function watchLatency(): void {
  // With the time the browser gave the event, not the time its turn came.
  const mark = (event: Event) =>
    performance.mark('bench-input', { startTime: Math.max(0, event.timeStamp) })
  addEventListener('keydown', mark, { capture: true })
  addEventListener('pointerup', mark, { capture: true })

  const textOf = (selector: string) => document.querySelector(selector)?.textContent ?? ''
  const stands = (wanted: Wanted): boolean => {
    switch (wanted.kind) {
      case 'ticket': {
        const label = document.querySelector('article.ticket')?.getAttribute('aria-label') ?? ''
        const isIt = label.startsWith(`Ticket #${wanted.number}:`)
        return isIt && textOf('article.ticket .thread').includes(wanted.words)
      }
      case 'mail': {
        const frame = document.querySelector('iframe.mail-frame[data-shown]')
        if (!(frame instanceof HTMLIFrameElement)) return false
        return frame.contentDocument?.body.textContent?.includes(wanted.words) ?? false
      }
      case 'palette':
        return document.querySelector('.palette .palette-title') !== null
      case 'count':
        return textOf('.list-count').replace(/\D/g, '') === String(wanted.count)
      case 'text':
        return textOf(wanted.selector).includes(wanted.words)
    }
  }
  let armed: { wanted: Wanted; resolve: () => void } | null = null
  Reflect.set(globalThis, 'benchArm', (wanted: Wanted) => {
    if (stands(wanted)) throw new Error(`it stands already: ${JSON.stringify(wanted)}`)
    const shown = new Promise<void>((resolve) => (armed = { wanted, resolve }))
    Reflect.set(globalThis, 'benchShown', shown)
  })
  let hasRows = false
  const look = () => {
    if (!hasRows && document.querySelector('.row')) {
      hasRows = true
      performance.mark('bench-rows')
    }
    if (!armed || !stands(armed.wanted)) return
    performance.mark('bench-shown')
    armed.resolve()
    armed = null
  }
  // Called in the same turn as the change, before it is drawn.
  new MutationObserver(look).observe(document, {
    attributes: true,
    attributeFilter: ['aria-label', 'data-shown'],
    childList: true,
    characterData: true,
    subtree: true,
  })
}
