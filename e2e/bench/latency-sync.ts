/**
 * What `latency` measures with the server in it: from a key until the server has said that the change is on its disk, and from
 * somebody else's change until it is on this screen. Both ends are read off the one monotonic clock of the machine, which the
 * browser's trace and its network events tell the time by.
 */
import type { CDPSession } from '@playwright/test'
import { decodeControl, decodeFrame, CONTROL } from '../../shared/wire/frame.ts'
import type { Person } from '../stage.ts'
import { until } from '../stage/wait.ts'
import { openList, rowsInSight, type App } from './latency-acts.ts'
import { record } from './latency-trace.ts'
import { untilShown } from './latency-watch.ts'

const TIMES = 30
const PACE_MS = 200

/** `e` in the list of `view`, in ms until the acknowledgement is with the page. What it has done with is in no list of what is open. */
export async function measureAcknowledged(
  app: App,
  session: CDPSession,
  view: string,
): Promise<number[]> {
  const { page } = app
  await session.send('Network.enable')
  const acks: number[] = []
  const hear = (event: { timestamp: number; response: { payloadData: string } }) => {
    const frame = decodeFrame(Buffer.from(event.response.payloadData, 'base64'))
    if (!frame.ok || frame.value.channel !== CONTROL) return
    const message = decodeControl(frame.value.payload)
    if (message.ok && isAck(message.value)) acks.push(event.timestamp * 1000)
  }
  session.on('Network.webSocketFrameReceived', hear)
  try {
    // Its socket must be opened under the eyes of the session.
    await openList(app, view)
    await page.locator('.row').first().focus()
    await page.keyboard.press('j')
    await page.locator('.sync-pill:visible', { hasText: 'Saved' }).waitFor()
    await page.waitForTimeout(PACE_MS)
    acks.length = 0
    const { inputsAt } = await record(app.browser, page, async () => {
      for (let at = 0; at < TIMES; at++) {
        const known = acks.length
        await page.keyboard.press('e')
        await until('it is acknowledged', () => acks.length > known)
        await page.waitForTimeout(PACE_MS)
      }
    })
    return inputsAt.flatMap((at) => {
      const ackedAt = acks.find((one) => one > at)
      return ackedAt === undefined ? [] : [ackedAt - at]
    })
  } finally {
    session.off('Network.webSocketFrameReceived', hear)
  }
}

/** Another changes the priority of the ticket that is open here, over HTTP. */
export async function measureRemote(app: App, other: Person): Promise<number[]> {
  const { page } = app
  await openList(app, 'all')
  const [row] = await rowsInSight(page)
  if (!row) throw new Error('no row is in sight')
  const ticket = await page.locator('.row').first().getAttribute('data-id')
  await page.goto(`${app.origin}/app/v/all/t/${ticket}`)
  await page.locator('article.ticket .message').first().waitFor()
  const path = `/api/tickets/${ticket}`
  const first = await other.api.patch(path, { priority: 'normal' })
  if (first.status !== 200) throw new Error(`patch: ${first.status} ${first.text}`)
  // Its key stands in its title too, in whatever letters.
  const selector = 'article.ticket [title="Priority (p)" i]'
  await page.locator(selector, { hasText: 'Normal' }).waitFor()
  const begunAt: number[] = []
  const { shownAt } = await record(app.browser, page, async () => {
    for (let at = 0; at < TIMES; at++) {
      const [priority, words] = at % 2 === 0 ? ['high', 'High'] : ['low', 'Low']
      await untilShown(page, { kind: 'text', selector, words }, async () => {
        begunAt.push(Number(process.hrtime.bigint()) / 1e6)
        const changed = await other.api.patch(path, { priority })
        if (changed.status !== 200) throw new Error(`patch: ${changed.status} ${changed.text}`)
      })
      await page.waitForTimeout(PACE_MS)
    }
  })
  return shownAt.map((at, n) => at - (begunAt[n] ?? Number.NaN))
}

const isAck = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && 'type' in value && value.type === 'ack'
