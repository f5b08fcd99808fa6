/**
 * `latency`: the latency contract of the agents' app, in a Chromium with a profile on the disk that holds a desk of --tickets: in a
 * window of 1440 by 900 for a laptop, and in one of 390 by 844 with a finger and a processor slowed down four times for a phone in the
 * middle. Reference, in the same profile and slowed down as much: bare pages (latency-bare), and for what is acknowledged an fsync.
 *
 * The browser slows down a page's own threads and no workers, and there is no GPU: what is drawn is drawn by the processor, at one
 * device pixel per CSS pixel.
 */
import { chromium } from '@playwright/test'
import type { Person, Stage } from '../stage.ts'
import { findChromium } from '../stage/browser.ts'
import { sendMail } from '../stage/smtp-sender.ts'
import { until } from '../stage/wait.ts'
import type { Bench } from './bench.ts'
import { openBenchDesk, QUEUE } from './desk.ts'
import { fillDesk } from './device-desk.ts'
import { openDevice, signInOnce, type Cookies } from './device-page.ts'
import { measureFsync } from './disk.ts'
import { isMet, median, percentile, type Figure } from './figures.ts'
import {
  measureKeys,
  measureMail,
  measureOpening,
  measurePalette,
  measureSearch,
  openList,
  type App,
} from './latency-acts.ts'
import { measureBulk } from './latency-bulk.ts'
import { measureBareKeys, measureBareStarts, openBare, type Bare } from './latency-bare.ts'
import { CONTRACT, PHONE_SLOWDOWN, type Column, type Row } from './latency-contract.ts'
import { measureScroll, shareOfLate, type Scroll } from './latency-scroll.ts'
import {
  freeNetwork,
  limitNetwork,
  measureVisits,
  measureWarmStart,
  readWithoutScripts,
  slowDown,
} from './latency-starts.ts'
import { measureAcknowledged, measureRemote } from './latency-sync.ts'
import { watchLatency } from './latency-watch.ts'
import type { Screen } from './profile.ts'

const SCREENS: Record<Column, Screen> = {
  laptop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
}
const NEWS = { slug: 'news', address: 'news@desk.test' }
const MAILS = 8
const HTML_BYTES = 190_000
/** The gateway has missed its server for a while when the first of them comes. */
const MAILED_MS_MAX = 120_000

type Desk = { stage: Stage; agent: Person; cookies: Cookies; tickets: number; bare: Bare }

export const measureLatency: Bench = async ({ tickets, say }) => {
  const { stage, agent } = await openBenchDesk({ hasGateway: true })
  const browser = await chromium.launch(findChromium())
  const bare = await openBare()
  try {
    say(`making ${tickets} tickets`)
    await fillDesk(stage, agent, tickets, say)
    await stage.addQueue(NEWS.slug, 'News', NEWS.address)
    await sendFormatted(stage, agent)
    const cookies = await signInOnce(browser, stage, agent)
    const desk: Desk = { stage, agent, cookies, tickets: tickets + MAILS, bare }
    const laptop = await measureColumn('laptop', desk, say)
    const phone = await measureColumn('phone', desk, say)
    const figures = [...laptop, ...phone]
    const fields = await readWithoutScripts(browser, `${stage.publicUrl}/q/${QUEUE.slug}`)
    const missed = figures.filter((figure) => !isMet(figure)).map(({ name }) => name)
    return {
      isBuilt: stage.isBuilt,
      notes: [
        `${tickets} tickets and ${MAILS} formatted mails of ${HTML_BYTES / 1000} KB; Chromium ${browser.version()}`,
        'each figure is the p95, beside it the p95 of the reference',
        `the form without scripts has ${fields.join(', ') || 'no fields'}`,
        `missed: ${missed.join('; ') || 'nothing'}`,
      ],
      figures,
    }
  } finally {
    await bare.close()
    await browser.close()
    await stage.close()
  }
}

