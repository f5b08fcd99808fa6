/**
 * What a push message says. It is read on locked screens by whoever stands near: number, queue and what happened, and no
 * word of anybody who wrote (assurance, *Ticket Trick* rule 7). English alone: the desk does not know its reader's language.
 */
import type { PushMessage } from '../../shared/wire/push-message.ts'
import type { PushNews } from './push-job.ts'

export type Said = {
  news: PushNews
  /** Of the one event: a message that comes twice is known by it. */
  event: string
  ticket: { id: string; number: number; queue: string }
  publicUrl: string
  badge: number | null
}

const TITLES: Readonly<Record<PushNews, (number: number) => string>> = {
  new: (number) => `New ticket #${number}`,
  answer: (number) => `Answer on #${number}`,
  mention: (number) => `You are mentioned on #${number}`,
  warning: (number) => `Due soon: #${number}`,
  breach: (number) => `Overdue: #${number}`,
}

export function sayNews({ news, event, ticket, publicUrl, badge }: Said): string {
  return write({
    title: TITLES[news](ticket.number),
    body: ticket.queue,
    navigate: `${publicUrl}/app/t/${ticket.id}`,
    tag: `ticket-${ticket.id}`,
    event,
    badge,
  })
}

export function sayTest(publicUrl: string, deskName: string, event: string): string {
  return write({
    title: 'Notifications work here',
    body: deskName,
    navigate: `${publicUrl}/app/settings/notifications`,
    tag: 'test',
    event,
    badge: null,
  })
}

function write(words: {
  title: string
  body: string
  navigate: string
  tag: string
  event: string
  badge: number | null
}): string {
  const { title, body, navigate, tag, event, badge } = words
  const message: PushMessage = {
    web_push: 8030,
    notification: {
      title,
      body,
      lang: 'en',
      dir: 'auto',
      navigate,
      tag,
      silent: false,
      data: { event },
    },
    ...(badge === null ? {} : { app_badge: badge }),
  }
  return JSON.stringify(message)
}
