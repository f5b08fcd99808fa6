/** Mails as the drivers here send them, and the tickets they became as an agent sees them. */
import { v } from '../../shared/kit/schema.ts'
import type { Api } from '../stage/api.ts'

const Tickets = v.object({ tickets: v.array(v.object({ subject: v.string() })) })

export function makeLetter(letter: {
  from: string
  to: string
  subject: string
  id: string
  text?: string
  head?: readonly string[]
}): Buffer {
  const { from, to, subject, id, text = 'Hello.', head = [] } = letter
  return Buffer.from(
    [
      `From: <${from}>`,
      `To: <${to}>`,
      `Subject: ${subject}`,
      `Message-ID: <${id}@home.test>`,
      'Date: Mon, 5 Jan 2026 10:00:00 +0000',
      'MIME-Version: 1.0',
      'Content-Type: text/plain; charset=utf-8',
      ...head,
      '',
      text,
      '',
    ].join('\r\n'),
  )
}

/** Of the newest two hundred. */
export async function listSubjects(api: Api): Promise<string[]> {
  const { status, text, json } = await api.get('/api/tickets?limit=200')
  if (status !== 200) throw new Error(`tickets: ${status} ${text}`)
  return v.parse(Tickets, json).tickets.map((ticket) => ticket.subject)
}
