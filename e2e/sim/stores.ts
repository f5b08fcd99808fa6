/**
 * Where the simulated server keeps its tickets: a file or PostgreSQL as in production, or memory, which is quicker. Each
 * can be brought back from a backup of the run. Not here: time and faults (slow-database, postgres-time).
 */
import { copyFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { unwrap } from '../../shared/kit/fault.ts'
import type { Desk, Surroundings } from '../../sync-server/desk.ts'
import { backUp } from '../../sync-server/operator/backup.ts'
import { restoreFiles } from '../../sync-server/operator/restore.ts'
import type { Database } from '../../sync-server/store/database.ts'
import { beginGeneration } from '../../sync-server/store/generation.ts'
import { openSqlite } from '../../sync-server/store/sqlite-database.ts'
import type { Dice } from './dice.ts'
import type { Kernel, Party } from './kernel.ts'
import type { Mutation } from './mutation.ts'
import { heldDatabase, makeTimedDatabase, type TimedDatabase } from './postgres-time.ts'
import type { Template } from './template.ts'

const KINDS = ['sqlite', 'postgres', 'memory'] as const
export type StoreKind = (typeof KINDS)[number]

export function readStoreKind(name: string | undefined): StoreKind | null {
  const found = KINDS.find((kind) => kind === name)
  if (name !== undefined && !found) throw new Error(`there is no store “${name}”`)
  return found ?? null
}

type Around = Pick<Surroundings, 'clock' | 'random' | 'log'>

export type OpenedStore = {
  /** The store itself, for looking at it from outside. */
  real: Database
  /** The same as the server sees it, where its answers take virtual time of their own. */
  timed: TimedDatabase | null
  /** The process is killed. */
  kill(): Promise<void>
}

export type SimStore = {
  /** As the template has it. */
  prepare(): Promise<void>
  /** For one life of the server. */
  open(life: { kernel: Kernel; party: Party; dice: Dice }): Promise<OpenedStore>
  backUp(desk: Desk): Promise<void>
  /** While no server runs. */
  restore(around: Around): Promise<void>
}

export function makeStore(
  kind: StoreKind,
  options: { template: Template; folder: string; mutation: Mutation | null },
): SimStore {
  if (kind === 'memory') return memoryStore(options)
  return kind === 'sqlite' ? sqliteStore(options) : postgresStore(options)
}

function memoryStore({
  template: { memory },
  mutation,
}: {
  template: Template
  mutation: Mutation | null
}): SimStore {
  return {
    prepare: async () => memory.reset(),
    open: async () => opened(memory.open()),
    backUp: () => memory.backUp(),
    async restore({ clock, random }) {
      await memory.restore()
      if (mutation === 'same-history') return
      const database = memory.open()
      await beginGeneration(database, clock, random)
      await database.close()
    },
  }
}

const opened = (real: Database): OpenedStore => ({ real, timed: null, kill: real.close })

function postgresStore({ template, folder }: { template: Template; folder: string }): SimStore {
  const { postgres } = template
  if (!postgres) throw new Error('the template names no PostgreSQL server')
  const backup = `${folder}-backup`
  return {
    prepare: postgres.reset,
    async open({ kernel, party, dice }) {
      const { database, kill } = await postgres.open()
      const timed = makeTimedDatabase(database, { kernel, party, dice: dice.split('database') })
      return { real: heldDatabase(database, kernel), timed, kill }
    },
    async backUp(desk) {
      const elsewhere = { ...desk, config: { ...desk.config, dataDir: folder } }
      await rm(backup, { recursive: true, force: true })
      unwrap(await backUp.run(elsewhere, { dir: backup }, () => {}))
    },
    async restore(around) {
      const target = { dataDir: join(folder, 'restored'), databaseUrl: await postgres.empty() }
      unwrap(await restoreFiles(backup, target, around, () => {}))
      await rm(target.dataDir, { recursive: true, force: true })
    },
  }
}

function sqliteStore({ template, folder }: { template: Template; folder: string }): SimStore {
  const path = join(folder, 'desk.sqlite')
  const backup = `${folder}-backup`
  const restored = `${folder}-restored`
  return {
    prepare: () => copyFile(join(template.folder, 'whole.sqlite'), path),
    open: async () => opened(await openSqlite(path, undefined, () => 0)),
    async backUp(desk) {
      const elsewhere = { ...desk, config: { ...desk.config, dataDir: folder } }
      await rm(backup, { recursive: true, force: true })
      unwrap(await backUp.run(elsewhere, { dir: backup }, () => {}))
    },
    async restore(around) {
      unwrap(await restoreFiles(backup, { dataDir: restored, databaseUrl: null }, around, () => {}))
      for (const suffix of ['', '-wal', '-shm']) await rm(path + suffix, { force: true })
      await rename(join(restored, 'desk.sqlite'), path)
    },
  }
}
