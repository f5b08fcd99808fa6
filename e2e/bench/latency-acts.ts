/**
 * What `latency` does in the agents' app, as a person does it: keys, rows, formatted mail, the palette, the search. Each gives its
 * samples in ms. Not here: starting the app (latency-starts), scrolling (latency-scroll), what the server has a part in
 * (latency-sync).
 */
import type { Browser, Page } from '@playwright/test'
import { until } from '../stage/wait.ts'
import { record, type Recording } from './latency-trace.ts'
import { untilShown } from './latency-watch.ts'

const TIMES = 30
/** Between two keys: a quick typist's, and enough for a frame on the slowed processor. */
const PACE_MS = 120
const OPEN_PACE_MS = 200
const SEARCHED_WORDS = 6
const SEARCH_TURNS = 5
/** Beginnings of words: with one letter more they find less. */
const WORD_CHARS = 4
const WORDS_TRIED = 12
/** A count is what it will be once it has not changed for so long. */
const SETTLED_MS = 400
const SURELY_SETTLED_MS = 1_000
const SETTLE_MS_MAX = 120_000
const TYPED = 'We looked at it today, and it works again. '

export type App = { browser: Browser; page: Page; origin: string; isTouch: boolean }
export type Samples = Map<string, number[]>

export async function openList({ page, origin }: App, view: string): Promise<void> {
  await page.goto(`${origin}/app/v/${view}`)
  await page.locator('.row').first().waitFor()
  await page.waitForTimeout(OPEN_PACE_MS)
}

/** `j`, `x` and `e` in the list of `view`, letters in the composer. What `e` has done with is in no list of what is open. */
export async function measureKeys(app: App, view: string): Promise<Samples> {
  const { page } = app
  const samples: Samples = new Map()
  const pressed = async (name: string, keys: readonly string[]) => {
    const { nextPaints } = await record(app.browser, page, async () => {
      for (const key of keys) {
        await page.keyboard.press(key)
        await page.waitForTimeout(PACE_MS)
      }
    })
    samples.set(name, nextPaints)
  }
  const times = (key: string, count = TIMES) => Array.from({ length: count }, () => key)
  await openList(app, view)
  await page.locator('.row').first().focus()
  await page.keyboard.press('j')
  await page.waitForTimeout(SETTLED_MS)
  await pressed('j', times('j'))
  await pressed('x', times('x'))
  await pressed('e', times('e'))
  // In one pane the ticket is not open yet.
  if (!(await page.locator('article.ticket').isVisible())) await page.keyboard.press('o')
  await page.locator('article.ticket .message').first().waitFor()
  await page.keyboard.press('r')
  await page.locator('.reply-text').waitFor()
  await page.locator('.reply-text').focus()
  await page.keyboard.type('Hello, ')
  await pressed(
    'letter in a reply',
    [...TYPED].map((letter) => (letter === ' ' ? 'Space' : letter)),
  )
  return samples
}

export type RowSeen = { number: number; x: number; y: number; words: string; subject: string }

/** A click, or a tap, on one row after the other. */
export async function measureOpening(app: App): Promise<Recording> {
  const { page } = app
  await openList(app, 'all')
  return record(app.browser, page, async () => {
    let done = 0
    while (done < TIMES) {
      const rows = await rowsInSight(page)
      for (const row of rows.slice(1, TIMES - done + 1)) {
        const { number, words } = row
        await untilShown(page, { kind: 'ticket', number, words }, () => press(app, row))
        await page.waitForTimeout(OPEN_PACE_MS)
        await backToList(app)
        done++
      }
      await page.locator('.list-scroll').evaluate((list) => list.scrollBy(0, list.clientHeight))
      await page.waitForTimeout(OPEN_PACE_MS)
    }
  })
}

/** Formatted mails, all of them in view `view` and each with its subject as its last words: at first, and again. */
export async function measureMail(app: App, view: string, mails: number) {
  const { page } = app
  await openList(app, view)
  const visit = () =>
    record(app.browser, page, async () => {
      const rows = await rowsInSight(page)
      if (rows.length !== mails) throw new Error(`${rows.length} of ${mails} mails are in sight`)
      for (const row of rows) {
        await untilShown(page, { kind: 'mail', words: `End of ${row.subject}` }, () =>
          press(app, row),
        )
        await page.waitForTimeout(OPEN_PACE_MS)
        await backToList(app)
      }
    })
  const first = await visit()
  const again: number[] = []
  while (again.length < TIMES - mails / 2) again.push(...(await visit()).shown)
  return { first: first.shown, again }
}

