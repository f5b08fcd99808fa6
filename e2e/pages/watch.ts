/** Times read inside the pages themselves, so that no way to the browser is in them. */
import type { Page } from '@playwright/test'

/** Epoch ms at which an element that matches first held the words. */
export function whenShown(page: Page, selector: string, words: string): Promise<number> {
  return page.evaluate(
    ([where, text]) =>
      new Promise<number>((resolve) => {
        const isThere = () =>
          [...document.querySelectorAll(where)].some((one) => one.textContent?.includes(text))
        const observer = new MutationObserver(() => {
          if (!isThere()) return
          observer.disconnect()
          resolve(Date.now())
        })
        if (isThere()) return resolve(Date.now())
        const options = { childList: true, characterData: true, subtree: true }
        observer.observe(document.body, options)
      }),
    [selector, words] as const,
  )
}

/**
 * Watches from when this is resolved; then: the epoch ms at which no element that matches held the words any more.
 * Expects that one does when it is asked.
 */
export async function watchGone(
  page: Page,
  selector: string,
  words: string,
): Promise<() => Promise<number>> {
  const watching = await page.evaluateHandle(
    ([where, text]) => {
      const isThere = () =>
        [...document.querySelectorAll(where)].some((one) => one.textContent?.includes(text))
      if (!isThere()) throw new Error('it is not there')
      // In an object: a promise by itself would be waited for.
      return {
        gone: new Promise<number>((resolve) => {
          const observer = new MutationObserver(() => {
            if (isThere()) return
            observer.disconnect()
            resolve(Date.now())
          })
          const options = { childList: true, characterData: true, subtree: true }
          observer.observe(document.body, options)
        }),
      }
    },
    [selector, words] as const,
  )
  return () => watching.evaluate(({ gone }) => gone)
}

/** Starts to note when a key or a click last reached the page. */
export async function noteActs(page: Page): Promise<void> {
  await page.evaluate(() => {
    for (const type of ['keydown', 'click'])
      addEventListener(
        type,
        () => (document.documentElement.dataset['actedAt'] = String(Date.now())),
        { capture: true },
      )
  })
}

export async function lastActAt(page: Page): Promise<number> {
  return Number(await page.locator('html').getAttribute('data-acted-at'))
}

export function median(figures: readonly number[]): number {
  const sorted = figures.toSorted((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
