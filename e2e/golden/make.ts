/**
 * `npm run golden`: writes the dump of this version of wire and documents into e2e/golden/protocol-<n>: a server's data, a
 * device with 500 intents that it had not sent, and every frame that passed when it came back. Run once for a new
 * version of the wire, before it is released; a dump that is there is never written again.
 */
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { unwrap } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { draftBody } from '../../shared/ticket/draft-doc.ts'
import { Y } from '../../shared/ticket/ticket-doc.ts'
import { PRIORITIES, STATUSES } from '../../shared/ticket/ticket.ts'
import type { TicketOp } from '../../shared/ticket/ticket-ops.ts'
import { PROTOCOL } from '../../shared/wire/version.ts'
import type { Replica } from '../../client/replica/api.ts'
import { makeChance } from '../../sync-server/demo/seeded.ts'
import { until } from '../stage/wait.ts'
import { openGoldenDesk, type GoldenDesk } from './golden-desk.ts'
import { makeGoldenDevice } from './golden-device.ts'

/** A Monday morning. */
const START = Date.UTC(2026, 2, 2, 10)
const TICKETS = 60
const INTENTS = 500
const QUEUES = ['support', 'billing', 'community']
const WAIT = { waitMsMax: 120_000 }

const startedAt = Date.now()
const now = () => START + Date.now() - startedAt
const { random } = makeChance('golden')
const newId = () => makeId(now(), random)

const target = join(import.meta.dirname, `protocol-${PROTOCOL}`)
if (existsSync(target))
  throw new Error(`${target} is there already: a golden dump is never rewritten`)
const folder = await mkdtemp(join(tmpdir(), 'deskside-golden-'))
let golden = await openGoldenDesk(folder, now)
try {
  const { ada, ben } = await prepare(golden)
  const tickets = await openTickets(golden, ben)
  const token = await golden.desk.sessions.open(ada, 'bearer')
  const device = makeGoldenDevice({ url: golden.url, token, now })
  const replica = await device.open()
  await until(
    'everything is on the device',
    () => replica.sync().progress === null && replica.rows().length === TICKETS,
    WAIT,
  )
  device.goOffline()
  await until('the network is away', () => replica.sync().link.state !== 'live', WAIT)
  const done = await work(replica, tickets, { ada, ben })
  // Written down while the device is away; the server is copied while nothing happens there.
  const dumped = await device.dump(ada)
  await golden.desk.database.backupTo(join(folder, 'whole.sqlite'))
  const server = {
    sqlite: (await readFile(join(folder, 'whole.sqlite'))).toString('base64'),
    settings: await readFile(join(folder, 'desk.json'), 'utf8'),
    blobs: await readBlobs(join(folder, 'blobs')),
  }
  device.frames.length = 0
  device.goOnline()
  await until(
    'everything was sent',
    () => replica.sync().link.state === 'live' && replica.sync().waiting === 0,
    WAIT,
  )
  const refused = (await replica.waiting()).length
  replica.close()
  if (device.bugs.length > 0) throw new Error(device.bugs.join('\n'))
  await mkdir(target)
  const write = (name: string, value: unknown) =>
    writeFile(join(target, `${name}.json.gz`), gzipSync(JSON.stringify(value), { level: 9 }))
  await write('server', { at: START, ada, ben, ...server })
  await write('device', dumped)
  await write('frames', device.frames)
  process.stdout.write(
    `${target}: ${done} intents, ${device.frames.length} frames, ${refused} refused\n`,
  )
} finally {
  await golden.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 5 })
}
process.exit()

async function prepare({ desk }: GoldenDesk): Promise<{ ada: string; ben: string }> {
  unwrap(
    await desk.parts.settings.change((settings) => ({
      ...settings,
      isSetUp: true,
      queues: QUEUES.map((slug) => ({
        slug,
        name: slug,
        address: `${slug}@desk.test`,
        about: '',
        firstResponse: { seconds: 3_600, time: 'wall' as const },
        resolution: { seconds: 86_400, time: 'business' as const },
        isPublic: true,
      })),
    })),
  )
  const person = async (name: string, role: 'agent' | 'lead', queues: string[] | null) => {
    const email = `${name.toLowerCase()}@desk.test`
    return unwrap(await desk.people.add({ email, name, role, queues })).id
  }
  return {
    ada: await person('Ada', 'agent', ['support', 'billing']),
    ben: await person('Ben', 'lead', null),
  }
}

