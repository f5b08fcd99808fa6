/** The process behind a page, and how it ends. */
import type { Page } from '@playwright/test'

/** Dies as it would for lack of memory: no handler runs, nothing is flushed. */
export async function crash(page: Page): Promise<void> {
  const gone = page.waitForEvent('crash')
  void page.goto('chrome://crash').catch(() => {})
  await gone
}
