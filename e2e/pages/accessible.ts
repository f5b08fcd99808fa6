/**
 * What a machine can say about a shown page: rules of WCAG 2.2 A and AA (axe, with target sizes), nothing to be scrolled
 * sideways (1.4.10), the focus to be seen and not covered (2.4.7, 2.4.11), in the looks people ask their device for.
 */
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type axe from 'axe-core'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa']
/** What changes with colours; all other rules say the same in every look. */
const COLOUR_RULES = ['color-contrast', 'link-in-text-block']
const nearAxe = createRequire(createRequire(import.meta.url).resolve('@axe-core/playwright'))
const AXE = readFileSync(nearAxe.resolve('axe-core/axe.min.js'), 'utf8')

type Wish = {
  colorScheme: 'light' | 'dark'
  contrast: 'no-preference' | 'more'
  forcedColors: 'none' | 'active'
  /** Chosen in the app itself, where there is a choice. */
  theme?: 'contrast'
}
const PLAIN: Wish = { colorScheme: 'light', contrast: 'no-preference', forcedColors: 'none' }
export type Look = 'light' | 'dark' | 'more contrast' | 'high contrast' | 'forced colours'
const LOOKS: Readonly<Record<Look, Wish>> = {
  light: PLAIN,
  dark: { ...PLAIN, colorScheme: 'dark' },
  'more contrast': { ...PLAIN, contrast: 'more' },
  'high contrast': { ...PLAIN, theme: 'contrast' },
  'forced colours': { ...PLAIN, forcedColors: 'active' },
}

/** Before the page loads: axe is there once for all looks. */
export async function prepareAxe(page: Page): Promise<void> {
  await page.addInitScript(AXE)
}

/** What moves or fades in is not what is read: motion is reduced in every look. */
export async function wear(page: Page, look: Look): Promise<void> {
  const { theme, ...media } = LOOKS[look]
  await page.emulateMedia({ ...media, reducedMotion: 'reduce' })
  await page.evaluate((chosen) => {
    const root = document.documentElement
    if ('theme' in root.dataset) root.dataset['theme'] = chosen ?? 'system'
  }, theme)
}

/** @returns one line for each thing that is wrong */
export async function faultsOf(page: Page, looks: readonly Look[]): Promise<string[]> {
  const found: string[] = []
  for (const [at, look] of looks.entries()) {
    await wear(page, look)
    const broken = await runAxe(page, at === 0 ? null : COLOUR_RULES)
    const focus = at === 0 || look === 'forced colours' ? await walkFocus(page) : []
    found.push(...[...broken, ...focus].map((line) => `${look}: ${line}`))
  }
  const isTooWide = await page.evaluate(
    () => document.documentElement.scrollWidth > document.documentElement.clientWidth,
  )
  return isTooWide ? [...found, 'scrolls sideways'] : found
}

/** @param rules null: all of WCAG 2.2 A and AA */
function runAxe(page: Page, rules: readonly string[] | null): Promise<string[]> {
  return page.evaluate(
    async ({ only, tags }) => {
      const { axe: engine } = window as unknown as { axe: typeof axe }
      const { violations } = await engine.run({
        resultTypes: ['violations'],
        // The frames of mail have a scenario of their own.
        iframes: false,
        // Style sheets are read for one rule alone, which is experimental and not asked for.
        preload: { assets: ['media'] },
        ...(only === null
          ? {
              runOnly: { type: 'tag', values: tags },
              rules: { 'target-size': { enabled: true } },
            }
          : { runOnly: { type: 'rule', values: [...only] } }),
      })
      return violations.flatMap(({ id, nodes }) =>
        nodes.map(
          ({ target, failureSummary }) =>
            `${id}: ${target.join(' ')}: ${(failureSummary ?? '').replaceAll(/\s+/g, ' ')}`,
        ),
      )
    },
    { only: rules, tags: TAGS },
  )
}

/** Everything that takes the focus takes it once, as by Tab: it must be in sight, and be seen to have it. */
async function walkFocus(page: Page): Promise<string[]> {
  // From a key on the browser shows where the focus is.
  await page.keyboard.press('Shift')
  return page.evaluate(() => {
    const wrong = new Set<string>()
    const before = document.activeElement
    const name = (one: HTMLElement) =>
      `${one.tagName.toLowerCase()}.${one.className} “${(one.getAttribute('aria-label') ?? one.textContent).trim().slice(0, 40)}”`
    const canFocus =
      'a[href], button, input, select, textarea, summary, [tabindex="0"], [contenteditable="true"]'
    // What lies under an open menu is left by Tab, which closes the menu.
    const within = document.querySelector(':popover-open') ?? document
    for (const one of within.querySelectorAll<HTMLElement>(canFocus)) {
      if (!one.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
      one.focus({ focusVisible: true } as FocusOptions)
      if (document.activeElement !== one) continue
      const box = one.getBoundingClientRect()
      const points = [0.5, 0.1, 0.9].flatMap((x) =>
        [0.5, 0.1, 0.9].map((y) => [box.left + box.width * x, box.top + box.height * y] as const),
      )
      const isSeen = points.some(([x, y]) => {
        const hit = document.elementFromPoint(x, y)
        return hit !== null && (one.contains(hit) || hit.contains(one))
      })
      if (!isSeen) wrong.add(`the focus is covered: ${name(one)}`)
      // Where words are typed the caret shows it.
      const isField = one.matches(
        'textarea, [contenteditable="true"], input:not([type="checkbox"], [type="radio"])',
      )
      const { outlineStyle, outlineWidth } = getComputedStyle(one)
      if (!isField && (outlineStyle === 'none' || Number.parseFloat(outlineWidth) < 1))
        wrong.add(`the focus is not to be seen: ${name(one)}`)
    }
    if (before instanceof HTMLElement) before.focus()
    return [...wrong]
  })
}
