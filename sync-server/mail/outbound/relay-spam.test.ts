/** Nobody can make the desk write what they like to somebody else (assurance, *Relay spam by auto-reply*). */
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openTicket } from '../../commit/open-ticket.ts'
import { openStage, type Stage } from '../../commit/test-stage/desk-stage.ts'
import type { Tx } from '../../store/database.ts'
import { LOCAL, makeLetters, PROVED, UNJUDGED, UNPROVED } from '../test-stage/letters.ts'

let stage: Stage
beforeEach(async () => {
  stage = await openStage()
})
afterEach(() => stage.close())

const VICTIM = 'victim@elsewhere.test'
/** By hand with DESKSIDE_TEST_SUBMITS=10000, which takes a minute. */
const SUBMITS = Number(process.env['DESKSIDE_TEST_SUBMITS'] ?? 2_000)
const AT_ONCE = 250
const EVIL = 'BUY-GOLD'

const sent = async (where = '1 = 1', ...params: string[]) =>
  (await stage.sql.all(`SELECT mail FROM outgoing WHERE ${where}`, ...params)).map((row) =>
    String(row['mail']),
  )

test(
  '[SEC-RELAY][FO4][MR33] forged submits of a whole day write to a victim ten times at most, and no word of theirs',
  { timeout: 300_000 },
  async () => {
    const queues = ['support', 'payments', 'community']
    const { parts } = stage.desk
    const submit = (tx: Tx, at: number) => {
      const words = `${EVIL} ${at} https://evil.test/${at}`
      // Every second one in the victim's very address, the others as it may be written.
      const address = at % 2 === 0 ? VICTIM : ` ${VICTIM.toUpperCase()} `
      const now = stage.now()
      return openTicket(
        parts,
        { tx, actor: { kind: 'desk' }, device: 'form', now, origin: null },
        {
          kind: 'open',
          queue: queues[at % queues.length] ?? 'support',
          channel: 'web',
          requester: { name: `${EVIL} <b>win</b>`, address },
          subject: words,
          body: words,
          receivedAt: now,
          isAcknowledged: true,
        },
      )
    }
    // As a group commit has them: many in one transaction.
    for (let at = 0; at < SUBMITS; at += AT_ONCE) {
      await stage.desk.database.write(async (tx) => {
        for (let more = 0; more < AT_ONCE; more++) await submit(tx, at + more)
      })
      stage.advance(Math.floor((23 * 3_600_000) / (SUBMITS / AT_ONCE)))
    }
    expect(await stage.count('tickets')).toBe(SUBMITS)
    const all = await sent()
    const toVictim = all.filter((mail) => mail.toLowerCase().includes(VICTIM))
    expect(toVictim.length).toBeGreaterThan(0)
    expect(toVictim.length).toBeLessThanOrEqual(10)
    expect(all).toHaveLength(toVictim.length)
    for (const mail of all) expect(mail).not.toMatch(/BUY|GOLD|evil\.test|win/)
  },
)

test('[SEC-RELAY][MR33] forged mail in a victim’s name writes to them not once', async () => {
  const letters = makeLetters(stage)
  const words = { subject: EVIL, text: EVIL, visible: EVIL, from: { address: VICTIM, name: EVIL } }
  for (const sender of [UNPROVED, UNJUDGED]) {
    await letters.from(VICTIM, 'support@help.desk.test', { ...words, sender })
    stage.advance(3_600_000)
  }
  expect(await sent()).toEqual([])
})

test('[MR33] known senders, proved ones, and a program on this machine are answered', async () => {
  const letters = makeLetters(stage)
  await letters.from('proved@home.test', 'support@help.desk.test', { sender: PROVED })
  await letters.from('laptop@home.test', 'support@help.desk.test', { sender: LOCAL })
  await stage.ticket('known@home.test')
  await stage.desk.database.write((tx) =>
    tx.run(`UPDATE contacts SET verified_at = ? WHERE email = 'known@home.test'`, stage.now()),
  )
  await letters.from('known@home.test', 'support@help.desk.test', { sender: UNPROVED })
  const to = (await letters.sent('acknowledgement')).map((mail) => mail.to[0]?.address)
  expect(new Set(to)).toEqual(new Set(['known@home.test', 'laptop@home.test', 'proved@home.test']))
  expect(to).toHaveLength(3)
})
