/** The parts of a page that have a role or a name, and where they stand. They are what a difference is told by. */
import type { Page } from '@playwright/test'

/** Left, top, width, height in CSS pixels, as far as it is in the window. */
export type Box = readonly [left: number, top: number, width: number, height: number]
/** By role and name: `navigation “Views”`. */
export type Regions = Readonly<Record<string, Box>>

/** What is asked for, and what it is called. The first that fits names it. */
const KINDS: readonly (readonly [selector: string, role: string])[] = [
  ['dialog, [role="dialog"]', 'dialog'],
  ['[role="toolbar"]', 'toolbar'],
  ['[role="listbox"]', 'list of choices'],
  ['[role="status"]', 'status'],
  ['[role="search"], search', 'search'],
  ['header, [role="banner"]', 'head'],
  ['nav, [role="navigation"]', 'navigation'],
  ['main', 'main'],
  ['aside, [role="complementary"]', 'aside'],
  ['article', 'article'],
  ['form', 'form'],
  ['section, [role="region"]', 'section'],
  ['table', 'table'],
  ['figure, [role="img"]:not(.avatar)', 'picture'],
  ['h1, h2', 'heading'],
  ['[role="textbox"], textarea, input:not([type="hidden"])', 'field'],
  ['footer', 'foot'],
]
const REGIONS_MAX = 60

export function findRegions(page: Page): Promise<Regions> {
  return page.evaluate(
    ([kinds, most]) => {
      const found: Record<string, [number, number, number, number]> = {}
      const seen = new Set<Element>()
      for (const [selector, role] of kinds)
        for (const element of document.querySelectorAll(selector)) {
          if (seen.has(element) || !element.checkVisibility({ visibilityProperty: true })) continue
          seen.add(element)
          const box = element.getBoundingClientRect()
          const [left, top] = [Math.max(0, box.left), Math.max(0, box.top)]
          const width = Math.min(innerWidth, box.right) - left
          const height = Math.min(innerHeight, box.bottom) - top
          // One pixel: shown to screen readers alone.
          if (width <= 1 || height <= 1) continue
          const label = element.getAttribute('aria-labelledby')?.split(' ')[0]
          const labelled = label === undefined ? null : document.getElementById(label)
          const own = /^H[12]$/.test(element.tagName) ? element : labelled
          const words = element.getAttribute('aria-label') ?? own?.textContent ?? ''
          const name = words.trim().replaceAll(/\s+/g, ' ').slice(0, 40)
          const called = name === '' ? role : `${role} “${name}”`
          let key = called
          for (let count = 2; key in found; count += 1) key = `${called}, ${count}.`
          if (Object.keys(found).length >= most) return found
          found[key] = [Math.round(left), Math.round(top), Math.round(width), Math.round(height)]
        }
      return found
    },
    [KINDS, REGIONS_MAX] as const,
  )
}
