/** `user add` and `token create`: people who may come in, and keys for programs that act for them. */
import { fail, ok } from '../../shared/kit/fault.ts'
import { LIMITS, DAY_MS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { Slug } from '../../shared/ticket/ticket.ts'
import { Role, ROLES } from '../../shared/ticket/ticket-rules.ts'
import { answer, makeVerb } from './verb.ts'

const address = v.pipe(v.string(), v.trim(), v.minLength(3), v.maxLength(LIMITS.emailChars))

export const addUser = makeVerb(
  {
    name: 'user add',
    about: 'Add a person to the desk.',
    options: [
      { name: 'email', value: 'ADDRESS', isRequired: true, about: 'Their mail address.' },
      { name: 'name', value: 'NAME', isRequired: true, about: 'Their name, as colleagues see it.' },
      { name: 'role', value: ROLES.join('|'), isRequired: true, about: 'What they may do.' },
      {
        name: 'queue',
        value: 'SLUG',
        isRequired: false,
        isList: true,
        about: 'A queue they see; more than once for several. Without it: all queues.',
      },
    ],
  },
  v.object({
    email: address,
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.nameChars)),
    role: Role,
    queue: v.optional(v.pipe(v.array(Slug), v.maxLength(500)), () => []),
  }),
  async (desk, { email, name, role, queue }) => {
    const known = desk.parts.settings.get().queues.map((entry) => entry.slug)
    const unknown = queue.find((slug) => !known.includes(slug))
    if (unknown !== undefined)
      return fail('desk/unknown-queue', `there is no queue “${unknown}”; make it with queue add`)
    const queues = queue.length === 0 ? null : [...new Set(queue)]
    const added = await desk.people.add({ email, name, role, queues })
    if (!added.ok) return added
    // A desk with an admin needs no set-up link any more: an open one would make a second.
    if (role === 'admin' && !desk.parts.settings.get().isSetUp) {
      const changed = await desk.parts.settings.change((settings) => ({
        ...settings,
        isSetUp: true,
      }))
      if (!changed.ok) return changed
    }
    desk.parts.hub.publish({ type: 'desk-changed' })
    const person = added.value
    return ok(
      answer(
        { id: person.id, email: person.email, name: person.name, role: person.role, queues },
        `Added ${person.name} <${person.email}> as ${person.role}, in ${queues?.join(', ') ?? 'all queues'}.`,
      ),
    )
  },
)

const UNITS: Record<string, number> = {
  s: 1_000,
  m: 60_000,
  h: 3_600_000,
  d: DAY_MS,
}

/** `30d`, `12h`, `90m`, or plain seconds; epoch ms come out. */
export const Duration = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.transform(String))]),
  v.regex(/^\d{1,9}[smhd]?$/, 'a time is written as 30d, 12h, 90m or seconds'),
  v.transform((text) => parseInt(text, 10) * (UNITS[text.replace(/\d+/, '') || 's'] ?? 1_000)),
  v.minValue(1_000, 'a token lasts a second at least'),
  v.maxValue(LIMITS.capabilityMs, 'a token lasts a year at most'),
)

export const createToken = makeVerb(
  {
    name: 'token create',
    about: 'Make a bearer token for a person. It is printed once and stored hashed.',
    options: [
      { name: 'email', value: 'ADDRESS', isRequired: true, about: 'Whose rights it has.' },
      {
        name: 'ttl',
        value: '30d|12h|SECONDS',
        isRequired: false,
        about: 'How long it holds; 90d without it.',
      },
    ],
  },
  v.object({ email: address, ttl: v.optional(Duration, String(LIMITS.sessionMs / 1000)) }),
  async (desk, { email, ttl }) => {
    const person = await desk.people.byEmail(email)
    if (!person || person.isDisabled)
      return fail('kit/not-found', `there is nobody with ${email}; add them with user add`)
    const token = await desk.sessions.open(person.id, 'bearer', ttl)
    const expiresAt = new Date(desk.parts.clock.now() + ttl).toISOString()
    return ok(answer({ token, email: person.email, expiresAt }, token))
  },
)
