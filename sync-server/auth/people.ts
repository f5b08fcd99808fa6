/** People of the desk: who they are, their role, the queues they may see. Not here: how they get in (sessions). */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import type { Clock, Random } from '../../shared/kit/clock.ts'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { ADDRESS_PATTERN, normaliseAddress } from '../../shared/ticket/address.ts'
import { Role, type Rights } from '../../shared/ticket/ticket-rules.ts'
import type { Hub } from '../commit/hub.ts'
import {
  number,
  numberOrNull,
  text,
  type Database,
  type Sql,
  type SqlRow,
  type Tx,
} from '../store/database.ts'
import { raiseRightsVersion, readRights } from './rights.ts'
import { endSessions } from './sessions.ts'

export type Person = { id: string; email: string; name: string; role: Role; isDisabled: boolean }

/** What an admin sees of a person; `queues` is null for all of them. */
export type PersonEntry = Person & { queues: string[] | null }

/** What is not named stays. */
export type PersonChange = {
  name?: string | undefined
  role?: Role | undefined
  queues?: readonly string[] | null | undefined
  isDisabled?: boolean | undefined
}

export type People = {
  add(person: {
    email: string
    name: string
    role: Role
    queues: readonly string[] | null
  }): Promise<Result<Person>>
  /**
   * Changes what a person is and may do. A disabled person's sessions, tokens and sign-in links end with the change.
   * `auth/last-admin` when nobody could change it back.
   */
  change(id: string, change: PersonChange): Promise<Result<PersonEntry>>
  byId(id: string): Promise<Person | null>
  byEmail(email: string): Promise<Person | null>
  all(): Promise<Person[]>
  entries(): Promise<PersonEntry[]>
  /** Of each who may sign in: whether they see a queue. Two questions, however many there are. */
  sight(): Promise<ReadonlyMap<string, (queue: string) => boolean>>
  rightsOf(id: string): Promise<Rights | null>
  count(): Promise<number>
}

const PEOPLE_MAX = 5_000

