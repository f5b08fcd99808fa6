/** `contact erase`: everything that says who a submitter is, and what they wrote. */
import { fail, ok } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { normaliseAddress } from '../../shared/ticket/address.ts'
import { text } from '../store/database.ts'
import { answer, makeVerb } from './verb.ts'

export const eraseByAddress = makeVerb(
  {
    name: 'contact erase',
    about: 'Erase a person who wrote in: name, address, their messages, in every ticket.',
    options: [
      { name: 'email', value: 'ADDRESS', isRequired: true, about: 'Their mail address.' },
      { name: 'why', value: 'TEXT', isRequired: false, about: 'For the audit.' },
    ],
  },
  v.object({
    email: v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(LIMITS.emailChars)),
    why: v.optional(
      v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.fieldTextChars)),
      'asked for by the operator',
    ),
  }),
  async (desk, { email, why }, progress) => {
    const sql = desk.database.read
    const row = await sql.get(`SELECT id FROM contacts WHERE email = ?`, normaliseAddress(email))
    if (!row) return fail('kit/not-found', `nobody has written from ${email}`)
    const contact = text(row, 'id')
    const begun = await desk.commit({
      actor: { kind: 'desk' },
      device: 'operator',
      pushId: makeId(desk.parts.clock.now(), desk.parts.random),
      input: { kind: 'erase', contact, why },
    })
    if (!begun.ok) return begun
    progress('the address is unknown from now on; their tickets follow')
    await desk.jobs.runDue()
    const waits = await sql.get(`SELECT 1 AS yes FROM jobs WHERE key = ?`, `erase:${contact}`)
    return ok(
      answer(
        { contact, isDone: waits === undefined },
        waits === undefined
          ? 'Erased. Backups made before still have it, and so have mailboxes it was sent to.'
          : 'Begun; the server goes on with it.',
      ),
    )
  },
)
