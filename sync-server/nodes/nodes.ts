/**
 * Several server processes on one PostgreSQL serve one desk. Each tells the others by NOTIFY that something changed, and
 * reads from the database what changed elsewhere. Hints may get lost: after every gap, and every few seconds, a node
 * looks by itself. Not here: what is said of presence (elsewhere).
 */
import type { Timers } from '../../shared/kit/clock.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Log } from '../../shared/kit/log.ts'
import { parseWith } from '../../shared/kit/schema.ts'
import type { DeskEvent, Hub } from '../commit/hub.ts'
import { text } from '../store/database.ts'
import { connectPostgres, type PostgresConnection } from '../store/postgres-connection.ts'
import type { PostgresDatabase } from '../store/postgres-database.ts'
import { makePresenceLine, type Elsewhere } from './elsewhere.ts'
import { Hint } from './hint.ts'
import { makeRelay } from './relay.ts'
import { makeTeller } from './teller.ts'
import { makeUnheard } from './unheard.ts'

export type Nodes = {
  /** Begins to listen; a command that only writes does not. */
  start(): Promise<void>
  stop(): Promise<void>
  /** True while hints of others arrive. */
  isListening(): boolean
  /** Who is in rooms on other nodes. */
  elsewhere: Elsewhere
}

export type NodesParts = {
  /** Random id of this process. */
  node: string
  database: PostgresDatabase
  hub: Hub
  timers: Timers
  log: Log
  /** Another node changed the desk's settings. */
  reloadSettings(): Promise<void>
}

export async function makeNodes(parts: NodesParts): Promise<Nodes> {
  const { node, database, hub, timers, log } = parts
  const channel = await channelOf(database)
  const teller = makeTeller(node, timers, async (payload) => {
    await database.apart.get(`SELECT pg_notify(?, ?)`, channel, payload)
  })
  const publish = (event: DeskEvent) => hub.publish(event, 'relayed')
  const relay = makeRelay(database.read, hub)
  const presenceChannel = `${channel}_p`
  const presence = makePresenceLine(node, timers, async (payload) => {
    // What became durable here before is heard before: it may have taken a right away.
    await teller.flush()
    if (teller.isBehind()) throw new Error('hints wait for the database')
    await database.apart.get(`SELECT pg_notify(?, ?)`, presenceChannel, payload)
  })
  const unheard = makeUnheard(database.read, publish, parts.reloadSettings)
  let listener: PostgresConnection | null = null
  let isStopped = false
  let next: { cancel(): void } | null = null
  /** One thing after the other, so that what is told stays in order. */
  let turn: Promise<void> = Promise.resolve()
  let waitingCount = 0

  hub.subscribe((event, origin) => {
    if (origin === 'relayed') return
    relay.note(event)
    teller.note(event)
  })

  function queue(work: () => Promise<void>): Promise<void> {
    waitingCount += 1
    turn = turn
      .then(() => (isStopped ? undefined : work()))
      .catch((error: unknown) => {
        // It is found again by the next look.
        log('warn', 'what another node did could not be read', { error: String(error) })
      })
      .finally(() => {
        waitingCount -= 1
      })
    return turn
  }

  async function act(hint: Hint): Promise<void> {
    // Rights first: what they forbid must not be told after them.
    if (hint.hasDeskChanged) await reload()
    for (const person of hint.people) publish({ type: 'rights-changed', person })
    for (const [session, code] of hint.sessions) publish({ type: 'signed-out', session, code })
    if (hint.scopes.length > 0) await relay.bringScopes(hint.scopes)
    for (const draft of hint.drafts) await relay.bringDraft(draft)
    for (const draft of hint.draftsSent) publish({ type: 'draft-sent', draft })
    if (hint.isMailDue) publish({ type: 'mail-due' })
  }

  async function reload(): Promise<void> {
    await parts.reloadSettings()
    publish({ type: 'desk-changed' })
  }

  /** Hints that arrive while many wait are not kept: one look finds it all. */
  function hear(payload: string): void {
    if (waitingCount > LIMITS.hintsWaiting) return
    const hint = parseWith(Hint, parseJson(payload))
    if (!hint.ok || hint.value.node === node) return
    void queue(() => act(hint.value))
  }

  /** In line with the hints: what was said after a change of rights is told after it too. */
  function hearPresence(payload: string): void {
    if (waitingCount > LIMITS.hintsWaiting) return
    void queue(async () => presence.hear(parseJson(payload)))
  }

  /** Everything that could have been missed while nobody listened. */
  async function catchUp(): Promise<void> {
    await reload()
    await unheard.look()
    await relay.bringScopes(null)
    await relay.bringKnownDrafts()
    publish({ type: 'mail-due' })
  }

  async function listen(): Promise<void> {
    const connection = await connectPostgres(database.url)
    connection.onNotice((from, payload) => {
      if (from === channel) hear(payload)
      else hearPresence(payload)
    })
    await connection.exec(`LISTEN "${channel}"; LISTEN "${presenceChannel}"`)
    listener = connection
  }

  function plan(): void {
    next = timers.after(LIMITS.nodesLookMs, () => {
      look()
        .catch((error: unknown) => {
          log('warn', 'this node does not hear the others', { error: String(error) })
        })
        .finally(() => {
          if (!isStopped) plan()
        })
    })
  }

  async function look(): Promise<void> {
    if (!listener || listener.isBroken()) {
      await listener?.end()
      listener = null
      await listen()
      presence.missed()
      await queue(catchUp)
      return
    }
    await queue(async () => {
      // Rights first, as with hints.
      await unheard.look()
      await relay.bringScopes(null)
      await relay.bringKnownDrafts()
    })
  }

  return {
    isListening: () => listener !== null && !listener.isBroken(),
    elsewhere: presence,
    async start() {
      await unheard.begin()
      await relay.begin()
      await listen()
      presence.start()
      plan()
    },
    async stop() {
      next?.cancel()
      await teller.flush()
      await presence.stop()
      isStopped = true
      await turn
      await listener?.end()
    },
  }
}

/** Desks that share a database in schemas of their own do not hear each other. */
async function channelOf(database: PostgresDatabase): Promise<string> {
  const row = await database.read.get(`SELECT current_schema() AS name`)
  return `deskside_${row ? text(row, 'name') : ''}`
}

function parseJson(payload: string): unknown {
  try {
    return JSON.parse(payload)
  } catch {
    return null
  }
}
