/**
 * What another node changed and told nobody of, because it was killed between COMMIT and NOTIFY, and which leaves no number in
 * a feed: settings, people's rights, ended sessions. Their version numbers are looked at every few seconds; only when one
 * has moved is more read. Not here: tickets and drafts (relay).
 */
import { ENDED } from '../auth/session-rows.ts'
import { RIGHTS_COUNTER } from '../auth/rights.ts'
import type { DeskEvent } from '../commit/hub.ts'
import { number, text, type Sql } from '../store/database.ts'

export type Unheard = {
  /** What is there now is known to whoever connects. */
  begin(): Promise<void>
  look(): Promise<void>
}

type Versions = { rights: number; settings: number }

export function makeUnheard(
  sql: Sql,
  publish: (event: DeskEvent) => void,
  reloadSettings: () => Promise<void>,
): Unheard {
  let versions: Versions = { rights: 0, settings: 0 }
  /** Rights of everybody, each as one line, and the sessions that were ended. */
  let rights = new Map<string, string>()
  let ended = new Set<string>()

  async function readVersions(): Promise<Versions> {
    const rows = await sql.all(
      `SELECT name, value AS version FROM counters WHERE name = '${RIGHTS_COUNTER}'
       UNION ALL SELECT name, version FROM store_facts WHERE name = 'settings'`,
    )
    const of = (name: string) => rows.find((row) => row['name'] === name)
    const [right, setting] = [of(RIGHTS_COUNTER), of('settings')]
    return {
      rights: right ? number(right, 'version') : 0,
      settings: setting ? number(setting, 'version') : 0,
    }
  }

  async function readRights(): Promise<Map<string, string>> {
    const rows = await sql.all(
      `SELECT people.id AS id, people.name || ' ' || people.role || ' ' || people.all_queues || ' ' || coalesce(people.disabled_at, 0)
         AS own, memberships.queue AS queue
       FROM people LEFT JOIN memberships ON memberships.person = people.id ORDER BY people.id, memberships.queue`,
    )
    const found = new Map<string, string>()
    for (const row of rows) {
      const id = text(row, 'id')
      found.set(id, `${found.get(id) ?? text(row, 'own')} ${String(row['queue'])}`)
    }
    return found
  }

  async function readEnded(): Promise<Set<string>> {
    const rows = await sql.all(`SELECT id FROM sessions WHERE kind = '${ENDED}'`)
    return new Set(rows.map((row) => text(row, 'id')))
  }

  async function lookAtRights(): Promise<void> {
    const [before, endedBefore] = [rights, ended]
    rights = await readRights()
    ended = await readEnded()
    for (const person of new Set([...before.keys(), ...rights.keys()]))
      if (before.get(person) !== rights.get(person)) publish({ type: 'rights-changed', person })
    for (const session of ended)
      if (!endedBefore.has(session)) publish({ type: 'signed-out', session, code: 'auth/denied' })
  }

  return {
    async begin() {
      // The numbers first: what changes meanwhile is looked at once more.
      versions = await readVersions()
      rights = await readRights()
      ended = await readEnded()
    },
    async look() {
      const now = await readVersions()
      if (now.settings !== versions.settings) {
        await reloadSettings()
        publish({ type: 'desk-changed' })
      }
      if (now.rights !== versions.rights) await lookAtRights()
      versions = now
    },
  }
}
