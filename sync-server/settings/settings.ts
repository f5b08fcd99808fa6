/** The desk's settings: their shape and defaults. Small, human-editable, kept in desk.json (settings-file). */
import { Sha256, v } from '../../shared/kit/schema.ts'
import { contrast } from '../../shared/kit/contrast.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { Calendar } from '../../shared/sla/terms.ts'
import { ADDRESS_PATTERN } from '../../shared/ticket/address.ts'
import { checkSignature } from '../../shared/ticket/signature.ts'
import { Slug } from '../../shared/ticket/ticket.ts'
import { SlaTerms } from './sla-terms.ts'

/** Dark enough for white words on it: 4.5 to 1 (WCAG 2.2, 1.4.3). */
const MAIL_COLOR = '#0b5d5a'
const CONTRAST_MIN = 4.5

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
  /** What stands in From behind the name of whoever answers; absent: the desk and the queue. */
  senderName: v.optional(
    v.pipe(v.string(), v.trim(), v.maxLength(LIMITS.nameChars), v.regex(/^[^\r\n]*$/, 'one line')),
  ),
  /** Below every mail of the queue (ticket/signature). */
  signature: v.optional(
    v.pipe(
      v.string(),
      v.maxLength(LIMITS.signatureChars),
      v.rawCheck(({ dataset, addIssue }) => {
        const checked = dataset.typed ? checkSignature(dataset.value) : null
        if (checked && !checked.ok) addIssue({ message: checked.fault.detail })
      }),
    ),
  ),
  /** Whether people are told by mail when an agent solves or closes their ticket; absent: no. */
  isEndMailed: v.optional(v.boolean()),
  /** Whether a reply ends with the message it answers, quoted; absent: no. */
  isQuoting: v.optional(v.boolean()),
  /** One line above the form. */
  about: v.optional(v.string(), ''),
  /** What people are promised; counted in the desk's hours. */
  firstResponse: v.optional(target, { seconds: 4 * 3600, time: 'business' }),
  resolution: v.optional(target, { seconds: 24 * 3600, time: 'business' }),
  /** Show figures to everybody. */
  isPublic: v.optional(v.boolean(), true),
})
export type QueueSettings = v.InferOutput<typeof QueueSettings>

/** Raster types that every mail program shows; an SVG could be a page, and Outlook shows no WebP. */
export const LOGO_TYPES = ['image/png', 'image/jpeg', 'image/gif'] as const
const pixels = v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(LIMITS.logoPx))

/** A blob that nothing else names. */
export const Logo = v.object({
  hash: Sha256,
  type: v.picklist(LOGO_TYPES),
  bytes: v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(LIMITS.logoBytes)),
  width: pixels,
  height: pixels,
})
export type Logo = v.InferOutput<typeof Logo>

export const Settings = v.object({
  version: v.literal(1),
  /** Grows with every change. */
  revision: v.number(),
  deskName: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.nameChars)),
  timeZone: Calendar.entries.timeZone,
  isSetUp: v.boolean(),
  /** Of the line above mails that nobody wrote, and of what is to be pressed in them. White words stand on it. */
  mailColor: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^#[0-9a-f]{6}$/, 'a colour like #0b5d5a'),
      v.check(
        (color) => contrast(color, '#ffffff') >= CONTRAST_MIN,
        'too light for white words on it',
      ),
    ),
    MAIL_COLOR,
  ),
  /** At the head of mails that nobody wrote, and of public pages; null: the desk's name alone. */
  logo: v.optional(v.nullable(Logo), null),
  /** Also at the head of what agents write. */
  isLogoOnReplies: v.optional(v.boolean(), false),
  /** Opening hours by weekday, in the desk’s time zone, `from ≤ t < to`. */
  hours: Calendar.entries.slots,
  holidays: Calendar.entries.holidays,
  queues: v.pipe(v.array(QueueSettings), v.maxLength(500)),
  /** Further calendars, and policies that come before what each queue promises by itself. */
  sla: v.optional(SlaTerms, () => ({ calendars: [], policies: [], tiers: [] })),
})
export type Settings = v.InferOutput<typeof Settings>

const workday: [string, string][] = [['09:00', '17:00']]

export const DEFAULT_SETTINGS: Settings = {
  version: 1,
  revision: 1,
  deskName: 'Deskside',
  timeZone: 'UTC',
  isSetUp: false,
  mailColor: MAIL_COLOR,
  logo: null,
  isLogoOnReplies: false,
  hours: { mon: workday, tue: workday, wed: workday, thu: workday, fri: workday },
  holidays: [],
  queues: [],
  sla: { calendars: [], policies: [], tiers: [] },
}
