/**
 * `door`: every bomb and a thousand mutated messages go through the SMTP door of a real gateway, with a real server behind it. How long
 * the loop of the door did nothing else meanwhile, until the last of them is a ticket; the bar is 50 ms. Reference: a Node process that
 * does nothing, beside it in the same seconds: what the machine itself holds up.
 */
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { v } from '../../shared/kit/schema.ts'
import { BOMBS } from '../mail/bombs/bombs.ts'
import { mutate } from '../mail/mutation/mutate.ts'
import { SMALL_MESSAGES } from '../mail/mutation/small-messages.ts'
import { root } from '../stage/build.ts'
import { openDeskFile } from '../stage/desk-file.ts'
import { makePart, type Part } from '../stage/process.ts'
import { sendMail } from '../stage/smtp-sender.ts'
import { plainEnvironment } from '../stage/verbs.ts'
import { until } from '../stage/wait.ts'
import type { Bench } from './bench.ts'
import { openBenchDesk, QUEUE } from './desk.ts'
import { percentile } from './figures.ts'

const MUTATED = 1_000
const SEED = 20261122
const WAIT = { waitMsMax: 300_000, everyMs: 20 }

const Held = v.object({ max: v.number(), p99: v.number() })
type Held = v.InferOutput<typeof Held>
type Turn = { name: string; ours: Held; bare: Held }

export const measureDoor: Bench = async ({ repeats, say }) => {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-held-'))
  const probe = pathToFileURL(join(import.meta.dirname, 'held-probe.mjs')).href
  const environment = { NODE_OPTIONS: `--import ${probe}`, HELD_PROBE_FOLDER: folder }
  const { stage } = await openBenchDesk({ hasGateway: true, environment })
  const bare = makePart({
    name: 'bare Node',
    args: ['--eval', 'setInterval(() => {}, 1_000); console.log("ready")'],
    folder: root,
    environment: () => ({ ...plainEnvironment(), ...environment }),
    isReady: async (part) => part.stdout.includes('ready'),
  })
  const file = openDeskFile(stage.dataDir)
  try {
    await bare.start()
    const envelope = { from: 'sender@example.test', to: [QUEUE.address] }
    /** Resolves when it is a ticket, or was refused. */
    const work = async (raw: Uint8Array): Promise<void> => {
      const reply = await sendMail(stage.smtpPort, envelope, raw)
      const digest = /^2\.0\.0 (\w{26}) kept/.exec(reply.words)?.[1]
      if (reply.code !== 250 || digest === undefined) return
      const known = `SELECT count(*) FROM received_mail WHERE digest = '${digest}'`
      await until('it is worked in', () => file.number(known) > 0, WAIT)
    }
    await until('the gateway knows the queue', async () => {
      const first = Buffer.from('From: a@example.test\r\nSubject: first\r\n\r\nx\r\n')
      return (await sendMail(stage.smtpPort, envelope, first)).code === 250
    })
    const turns: Turn[] = []
    for (let round = 0; round < repeats; round++) {
      say(`round ${round + 1} of ${repeats}`)
      for (const [name, make] of Object.entries(BOMBS)) {
        const raw = Buffer.from(`X-Round: ${round}\r\n${make()}`, 'latin1')
        turns.push(await watch(name, () => work(raw)))
      }
      turns.push(
        await watch(`${MUTATED} mutated messages`, async () => {
          for (let number = 0; number < MUTATED; number++)
            await work(mutate(SMALL_MESSAGES, SEED + round, number))
        }),
      )
    }
    const worst = turns.toSorted((a, b) => b.ours.max - a.ours.max)
    const ours = turns.map((turn) => turn.ours.max)
    const bares = turns.map((turn) => turn.bare.max)
    const figure = (name: string, share: number) => ({
      name,
      unit: 'ms',
      value: percentile(ours, share),
      reference: { name: 'bare Node', value: percentile(bares, share) },
    })
    return {
      isBuilt: stage.isBuilt,
      notes: [
        `${Object.keys(BOMBS).length} bombs and ${MUTATED} mutated messages (seed ${SEED}), one after the other, ${repeats} rounds`,
        `longest: ${worst
          .slice(0, 5)
          .map(
            ({ name, ours: held, bare: beside }) =>
              `${name} ${held.max.toFixed(0)} ms (bare ${beside.max.toFixed(0)})`,
          )
          .join(', ')}`,
      ],
      figures: [figure('held by the message in the middle', 0.5), figure('held at most', 1)],
    }

    async function watch(name: string, run: () => Promise<void>): Promise<Turn> {
      await Promise.all([look(stage.gateway), look(bare)])
      await run()
      const [ours, theirs] = await Promise.all([look(stage.gateway), look(bare)])
      return { name, ours, bare: theirs }
    }
  } finally {
    file.close()
    await bare.stop()
    await stage.close()
    await rm(folder, { recursive: true, force: true })
  }

  async function look(part: Part): Promise<Held> {
    const pid = part.pid() ?? 0
    const path = join(folder, `${pid}.json`)
    await rm(path, { force: true })
    process.kill(pid, 'SIGUSR2')
    return until(
      `${part.name} says how long it was held`,
      async () => {
        const text = await readFile(path, 'utf8').catch(() => null)
        return text === null ? undefined : v.parse(Held, JSON.parse(text))
      },
      { waitMsMax: 10_000, everyMs: 5 },
    )
  }
}
