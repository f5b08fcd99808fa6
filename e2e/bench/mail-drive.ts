/** Mails of 4 KB over a few connections at once, each sending the next as soon as it has its reply. For the benches of mail. */
import type { DeskFile } from '../stage/desk-file.ts'
import { openSmtpSender } from '../stage/smtp-sender.ts'
import { until } from '../stage/wait.ts'
import { QUEUE } from './desk.ts'
import { median, percentile } from './figures.ts'

export const MAIL_BYTES = 4096
export const FROM = 'sender@example.test'
const DRAIN_MS_MAX = 600_000

export type Mail = { from: string; raw: Buffer }

/** Times in ms from MAIL to the reply to the final dot. */
export type Drive = { perSecond: number; p50: number; p99: number }

export async function driveMails(
  port: number,
  connections: number,
  mails: readonly Mail[],
): Promise<Drive> {
  const senders = await Promise.all(Array.from({ length: connections }, () => openSmtpSender(port)))
  const taken: number[] = []
  let next = 0
  const startedAt = performance.now()
  await Promise.all(
    senders.map(async (sender) => {
      for (let mail = mails[next++]; mail !== undefined; mail = mails[next++]) {
        const sentAt = performance.now()
        const reply = await sender.send({ from: mail.from, to: [QUEUE.address] }, mail.raw)
        if (reply.code !== 250) throw new Error(`${reply.code} ${reply.words}`)
        taken.push(performance.now() - sentAt)
      }
    }),
  )
  const seconds = (performance.now() - startedAt) / 1000
  for (const sender of senders) sender.close()
  return { perSecond: mails.length / seconds, p50: median(taken), p99: percentile(taken, 0.99) }
}

export const countWorkedIn = (file: DeskFile): number =>
  file.number(`SELECT count(*) FROM received_mail`)

export function untilWorkedIn(file: DeskFile, mails: number): Promise<unknown> {
  return until('every mail is a ticket', () => countWorkedIn(file) >= mails, {
    waitMsMax: DRAIN_MS_MAX,
    everyMs: 50,
  })
}

/** @param senders  that write in turn: what one of them writes is worked in one after the other */
export const makeMails = (name: string, count: number, senders = 1): Mail[] =>
  Array.from({ length: count }, (_, at) =>
    makeMail(`${name}-${at}`, senders > 1 ? `sender-${at % senders}@example.test` : FROM),
  )

export function makeMail(id: string, from = FROM): Mail {
  const head =
    `From: Sender <${from}>\r\nTo: ${QUEUE.address}\r\nSubject: Measured\r\n` +
    `Message-ID: <${id}@example.test>\r\nMIME-Version: 1.0\r\n` +
    'Content-Type: text/plain; charset=utf-8\r\n\r\n'
  const line = 'This line is one of many that make the mail as long as it is.\r\n'
  const lines = line.repeat(Math.ceil(MAIL_BYTES / line.length))
  return { from, raw: Buffer.from(`${(head + lines).slice(0, MAIL_BYTES - 2)}\r\n`) }
}