export async function measurePalette(app: App): Promise<{ opened: number[]; letters: number[] }> {
  const { page } = app
  await openList(app, 'all')
  await page.locator('.row').first().focus()
  // The first time it is fetched.
  await page.keyboard.press('Control+k')
  await page.locator('.palette .palette-title').first().waitFor()
  await page.keyboard.press('Escape')
  await page.locator('.palette').waitFor({ state: 'detached' })
  const opened = await record(app.browser, page, async () => {
    for (let at = 0; at < TIMES; at++) {
      await untilShown(page, { kind: 'palette' }, () => page.keyboard.press('Control+k'))
      await page.waitForTimeout(PACE_MS)
      await page.keyboard.press('Escape')
      await page.locator('.palette').waitFor({ state: 'detached' })
    }
  })
  await page.keyboard.press('Control+k')
  await page.locator('.palette .palette-title').first().waitFor()
  const letters = await record(app.browser, page, async () => {
    for (const word of ['settings', 'nobody at all', 'printer', '102'].map((one) => [...one])) {
      for (const letter of word) {
        await page.keyboard.press(letter === ' ' ? 'Space' : letter)
        await page.waitForTimeout(PACE_MS)
      }
      await page.locator('.palette input').fill('')
    }
  })
  await page.keyboard.press('Escape')
  return { opened: opened.shown, letters: letters.nextPaints }
}

/**
 * The last letter of a word, until the list shows what it finds. Measured are words of which the last letter changes the
 * number above the list, because that is how the list says that it is another one.
 */
export async function measureSearch(app: App): Promise<{ shown: number[]; nextPaints: number[] }> {
  const { page } = app
  await openList(app, 'all')
  const words = await wordsInSight(page)
  const field = page.locator('.list-search input')
  await field.focus()
  await field.fill(words[0] ?? '')
  // The index is made when it is first asked for.
  await until('all of this device is in the index', () => isRead(page), {
    waitMsMax: SETTLE_MS_MAX,
    everyMs: 200,
  })
  const told: { word: string; after: number }[] = []
  for (const word of words) {
    if (told.length >= SEARCHED_WORDS) break
    await field.fill(word.slice(0, -1))
    const before = await settledCount(page, SURELY_SETTLED_MS)
    await page.keyboard.press(word.slice(-1))
    const after = await settledCount(page, SURELY_SETTLED_MS)
    if (after !== before) told.push({ word, after })
  }
  if (told.length < 3) throw new Error('hardly a word changes what the list shows')
  const { shown, nextPaints } = await record(app.browser, page, async () => {
    for (let turn = 0; turn < SEARCH_TURNS; turn++)
      for (const { word, after } of told) {
        await field.fill(word.slice(0, -1))
        await settledCount(page, SETTLED_MS)
        await untilShown(page, { kind: 'count', count: after }, () =>
          page.keyboard.press(word.slice(-1)),
        )
      }
  })
  await field.fill('')
  return { shown, nextPaints }
}

/** Rows wholly in sight, top to bottom, each with words that stand in its ticket. */
export async function rowsInSight(page: Page): Promise<RowSeen[]> {
  const rows = await page.locator('.row').evaluateAll((all) => {
    const list = document.querySelector('.list-scroll')?.getBoundingClientRect()
    return all.flatMap((row) => {
      const box = row.getBoundingClientRect()
      if (!list || box.top < list.top || box.bottom > list.bottom) return []
      const number = (row.querySelector('.row-number')?.textContent ?? '').replace(/\D/g, '')
      const snippet = row.querySelector('.row-snippet')?.textContent ?? ''
      const subject = row.querySelector('.row-subject')?.textContent ?? ''
      const [x, y] = [box.left + box.width / 2, box.top + box.height / 2]
      return [{ number: Number(number), x, y, words: snippet.slice(0, 30), subject }]
    })
  })
  return rows.sort((a, b) => a.y - b.y)
}

async function wordsInSight(page: Page): Promise<string[]> {
  const said = await page.locator('.row-snippet').allTextContents()
  const words = said
    .join(' ')
    .toLowerCase()
    .match(/[a-z]+/g)
  const begun = words?.flatMap((word) =>
    word.length > WORD_CHARS ? word.slice(0, WORD_CHARS) : [],
  )
  return [...new Set(begun)].slice(0, WORDS_TRIED)
}

const press = ({ page, isTouch }: App, { x, y }: RowSeen) =>
  isTouch ? page.touchscreen.tap(x, y) : page.mouse.click(x, y)

/** Where one pane is all there is, the list has to come back before another row can be touched. */
async function backToList({ page, isTouch }: App): Promise<void> {
  if (!isTouch) return
  await page.keyboard.press('Escape')
  await page.locator('article.ticket').waitFor({ state: 'detached' })
  await page.waitForTimeout(PACE_MS)
}

async function countOf(page: Page): Promise<number> {
  return Number(((await page.locator('.list-count').textContent()) ?? '').replace(/\D/g, ''))
}

async function settledCount(page: Page, settledMs: number): Promise<number> {
  let count = await countOf(page)
  for (;;) {
    await page.waitForTimeout(settledMs)
    const now = await countOf(page)
    if (now === count) return now
    count = now
  }
}

async function isRead(page: Page): Promise<boolean> {
  return / on this device/.test((await page.locator('.search-status').textContent()) ?? '')
}
