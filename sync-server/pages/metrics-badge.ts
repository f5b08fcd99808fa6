/**
 * One public figure of a queue as a small picture that other sites show: SVG without script, font file or link. The words
 * are in it for screen readers too, and its colours stand on light and dark pages alike (4.5 to 1 and more).
 */
import { html } from 'hono/html'
import type { PublicTarget } from '../sla/public-promises.ts'
import { WINDOWS } from '../sla/public-sample.ts'
import type { QueueMetrics } from '../sla/queue-metrics.ts'
import type { Language } from '../words/language.ts'
import { sayShare, sayShort } from './words.ts'

/** By their names in an address. */
const FIGURES = {
  'first-response': 'firstResponse',
  'next-response': 'nextResponse',
  resolution: 'resolution',
  'response-rate': null,
} as const satisfies Record<string, PublicTarget | null>
type Figure = keyof typeof FIGURES

export type Badge = { figure: Figure; days: number }

/** What an address asks for; null: there is no such badge. */
export function readBadge(figure = 'first-response', days = '30'): Badge | null {
  const known = Object.keys(FIGURES).find((name): name is Figure => name === figure)
  const window = WINDOWS.find((one) => String(one) === days)
  return known === undefined || window === undefined ? null : { figure: known, days: window }
}

export function badgeWords(
  language: Language,
  metrics: QueueMetrics,
  { figure, days }: Badge,
): [string, string] {
  const { badge: words } = language.words.figure
  const target = FIGURES[figure]
  const label = words.labels[figure]
  const window = metrics.days.find((one) => one.days === days)
  const rate = window?.responseRate ?? null
  if (target === null) return [label, rate === null ? words.nothing : sayShare(language, rate)]
  const found = window?.[target]
  return [
    label,
    found && found.medianSeconds !== null
      ? words.typical({ time: sayShort(language, found.medianSeconds, found.time) })
      : words.nothing,
  ]
}

const HEIGHT = 22
/** Of the size below; `textLength` makes every font fit. */
const CHAR = 6.3
const PAD = 8

/** What it is about stands where its language begins to read. */
export async function drawBadge(
  language: Language,
  metrics: QueueMetrics,
  badge: Badge,
): Promise<string> {
  const { dir } = language
  const [label, value] = badgeWords(language, metrics, badge)
  const [ofLabel, ofValue] = [sizeOf(label), sizeOf(value)]
  const width = ofLabel + ofValue
  const [labelAt, valueAt] = dir === 'rtl' ? [ofValue, 0] : [0, ofLabel]
  const title = language.words.figure.badge.title({
    queue: metrics.name,
    label,
    value,
    n: badge.days,
  })
  const words = (text: string, at: number, size: number) =>
    html`<text
      x="${dir === 'rtl' ? at + size - PAD : at + PAD}"
      y="15"
      textLength="${size - 2 * PAD}"
      lengthAdjust="spacingAndGlyphs"
      >${text}</text
    >`
  const drawn = await html`<svg
    xmlns="http://www.w3.org/2000/svg"
    width="${width}"
    height="${HEIGHT}"
    viewBox="0 0 ${width} ${HEIGHT}"
    role="img"
    aria-labelledby="title"
    xml:lang="${language.locale}"
    direction="${dir}"
  >
    <title id="title">${plain(title)}</title>
    <clipPath id="round"><rect width="${width}" height="${HEIGHT}" rx="4" /></clipPath>
    <g clip-path="url(#round)">
      <rect x="${labelAt}" width="${ofLabel}" height="${HEIGHT}" fill="#3a4548" />
      <rect x="${valueAt}" width="${ofValue}" height="${HEIGHT}" fill="#0b5d5a" />
    </g>
    <g fill="#ffffff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">
      ${words(label, labelAt, ofLabel)}${words(value, valueAt, ofValue)}
    </g>
  </svg>`
  return drawn.toString()
}

/** In whole pixels; signs that only turn words take no room. */
const sizeOf = (words: string): number =>
  Math.round(words.replace(/\p{Bidi_C}/gu, '').length * CHAR) + 2 * PAD

/** XML knows no control characters (XML 1.0 §2.2). */
export const plain = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- they are what is taken out
  text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
