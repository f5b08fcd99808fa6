/**
 * `mail`: mails of 4 KB into the gateway while its server works them in, over one connection and over ten, from MAIL to
 * the reply to the final dot. Reference: the same SMTP library, one file and one fsync a message, in its own process.
 */
import { join } from 'node:path'
import { root } from '../stage/build.ts'
import { openDeskFile } from '../stage/desk-file.ts'
import { makePart } from '../stage/process.ts'
import { sendMail } from '../stage/smtp-sender.ts'
import { plainEnvironment } from '../stage/verbs.ts'
import { until } from '../stage/wait.ts'
import type { Bench } from './bench.ts'
import { openBenchDesk, QUEUE } from './desk.ts'
import { medianOf } from './figures.ts'
import {
  driveMails,
  FROM,
  MAIL_BYTES,
  makeMail,
  makeMails,
  untilWorkedIn,
  type Drive,
} from './mail-drive.ts'

const MAILS = 300

type Run = Drive & { connections: number }

const drive = async (port: number, connections: number, name: string): Promise<Run> => ({
  ...(await driveMails(port, connections, makeMails(name, MAILS))),
  connections,
})

export const measureMail: Bench = async ({ repeats, say }) => {
  const { stage } = await openBenchDesk({ hasGateway: true })
  const bare = makePart({
    name: 'bare SMTP server',
    args: ['--import', 'tsx', join(root, 'e2e', 'bench', 'bare-smtp.ts')],
    folder: root,
    environment: plainEnvironment,
    isReady: async (part) => part.stdout.some((line) => line.startsWith('port ')),
  })
  const file = openDeskFile(stage.dataDir)
  try {
    await bare.start()
    const barePort = Number((await bare.line(/^port (\d+)/))[1])
    await until('the gateway knows the queue', async () => {
      const envelope = { from: FROM, to: [QUEUE.address] }
      return (await sendMail(stage.smtpPort, envelope, makeMail('first').raw)).code === 250
    })
    const ours: Run[] = []
    const theirs: Run[] = []
    let taken = 1
    let drainSeconds = 0
    for (let at = 0; at < repeats; at++)
      for (const connections of [1, 10]) {
        say(`round ${at + 1} of ${repeats}, ${connections} connections`)
        const turn = `${at}-${connections}`
        theirs.push(await drive(barePort, connections, `bare-${turn}`))
        ours.push(await drive(stage.smtpPort, connections, `ours-${turn}`))
        taken += MAILS
        // What was taken is worked in before the other has its turn.
        const drainedAt = performance.now()
        await untilWorkedIn(file, taken)
        drainSeconds = Math.max(drainSeconds, (performance.now() - drainedAt) / 1000)
      }
    const figures = [1, 10].flatMap((connections) => {
      const [us, them] = [ours, theirs].map((runs) =>
        runs.filter((run) => run.connections === connections),
      )
      const pair = (name: string, unit: string, pick: (run: Run) => number) => ({
        name: `${name}, ${connections} ${connections === 1 ? 'connection' : 'connections'}`,
        unit,
        value: medianOf(us ?? [], pick),
        reference: { name: 'bare', value: medianOf(them ?? [], pick) },
      })
      return [
        pair('accepted', 'mails/s', (run) => run.perSecond),
        pair('one mail, p50', 'ms', (run) => run.p50),
        pair('one mail, p99', 'ms', (run) => run.p99),
      ]
    })
    return {
      isBuilt: stage.isBuilt,
      notes: [
        `${MAILS} mails of ${MAIL_BYTES} bytes a turn, ${repeats} rounds, bare and ours in turn`,
        `every mail was a ticket at most ${drainSeconds.toFixed(1)} s after the last 250`,
      ],
      figures,
    }
  } finally {
    file.close()
    await bare.stop()
    await stage.close()
  }
}
