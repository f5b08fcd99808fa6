/**
 * The desk that `device` is measured on: the newest tickets are talks of twelve messages, as many as a device keeps;
 * what is older is solved, and of one message: nothing but its row is read. Written in this process, through the
 * functions that write real tickets, while the server is down. Not here: what is measured (device).
 */
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { noLog } from '../../shared/kit/log.ts'
import { makeShadows } from '../../sync-server/commit/shadows.ts'
import { readConfig } from '../../sync-server/config.ts'
import type { TicketPlan } from '../../sync-server/demo/plan.ts'
import { pickRequester } from '../../sync-server/demo/people.ts'
import { makeChance, type Chance } from '../../sync-server/demo/seeded.ts'
import { writeTicket, type Cast } from '../../sync-server/demo/write.ts'
import { openDesk, realSurroundings, type Desk } from '../../sync-server/desk.ts'
import { text, type Tx } from '../../sync-server/store/database.ts'
import type { Person, Stage } from '../stage.ts'

export const MESSAGES = 12
const MESSAGE_CHARS = 600
const MINUTE_MS = 60_000
/** Tickets that share a COMMIT. */
const GROUP_TICKETS = 50

/** @returns ids of the tickets with twelve messages */
export async function fillDesk(
  stage: Stage,
  agent: Person,
  tickets: number,
  say: (line: string) => void,
): Promise<string[]> {
  await stage.server.stop()
  const config = unwrap(readConfig(stage.environment()))
  const desk = await openDesk(config, realSurroundings(noLog))
  try {
    const rights = await desk.people.rightsOf(agent.id)
    if (!rights) throw new Error('the agent has no rights')
    return await writeAll(desk, { agents: [rights], files: [] }, tickets, say)
  } finally {
    await desk.close()
    await stage.server.start()
  }
}

async function writeAll(
  desk: Desk,
  cast: Cast,
  tickets: number,
  say: (line: string) => void,
): Promise<string[]> {
  const chance = makeChance('device')
  const write = makeProse(chance)
  const now = desk.parts.clock.now()
  const shadows = makeShadows(1)
  const hub = { publish() {}, subscribe: () => () => {} }
  const parts = { ...desk.parts, shadows, hub, random: chance.random }
  const talks = Math.min(tickets, LIMITS.deviceDocuments)
  for (let at = 0; at < tickets; at += GROUP_TICKETS) {
    await desk.database.write(async (tx) => {
      // Nobody else is here: a document may be taken back before COMMIT.
      const eager: Tx = { ...tx, afterRelease: (run) => run(), afterCommit: (run) => run() }
      for (let n = at; n < Math.min(at + GROUP_TICKETS, tickets); n++) {
        const acceptedAt = now - (tickets - n) * MINUTE_MS
        const isTalk = n >= tickets - talks
        await writeTicket(parts, eager, planTicket(chance, write, acceptedAt, isTalk), cast)
      }
    })
    if ((at / GROUP_TICKETS) % 40 === 39) say(`${at + GROUP_TICKETS} of ${tickets} tickets`)
  }
  const rows = await desk.database.read.all(
    `SELECT id FROM tickets ORDER BY number DESC LIMIT ${talks}`,
  )
  return rows.map((row) => text(row, 'id'))
}

function planTicket(
  chance: Chance,
  write: (chars: number) => string,
  acceptedAt: number,
  isTalk: boolean,
): TicketPlan {
  const triage = { tags: [chance.pick(['printer', 'network', 'invoice'])], priority: null }
  const steps: TicketPlan['steps'][number][] = []
  /** A second apart: all of it was said before now. */
  const next = () => acceptedAt + (steps.length + 1) * 1_000
  for (let message = 1; isTalk && message < MESSAGES; message++) {
    const said = write(MESSAGE_CHARS)
    if (message % 5 === 4) steps.push({ at: next(), do: 'note', text: said })
    else if (message % 2 === 0) steps.push({ at: next(), do: 'inbound', text: said, file: false })
    else
      steps.push({
        at: next(),
        do: 'reply',
        text: said,
        status: chance.pick(['waiting', 'open']),
        file: false,
        triage: message === 1 ? triage : null,
      })
  }
  if (!isTalk || chance.isLucky(0.3)) steps.push({ at: next(), do: 'status', status: 'solved' })
  return {
    acceptedAt,
    queue: 'support',
    channel: 'mail',
    requester: pickRequester(chance),
    subject: write(60),
    body: write(MESSAGE_CHARS),
    hasFile: false,
    agent: 0,
    steps,
  }
}

const SOUNDS = 'ka lo mi ter ven sol pri dan eth or un ra beck fin mol tas que sti wen hal'.split(
  ' ',
)
const WORDS = 3_000

/** Words of which some are frequent and most are rare, so that text packs about as well as people's does. */
function makeProse(chance: Chance): (chars: number) => string {
  const words = Array.from({ length: WORDS }, () =>
    Array.from({ length: chance.between(1, 4) }, () => chance.pick(SOUNDS)).join(''),
  )
  return (chars) => {
    let said = ''
    while (said.length < chars)
      said += `${words[Math.floor(chance.next() ** 2 * words.length)]}${chance.isLucky(0.1) ? '. ' : ' '}`
    return said.slice(0, chars).trim()
  }
}
