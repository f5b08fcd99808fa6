/** The desk's settings: their shape and defaults. Small, human-editable, kept in desk.json (settings-file). */
import { v } from '../../shared/kit/schema.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { Calendar } from '../../shared/sla/terms.ts'
import { ADDRESS_PATTERN } from '../../shared/ticket/address.ts'
import { Slug } from '../../shared/ticket/ticket.ts'

const seconds = v.pipe(v.number(), v.safeInteger(), v.minValue(60), v.maxValue(366 * 86_400))
const target = v.object({ seconds, time: v.picklist(['business', 'wall']) })

export const QueueSettings = v.object({
  slug: Slug,
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.nameChars)),
  /** Where mail for this queue arrives; null: by form and API only. */
  address: v.nullable(
    v.pipe(v.string(), v.trim(), v.toLowerCase(), v.regex(ADDRESS_PATTERN, 'not a mail address')),
  ),
  /**
   * Whether its mail server delivers `address+anything` here too (RFC 5233); absent: yes. Where not, answers go to the plain address and
   * are known by our Message-ID, bounces by the report alone (mail.md 27).
   */
  hasSubaddresses: v.optional(v.boolean()),
  /** One line above the form. */
  about: v.optional(v.string(), ''),
  /** What people are promised; counted in the desk's hours. */
  firstResponse: v.optional(target, { seconds: 4 * 3600, time: 'business' }),
  resolution: v.optional(target, { seconds: 24 * 3600, time: 'business' }),
  /** Show figures to everybody. */
  isPublic: v.optional(v.boolean(), true),
})
export type QueueSettings = v.InferOutput<typeof QueueSettings>

export const Settings = v.object({
  version: v.literal(1),
  /** Grows with every change. */
  revision: v.number(),
  deskName: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.nameChars)),
  timeZone: Calendar.entries.timeZone,
  isSetUp: v.boolean(),
  /** Opening hours by weekday, in the desk’s time zone, `from ≤ t < to`. */
  hours: Calendar.entries.slots,
  holidays: Calendar.entries.holidays,
  queues: v.pipe(v.array(QueueSettings), v.maxLength(500)),
})
export type Settings = v.InferOutput<typeof Settings>

const workday: [string, string][] = [['09:00', '17:00']]

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  revision: 1,
  deskName: 'Deskside',
  timeZone: 'UTC',
  isSetUp: false,
  hours: { mon: workday, tue: workday, wed: workday, thu: workday, fri: workday },
  holidays: [],
  queues: [],
}