export function makePeople(database: Database, clock: Clock, random: Random, hub: Hub): People {
  const sql = database.read
  const one = async (where: string, value: string): Promise<Person | null> => {
    const row = await sql.get(`SELECT * FROM people WHERE ${where} = ?`, value)
    return row ? readPerson(row) : null
  }
  return {
    async add({ email, name, role, queues }) {
      const address = normaliseAddress(email)
      const trimmed = name.trim().slice(0, LIMITS.nameChars)
      if (!ADDRESS_PATTERN.test(address))
        return fail('kit/invalid', `“${email}” is not a mail address`)
      if (!trimmed) return fail('kit/invalid', 'a person needs a name')
      return database.write(async (tx) => {
        if (await tx.get(`SELECT id FROM people WHERE email = ?`, address))
          return fail('desk/exists', `there is a person with ${address} already`)
        const id = makeId(clock.now(), random)
        await tx.run(
          `INSERT INTO people (id, email, name, role, all_queues, created_at, disabled_at) VALUES (?, ?, ?, ?, ?, ?, NULL)`,
          id,
          address,
          trimmed,
          role,
          queues === null ? 1 : 0,
          clock.now(),
        )
        for (const queue of queues ?? [])
          await tx.run(`INSERT INTO memberships (person, queue) VALUES (?, ?)`, id, queue)
        return ok({ id, email: address, name: trimmed, role, isDisabled: false })
      })
    },
    async change(id, change) {
      const name = change.name?.trim().slice(0, LIMITS.nameChars)
      if (name === '') return fail('kit/invalid', 'a person needs a name')
      return database.write(async (tx) => {
        // First, so that two changes at once wait for each other: of two last admins one stays.
        await raiseRightsVersion(tx)
        const row = await tx.get(`SELECT * FROM people WHERE id = ?`, id)
        if (!row) return fail('kit/not-found', 'there is no such person')
        const before = await readEntry(tx, row)
        const after: PersonEntry = {
          ...before,
          name: name ?? before.name,
          role: change.role ?? before.role,
          queues: change.queues === undefined ? before.queues : copyOf(change.queues),
          isDisabled: change.isDisabled ?? before.isDisabled,
        }
        if (isAdmin(before) && !isAdmin(after) && !(await hasOtherAdmin(tx, id)))
          return fail('auth/last-admin', 'make somebody else an admin first')
        await writeEntry(tx, after, clock.now())
        tx.afterCommit(() => hub.publish({ type: 'rights-changed', person: id }))
        if (after.isDisabled) {
          await endSessions(tx, hub, id)
          await tx.run(`DELETE FROM sign_in_links WHERE person = ?`, id)
        }
        tx.afterCommit(() => hub.publish({ type: 'desk-changed' }))
        return ok(after)
      })
    },
    byId: (id) => one('id', id),
    byEmail: (email) => one('email', normaliseAddress(email)),
    async all() {
      return (await sql.all(`SELECT * FROM people ORDER BY name LIMIT ${PEOPLE_MAX}`)).map(
        readPerson,
      )
    },
    async entries() {
      const rows = await sql.all(`SELECT * FROM people ORDER BY name, id LIMIT ${PEOPLE_MAX}`)
      return Promise.all(rows.map((row) => readEntry(sql, row)))
    },
    async sight() {
      const seeing = new Map<string, Set<string>>()
      for (const row of await sql.all(`SELECT person, queue FROM memberships`)) {
        const person = text(row, 'person')
        seeing.set(person, (seeing.get(person) ?? new Set()).add(text(row, 'queue')))
      }
      const people = await sql.all(
        `SELECT id, role, all_queues FROM people WHERE disabled_at IS NULL LIMIT ${PEOPLE_MAX}`,
      )
      return new Map(
        people.map((row) => {
          const id = text(row, 'id')
          const seesAll = number(row, 'all_queues') === 1 || text(row, 'role') === 'admin'
          return [id, (queue: string) => seesAll || seeing.get(id)?.has(queue) === true] as const
        }),
      )
    },
    rightsOf: (id) => readRights(sql, id),
    async count() {
      const row = await sql.get(`SELECT count(*) AS n FROM people WHERE disabled_at IS NULL`)
      return row ? number(row, 'n') : 0
    },
  }
}

const isAdmin = (person: Person): boolean => person.role === 'admin' && !person.isDisabled

const copyOf = (queues: readonly string[] | null): string[] | null => (queues ? [...queues] : null)

async function hasOtherAdmin(tx: Tx, id: string): Promise<boolean> {
  const row = await tx.get(
    `SELECT id FROM people WHERE role = 'admin' AND disabled_at IS NULL AND id != ? LIMIT 1`,
    id,
  )
  return row !== undefined
}

async function readEntry(sql: Sql, row: SqlRow): Promise<PersonEntry> {
  const person = readPerson(row)
  if (number(row, 'all_queues') === 1) return { ...person, queues: null }
  const rows = await sql.all(
    `SELECT queue FROM memberships WHERE person = ? ORDER BY queue`,
    person.id,
  )
  return { ...person, queues: rows.map((entry) => text(entry, 'queue')) }
}

async function writeEntry(tx: Tx, person: PersonEntry, now: number): Promise<void> {
  await tx.run(
    `UPDATE people SET name = ?, role = ?, all_queues = ?, disabled_at = CASE WHEN ? = 0 THEN NULL ELSE coalesce(disabled_at, ?) END WHERE id = ?`,
    person.name,
    person.role,
    person.queues === null ? 1 : 0,
    person.isDisabled ? 1 : 0,
    now,
    person.id,
  )
  await tx.run(`DELETE FROM memberships WHERE person = ?`, person.id)
  for (const queue of new Set(person.queues ?? []))
    await tx.run(`INSERT INTO memberships (person, queue) VALUES (?, ?)`, person.id, queue)
}

function readPerson(row: SqlRow): Person {
  return {
    id: text(row, 'id'),
    email: text(row, 'email'),
    name: text(row, 'name'),
    role: v.parse(Role, row['role']),
    isDisabled: numberOrNull(row, 'disabled_at') !== null,
  }
}
