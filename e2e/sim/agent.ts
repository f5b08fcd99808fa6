/**
 * What a person does on a device, chosen by dice: verbs, notes, moves, typing, sending, taking back, and tidying up what
 * was refused. Each thing done is noted with words of its own, so that it can be found, or missed, in the end.
 */
import type { Result } from '../../shared/kit/fault.ts'
import { draftBody, parseDraftId } from '../../shared/ticket/draft-doc.ts'
import { Y } from '../../shared/ticket/ticket-doc.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import { PRIORITIES, STATUSES } from '../../shared/ticket/ticket.ts'
import type { OpenDraft, OpenTicket, Replica, Waiting } from '../../client/replica/api.ts'
import { makeId } from '../../shared/kit/id.ts'
import type { Device } from './device.ts'
import type { Dice } from './dice.ts'
import type { Kernel } from './kernel.ts'
import type { Act, Ledger } from './ledger.ts'
import { QUEUES, type Template } from './template.ts'

const TYPING_MS = 900

export function makeAgent(options: {
  device: Device
  kernel: Kernel
  dice: Dice
  ledger: Ledger
  people: Template['people']
  newToken: (kind: string) => string
  /** Everybody is at work on the oldest ticket most of the time. */
  isCrowd: boolean
}) {
  const { device, kernel, dice, ledger, people } = options
  /** Drafts that somebody looks at; none of them in a tab that was killed. */
  const onScreen = new Map<OpenDraft, Replica>()
  const sends: { ticket: string; sendId: string; act: Act }[] = []

  function begin(kind: Act['kind'], ticket: string): Act {
    const token = options.newToken(kind)
    const act: Act = { token, kind, isPromised: false, device: device.name, ticket }
    ledger.acts.push(act)
    return act
  }

  function chooseOp(open: OpenTicket): { op: TicketOp; act: Act | null } {
    const roll = dice.whole(0, 10)
    const { ticket, id } = open
    if (roll <= 1) return { op: { op: 'set-status', status: dice.pick(STATUSES) }, act: null }
    if (roll === 2)
      return { op: { op: 'set-priority', priority: dice.pick(PRIORITIES) }, act: null }
    if (roll === 3)
      return {
        op: { op: 'set-assignee', assignee: dice.pick([people.ada.id, people.ben.id, null]) },
        act: null,
      }
    if (roll === 4)
      return { op: { op: 'set-subject', subject: `again ${dice.whole(1, 99)}` }, act: null }
    if (roll === 5) {
      const known = ticket.tags.filter((tag) => tag.startsWith('common'))
      if (known.length > 0) return { op: { op: 'remove-tag', tag: dice.pick(known) }, act: null }
      return { op: { op: 'add-tag', tag: `common${dice.whole(1, 3)}` }, act: null }
    }
    if (roll === 8) return { op: { op: 'mark-spam', isSpam: !ticket.isSpam }, act: null }
    if (roll === 6) return { op: { op: 'watch', person: device.person.id }, act: null }
    if (roll === 7) {
      const act = begin('tag', id)
      return { op: { op: 'add-tag', tag: act.token }, act }
    }
    const act = begin('note', id)
    const noteId = makeId(kernel.clock.now(), dice.bytes)
    return { op: { op: 'add-note', id: noteId, text: `words of ${act.token}`, mentions: [] }, act }
  }

  async function edit(replica: Replica, open: OpenTicket): Promise<void> {
    const { op, act } = chooseOp(open)
    const done = await replica.edit(open.id, op)
    if (act) act.isPromised = done.ok
    if (op.op === 'set-subject')
      ledger.otherSets.push({ device: device.name, ticket: open.id, at: kernel.clock.now() })
  }

  async function typeWords(draft: OpenDraft, words: string): Promise<void> {
    const paragraph = new Y.XmlElement('paragraph')
    paragraph.insert(0, [new Y.XmlText(words)])
    const body = draftBody(draft.doc)
    body.insert(dice.whole(0, body.length), [paragraph])
  }

  async function write(replica: Replica, open: OpenTicket): Promise<void> {
    const draft = await replica.openDraft(open.id)
    await kernel.pause(device.line.party, dice.fraction() * TYPING_MS)
    onScreen.set(draft, replica)
    await typeWords(draft, `typed ${options.newToken('typing')}`)
    await kernel.pause(device.line.party, dice.fraction() * (dice.chance(0.5) ? 8_000 : 90_000))
    onScreen.delete(draft)
    draft.close()
  }

  /** Has the ticket on screen for a while, seen by the others. */
  async function look(replica: Replica, open: OpenTicket): Promise<void> {
    const place = replica.enter(open.id, () => {})
    await kernel.pause(device.line.party, dice.fraction() * 10_000)
    place.setReplying(true)
    await kernel.pause(device.line.party, dice.fraction() * 5_000)
    place.leave()
  }

  async function reply(replica: Replica, open: OpenTicket): Promise<void> {
    const act = begin('reply', open.id)
    const draft = await replica.openDraft(open.id)
    await kernel.pause(device.line.party, dice.fraction() * TYPING_MS)
    await typeWords(draft, `words of ${act.token}`)
    if (dice.chance(0.5)) await kernel.pause(device.line.party, dice.fraction() * TYPING_MS)
    // The ticket as it was when the reply was begun, or as it is now.
    const seenIn = dice.chance(0.4) ? open : await reread(replica, open)
    const said = seenIn.ticket.messages.filter((message) => message.kind !== 'event')
    const sent = await replica.send(open.id, {
      draft: draft.id,
      seen: said.at(-1)?.id ?? null,
      isForced: dice.chance(0.2),
      status: dice.chance(0.5) ? dice.pick(['waiting', 'solved'] as const) : null,
    })
    if (sent.ok) {
      act.isPromised = true
      sends.push({ ticket: open.id, sendId: sent.value.sendId, act })
      ledger.sendIds.set(act.token, sent.value.sendId)
      if (dice.chance(0.35)) {
        await kernel.pause(device.line.party, dice.fraction() * 12_000)
        await unsend(replica)
      }
    }
    draft.close()
  }

  async function reread(replica: Replica, open: OpenTicket): Promise<OpenTicket> {
    const again = await replica.openTicket(open.id)
    return again.ok ? again.value : open
  }

  async function unsend(replica: Replica): Promise<void> {
    const last = sends.at(-1)
    if (!last) return
    const { takenBack } = ledger
    const wasBefore = takenBack.has(last.sendId)
    // Before it is known: a crash leaves it open whether it was.
    takenBack.add(last.sendId)
    const done = await replica.unsend(last.ticket, last.sendId)
    if (!done.ok && !wasBefore) takenBack.delete(last.sendId)
  }

  async function tidy(replica: Replica): Promise<void> {
    const refused = (await replica.waiting()).filter((one) => one.state === 'refused')
    if (refused.length === 0) return
    const one = dice.pick(refused)
    if (dice.chance(0.7)) return tryAgain(replica, one)
    ledger.discarded.push(`${one.title} ${one.text ?? ''}`)
    await replica.discard(one.pushId)
  }

  /** Whoever does it again has what stands now before them. */
  async function tryAgain(replica: Replica, one: Waiting): Promise<void> {
    const before = await replica.openTicket(one.ticket)
    const done = await replica.retry(one.pushId)
    const words = `${one.title} ${one.text ?? ''}`
    const set = ledger.sets.find(
      ({ ticket, value }) => ticket === one.ticket && words.includes(value),
    )
    if (!set || !done.ok || !before.ok) return
    const after = await replica.openTicket(one.ticket)
    ledger.sets.push({
      ...set,
      device: device.name,
      seen: before.value.ticket.subject,
      versions: [before.value.version, after.ok ? after.value.version : before.value.version],
      at: kernel.clock.now(),
      isForfeit: false,
    })
  }

  async function act(): Promise<void> {
    const replica = device.replica()
    if (!replica) return
    const roll = dice.fraction()
    if (roll < 0.06) return tidy(replica)
    if (roll < 0.1) return unsend(replica)
    const rows = [...replica.rows()].sort((a, b) => a.number - b.number)
    if (rows.length === 0) return
    const row = options.isCrowd && dice.chance(0.8) ? rows[0] : dice.pick(rows)
    const opened: Result<OpenTicket> = await replica.openTicket(row?.id ?? '')
    if (!opened.ok) return
    if (roll < 0.5) return edit(replica, opened.value)
    if (roll < 0.6) {
      await replica.move(opened.value.id, dice.pick(QUEUES))
      return
    }
    if (roll < 0.65) return look(replica, opened.value)
    if (roll < 0.78) return write(replica, opened.value)
    return reply(replica, opened.value)
  }

  return {
    /** Drafts on screen of which the server has not said that it has every word. */
    unsavedDrafts: () =>
      [...onScreen].flatMap(([draft, replica]) =>
        device.replica() === replica && !draft.isSaved() ? [draft] : [],
      ),
    /** As a screen does whose ticket was merged, and is a ticket of its own again. */
    async reopenDraft(draft: OpenDraft): Promise<void> {
      const replica = onScreen.get(draft)
      const ticket = parseDraftId(draft.id)?.ticket
      if (!replica || ticket === undefined) return
      draft.close()
      const fresh = await replica.openDraft(ticket)
      onScreen.delete(draft)
      onScreen.set(fresh, replica)
    },
    forget: () => onScreen.clear(),
    act() {
      const replica = device.replica()
      act().catch((error: unknown) => {
        // What runs on in a tab that was killed, or locked, has no disk and no network any more.
        if (replica && device.replica() === replica)
          ledger.problems.push(`${device.name}: ${String(error)}`)
      })
    },
  }
}
