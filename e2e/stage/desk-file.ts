/** The desk's database as rows, read beside the server that has it open: an audit asks the disk, not the server. */
import { join } from 'node:path'
import { DatabaseSync } from '@photostructure/sqlite'

export type DeskRow = Record<string, unknown>
export type DeskFile = { rows(sql: string): DeskRow[]; number(sql: string): number; close(): void }

/** @param dataDir  of a server that runs: what it has not yet folded into the file is read too */
export function openDeskFile(dataDir: string): DeskFile {
  const file = new DatabaseSync(join(dataDir, 'desk.sqlite'), { readOnly: true })
  file.exec('PRAGMA busy_timeout=5000')
  const rows = (sql: string): DeskRow[] =>
    file
      .prepare(sql)
      .all()
      .map((row) => ({ ...Object(row) }))
  return {
    rows,
    number: (sql) => Number(Object.values(rows(sql)[0] ?? {})[0] ?? 0),
    close: () => file.close(),
  }
}
