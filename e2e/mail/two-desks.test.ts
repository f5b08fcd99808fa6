/** Two desks that write to each other: it ends, whatever is left of our headers on the way. */
import { afterEach, describe, expect, test } from 'vitest'
import type { ComposedMail } from '../../mail-gateway/outbound/compose.ts'
import { openHouse, type House, type SendMail } from './house.ts'

let houses: House[] = []
afterEach(async () => {
  for (const { stage } of houses.splice(0)) await stage.close()
})

const MINUTE_MS = 60_000

async function openTwo(environment: Record<string, string> = {}) {
  const here = await openHouse('support@help.one.test', environment)
  const there = await openHouse('care@help.two.test', environment)
  houses.push(here, there)
  return { here, there }
}

/** What a road does to a mail. */
type Road = (mail: ComposedMail, count: number) => { raw: Buffer; from: string }

const whole: Road = ({ raw, envelope }) => ({ raw, from: envelope.from })

/** Only who, to whom, about what, and the words are left; with a Message-ID and a number of somebody else's making. */
const stripped: Road = ({ raw, envelope }, count) => {
  const text = raw.toString('latin1')
  const end = text.indexOf('\r\n\r\n')
  const head = text
    .slice(0, end)
    .replace(/\r\n[ \t]+/g, ' ')
    .split('\r\n')
    .filter((line) => /^(?:from|to|subject):/i.test(line))
    .map((line) => line.replace(/\[#\d+\]/, `(case ${1_000 + count})`))
  const lines = [...head, `Message-ID: <${count}@road.test>`, `Date: ${new Date(0).toUTCString()}`]
  const from = /<([^>]+)>/.exec(head.find((line) => /^from:/i.test(line)) ?? '')?.[1] ?? ''
  return {
    raw: Buffer.from(`${lines.join('\r\n')}${text.slice(end)}\r\n${count}\r\n`, 'latin1'),
    from: from || envelope.from,
  }
}

/** Mail goes to and fro until nothing moves, and for two days after. @returns how often each desk wrote */
async function letThemTalk(
  { here, there }: { here: House; there: House },
  road: Road,
  pauseMs: number,
): Promise<number[]> {
  let count = 0
  const sendTo =
    (house: House): SendMail =>
    async (mail) => {
      const { raw, from } = road(mail, ++count)
      if (await house.take(raw, { from, to: mail.envelope.to }))
        return { end: 'accepted', reply: '250 2.0.0 ok' }
      return { end: 'refused', reply: '550 5.1.1 nobody' }
    }
  const written = [0, 0]
  const until = here.stage.now() + 2 * 24 * 60 * MINUTE_MS
  while (here.stage.now() < until) {
    const sent = [await here.sendDue(sendTo(there)), await there.sendDue(sendTo(here))]
    written[0] = (written[0] ?? 0) + (sent[0] ?? 0)
    written[1] = (written[1] ?? 0) + (sent[1] ?? 0)
    // Far beyond anything that could be called an end.
    if (written.some((one) => one > 100)) return written
    const isQuiet = sent.every((one) => one === 0)
    for (const { stage } of [here, there]) stage.advance(isQuiet ? 60 * MINUTE_MS : pauseMs)
  }
  return written
}

describe.each([
  ['as they are', whole],
  ['stripped of every header of ours', stripped],
])('[MA26][MR32] two desks, mails %s', (_how, road) => {
  test.each([
    ['at once', 1_000],
    ['a quarter of an hour later', 15 * MINUTE_MS],
    ['three hours later', 180 * MINUTE_MS],
  ])('that answer %s stop within three rounds', async (_when, pauseMs) => {
    const { here, there } = await openTwo()
    // Somebody files a ticket here in the name of the other desk.
    await here.stage.ticket(there.address, { isAcknowledged: true })
    const written = await letThemTalk({ here, there }, road, pauseMs)
    expect(written[0]).toBeGreaterThan(0)
    expect(Math.max(...written)).toBeLessThanOrEqual(3)
    // What came in is to be seen: as a ticket, on one, or held.
    for (const { stage } of [here, there]) {
      const taken = await stage.count('received_mail')
      const seen =
        (await stage.count('received_mail', 'ticket IS NOT NULL')) +
        (await stage.count('held_mail'))
      expect(seen).toBe(taken)
    }
  })
})

test('[MA8] two people at two desks can write to each other as often as they like', async () => {
  const { here, there } = await openTwo({ DESKSIDE_UNDO_SECONDS: '0' })
  const ada = await here.stage.agent('Ada')
  const bea = await there.stage.agent('Bea')
  const ours = await here.stage.ticket(there.address)
  const sendTo =
    (house: House): SendMail =>
    async (mail) => {
      await house.take(mail.raw, { from: mail.envelope.from, to: mail.envelope.to })
      return { end: 'accepted', reply: '250 2.0.0 ok' }
    }
  const reply = async (house: House, who: typeof ada, ticket: string, text: string) => {
    const { stage } = house
    await stage.wholeReply(who, ticket, { text, isForced: true })
    for (const one of [here, there]) one.stage.advance(20 * MINUTE_MS)
  }
  await reply(here, ada, ours, 'Is it you?')
  await here.sendDue(sendTo(there))
  const row = await there.stage.sql.get(`SELECT id FROM tickets`)
  const theirs = String(row?.['id'])
  for (let round = 0; round < 5; round++) {
    await reply(there, bea, theirs, `Yes, ${round}`)
    await there.sendDue(sendTo(here))
    await reply(here, ada, ours, `Fine, ${round}`)
    await here.sendDue(sendTo(there))
  }
  const wordsOf = async (house: House, ticket: string) =>
    (await house.stage.read(ticket)).messages
      .filter((one) => one.kind === 'inbound')
      .map((one) => one.text)
  for (let round = 0; round < 5; round++) {
    expect((await wordsOf(here, ours)).join()).toContain(`Yes, ${round}`)
    expect((await wordsOf(there, theirs)).join()).toContain(`Fine, ${round}`)
  }
})
