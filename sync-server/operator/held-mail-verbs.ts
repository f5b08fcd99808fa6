/** `mail held list` and `mail held release`: mail that is no ticket, for an operator without a browser. */
import { fail, ok } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { Id, v } from '../../shared/kit/schema.ts'
import { Slug } from '../../shared/ticket/ticket.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { countHeld, HELD_LISTS, HELD_PAGE, listHeld } from '../mail/inbound/held-mail.ts'
import { answer, makeVerb, wholeNumber } from './verb.ts'

/** Whoever has the machine has the desk. */
const OPERATOR: Rights = { person: 'operator', name: 'Operator', role: 'admin', queues: null }

export const listHeldMail = makeVerb(
  {
    name: 'mail held list',
    about: `List mail that is no ticket, the newest ${HELD_PAGE} of a kind.`,
    options: [
      { name: 'kind', value: 'KIND', isRequired: false, about: 'held, automated or dismissed.' },
    ],
  },
  v.object({ kind: v.optional(v.picklist(HELD_LISTS), 'held') }),
  async (desk, { kind }) => {
    const sql = desk.database.read
    const { items } = await listHeld(sql, OPERATOR, { list: kind, before: '' })
    const counts = await countHeld(sql, OPERATOR)
    const lines = items.map(({ id, at, from, subject, reason }) =>
      [id, new Date(at).toISOString(), from, subject, reason].join('  '),
    )
    return ok(answer({ items, counts }, [`${counts[kind]} ${kind}.`, ...lines].join('\n')))
  },
)

export const releaseHeldMail = makeVerb(
  {
    name: 'mail held release',
    about: 'Make a held mail a new ticket, or a message on one.',
    options: [
      {
        name: 'id',
        value: 'ID',
        isRequired: true,
        isPositional: true,
        about: 'As mail held list says it.',
      },
      { name: 'queue', value: 'SLUG', isRequired: false, about: 'Where the new ticket goes.' },
      { name: 'ticket', value: 'NUMBER', isRequired: false, about: 'The ticket it goes onto.' },
      { name: 'why', value: 'TEXT', isRequired: false, about: 'Shown on the ticket.' },
    ],
  },
  v.object({
    id: Id,
    queue: v.optional(Slug),
    ticket: v.optional(wholeNumber(1, Number.MAX_SAFE_INTEGER)),
    why: v.optional(
      v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.fieldTextChars)),
      'By the operator.',
    ),
  }),
  async (desk, { id, queue, ticket, why }) => {
    if ((queue === undefined) === (ticket === undefined))
      return fail('kit/invalid', 'give either --queue or --ticket')
    const to = ticket === undefined ? { queue: queue ?? '' } : { number: ticket }
    const done = await desk.commit({
      actor: { kind: 'desk' },
      device: 'operator',
      pushId: makeId(desk.parts.clock.now(), desk.parts.random),
      input: { kind: 'release-mail', held: id, to, why },
    })
    if (!done.ok) return done
    const { ticket: made, number } = done.value.result ?? {}
    return ok(answer({ ticket: made, number }, `Released. It is #${String(number)} now.`))
  },
)
