/**
 * Policies and calendars as the settings screens hold them: read from the server, put into lines that people type, and
 * tried on the last days before they are saved. The server checks everything; here is only what a form needs.
 */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { slaWords } from '../words/sla.ts'
import { callApi, Empty } from './api.ts'

export const TARGETS = ['firstResponse', 'nextResponse', 'update', 'resolution'] as const
export type TargetName = (typeof TARGETS)[number]
export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export type Day = (typeof DAYS)[number]
export const PRIORITIES = ['low', 'normal', 'high', 'urgent'] as const

const Target = v.object({
  seconds: v.number(),
  time: v.picklist(['business', 'wall']),
  pauses: v.exactOptional(v.boolean()),
  warnSeconds: v.exactOptional(v.number()),
})
export type Target = v.InferOutput<typeof Target>

const Holiday = v.object({
  date: v.string(),
  from: v.exactOptional(v.string()),
  to: v.exactOptional(v.string()),
  name: v.exactOptional(v.string()),
})
export type Holiday = v.InferOutput<typeof Holiday>

const Slots = v.exactOptional(v.array(v.tuple([v.string(), v.string()])))
const Calendar = v.object({
  id: v.string(),
  name: v.string(),
  timeZone: v.string(),
  slots: v.object({
    mon: Slots,
    tue: Slots,
    wed: Slots,
    thu: Slots,
    fri: Slots,
    sat: Slots,
    sun: Slots,
  }),
  holidays: v.array(Holiday),
  /** Of a file that the server reads every day; absent or null: none. */
  holidaysUrl: v.optional(v.nullable(v.string())),
  fedHolidays: v.optional(v.array(Holiday)),
})
export type Calendar = v.InferOutput<typeof Calendar>

const Alarms = v.object({
  mail: v.boolean(),
  priority: v.nullable(v.picklist(PRIORITIES)),
  assignee: v.nullable(v.string()),
  queue: v.nullable(v.string()),
  hooks: v.optional(v.array(v.string()), []),
})

/** Version, date and author are the server's, and left out. */
const Policy = v.object({
  id: v.string(),
  name: v.string(),
  state: v.picklist(['live', 'draft', 'off']),
  match: v.object({
    queues: v.array(v.string()),
    priorities: v.array(v.picklist(PRIORITIES)),
    tags: v.array(v.string()),
    organisations: v.array(v.string()),
    tiers: v.optional(v.array(v.string()), []),
  }),
  calendar: v.string(),
  pauseOn: v.array(v.string()),
  targets: v.object({
    firstResponse: v.exactOptional(Target),
    nextResponse: v.exactOptional(Target),
    update: v.exactOptional(Target),
    resolution: v.exactOptional(Target),
  }),
  alarms: v.nullable(Alarms),
})
export type Policy = v.InferOutput<typeof Policy>

const Version = v.object({
  kind: v.string(),
  id: v.string(),
  version: v.number(),
  at: v.number(),
  author: v.string(),
})

/** What an address of holidays said last. */
const Feed = v.object({
  calendar: v.string(),
  url: v.string(),
  fetchedAt: v.nullable(v.number()),
  fault: v.string(),
})

const Tier = v.object({ id: v.string(), name: v.string() })

const Terms = v.object({
  calendars: v.array(Calendar),
  policies: v.array(Policy),
  tiers: v.optional(v.array(Tier), []),
  versions: v.optional(v.array(Version), []),
  feeds: v.optional(v.array(Feed), []),
})
export type Terms = v.InferOutput<typeof Terms>

export const readTerms = (): Promise<Result<Terms>> => callApi('GET', '/api/sla/terms', Terms)

export const saveTerms = ({ calendars, policies, tiers }: Terms): Promise<Result<unknown>> =>
  callApi('PUT', '/api/sla/terms', Empty, { calendars, policies, tiers })

const TierList = v.object({
  tiers: v.array(Tier),
  /** Leads and admins give tiers. */
  maySet: v.boolean(),
  organisations: v.array(v.object({ name: v.string(), tier: v.string() })),
})
export type TierList = v.InferOutput<typeof TierList>
export const readTiers = (): Promise<Result<TierList>> => callApi('GET', '/api/sla/tiers', TierList)

export const giveTier = (
  kind: 'organisation' | 'contact',
  subject: string,
  tier: string | null,
): Promise<Result<unknown>> => callApi('PUT', '/api/sla/tiers', Empty, { kind, subject, tier })

const Applied = v.object({ tickets: v.number() })
export const applyTerms = () => callApi('POST', '/api/sla/apply', Applied)

