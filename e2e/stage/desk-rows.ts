/** What a desk has stored, as rows: from its SQLite file or from PostgreSQL, read beside the server that works on it. */
import { connectPostgres } from '../../sync-server/store/postgres-connection.ts'
import { openDeskFile, type DeskRow } from './desk-file.ts'

export type DeskRows = {
  kind: 'sqlite' | 'postgres'
  rows(sql: string): Promise<DeskRow[]>
  number(sql: string): Promise<number>
  close(): Promise<void>
}

export async function openDeskRows(dataDir: string, databaseUrl: string | null): Promise<DeskRows> {
  if (databaseUrl === null) {
    const file = openDeskFile(dataDir)
    return {
      kind: 'sqlite',
      rows: async (sql) => file.rows(sql),
      number: async (sql) => file.number(sql),
      close: async () => file.close(),
    }
  }
  const connection = await connectPostgres(databaseUrl)
  const rows = (sql: string): Promise<DeskRow[]> => connection.sql.all(sql)
  return {
    kind: 'postgres',
    rows,
    number: async (sql) => Number(Object.values((await rows(sql))[0] ?? {})[0] ?? 0),
    close: () => connection.end(),
  }
}
