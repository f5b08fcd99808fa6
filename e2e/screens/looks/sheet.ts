/** What is kept of a picture that differs: how it was and how it is beside each other, marked, with the words below. */
import type { Browser } from '@playwright/test'
import { CELL_PX, cellsToPicture, type Cells } from './cells.ts'
import type { Difference } from './compare.ts'
import { writePng } from './png.ts'

export type Sheet = {
  title: string
  /** Null: there is no baseline. */
  before: Cells | null
  png: Buffer
  width: number
  height: number
  differences: readonly Difference[]
}

/** A wider picture is shown smaller. */
const SHOWN_PX = 800
const MARGIN_PX = 20

/** Drawn by the browser that took the picture. */
export async function drawSheet(browser: Browser, path: string, sheet: Sheet): Promise<void> {
  const shownPx = Math.min(sheet.width, SHOWN_PX)
  const page = await browser.newPage({
    viewport: { width: shownPx * 3 + MARGIN_PX * 4, height: 800 },
  })
  await page.setContent(toHtml(sheet))
  await page.screenshot({ path, fullPage: true })
  await page.close()
}

function toHtml({ title, before, png, width, height, differences }: Sheet): string {
  const marks = differences.map(
    ({ box: [left, top, wide, high] }, at) =>
      `<i style="left:${left}px;top:${top}px;width:${wide}px;height:${high}px"><b>${at + 1}</b></i>`,
  )
  const source = (file: Buffer) => `data:image/png;base64,${file.toString('base64')}`
  const now = `<img src="${source(png)}" style="width:${width}px;height:${height}px">`
  const cells = before ? writePng(cellsToPicture(before)) : null
  // One half of the file is shown: the grounds, or the averages.
  const layer = (half: 'top' | 'bottom') =>
    before && cells
      ? `<img src="${source(cells)}" class="cells" style="width:${before.columns * CELL_PX}px;height:${before.rows * 2 * CELL_PX}px;margin-top:${half === 'top' ? 0 : -before.rows * CELL_PX}px">`
      : ''
  const figure = (caption: string, inside: string) =>
    `<figure><figcaption>${caption}</figcaption><div class="frame" style="zoom:${SHOWN_PX / Math.max(width, SHOWN_PX)};width:${width}px;height:${height}px">${inside}</div></figure>`
  const lines = differences.map(({ words }) => `<li>${escape(words)}</li>`)
  return `<!doctype html><meta charset="utf-8"><style>
    body { margin: ${MARGIN_PX}px; font: 18px/1.4 sans-serif; background: #fff; color: #111; }
    main { display: flex; gap: ${MARGIN_PX}px; align-items: start; }
    figure { margin: 0; flex: none; } .frame { position: relative; overflow: hidden; outline: 1px solid #888; }
    .cells { image-rendering: pixelated; } img { display: block; }
    i { position: absolute; box-sizing: border-box; border: 3px solid #e0218a; background: #e0218a22; }
    b { position: absolute; left: 0; top: 0; padding: 0 6px; background: #e0218a; color: #fff; font: bold 22px sans-serif; }
  </style><h1>${escape(title)}</h1><main>${[
    figure('As it was: cells', layer('bottom')),
    figure('As it is', now),
    figure('What differs', `${now}${marks.join('')}`),
  ].join('')}</main><ol>${lines.join('')}</ol>`
}

const escape = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
