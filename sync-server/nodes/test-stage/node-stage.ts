/** Server processes of one desk inside a test's own process: each a desk of its own on the same PostgreSQL. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { unwrap } from '../../../shared/kit/fault.ts'
import { noLog } from '../../../shared/kit/log.ts'
import type { DeskEvent, Origin } from '../../commit/hub.ts'
import { readConfig } from '../../config.ts'
import { openDesk, realSurroundings, type Desk } from '../../desk.ts'

export type Heard = { event: DeskEvent; origin: Origin }
export type Node = { desk: Desk; heard: Heard[]; close(): Promise<void> }

export async function openNode(databaseUrl: string): Promise<Node> {
  const folder = await mkdtemp(join(tmpdir(), 'deskside-node-'))
  const config = unwrap(
    readConfig({ DESKSIDE_DATA_DIR: folder, DESKSIDE_DATABASE_URL: databaseUrl }),
  )
  const desk = await openDesk(config, realSurroundings(noLog))
  await desk.nodes?.start()
  const heard: Heard[] = []
  desk.parts.hub.subscribe((event, origin) => void heard.push({ event, origin }))
  return {
    desk,
    heard,
    async close() {
      await desk.close().catch(() => {})
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
