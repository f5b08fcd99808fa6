/**
 * Pictures of a page that are the same on every machine: words in blocks, no motion, no caret, one day, faces in one
 * colour. The picture is in CSS pixels, whatever the screen has.
 */
import type { BrowserContext, Page } from '@playwright/test'
import { makeBlockFont } from './block-font.ts'
import { reduceToCells, type Taken } from './cells.ts'
import type { Look } from './compare.ts'
import { readPng } from './png.ts'
import { findRegions } from './regions.ts'

/** A Tuesday, before noon, within the hours of every calendar. */
export const LOOKS_AT = Date.UTC(2026, 2, 3, 10)
/** Later than what is done to fill the desk, so that nothing on it is from the time to come. */
const SEEN_AFTER_MS = 60_000

const FONTS = [
  { weight: '1 599', bytes: makeBlockFont(false).toString('base64') },
  { weight: '600 1000', bytes: makeBlockFont(true).toString('base64') },
]

/**
 * Colours of faces come from the ids of people, which are drawn at random. Geometric precision: letters are not moved
 * to whole pixels, which browsers do or do not by the settings of the machine. How wide a day is written inside its
 * field is the browser's own affair.
 */
const STYLE = `
  *, *::before, *::after, *::placeholder, *::file-selector-button {
    font-family: Blocks !important;
    text-rendering: geometricPrecision !important;
    scrollbar-width: none !important;
  }
  .avatar { --person: #5c6b6b !important; }
  input[type='date'] { inline-size: 136px !important; }
`

/** Before the first page of the context is opened. */
export async function prepareForLooks(context: BrowserContext): Promise<void> {
  await context.clock.setFixedTime(LOOKS_AT + SEEN_AFTER_MS)
  await context.addInitScript(
    ({ fonts, style }) => {
      for (const { weight, bytes } of fonts) {
        const font = Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))
        const face = new FontFace('Blocks', font, { weight })
        document.fonts.add(face)
        void face.load()
      }
      const sheet = new CSSStyleSheet()
      sheet.replaceSync(style)
      document.adoptedStyleSheets.push(sheet)
    },
    { fonts: FONTS, style: STYLE },
  )
}

export async function takeLook(page: Page): Promise<{ png: Buffer; look: Look<Taken> }> {
  await page.evaluate(() => document.fonts.ready)
  const png = await page.screenshot({ scale: 'css', animations: 'disabled', caret: 'hide' })
  return {
    png,
    look: { cells: reduceToCells(readPng(png)), regions: await findRegions(page) },
  }
}

/** Whether the words are in blocks: a browser that does not take the font would compare its own. */
export function isInBlocks(page: Page): Promise<boolean> {
  return page.evaluate(
    () =>
      [...document.fonts].filter(({ family, status }) => family === 'Blocks' && status === 'loaded')
        .length === 2,
  )
}
