/** Is the process up, is it ready, and what does it count: /healthz, /readyz, /metrics. */
import type { Hono } from 'hono'
import { FaultError } from '../../shared/kit/fault.ts'
import type { Desk } from '../desk.ts'
import { lookAtSpool } from '../operator/spool-check.ts'
import { readMailHealth } from '../mail/outbound/mail-health.ts'
import { number } from '../store/database.ts'
import type { HttpEnv } from './request-auth.ts'

export function mountHealth(
  app: Hono<HttpEnv>,
  desk: Desk,
  counts: () => { sockets: number; rooms: number },
): void {
  app.get('/healthz', (context) => context.json({ status: 'ok' }))

  /** Ready means: a write reaches the disk. */
  app.get('/readyz', async (context) => {
    try {
      await desk.database.write((tx) =>
        tx.run(
          `INSERT INTO counters (name, value) VALUES ('ready', 1) ON CONFLICT (name) DO UPDATE SET value = counters.value + 1`,
        ),
      )
    } catch {
      throw new FaultError({ code: 'kit/busy', detail: 'the store does not take writes' })
    }
    return context.json({ status: 'ready' })
  })

  app.get('/metrics', async (context) => {
    const one = async (sql: string) => {
      const row = await desk.database.read.get(sql)
      return row ? number(row, 'n') : 0
    }
    const { sockets, rooms } = counts()
    const mail = await readMailHealth(desk.database.read, desk.parts.clock.now())
    const spool = await lookAtSpool(desk.config.dataDir)
    const values: [string, string, number][] = [
      ['deskside_ws_clients', 'gauge', sockets],
      ['deskside_rooms', 'gauge', rooms],
      ['deskside_tickets', 'gauge', await one(`SELECT count(*) AS n FROM tickets`)],
      ['deskside_jobs_waiting', 'gauge', await one(`SELECT count(*) AS n FROM jobs`)],
      [
        'deskside_held_mail',
        'gauge',
        await one(`SELECT count(*) AS n FROM held_mail WHERE released_at IS NULL`),
      ],
      ['deskside_mail_waiting', 'gauge', mail.waiting],
      ['deskside_mail_deferred', 'gauge', mail.deferred],
      ['deskside_relay_away', 'gauge', mail.isRelayAway ? 1 : 0],
      ['deskside_suppressed_addresses', 'gauge', mail.suppressed],
      ['deskside_automatic_mail_withheld_total', 'counter', mail.withheld],
      ['deskside_spool_bytes', 'gauge', spool.bytes],
      ['deskside_unread_mail', 'gauge', spool.unreadCount],
      ['deskside_stuck_mail', 'gauge', spool.stuckCount],
      ['deskside_warm_documents', 'gauge', desk.parts.shadows.count()],
      ['process_resident_memory_bytes', 'gauge', process.memoryUsage().rss],
    ]
    return context.text(
      values.map(([name, type, value]) => `# TYPE ${name} ${type}\n${name} ${value}\n`).join(''),
    )
  })
}
