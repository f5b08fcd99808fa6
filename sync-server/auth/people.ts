/** People of the desk: who they are, their role, the queues they may see. Not here: how they get in (sessions). */
import { fail, ok, type Result } from '../../shared/kit/fault.ts'
import type { Clock, Random } from '../../shared/kit/clock.ts'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { ADDRESS_PATTERN, normaliseAddress } from '../../shared/ticket/address.ts'
import { Role, type Rights } from '../../shared/ticket/ticket-rules.ts'
import { number, numberOrNull, text, type Database, type SqlRow } from '../store/database.ts'
import { readRights } from './rights.ts'

export type Person = { id: string; email: string; name: string; role: Role; isDisabled: boolean }

export type People = {
  add(person: {
    email: string
    name: string
    role: Role
    queues: readonly string[] | null
  }): Promise<Result<Person>>
  byId(id: string): Promise<Person | null>
  byEmail(email: string): Promise<Person | null>
  all(): Promise<Person[]>
  rightsOf(id: string): Promise<Rights | null>
  count(): Promise<number>
}

const PEOPLE_MAX = 5_000

export function makePeople(database: Database, clock: Clock, random: Random): People {
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
    byId: (id) => one('id', id),
    byEmail: (email) => one('email', normaliseAddress(email)),
    async all() {
      return (await sql.all(`SELECT * FROM people ORDER BY name LIMIT ${PEOPLE_MAX}`)).map(
        readPerson,
      )
    },
    rightsOf: (id) => readRights(sql, id),
    async count() {
      const row = await sql.get(`SELECT count(*) AS n FROM people WHERE disabled_at IS NULL`)
      return row ? number(row, 'n') : 0
    },
  }
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
