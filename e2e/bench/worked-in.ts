/**
 * `worked-in`: --tickets mails of 4 KB come over ten connections as fast as the door takes them. How many a second become tickets until
 * the last is one (bar: 200), how long one more mail waits at the door meanwhile, against the same when all is done, and the memory of
 * gateway and server along the way. Not here: how fast the door is by itself (accepting).
 */
import { readFileSync } from 'node:fs'
import { openDeskFile } from '../stage/desk-file.ts'
import type { Part } from '../stage/process.ts'
import { sendMail } from '../stage/smtp-sender.ts'
import { until } from '../stage/wait.ts'
import type { Bench } from './bench.ts'
import { openBenchDesk, QUEUE } from './desk.ts'
import { median, percentile } from './figures.ts'
import {
  countWorkedIn,
  driveMails,
  FROM,
  MAIL_BYTES,
  makeMail,
  makeMails,
  untilWorkedIn,
} from './mail-drive.ts'

const CONNECTIONS = 10
const PROBE_EVERY_MS = 50
const QUIET_PROBES = 600
/** As many people write. */
const SENDERS = 3_000

export const measureWorkedIn: Bench = async ({ tickets, say }) => {
  const { stage } = await openBenchDesk({ hasGateway: true })
  const file = openDeskFile(stage.dataDir)
  const parts = { server: stage.server, gateway: stage.gateway }
  try {
    const envelope = { from: FROM, to: [QUEUE.address] }
    const sendOne = (id: string) => sendMail(stage.smtpPort, envelope, makeMail(id).raw)
    await until('the gateway knows the queue', async () => (await sendOne('first')).code === 250)
    await untilWorkedIn(file, 1)
    say(`${tickets} mails`)
    const mails = makeMails('flood', tickets, SENDERS)
    const startedAt = performance.now()
    const accepted = await driveMails(stage.smtpPort, CONNECTIONS, mails)
    const taken = countWorkedIn(file)
    say('all are taken')
    const meanwhile: number[] = []
    const memory: Record<keyof typeof parts, number[]> = { server: [], gateway: [] }
    while (countWorkedIn(file) < 1 + tickets + meanwhile.length) {
      meanwhile.push(await probe(() => sendOne(`during-${meanwhile.length}`)))
      memory.server.push(residentMiB(parts.server))
      memory.gateway.push(residentMiB(parts.gateway))
      await new Promise((resolve) => setTimeout(resolve, PROBE_EVERY_MS))
    }
    const seconds = (performance.now() - startedAt) / 1000
    say('all are tickets')
    const quiet: number[] = []
    while (quiet.length < QUIET_PROBES) {
      quiet.push(await probe(() => sendOne(`after-${quiet.length}`)))
      await untilWorkedIn(file, 1 + tickets + meanwhile.length + quiet.length)
    }
    const beside = (name: string, pick: (values: readonly number[]) => number) => ({
      name: `one more mail meanwhile, a connection of its own, ${name}`,
      unit: 'ms',
      value: pick(meanwhile),
      reference: { name: 'when all is done', value: pick(quiet) },
    })
    /** The middle of each tenth of the time, MiB. */
    const tenths = (name: keyof typeof parts) =>
      Array.from({ length: 10 }, (_, at) => {
        const size = memory[name].length / 10
        return median(memory[name].slice(Math.floor(at * size), Math.ceil((at + 1) * size)))
      })
    const grown = (name: keyof typeof parts) => ({
      name: `memory of the ${name}, the last tenth of the time`,
      unit: 'MiB',
      value: tenths(name)[9] ?? Number.NaN,
      reference: { name: 'the fifth tenth', value: tenths(name)[4] ?? Number.NaN },
    })
    const sayTenths = (name: keyof typeof parts) =>
      `memory of the ${name} in tenths of the time, MiB: ${tenths(name).map(Math.round).join(' ')}`
    return {
      isBuilt: stage.isBuilt,
      notes: [
        `${tickets} mails of ${MAIL_BYTES} bytes from ${SENDERS} senders; ${meanwhile.length} more while they were worked in, ${quiet.length} after`,
        `${taken} of them were tickets when the last was accepted`,
        sayTenths('server'),
        sayTenths('gateway'),
      ],
      figures: [
        {
          name: 'mails that become tickets, from the first to the last',
          unit: 'mails/s',
          value: (tickets + meanwhile.length) / seconds,
          reference: null,
        },
        { name: 'accepted', unit: 'mails/s', value: accepted.perSecond, reference: null },
        { name: 'accepted, one mail, p99', unit: 'ms', value: accepted.p99, reference: null },
        beside('p50', median),
        beside('p99', (values) => percentile(values, 0.99)),
        grown('server'),
        grown('gateway'),
      ],
    }
  } finally {
    file.close()
    await stage.close()
  }
}

async function probe(send: () => Promise<{ code: number; words: string }>): Promise<number> {
  const sentAt = performance.now()
  const reply = await send()
  if (reply.code !== 250) throw new Error(`${reply.code} ${reply.words}`)
  return performance.now() - sentAt
}

/** As the system counts it (proc(5), VmRSS). */
function residentMiB(part: Part): number {
  const status = readFileSync(`/proc/${part.pid()}/status`, 'utf8')
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? Number.NaN) / 1024
}
