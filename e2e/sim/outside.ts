/**
 * Everybody outside of the desk: submitters with forms, portal pages and mail programs, and the relay that takes the
 * desk's mail. They repeat what was not answered, as people and programs do.
 */
import { parseHeader } from '../../mail-gateway/inbound/header.ts'
import type { Relay, SendOutcome } from '../../mail-gateway/outbound/send.ts'
import type { Contact } from '../../sync-server/commit/actor.ts'
import type { Dice } from './dice.ts'
import { writeMail, type Gateway } from './gateway.ts'
import type { Kernel, Party } from './kernel.ts'
import type { Act, Ledger } from './ledger.ts'
import type { Mutation } from './mutation.ts'
import type { Line, Network } from './network.ts'
import type { Server } from './server.ts'
import { QUEUES } from './template.ts'

const RETRY_MS = 2_500
const SUBMITTERS = ['dora@customer.example', 'emil@customer.example', 'fay@customer.example']

/** A mail of the desk in somebody's inbox. */
type Received = { to: string; replyTo: string | null; messageId: string }

export function makeOutside(options: {
  kernel: Kernel
  dice: Dice
  /** For what was added later. */
  laterDice: Dice
  /** For mail to several queues. */
  shareDice: Dice
  /** Share of mails that are for several queues. */
  shared: number
  /** Share of mails with a file. */
  files: number
  ledger: Ledger
  server: Server
  network: Network
  gateway: () => Gateway
  mutation: Mutation | null
}) {
  const { kernel, dice, laterDice, shareDice, ledger, server, network, gateway, mutation } = options
  const world: Party = { name: 'outside', isAlive: true }
  const line: Line = { name: 'submitter', party: world, isUp: true, secret: null, person: null }
  const inbox: Received[] = []
  let open = 0
  let made = 0

  const newToken = (kind: string) => `${kind}${++made}x${dice.whole(1000, 9999)}z`
  const newLaterToken = (kind: string) => `${kind}${++made}x${laterDice.whole(1000, 9999)}z`

  function begin(kind: Act['kind']): Act {
    const act: Act = { token: newToken(kind), kind, isPromised: false, device: null, ticket: null }
    ledger.acts.push(act)
    return act
  }

  /** Until it is answered. */
  async function persist(attempt: (tries: number) => Promise<boolean>): Promise<void> {
    open++
    for (let tries = 0; ; tries++) {
      if (await attempt(tries)) break
      await kernel.pause(world, RETRY_MS * (0.5 + dice.fraction()))
    }
    open--
  }

  async function sendForm(): Promise<void> {
    const act = begin('form')
    const body = {
      queue: dice.pick(QUEUES),
      name: 'Dora',
      email: dice.pick(SUBMITTERS),
      subject: `about ${act.token}`,
      body: `words of ${act.token}`,
    }
    await persist(async (tries) => {
      const key = mutation === 'two-forms' && tries > 0 ? `${act.token}-${tries}` : act.token
      try {
        const answer = await network.request(line, new URL('https://desk.example/api/tickets'), {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'idempotency-key': key },
          body: JSON.stringify(body),
        })
        if (answer.status >= 500) return false
        if (answer.status !== 201) ledger.problems.push(`a form was refused: ${answer.status}`)
        act.isPromised = answer.status === 201
        return true
      } catch {
        return false
      }
    })
  }

  /** A page that is open: its reply has an id of its own, and is posted until it is answered. */
  async function replyOnPortal(): Promise<void> {
    const desk = server.desk()
    const rows =
      (await desk?.database.read.all(`SELECT id, requester FROM tickets ORDER BY number`)) ?? []
    if (rows.length === 0 || !desk) return
    const row = dice.pick(rows)
    const contact = await desk.database.read.get(
      `SELECT * FROM contacts WHERE id = ?`,
      row['requester'] ?? '',
    )
    if (!contact) return
    const act = begin('portal')
    const from: Contact = {
      id: String(contact['id']),
      name: String(contact['name']),
      address: String(contact['email']),
      isVerified: false,
    }
    const ticket = String(row['id'])
    await persist(async () => {
      const now = server.desk()
      const life = server.lifeCount()
      if (!now) return false
      let isAnswered = false
      let isBroken = false
      let isGone = false
      const isTicketGone = () => server.history.isClosedForGood(ticket)
      void now
        .commit({
          actor: { kind: 'contact', contact: from },
          device: `portal:${ticket}`,
          pushId: act.token,
          input: {
            kind: 'inbound',
            ticket,
            from,
            body: `words of ${act.token}`,
            via: 'portal',
            receivedAt: server.clock.now(),
          },
        })
        .then(
          (answer) => {
            if (answer.ok) isAnswered = true
            // The ticket was deleted, or the one it was merged into; or it came with what the desk was restored without.
            else if (answer.fault.code === 'kit/not-found' && isTicketGone()) isGone = true
            else if (answer.fault.code !== 'kit/storage') isBroken = true
          },
          // The disk was full; the page tries again.
          () => {},
        )
      await kernel.pause(world, 300)
      if (isBroken) ledger.problems.push('a reply on the portal was refused')
      act.isPromised =
        isAnswered && life === server.lifeCount() && !dice.chance(network.weather.loss)
      return act.isPromised || isBroken || isGone
    })
  }

  async function sendMail(): Promise<void> {
    const act = begin('mail')
    const answered = inbox.length > 0 && dice.chance(0.6) ? dice.pick(inbox) : null
    const queue = `${dice.pick(QUEUES)}@desk.example`
    const from = answered?.to ?? dice.pick(SUBMITTERS)
    const to = answered && dice.chance(0.7) ? (answered.replyTo ?? queue) : queue
    const mail = {
      from: { address: from, name: 'Dora' },
      to,
      subject: `about ${act.token}`,
      messageId: `${act.token}@customer.example`,
      inReplyTo: answered?.messageId ?? null,
      text: `words of ${act.token}`,
      file: options.files > 0 && laterDice.chance(options.files) ? act.token : null,
    }
    let hop = 0
    const deliver = (recipients: string[]) =>
      persist(async () => {
        const raw = writeMail({ ...mail, hop: ++hop })
        await kernel.pause(world, 1 + dice.fraction() * network.weather.delayMs)
        const gate = gateway()
        if (!gate.isUp()) return false
        let isTaken = false
        void gate.accept(raw, { from, to: recipients }).then((taken) => {
          isTaken = taken
        })
        await kernel.pause(world, 20)
        // The 250 may be lost: then the sender tries again, though it was taken.
        const isTold = isTaken && !dice.chance(network.weather.loss)
        if (isTold) act.isPromised = true
        return isTold
      })
    const other = `${shareDice.pick(QUEUES)}@desk.example`
    const isShared = shareDice.chance(options.shared)
    const ways = [deliver(isShared && other !== to ? [to, other] : [to])]
    if (isShared && shareDice.chance(0.3)) ways.push(deliver([other]))
    if (dice.chance(0.2)) ways.push(deliver([to]))
    if (dice.chance(0.15)) ways.push(deliver(QUEUES.map((slug) => `${slug}@desk.example`)))
    await Promise.all(ways)
  }

  /** The relay takes most, defers some, and sometimes falls silent after DATA. */
  const relay: Relay = {
    async send(mail): Promise<SendOutcome> {
      const header = parseHeader(mail.raw)
      const messageId = header.first('message-id').replace(/[<>\s]/g, '')
      const take = () => {
        const to = mail.envelope.to[0] ?? ''
        const replyTo = /<([^>]+)>/.exec(header.first('reply-to'))?.[1] ?? header.first('reply-to')
        const isReply = !header.first('auto-submitted')
        const taken = ledger.leasedBefore.has(messageId) ? ledger.relayedBefore : ledger.relayed
        taken.push({ messageId, at: kernel.clock.now(), isReply })
        inbox.push({ to, replyTo: replyTo === '' ? null : replyTo, messageId })
      }
      const { party } = gateway().line
      await kernel.pause(party, 5 + dice.fraction() * 60)
      if (dice.chance(network.weather.loss / 2)) return { end: 'deferred', reply: '451 later' }
      // From here on the gateway may be gone before it hears the end.
      ledger.unknownEnds.add(messageId)
      take()
      if (mutation === 'double-send') take()
      await kernel.pause(party, 5 + dice.fraction() * 60)
      if (dice.chance(network.weather.loss / 2)) return { end: 'unknown', reply: 'silence' }
      ledger.unknownEnds.delete(messageId)
      return { end: 'accepted', reply: '250 taken' }
    },
    close() {},
  }

  return {
    relay,
    line,
    newToken,
    newLaterToken,
    isQuiet: () => open === 0,
    act(): void {
      const roll = dice.fraction()
      const doing = roll < 0.3 ? sendForm() : roll < 0.55 ? replyOnPortal() : sendMail()
      doing.catch((error: unknown) => ledger.problems.push(`outside: ${String(error)}`))
    },
    sendForm,
  }
}
