/** Somebody outside with a mail program: writes to the desk by SMTP, reads what the relay delivered to them. */
import { simpleParser, type ParsedMail } from 'mailparser'
import { createTransport } from 'nodemailer'
import { v } from '../../shared/kit/schema.ts'
import type { Stage } from '../stage.ts'
import type { RelayMail } from '../stage/relay.ts'
import { until } from '../stage/wait.ts'

export type Letter = {
  to: string
  subject: string
  text: string
  inReplyTo?: string
  references?: string[]
  messageId?: string
}

export type Received = { raw: RelayMail; mail: ParsedMail }

/** What a mail program would answer to. */
export function replyAddress({ mail }: Received): string {
  const address = (mail.replyTo ?? mail.from)?.value[0]?.address
  if (!address) throw new Error('there is no address to answer')
  return address
}

const Refusal = v.object({ responseCode: v.number() })

export type Correspondent = {
  name: string
  address: string
  /** @returns the code of the server's last reply: 250, or why not */
  write(letter: Letter): Promise<number>
  answer(received: Received, text: string): Promise<number>
  inbox(): RelayMail[]
  /** The first mail to them that fits. */
  read(what: string, fits: (received: Received) => boolean): Promise<Received>
}

export function makeCorrespondent(stage: Stage, name: string, address: string): Correspondent {
  const inbox = () => stage.relay.mails.filter((mail) => mail.to.includes(address))

  async function write(letter: Letter): Promise<number> {
    const transport = createTransport({
      host: '127.0.0.1',
      port: stage.smtpPort,
      ignoreTLS: true,
      name: 'mail.outside.test',
    })
    try {
      const sent = await transport.sendMail({ from: { name, address }, ...letter })
      return Number(sent.response.slice(0, 3))
    } catch (error) {
      return v.parse(Refusal, { ...Object(error) }).responseCode
    } finally {
      transport.close()
    }
  }

  return {
    name,
    address,
    write,
    inbox,
    answer(received, text) {
      const { messageId = '', subject = '', references = [] } = received.mail
      return write({
        to: replyAddress(received),
        subject: /^re:/i.test(subject) ? subject : `Re: ${subject}`,
        text: `${text}\n\n> ${(received.mail.text ?? '').split('\n').join('\n> ')}\n`,
        inReplyTo: messageId,
        references: [references, messageId].flat(),
      })
    },
    read: (what, fits) =>
      until(`${what} reaches ${address}`, async () => {
        for (const raw of inbox()) {
          const received = { raw, mail: await simpleParser(raw.raw) }
          if (fits(received)) return received
        }
        return undefined
      }),
  }
}
