/**
 * `user …` and `token create`: who may come in, what they may do, and keys for programs that act for them. A change is
 * felt by the running server's sockets at once, because it goes through the same `People` as the app's.
 */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { LIMITS, DAY_MS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { normaliseAddress } from '../../shared/ticket/address.ts'
import { Slug } from '../../shared/ticket/ticket.ts'
import { Role, ROLES } from '../../shared/ticket/ticket-rules.ts'
import type { PersonChange, PersonEntry } from '../auth/people.ts'
import { checkQueueNames } from '../auth/queue-names.ts'
import type { Desk } from '../desk.ts'
import { answer, flag, makeVerb, type VerbAnswer, type VerbOption } from './verb.ts'

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
    const queues = queue.length === 0 ? null : [...new Set(queue)]
    const named = checkQueueNames(desk.parts.settings.get(), queues)
    if (!named.ok) return named
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

const WHO: VerbOption = {
  name: 'email',
  value: 'ADDRESS',
  isRequired: true,
  about: 'Their mail address.',
}

const sayQueues = (queues: readonly string[] | null): string =>
  queues === null ? 'all queues' : queues.join(', ') || 'no queue'

const sayEntry = (person: PersonEntry): string =>
  `${person.name} <${person.email}>: ${person.role}, ${sayQueues(person.queues)}${person.isDisabled ? ', disabled' : ''}`

export const listUsers = makeVerb(
  { name: 'user list', about: 'Say who is on the desk, and what they may do.', options: [] },
  v.object({}),
  async (desk) => {
    const people = await desk.people.entries()
    return ok(answer({ people }, people.map(sayEntry).join('\n') || 'Nobody yet.'))
  },
)

async function changeUser(
  desk: Desk,
  email: string,
  change: PersonChange,
): Promise<Result<VerbAnswer>> {
  const person = await desk.people.byEmail(email)
  if (!person) return fail('kit/not-found', `there is nobody with ${email}`)
  const changed = await desk.people.change(person.id, change)
  return changed.ok ? ok(answer({ ...changed.value }, sayEntry(changed.value) + '.')) : changed
}

export const disableUser = makeVerb(
  {
    name: 'user disable',
    about: 'Keep a person out: sessions and tokens end, their devices give up what they hold.',
    options: [WHO],
  },
  v.object({ email: address }),
  (desk, { email }) => changeUser(desk, email, { isDisabled: true }),
)

export const enableUser = makeVerb(
  {
    name: 'user enable',
    about: 'Let a disabled person in again; they sign in anew.',
    options: [WHO],
  },
  v.object({ email: address }),
  (desk, { email }) => changeUser(desk, email, { isDisabled: false }),
)

export const setUserRole = makeVerb(
  {
    name: 'user role',
    about: 'Change what a person may do.',
    options: [
      WHO,
      { name: 'role', value: ROLES.join('|'), isRequired: true, about: 'What they may do.' },
    ],
  },
  v.object({ email: address, role: Role }),
  (desk, { email, role }) => changeUser(desk, email, { role }),
)

export const setUserQueues = makeVerb(
  {
    name: 'user queues',
    about: 'Change which queues a person sees: those that are named, or all.',
    options: [
      WHO,
      {
        name: 'queue',
        value: 'SLUG',
        isRequired: false,
        isList: true,
        about: 'A queue they see; more than once for several.',
      },
      {
        name: 'all',
        value: '',
        isRequired: false,
        isFlag: true,
        about: 'All queues, also new ones.',
      },
    ],
  },
  v.object({
    email: address,
    queue: v.optional(v.pipe(v.array(Slug), v.maxLength(500)), () => []),
    all: flag,
  }),
  async (desk, { email, queue, all = false }) => {
    if (all === queue.length > 0)
      return fail('kit/invalid', 'name queues with --queue, or say --all')
    const queues = all ? null : [...new Set(queue)]
    const entry = (await desk.people.entries()).find((one) => one.email === normaliseAddress(email))
    const named = checkQueueNames(desk.parts.settings.get(), queues, entry?.queues)
    return named.ok ? changeUser(desk, email, { queues }) : named
  },
)

export const userSessions = makeVerb(
  {
    name: 'user sessions',
    about: 'Say where a person is signed in, and which tokens they have; or end all of it.',
    options: [
      WHO,
      {
        name: 'revoke',
        value: '',
        isRequired: false,
        isFlag: true,
        about: 'End all of them; their devices give up what they hold.',
      },
    ],
  },
  v.object({ email: address, revoke: flag }),
  async (desk, { email, revoke = false }) => {
    const person = await desk.people.byEmail(email)
    if (!person) return fail('kit/not-found', `there is nobody with ${email}`)
    const sessions = await desk.sessions.list(person.id)
    const ended = revoke ? await desk.sessions.revoke(person.id) : 0
    const at = (ms: number) => new Date(ms).toISOString()
    const lines = sessions.map(
      (one) => `${one.kind} ${one.id}: since ${at(one.createdAt)}, seen ${at(one.seenAt)}`,
    )
    const words = revoke ? [`Ended ${ended}.`] : lines.length > 0 ? lines : ['None.']
    return ok(answer({ sessions: revoke ? [] : sessions, ended }, words.join('\n')))
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
