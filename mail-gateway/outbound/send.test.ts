/** What is said to a relay, and what each of its answers means: recipient by recipient, with and without TLS, in time. */
import { createServer, type Socket } from 'node:net'
import { afterEach, describe, expect, test } from 'vitest'
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { RelayTls } from '../config.ts'
import { composeMail, type ComposedMail } from './compose.ts'
import { openRelay, type SendOutcome } from './send.ts'

const timers: Timers = {
  after(delayMs, run) {
    const timer = setTimeout(run, delayMs)
    return { cancel: () => clearTimeout(timer) }
  },
}
const SECRET = 'b0123456789abcdefghjkmnpqrs'

let cleanup: (() => unknown)[] = []
afterEach(async () => {
  for (const one of cleanup.splice(0).reverse()) await one()
})

/** A relay that says what `answer` says; null: it hangs up. Commands come as they were said, DATA's end as a dot. */
async function script(answer: (line: string, socket: Socket) => string | null) {
  const said: string[] = []
  const bodies: string[] = []
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    let buffer = ''
    let isData = false
    const reply = (line: string) => {
      const words = answer(line, socket)
      if (words === null) socket.destroy()
      else if (words !== '') socket.write(`${words}\r\n`)
      return words
    }
    reply('')
    socket.on('data', (chunk) => {
      buffer += chunk.toString('latin1')
      for (;;) {
        const end = buffer.indexOf(isData ? '\r\n.\r\n' : '\r\n')
        if (end < 0) return
        const line = buffer.slice(0, end)
        buffer = buffer.slice(end + (isData ? 5 : 2))
        if (isData) {
          bodies.push(line)
          isData = false
          reply('.')
          continue
        }
        said.push(line)
        isData = reply(line)?.startsWith('354') === true
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  cleanup.push(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  const address = server.address()
  return { said, bodies, port: typeof address === 'object' && address ? address.port : 0 }
}

const usual = (line: string): string => {
  if (line === '') return '220 relay'
  if (/^EHLO/.test(line)) return '250-relay\r\n250 DSN'
  if (line === 'STARTTLS') return '502 5.5.1 not here'
  return line === 'DATA' ? '354 go' : '250 2.0.0 ok'
}

async function compose(to: string[], autoSubmitted: 'auto-replied' | null = null) {
  const made = await composeMail(
    {
      messageId: 'reply-1@desk.test',
      date: Date.UTC(2026, 0, 2),
      envelopeFrom: `support+${SECRET}@desk.test`,
      from: { address: 'support@desk.test', name: 'Desk' },
      replyTo: null,
      to: to.map((address) => ({ address, name: '' })),
      cc: [],
      subject: 'Re: x',
      inReplyTo: null,
      references: [],
      text: 'Hello\n',
      html: null,
      attachments: [],
      autoSubmitted,
    },
    new Map(),
  )
  if (!made.ok) throw new Error(made.fault.detail)
  return made.value
}

async function send(
  port: number,
  mail: ComposedMail,
  options: { tls?: RelayTls; timers?: Timers } = {},
): Promise<SendOutcome> {
  const relay = openRelay(`smtp://127.0.0.1:${port}`, { tls: 'auto', timers, ...options })
  cleanup.push(() => relay.close())
  return relay.send(mail)
}

describe('recipients', () => {
  test('[OU15][MR41] each has an end of its own: taken, told to wait, refused', async () => {
    const relay = await script((line) => {
      if (/^RCPT TO:<later/.test(line)) return '451 4.7.1 greylisted'
      return /^RCPT TO:<gone/.test(line) ? '550 5.1.1 nobody' : usual(line)
    })
    const mail = await compose(['ann@home.test', 'later@home.test', 'gone@home.test'])
    expect(await send(relay.port, mail)).toEqual({
      end: 'accepted',
      reply: '250 2.0.0 ok',
      left: ['later@home.test'],
      refused: [{ address: 'gone@home.test', reply: '550 5.1.1 nobody' }],
    })
    expect(relay.bodies).toHaveLength(1)
  })

  test('[OU15] one that waits keeps a mail from failing that others refused', async () => {
    const relay = await script((line) => {
      if (/^RCPT TO:<later/.test(line)) return '451 4.7.1 greylisted'
      return /^RCPT/.test(line) ? '550 5.1.1 nobody' : usual(line)
    })
    const end = await send(relay.port, await compose(['gone@home.test', 'later@home.test']))
    expect(end).toMatchObject({
      end: 'deferred',
      left: ['later@home.test'],
      refused: [{ address: 'gone@home.test' }],
    })
    expect(relay.bodies).toEqual([])
  })
})

describe('the relay itself', () => {
  test.each([
    ['greets with 421', (line: string) => (line === '' ? '421 too busy' : usual(line))],
    ['greets with 554', (line: string) => (line === '' ? '554 go away' : usual(line))],
    [
      'closes in the middle',
      (line: string) => (/^MAIL/.test(line) ? '421 4.3.2 shutting down' : usual(line)),
    ],
    ['hangs up', (line: string) => (/^MAIL/.test(line) ? null : usual(line))],
  ])('[OU15][MR46] that %s is no refusal of the mail', async (_how, answer) => {
    const relay = await script(answer)
    const end = await send(relay.port, await compose(['ann@home.test']))
    expect(end).toMatchObject({ end: 'deferred', isRelayDown: true })
    expect(relay.bodies).toEqual([])
  })

  test('[OU15][MR46] without TLS gets nothing where TLS is required, and a mail where it is not', async () => {
    const relay = await script(usual)
    const mail = await compose(['ann@home.test'])
    expect(await send(relay.port, mail, { tls: 'require' })).toMatchObject({
      end: 'deferred',
      isRelayDown: true,
    })
    expect(relay.said.filter((line) => /^(?:MAIL|RCPT|DATA)/.test(line))).toEqual([])
    // It is this machine: nobody listens in between.
    expect(await send(relay.port, mail)).toMatchObject({ end: 'accepted' })
  })

  test('[OU15] that says a word now and then is given up before the lease ends', async () => {
    let limitMs = 0
    let end = () => {}
    const patient: Timers = {
      after(delayMs, run) {
        limitMs = delayMs
        end = run
        return { cancel: () => {} }
      },
    }
    // After the final dot it never says a whole line.
    const relay = await script((line, socket) => {
      if (line !== '.') return usual(line)
      socket.write('250-')
      setImmediate(() => end())
      return ''
    })
    const outcome = await send(relay.port, await compose(['ann@home.test']), { timers: patient })
    expect(outcome.end).toBe('unknown')
    expect(limitMs).toBe(LIMITS.sendMs)
    expect(limitMs).toBeLessThan(LIMITS.leaseMs)
  })

  test('[MR41] a mail for nobody fails at once, and is not tried for days', async () => {
    const relay = await script(usual)
    const mail = await compose(['ann@home.test'])
    mail.envelope.to = []
    expect((await send(relay.port, mail)).end).toBe('refused')
  })
})

describe('delivery reports', () => {
  test('[OU17] are asked of a relay that can: what it is about, for whom, and when to tell', async () => {
    const relay = await script(usual)
    await send(relay.port, await compose(['ann@home.test']))
    expect(relay.said.find((line) => /^MAIL/.test(line))).toBe(
      `MAIL FROM:<support+${SECRET}@desk.test> RET=HDRS ENVID=${SECRET}`,
    )
    expect(relay.said.find((line) => /^RCPT/.test(line))).toBe(
      'RCPT TO:<ann@home.test> NOTIFY=SUCCESS,FAILURE,DELAY ORCPT=rfc822;ann@home.test',
    )
  })

  test('[OU17] of automatic mail only the failure is asked for', async () => {
    const relay = await script(usual)
    await send(relay.port, await compose(['ann@home.test'], 'auto-replied'))
    expect(relay.said.find((line) => /^RCPT/.test(line))).toContain('NOTIFY=FAILURE ')
  })

  test('[OU17] are not spoken of to a relay that cannot', async () => {
    const relay = await script((line) => (/^EHLO/.test(line) ? '250 relay' : usual(line)))
    await send(relay.port, await compose(['ann@home.test']))
    expect(relay.said.join('\n')).not.toMatch(/ENVID|NOTIFY|ORCPT|RET=/)
  })
})
