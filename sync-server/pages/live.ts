/**
 * Live refresh of a status page by server-sent events. It says only that what the submitter can see has changed, never
 * what, and nothing at all about notes, assignees or anything else inside. A page without it is refreshed by hand.
 */
import type { Context } from 'hono'
import { streamSSE } from 'hono/streaming'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Desk } from '../desk.ts'
import { readPublicTicket } from './public-ticket.ts'

export type LiveStreams = {
  /** @param isStillAllowed  asked again before anything is said: keys expire while a page is open */
  open(c: Context, ticket: string, isStillAllowed: () => Promise<unknown>): Response
}

export function makeLiveStreams(desk: Desk): LiveStreams {
  const open = new Map<string, number>()
  let openCount = 0

  return {
    open(c, ticket, isStillAllowed) {
      c.header('cache-control', 'no-store')
      const here = open.get(ticket) ?? 0
      if (openCount >= LIMITS.liveStreams || here >= LIMITS.liveStreamsPerTicket)
        // 204 tells an EventSource not to come back (HTML, server-sent events §9.2.3).
        return c.body(null, 204)
      openCount += 1
      open.set(ticket, here + 1)
      let shown = c.req.query('mark') ?? ''
      return streamSSE(c, async (stream) => {
        let wake = (): void => {}
        let isDue = true
        let isOver = false
        const stir = () => {
          isDue = true
          wake()
        }
        const stop = desk.parts.hub.subscribe((event) => {
          if (event.type !== 'ticket' && event.type !== 'ticket-gone') return
          if (event.ticket === ticket) stir()
        })
        stream.onAbort(() => {
          isOver = true
          wake()
        })
        const end = desk.timers.after(LIMITS.liveMs, () => {
          isOver = true
          wake()
        })
        try {
          while (!isOver) {
            if (isDue) {
              isDue = false
              const mark = (await isStillAllowed())
                ? (await readPublicTicket(desk, ticket, 'link'))?.mark
                : undefined
              if (mark === undefined) return
              if (mark !== shown) await stream.writeSSE({ event: 'change', data: mark })
              shown = mark
              continue
            }
            const ping = await waitFor(desk, (resume) => (wake = resume))
            if (ping === 'ping' && !isOver) await stream.write(': still here\n\n')
          }
        } finally {
          stop()
          end.cancel()
          openCount -= 1
          const left = (open.get(ticket) ?? 1) - 1
          if (left > 0) open.set(ticket, left)
          else open.delete(ticket)
        }
      })
    },
  }
}

/** Until somebody wakes it, or it is time to show proxies that the connection lives. */
function waitFor(desk: Desk, setWake: (resume: () => void) => void): Promise<'woken' | 'ping'> {
  return new Promise((resolve) => {
    const timer = desk.timers.after(LIMITS.livePingMs, () => resolve('ping'))
    setWake(() => {
      timer.cancel()
      resolve('woken')
    })
  })
}
