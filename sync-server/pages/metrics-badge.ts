/**
 * One public figure of a queue as a small picture that other sites show: SVG without script, font file or link. The words
 * are in it for screen readers too, and its colours stand on light and dark pages alike (4.5 to 1 and more).
 */
import { html } from 'hono/html'
import type { PublicTarget } from '../sla/public-promises.ts'
import { WINDOWS } from '../sla/public-sample.ts'
import type { QueueMetrics } from '../sla/queue-metrics.ts'
import { sayShare, sayShort } from './words.ts'

/** By their names in an address. */
const FIGURES = {
  'first-response': { label: 'first answer', target: 'firstResponse' },
  'next-response': { label: 'next answer', target: 'nextResponse' },
  resolution: { label: 'solved in', target: 'resolution' },
  'response-rate': { label: 'answered', target: null },
} as const satisfies Record<string, { label: string; target: PublicTarget | null }>
type Figure = keyof typeof FIGURES

export type Badge = { figure: Figure; days: number }

/** What an address asks for; null: there is no such badge. */
export function readBadge(figure = 'first-response', days = '30'): Badge | null {
  const known = Object.keys(FIGURES).find((name): name is Figure => name === figure)
  const window = WINDOWS.find((one) => String(one) === days)
  return known === undefined || window === undefined ? null : { figure: known, days: window }
}

export function badgeWords(metrics: QueueMetrics, { figure, days }: Badge): [string, string] {
  const { label, target } = FIGURES[figure]
  const window = metrics.days.find((one) => one.days === days)
  const rate = window?.responseRate ?? null
  if (target === null) return [label, rate === null ? NOTHING : sayShare(rate)]
  const found = window?.[target]
  return [
    label,
    found && found.medianSeconds !== null
      ? `typically ${sayShort(found.medianSeconds, found.time)}`
      : NOTHING,
  ]
}

const NOTHING = 'not enough data'
const HEIGHT = 22
/** Of the size below; `textLength` makes every font fit. */
const CHAR = 6.3
const PAD = 8

export async function drawBadge(metrics: QueueMetrics, badge: Badge): Promise<string> {
  const [label, value] = badgeWords(metrics, badge)
  const [left, right] = [label, value].map((words) => Math.round(words.length * CHAR) + 2 * PAD)
  const [x, width] = [left ?? 0, (left ?? 0) + (right ?? 0)]
  const title = `${metrics.name}: ${label} ${value}, last ${badge.days} days`
  const words = (text: string, at: number, size: number) =>
    html`<text x="${at + PAD}" y="15" textLength="${size - 2 * PAD}" lengthAdjust="spacingAndGlyphs"
      >${text}</text
    >`
  const drawn = await html`<svg
    xmlns="http://www.w3.org/2000/svg"
    width="${width}"
    height="${HEIGHT}"
    viewBox="0 0 ${width} ${HEIGHT}"
    role="img"
    aria-labelledby="title"
  >
    <title id="title">${plain(title)}</title>
    <clipPath id="round"><rect width="${width}" height="${HEIGHT}" rx="4" /></clipPath>
    <g clip-path="url(#round)">
      <rect width="${x}" height="${HEIGHT}" fill="#3a4548" />
      <rect x="${x}" width="${width - x}" height="${HEIGHT}" fill="#0b5d5a" />
    </g>
    <g fill="#ffffff" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">
      ${words(label, 0, x)}${words(value, x, width - x)}
    </g>
  </svg>`
  return drawn.toString()
}

/** XML knows no control characters (XML 1.0 §2.2). */
export const plain = (text: string): string =>
  // oxlint-disable-next-line no-control-regex -- they are what is taken out
  text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