async function measureColumn(
  column: Column,
  { stage, agent, cookies, tickets, bare }: Desk,
  say: (line: string) => void,
): Promise<Figure[]> {
  const screen = SCREENS[column]
  const isTouch = screen.hasTouch === true
  const slowdown = column === 'phone' ? PHONE_SLOWDOWN : 1
  say(`${column}: all tickets onto the device`)
  const device = await openDevice({ stage, agent, cookies, screen })
  try {
    const { browser, page } = device
    const figures: Figure[] = []
    await device.load(tickets, true)
    await device.untilInstalled()
    await page.addInitScript(watchLatency)
    const session = await device.context.newCDPSession(page)
    await slowDown(session, slowdown)
    const app: App = { browser, page, origin: stage.publicUrl, isTouch }

    const barePage = await device.context.newPage()
    const bareSession = await device.context.newCDPSession(barePage)
    await slowDown(bareSession, slowdown)
    say(`${column}: bare pages`)
    const ref = await measureBareKeys({ browser, page: barePage, isTouch }, bare)
    const bareStarts = await measureBareStarts(barePage, bare)
    await barePage.goto(bare.listUrl)
    const bareScroll = await measureScroll(barePage, bareSession, '#list')
    await barePage.close()
    await page.bringToFront()
    const add = (name: string, row: Row, values: readonly number[], reference: readonly number[]) =>
      figures.push(figureOf(`${column}: ${name}`, { row, column, values, reference }))

    say(`${column}: keys`)
    for (const [name, values] of await measureKeys(app, `q-${QUEUE.slug}`))
      add(`key ${name}`, 'key', values, ref.keys)
    say(`${column}: opening tickets`)
    const opening = await measureOpening(app)
    add(isTouch ? 'tap on a row' : 'click on a row', 'key', opening.nextPaints, ref.taps)
    add('ticket opened, its text', 'open', opening.shown, ref.taps)
    say(`${column}: formatted mail`)
    const mail = await measureMail(app, `q-${NEWS.slug}`, MAILS)
    add('formatted mail, the first time', 'mail', mail.first, ref.taps)
    add('formatted mail, again', 'mail', mail.again, ref.taps)
    say(`${column}: palette`)
    const palette = await measurePalette(app)
    add('palette opened', 'paletteOpen', palette.opened, ref.keys)
    add('letter in the palette', 'paletteKey', palette.letters, ref.keys)
    say(`${column}: search`)
    const search = await measureSearch(app)
    add('letter in the search, next paint', 'key', search.nextPaints, ref.keys)
    add('letter in the search, what it finds', 'search', search.shown, ref.keys)
    say(`${column}: scrolling`)
    await openList(app, 'all')
    const scroll = await measureScroll(page, session, '.list-scroll')
    figures.push(...scrollFigures(column, scroll, bareScroll))
    say(`${column}: changes to the server and from it`)
    const synced = await measureFsync(200)
    if (isTouch) await limitNetwork(session)
    add(
      'acknowledged',
      'acknowledged',
      await measureAcknowledged(app, session, `q-${QUEUE.slug}`),
      synced,
    )
    add("another's change seen", 'remote', await measureRemote(app, agent), synced)
    if (isTouch) await freeNetwork(session)
    say(`${column}: starts`)
    add('start without a network, rows', 'warmStart', await measureWarmStart(app), bareStarts)
    const visit = { screen, slowdown }
    const visits = (url: string, selector: string, own?: Cookies) =>
      measureVisits(browser, { ...visit, url, selector, ...(own ? { cookies: own } : {}) })
    const bareVisits = await visits(bare.url, '#count')
    const ours = await visits(`${stage.publicUrl}/app/v/all`, '.row', cookies)
    add('first visit, largest paint', 'firstVisit', ours, bareVisits)
    const form = await visits(`${stage.publicUrl}/q/${QUEUE.slug}`, 'form')
    add('form, largest paint', 'form', form, bareVisits)
    if (isTouch) return figures
    say(`${column}: very many tickets at once`)
    const bulk = await measureBulk(app)
    add(`key while ${bulk.tickets} tickets change`, 'key', bulk.nextPaints, ref.keys)
    const whole = { name: `${column}: all ${bulk.tickets} changed, no network`, unit: 'ms' }
    figures.push({ ...whole, value: bulk.ms, reference: null })
    return figures
  } finally {
    await device.close()
  }
}

function figureOf(
  name: string,
  of: { row: Row; column: Column; values: readonly number[]; reference: readonly number[] },
): Figure {
  const { values, reference } = of
  if (values.length === 0) throw new Error(`${name}: nothing was measured`)
  const bar = CONTRACT[of.row][of.column]
  return {
    name,
    unit: 'ms',
    value: percentile(values, 0.95),
    reference: { name: 'bare', value: percentile(reference, 0.95) },
    samples: { n: values.length, p50: median(values), worst: Math.max(...values) },
    ...(bar ? { bar } : {}),
  }
}

function scrollFigures(column: Column, ours: Scroll, bare: Scroll): Figure[] {
  const refreshes = column === 'phone' ? 2 : 1
  const share = (scroll: Scroll) => shareOfLate(scroll, refreshes)
  const frame = figureOf(`${column}: frame while scrolling`, {
    row: 'lateFrames',
    column,
    values: ours.frames,
    reference: bare.frames,
  })
  const { bar: _none, ...plain } = frame
  const longTasks = CONTRACT.longTasks[column]
  return [
    plain,
    {
      name: `${column}: frames over ${refreshes === 1 ? '16.7' : '33'} ms while scrolling`,
      unit: '%',
      value: share(ours),
      reference: { name: 'bare', value: share(bare) },
      bar: CONTRACT.lateFrames[column],
    },
    {
      name: `${column}: tasks over 50 ms while scrolling`,
      unit: '',
      value: ours.longTasks.length,
      reference: { name: 'bare', value: bare.longTasks.length },
      ...(longTasks ? { bar: longTasks } : {}),
    },
  ]
}

/** Mails of a queue of their own, so that one list holds them all. */
async function sendFormatted(stage: Stage, agent: Person): Promise<void> {
  const envelope = { from: 'press@example.test', to: [NEWS.address] }
  for (let at = 0; at < MAILS; at++) {
    const raw = makeFormatted(`News ${at + 1}`)
    await until('the gateway knows the queue', async () => {
      return (await sendMail(stage.smtpPort, envelope, raw)).code === 250
    })
  }
  await until(
    'the mails are tickets',
    async () => {
      const found = await agent.api.get(`/api/tickets?queue=${NEWS.slug}`)
      return found.text.includes(`News ${MAILS}`)
    },
    { waitMsMax: MAILED_MS_MAX },
  )
}

/** Tables in tables with styles of their own, as newsletters have them. */
function makeFormatted(subject: string): Buffer {
  let html = `<html><head><style>td{padding:4px}.a{color:#234}</style></head><body>`
  for (let at = 0; html.length < HTML_BYTES - 400; at++)
    html += `<table width="100%" style="border:1px solid #ccc"><tr><td class="a" style="font:14px Arial">Item ${at}</td><td><b>What is new</b> about <a href="https://example.test/${at}">number ${at}</a>, and why it matters.</td></tr></table>`
  html += `<p>End of ${subject}</p></body></html>`
  return Buffer.from(
    [
      'From: Press <press@example.test>',
      `To: ${NEWS.address}`,
      `Subject: ${subject}`,
      `Message-ID: <${subject.replace(' ', '-')}@example.test>`,
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=utf-8',
      '',
      html.replaceAll('</table>', '</table>\r\n'),
      '',
    ].join('\r\n'),
  )
}
