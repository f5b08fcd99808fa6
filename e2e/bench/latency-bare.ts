/**
 * What the machine itself needs, in the same browser and slowed down as much: a page on which a key or a tap changes one word, a
 * list of as many rows that nothing is done to, and a page with one paragraph as a start.
 */
import { createServer } from 'node:http'
import type { Browser, Page } from '@playwright/test'
import { record } from './latency-trace.ts'

const TIMES = 30
const PACE_MS = 60
const STARTS = 10
const ROWS = 10_000
const ROW_PX = 56

const PAGE = `<!doctype html><title>bare</title><meta name="viewport" content="width=device-width">
<p id="count" style="font-size:2rem">A paragraph: 0</p><script>
const word = document.getElementById('count')
let count = 0
const change = () => (word.textContent = 'A paragraph: ' + ++count)
addEventListener('keydown', change)
addEventListener('click', change)
</script>`

const LIST = `<!doctype html><title>bare list</title><meta name="viewport" content="width=device-width">
<body style="margin:0"><div id="list" style="height:100vh;overflow:auto">${Array.from(
  { length: ROWS },
  (_, at) => `<div style="height:${ROW_PX}px">Row ${at}</div>`,
).join('')}</div>`

export type Bare = { url: string; listUrl: string; close(): Promise<void> }

export async function openBare(): Promise<Bare> {
  const server = createServer((request, answer) => {
    answer.setHeader('content-type', 'text/html')
    answer.end(request.url === '/list' ? LIST : PAGE)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const url = `http://localhost:${port}/`
  return {
    url,
    listUrl: `${url}list`,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

export async function measureBareKeys(
  { browser, page, isTouch }: { browser: Browser; page: Page; isTouch: boolean },
  { url }: Bare,
): Promise<{ keys: number[]; taps: number[] }> {
  await page.goto(url)
  await page.waitForTimeout(PACE_MS * 5)
  const times = (act: () => Promise<void>) =>
    record(browser, page, async () => {
      for (let at = 0; at < TIMES; at++) {
        await act()
        await page.waitForTimeout(PACE_MS)
      }
    })
  const keys = await times(() => page.keyboard.press('j'))
  const taps = await times(() =>
    isTouch ? page.touchscreen.tap(150, 300) : page.mouse.click(150, 300),
  )
  return { keys: keys.nextPaints, taps: taps.nextPaints }
}

/** @returns ms until the first paint of each start */
export async function measureBareStarts(page: Page, { url }: Bare): Promise<number[]> {
  const starts: number[] = []
  for (let at = 0; at < STARTS; at++) {
    await page.goto(url)
    starts.push(
      await page.evaluate(async () => {
        const [paint] = await new Promise<PerformanceEntryList>((resolve) =>
          new PerformanceObserver((list) => resolve(list.getEntries())).observe({
            type: 'paint',
            buffered: true,
          }),
        )
        return paint?.startTime ?? Number.NaN
      }),
    )
  }
  return starts
}