async function openTickets({ desk }: GoldenDesk, ben: string): Promise<string[]> {
  const rights = await desk.people.rightsOf(ben)
  if (!rights) throw new Error('Ben has no rights')
  const tickets: string[] = []
  for (let n = 0; n < TICKETS; n++) {
    const opened = unwrap(
      await desk.commit({
        actor: { kind: 'desk' },
        device: 'form',
        pushId: newId(),
        input: {
          kind: 'open',
          queue: n % 2 === 0 ? 'support' : 'billing',
          channel: 'web',
          requester: { name: `Ruth ${n}`, address: `ruth${n % 20}@customer.test` },
          subject: `It does not open (${n})`,
          body: `Hello,\n\nit does not open since ${n} days.\n\nRuth`,
          receivedAt: now(),
          isAcknowledged: false,
        },
      }),
    )
    const ticket = String(opened.result?.['id'])
    tickets.push(ticket)
    const ops: TicketOp[] = [{ op: 'add-tag', tag: `kind${n % 5}` }]
    if (n % 3 === 0) ops.push({ op: 'set-priority', priority: 'high' })
    if (n % 4 === 0)
      ops.push({ op: 'add-note', id: newId(), text: `Ben looked at ${n}.`, mentions: [] })
    unwrap(
      await desk.commit({
        actor: { kind: 'agent', rights },
        device: newId(),
        pushId: newId(),
        input: { kind: 'edit', ticket, ops },
      }),
    )
  }
  return tickets
}

/** Every verb and every command, on tickets in turn; some tickets get many. */
async function work(
  replica: Replica,
  tickets: string[],
  people: { ada: string; ben: string },
): Promise<number> {
  const pick = <T>(list: readonly T[], n: number): T => {
    const found = list[n % list.length]
    if (found === undefined) throw new Error('nothing to pick from')
    return found
  }
  const sent = new Set<string>()
  let done = 0
  for (let n = 0; done < INTENTS; n++) {
    const ticket = pick(tickets, n * 7 + Math.floor(n / 11))
    const kind = n % 13
    if (kind === 11) {
      if (sent.has(ticket)) continue
      sent.add(ticket)
      await reply(replica, ticket, n)
      // The draft and the send are two.
      done += 2
      continue
    }
    if (kind === 12) {
      if (n % 2 === 0) continue
      unwrap(await replica.move(ticket, pick(['support', 'billing'], n)))
    } else unwrap(await replica.edit(ticket, opOf(kind, n, people, pick)))
    done = (await replica.waiting()).length + sent.size
  }
  return done
}

function opOf(
  kind: number,
  n: number,
  { ada, ben }: { ada: string; ben: string },
  pick: <T>(list: readonly T[], n: number) => T,
): TicketOp {
  switch (kind) {
    case 0:
      return {
        op: 'set-status',
        status: pick(
          STATUSES.filter((one) => one !== 'new'),
          n,
        ),
      }
    case 1:
      return { op: 'set-priority', priority: pick(PRIORITIES, n) }
    case 2:
      return { op: 'set-assignee', assignee: pick([ada, ben, null], n) }
    case 3:
      return { op: 'set-subject', subject: `It opens again (${n})` }
    case 4:
      return { op: 'snooze', until: n % 2 === 0 ? START + n * 3_600_000 : null }
    case 5:
      return { op: 'add-tag', tag: `offline${n}` }
    case 6:
      return { op: 'remove-tag', tag: `kind${n % 5}` }
    case 7:
      return { op: 'watch', person: ada }
    case 8:
      return { op: 'unwatch', person: ada }
    default:
      return {
        op: 'add-note',
        id: newId(),
        text: `Offline note ${n}: grüße, мир, 日本語 🙂`,
        mentions: n % 2 === 0 ? [ben] : [],
      }
  }
}

async function reply(replica: Replica, ticket: string, n: number): Promise<void> {
  const opened = unwrap(await replica.openTicket(ticket))
  const draft = await replica.openDraft(ticket)
  const paragraph = new Y.XmlElement('paragraph')
  paragraph.insert(0, [new Y.XmlText(`Written offline, answer ${n}.`)])
  draftBody(draft.doc).insert(0, [paragraph])
  const said = opened.ticket.messages.filter((message) => message.kind !== 'event')
  unwrap(
    await replica.send(ticket, {
      draft: draft.id,
      seen: said.at(-1)?.id ?? null,
      isForced: false,
      status: n % 2 === 0 ? 'waiting' : null,
    }),
  )
  draft.close()
}

async function readBlobs(blobs: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  const entries = await readdir(blobs, { recursive: true, withFileTypes: true })
  for (const entry of entries) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    found[path.slice(blobs.length + 1)] = (await readFile(path)).toString('base64')
  }
  return found
}
