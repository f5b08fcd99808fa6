/**
 * A desk and its gateway in one process, on a clock that the test moves: the server's commit, the gateway's reading and
 * sending, and between them nothing that waits. The relay is the test's. Not here: SMTP on a wire (postfix.test, stage).
 */
import { createHash } from 'node:crypto'
import { ok, unwrap } from '../../shared/kit/fault.ts'
import { noLog } from '../../shared/kit/log.ts'
import { v } from '../../shared/kit/schema.ts'
import { splitAddress } from '../../shared/ticket/address.ts'
import type { Routes } from '../../shared/wire/mail.ts'
import { judgeRecipient } from '../../mail-gateway/door/address.ts'
import { readFields } from '../../mail-gateway/inbound/fields.ts'
import type { ComposedMail } from '../../mail-gateway/outbound/compose.ts'
import { startDelivery } from '../../mail-gateway/outbound/lease.ts'
import type { SendOutcome } from '../../mail-gateway/outbound/send.ts'
import type { Peer } from '../../mail-gateway/peer.ts'
import { openStage, type Stage } from '../../sync-server/commit/test-stage/desk-stage.ts'
import { domainsOf } from '../../sync-server/mail/domains/domain-facts.ts'
import { readSigningKeys } from '../../sync-server/mail/domains/domain-keys.ts'
import { leaseMail } from '../../sync-server/mail/outbound/mail-lease.ts'
import { QueueSettings } from '../../sync-server/settings/settings.ts'

export type House = Awaited<ReturnType<typeof openHouse>>
export type SendMail = (mail: ComposedMail) => Promise<SendOutcome>

/** @param address  of its one queue */
export async function openHouse(address: string, environment: Record<string, string> = {}) {
  const stage = await openStage(environment)
  unwrap(
    await stage.desk.parts.settings.change((settings) => ({
      ...settings,
      queues: [v.parse(QueueSettings, { slug: 'support', name: 'Support', address })],
    })),
  )
  const routes: Routes = {
    version: 1,
    addresses: [{ address, queue: 'support' }],
    domains: [splitAddress(address)?.domain ?? ''],
    mailBytes: 1,
  }
  return {
    stage,
    address,
    sendDue: (send: SendMail, worker?: string) => sendDue(stage, send, worker),

    /** A mail as it comes through the door. @returns false when no recipient is known here */
    async take(raw: Buffer, { from, to }: { from: string; to: readonly string[] }) {
      const known = to.map((one) => judgeRecipient(routes, one)).filter((judged) => judged.ok)
      if (known.length === 0) return false
      const rawText = raw.toString('latin1')
      const body = rawText.slice(rawText.indexOf('\r\n\r\n') + 4).trim()
      const context = { envelopeFrom: from, receivedAt: stage.now() }
      const { envelope } = await stage.mail()
      const mail = await stage.mail({
        rawText,
        ...readFields(raw, context, body),
        text: body,
        visible: body,
        envelope: { ...envelope, from, to: known.map((judged) => judged.value) },
      })
      const digest = createHash('sha256').update(raw).digest('hex').slice(0, 26)
      unwrap(await stage.handIn({ ...mail, digest: digest.replace(/[ilou]/g, '0') }))
      return true
    },
  }
}

/** Everything that is due now, through the gateway's own hands; @returns how many were handed to `send`. */
async function sendDue(stage: Stage, send: SendMail, worker = '0'.repeat(26)): Promise<number> {
  const { desk } = stage
  let sent = 0
  for (;;) {
    let leased = 0
    let rest = () => {}
    const isDone = new Promise<void>((resolve) => (rest = resolve))
    const peer: Pick<Peer, 'lease' | 'push' | 'fetchBlob' | 'fetchSigningKeys'> = {
      async lease(max, _waitMs, signal, busy = []) {
        const jobs = await leaseMail(desk.parts, { max, worker, isFirst: false, busy })
        leased += jobs.length
        if (jobs.length > 0) return ok(jobs)
        if (busy.length > 0) {
          // What is under way may make room for more.
          await new Promise((resolve) => setImmediate(resolve))
          return ok([])
        }
        rest()
        await new Promise<void>((resolve) => {
          if (signal.aborted) resolve()
          signal.addEventListener('abort', () => resolve())
        })
        return ok([])
      },
      async push(pushId, command) {
        const done = await desk.commit({
          actor: { kind: 'gateway' },
          device: 'gateway',
          pushId,
          input: command,
        })
        return done.ok ? ok() : done
      },
      fetchBlob: async () => ok(new Uint8Array()),
      fetchSigningKeys: async () => {
        const domains = [...domainsOf(desk.parts).keys()]
        return ok({ keys: await readSigningKeys(desk.database.read, domains) })
      },
    }
    const delivery = startDelivery({
      relayUrl: 'smtp://relay.test',
      peer,
      clock: { now: stage.now },
      timers: {
        after(delayMs, run) {
          const timer = setTimeout(run, delayMs)
          return { cancel: () => clearTimeout(timer) }
        },
      },
      log: noLog,
      openRelay: () => ({
        send(mail) {
          sent++
          return send(mail)
        },
        close() {},
      }),
    })
    await isDone
    await delivery.stop()
    if (leased === 0) return sent
  }
}
