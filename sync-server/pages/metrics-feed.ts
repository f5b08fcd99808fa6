/**
 * Public figures of a queue as an Atom feed (RFC 4287): one entry a week (ISO 8601), renewed while the week lasts, so that a
 * reader has a line of weeks after a while and no line a day.
 */
import { html } from 'hono/html'
import { PUBLIC_TARGETS } from '../sla/public-promises.ts'
import type { QueueMetrics, WindowMetrics } from '../sla/queue-metrics.ts'
import type { Language } from '../words/language.ts'
import { plain } from './metrics-badge.ts'
import { sayShare, sayTime } from './words.ts'

export async function feedOf(
  language: Language,
  metrics: QueueMetrics,
  { deskName, publicUrl }: { deskName: string; publicUrl: string },
): Promise<string> {
  const page = `${publicUrl}/q/${metrics.queue}/status`
  const { figure } = language.words
  const title = plain(figure.titleOf({ queue: metrics.name }))
  const week = weekOf(Date.parse(metrics.asOf))
  // A tag (RFC 4151) needs a date on which the name was ours; any will do as long as it stays.
  const id = `tag:${new URL(publicUrl).hostname},2026:${metrics.queue}/figures`
  const feed = await html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${language.locale}">
    <id>${id}</id>
    <title>${title}</title>
    <updated>${metrics.asOf}</updated>
    <author><name>${plain(deskName)}</name></author>
    <link rel="self" type="application/atom+xml" href="${page}.atom" />
    <link rel="alternate" type="text/html" href="${page}" />
    <entry>
      <id>${id}/${week}</id>
      <title>${figure.feed.week({ title, week })}</title>
      <updated>${metrics.asOf}</updated>
      <link rel="alternate" type="text/html" href="${page}" />
      <content type="text">${linesOf(language, metrics).join('\n')}</content>
    </entry>
  </feed> `
  return `<?xml version="1.0" encoding="utf-8"?>\n${feed.toString()}`
}

function linesOf(language: Language, metrics: QueueMetrics): string[] {
  const { figure } = language.words
  const told = metrics.days.flatMap((window) => windowLines(language, window))
  const promised = PUBLIC_TARGETS.flatMap((target) => {
    const { [target]: found } = metrics.promised
    return found
      ? figure.feed.promised({
          target: figure.targets[target],
          time: sayTime(language, found.seconds, found.time),
        })
      : []
  })
  return [...(told.length > 0 ? told : [figure.notEnough]), ...promised]
}

function windowLines(language: Language, window: WindowMetrics): string[] {
  const { feed, targets } = language.words.figure
  const inTime = (seconds: number, time: 'business' | 'wall') => ({
    time: sayTime(language, seconds, time),
  })
  const lines = PUBLIC_TARGETS.flatMap((target) => {
    const found = window[target]
    if (!found) return []
    const said = [
      found.medianSeconds === null ? '' : feed.median(inTime(found.medianSeconds, found.time)),
      found.p90Seconds === null ? '' : feed.p90(inTime(found.p90Seconds, found.time)),
      found.share === null ? '' : feed.share({ share: sayShare(language, found.share) }),
      found.n === null ? '' : feed.count({ n: found.n }),
    ].filter(Boolean)
    return said.length === 0
      ? []
      : feed.of({ target: targets[target], figures: language.say.list(said) })
  })
  const rate =
    window.responseRate === null
      ? []
      : [feed.answered({ share: sayShare(language, window.responseRate) })]
  const all = [...rate, ...lines]
  return all.length === 0 ? [] : [feed.last({ n: window.days, figures: all.join(feed.separator) })]
}

/** `2026-W48`: the week of the year to which its Thursday belongs (ISO 8601). */
export function weekOf(at: number): string {
  const date = new Date(at)
  const day = (date.getUTCDay() + 6) % 7
  const thursday = new Date(
    Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate() - day + 3),
  )
  const first = Date.UTC(thursday.getUTCFullYear(), 0, 1)
  const week = Math.floor((thursday.getTime() - first) / (7 * 86_400_000)) + 1
  return `${thursday.getUTCFullYear()}-W${String(week).padStart(2, '0')}`
}
