/**
 * What a push message says. It is read on locked screens by whoever stands near: number, queue and what happened, and no
 * word of anybody who wrote (assurance, *Ticket Trick* rule 7). Sealed for one device, so its words are made here and not there.
 */
import type { PushMessage } from '../../shared/wire/push-message.ts'
import type { Language } from '../words/language.ts'
import type { PushNews } from './push-job.ts'

export type Said = {
  news: PushNews
  /** Of the one event: a message that comes twice is known by it. */
  event: string
  ticket: { id: string; number: number; queue: string }
  publicUrl: string
  badge: number | null
}

export function sayNews(
  language: Language,
  { news, event, ticket, publicUrl, badge }: Said,
): string {
  return write(language, {
    title: language.words.push[news]({ number: ticket.number }),
    body: ticket.queue,
    navigate: `${publicUrl}/app/t/${ticket.id}`,
    tag: `ticket-${ticket.id}`,
    event,
    badge,
  })
}

export function sayTest(
  language: Language,
  { publicUrl, deskName, event }: { publicUrl: string; deskName: string; event: string },
): string {
  return write(language, {
    title: language.words.push.test,
    body: deskName,
    navigate: `${publicUrl}/app/settings/notifications`,
    tag: 'test',
    event,
    badge: null,
  })
}

function write(
  { locale, dir }: Language,
  words: {
    title: string
    body: string
    navigate: string
    tag: string
    event: string
    badge: number | null
  },
): string {
  const { title, body, navigate, tag, event, badge } = words
  const message: PushMessage = {
    web_push: 8030,
    notification: {
      title,
      body,
      lang: locale,
      // A queue may be named in another script.
      dir: dir === 'rtl' ? dir : 'auto',
      navigate,
      tag,
      silent: false,
      data: { event },
    },
    ...(badge === null ? {} : { app_badge: badge }),
  }
  return JSON.stringify(message)
}