const Judged = v.object({ judged: v.number(), breached: v.number() })
const ByTarget = v.object({
  firstResponse: Judged,
  nextResponse: Judged,
  update: Judged,
  resolution: Judged,
})
const Part = v.object({
  tickets: v.number(),
  of: v.number(),
  next: v.nullable(v.string()),
  asIs: ByTarget,
  asIf: ByTarget,
})
type PartAnswer = Result<v.InferOutput<typeof Part>>
export type Simulated = {
  tickets: number
  of: number
  broken: Record<TargetName, { asIs: number; asIf: number }>
}

/** Part after part; `tell` hears how far it is. */
export async function simulateTerms(
  { calendars, policies, tiers }: Terms,
  tell: (sofar: Simulated) => void,
): Promise<Result<Simulated>> {
  const none = () => ({ asIs: 0, asIf: 0 })
  const sum: Simulated = {
    tickets: 0,
    of: 0,
    broken: {
      firstResponse: none(),
      nextResponse: none(),
      update: none(),
      resolution: none(),
    },
  }
  let after: string | null = ''
  while (after !== null) {
    const ask: object = { terms: { calendars, policies, tiers }, days: 30, after }
    const part: PartAnswer = await callApi('POST', '/api/sla/simulation', Part, ask)
    if (!part.ok) return part
    sum.tickets += part.value.tickets
    sum.of = part.value.of
    for (const target of TARGETS) {
      sum.broken[target].asIs += part.value.asIs[target].breached
      sum.broken[target].asIf += part.value.asIf[target].breached
    }
    after = part.value.next
    tell(sum)
  }
  return ok(sum)
}

const Holidays = v.object({
  holidays: v.array(Holiday),
  unfollowed: v.optional(v.array(v.string()), []),
})
export const holidaysOfCountry = (country: string, state: string, year: number) =>
  callApi('POST', '/api/sla/holidays/country', Holidays, {
    country: country.trim().toUpperCase(),
    ...(state.trim() === '' ? {} : { state: state.trim().toUpperCase() }),
    from: year,
    to: year + 4,
  })
export const holidaysOfFile = (file: Blob) =>
  callApi('POST', '/api/sla/holidays/ical', Holidays, file)

const Clocks = v.object({
  clocks: v.array(
    v.object({
      target: v.picklist(TARGETS),
      steps: v.array(v.string()),
      /** By step, the zone of the calendar that counts from there on. */
      zones: v.array(v.nullable(v.string())),
    }),
  ),
})
export const readSteps = (ticket: string) =>
  callApi('GET', `/api/tickets/${encodeURIComponent(ticket)}/clocks`, Clocks)

// ---- lines that people type ----

export const wordsIn = (text: string): string[] =>
  text
    .split(',')
    .map((word) => word.trim())
    .filter((word) => word !== '')

const SLOT = /^(\d\d:\d\d)\s*[-–]\s*(\d\d:\d\d)$/

export function readSlots(text: string): Result<[string, string][]> {
  const slots: [string, string][] = []
  for (const word of wordsIn(text)) {
    const [, from, to] = SLOT.exec(word) ?? []
    if (from === undefined || to === undefined)
      return fail('kit/invalid', slaWords.wrongSlot({ text: word }))
    slots.push([from, to])
  }
  return ok(slots)
}

export const saySlots = (slots: readonly (readonly [string, string])[] = []): string =>
  slots.map(([from, to]) => `${from}-${to}`).join(', ')

const HOLIDAY = /^(\d{4}-\d\d-\d\d)(?:\s+(\d\d:\d\d)\s*[-–]\s*(\d\d:\d\d))?(?:\s+(.*))?$/

export function readHolidays(text: string): Result<Holiday[]> {
  const holidays: Holiday[] = []
  for (const line of text.split('\n').map((one) => one.trim())) {
    if (line === '') continue
    const [, date, from, to, name] = HOLIDAY.exec(line) ?? []
    if (date === undefined) return fail('kit/invalid', slaWords.wrongHoliday({ text: line }))
    holidays.push({
      date,
      ...(from === undefined || to === undefined ? {} : { from, to }),
      ...(name ? { name } : {}),
    })
  }
  return ok(holidays)
}

export const sayHolidays = (holidays: readonly Holiday[]): string =>
  holidays
    .map(({ date, from, to, name }) =>
      [date, from === undefined ? '' : `${from}-${to}`, name ?? ''].filter(Boolean).join(' '),
    )
    .join('\n')

/** By date, each line once. */
export const mergeHolidays = (text: string, more: readonly Holiday[]): string =>
  [...new Set([...text.split('\n'), ...sayHolidays(more).split('\n')])]
    .filter((line) => line.trim() !== '')
    .sort()
    .join('\n')

/** A short name that nothing has yet. */
export function idFor(name: string, taken: readonly string[]): string {
  const base =
    name
      .normalize('NFKD')
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 50) || 'one'
  const free = base === 'desk' ? 'desk-2' : base
  if (!taken.includes(free)) return free
  for (let n = 2; ; n++) if (!taken.includes(`${base}-${n}`)) return `${base}-${n}`
}
