/** A desk with queues and people, made once a process; every simulation starts from a copy of it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unwrap } from '../../shared/kit/fault.ts'
import { noLog } from '../../shared/kit/log.ts'
import { readConfig, type Config } from '../../sync-server/config.ts'
import { openDesk } from '../../sync-server/desk.ts'
import { makeDoc } from '../../shared/ticket/ticket-doc.ts'
import { makeDice } from './dice.ts'
import { makeMemoryDatabase, type MemoryDatabase } from './memory-database.ts'
import { makePostgresStore, type PostgresStore } from './postgres-store.ts'
import { takeGlobals } from './process-globals.ts'

/** A Monday, ten o'clock in the desk's time zone. */
export const START_AT = Date.UTC(2026, 2, 2, 10)
export const QUEUES = ['support', 'billing'] as const
export const UNDO_SECONDS = 10

export type Someone = { id: string; name: string; secret: string; queues: readonly string[] | null }
export type Template = {
  folder: string
  config: Config
  /** Lea leads: she merges, deletes and takes words out. */
  people: { ada: Someone; ben: Someone; cleo: Someone; lea: Someone }
  gatewayKey: string
  /** The template in memory; a run takes it, and the next one takes it again. */
  memory: MemoryDatabase
  /** The same in a PostgreSQL server; null when none was named. */
  postgres: PostgresStore | null
  /** A folder for one simulation, in memory where there is such a disk. */
  makeFolder(): Promise<string>
  remove(): Promise<void>
}

/** @param postgres  url of a server on which runs may keep their tickets */
export async function makeTemplate(postgres: string | null = null): Promise<Template> {
  assertSeeded()
  const parent = existsSync('/dev/shm') ? '/dev/shm' : tmpdir()
  const root = await mkdtemp(join(parent, 'deskside-sim-'))
  const folder = join(root, 'template')
  const config = unwrap(
    readConfig({
      DESKSIDE_DATA_DIR: folder,
      DESKSIDE_PUBLIC_URL: 'https://desk.example',
      DESKSIDE_RELAY_URL: 'smtp://relay.example',
      DESKSIDE_RATE_LIMITS: 'off',
      DESKSIDE_UNDO_SECONDS: String(UNDO_SECONDS),
    }),
  )
  const dice = makeDice(1)
  const memory = makeMemoryDatabase()
  const desk = await openDesk(config, {
    database: memory.open(),
    clock: { now: () => START_AT - 60_000 },
    random: dice.bytes,
    timers: { after: () => ({ cancel() {} }) },
    log: noLog,
  })
  const wallTarget = (seconds: number) => ({ seconds, time: 'wall' as const })
  unwrap(
    await desk.parts.settings.change((settings) => ({
      ...settings,
      isSetUp: true,
      queues: QUEUES.map((slug) => ({
        slug,
        name: slug,
        address: `${slug}@desk.example`,
        about: '',
        firstResponse: wallTarget(90),
        resolution: { seconds: 3_600, time: 'business' as const },
        isPublic: true,
      })),
    })),
  )
  const add = async (
    name: string,
    queues: readonly string[] | null,
    role: 'agent' | 'lead' = 'agent',
  ): Promise<Someone> => {
    const email = `${name.toLowerCase()}@desk.example`
    const person = unwrap(await desk.people.add({ email, name, role, queues }))
    const secret = await desk.sessions.open(person.id, 'browser')
    return { id: person.id, name, secret, queues }
  }
  const people = {
    ada: await add('Ada', null),
    ben: await add('Ben', null),
    cleo: await add('Cleo', ['billing']),
    lea: await add('Lea', null, 'lead'),
  }
  const gatewayKey = desk.keys.gateway
  await desk.close()
  const whole = join(folder, 'whole.sqlite')
  memory.keepAsTemplate(whole)
  const shared = postgres === null ? null : await makePostgresStore(postgres, whole)
  let made = 0
  return {
    folder,
    config,
    people,
    gatewayKey,
    memory,
    postgres: shared,
    makeFolder: async () => join(root, `run-${++made}`),
    async remove() {
      memory.close()
      await shared?.remove()
      await rm(root, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** Yjs binds the random values when it is loaded: before process-globals, and two runs of a seed are not the same run. */
function assertSeeded(): void {
  let isAsked = false
  const nothing = () => {}
  const giveBack = takeGlobals({
    fill() {
      isAsked = true
    },
    after: () => ({ cancel: nothing }),
    immediate: () => nothing,
  })
  makeDoc().destroy()
  giveBack()
  if (!isAsked) throw new Error('libraries were loaded before their random values were taken')
}
