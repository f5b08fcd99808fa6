/**
 * `acknowledgement`: from the door's 250 to the acknowledgement at the relay, one mail at a time on a desk that has nothing
 * else to do. Reference: handing one mail to that relay, which must lie between.
 */
import { makeLetter } from '../mail/letters.ts'
import { sendMail } from '../stage/smtp-sender.ts'
import type { Bench } from './bench.ts'
import { openBenchDesk, QUEUE } from './desk.ts'
import { medianOf, percentile } from './figures.ts'

const MAILS = 20
const WAIT = { waitMsMax: 30_000 }

export const measureAcknowledgement: Bench = async ({ repeats, say }) => {
  const { stage } = await openBenchDesk({ hasGateway: true, hasRelay: true })
  try {
    let number = 0
    const answer = async (): Promise<number> => {
      const from = `sender${++number}@home.test`
      const letter = makeLetter({
        from,
        to: QUEUE.address,
        subject: `Measured ${number}`,
        id: `measured-${number}`,
      })
      const reply = await sendMail(stage.smtpPort, { from, to: [QUEUE.address] }, letter)
      if (reply.code !== 250) throw new Error(`the door said ${reply.code} ${reply.words}`)
      const takenAt = Date.now()
      const mail = await stage.relay.mail(({ to }) => to.includes(from), WAIT)
      return Math.max(0, mail.at - takenAt)
    }
    const hand = async (): Promise<number> => {
      const startedAt = performance.now()
      const letter = makeLetter({ from: 'a@home.test', to: 'b@home.test', subject: 'x', id: 'x' })
      await sendMail(stage.relay.port, { from: 'a@home.test', to: ['b@home.test'] }, letter)
      return performance.now() - startedAt
    }
    await answer()
    const runs: { answers: number[]; hands: number[] }[] = []
    for (let round = 0; round < repeats; round++) {
      say(`round ${round + 1} of ${repeats}`)
      const answers: number[] = []
      const hands: number[] = []
      for (let at = 0; at < MAILS; at++) {
        answers.push(await answer())
        hands.push(await hand())
      }
      runs.push({ answers, hands })
    }
    const figure = (name: string, share: number) => ({
      name,
      unit: 'ms',
      value: medianOf(runs, (run) => percentile(run.answers, share)),
      reference: { name: 'one mail', value: medianOf(runs, (run) => percentile(run.hands, share)) },
    })
    const slowest = Math.max(...runs.flatMap(({ answers }) => answers))
    return {
      isBuilt: stage.isBuilt,
      notes: [
        `${MAILS} mails of senders never seen before a round, ${repeats} rounds, medians of the rounds`,
        `the slowest of all took ${slowest.toFixed(0)} ms`,
      ],
      figures: [figure('acknowledged, p50', 0.5), figure('acknowledged, p99', 0.99)],
    }
  } finally {
    await stage.close()
  }
}
