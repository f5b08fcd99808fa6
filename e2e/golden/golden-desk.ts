/**
 * A desk of a golden dump: the real server in this process, over a folder that was dumped or is about to be, at a time
 * that the dump or its test says. Not here: what is done with it.
 */
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { unwrap } from '../../shared/kit/fault.ts'
import { noLog } from '../../shared/kit/log.ts'
import { readConfig } from '../../sync-server/config.ts'
import { openDesk, realSurroundings } from '../../sync-server/desk.ts'
import { makeApp } from '../../sync-server/http/app.ts'
import { makeRooms } from '../../sync-server/room/rooms.ts'
import { makeUpgrades } from '../../sync-server/session/upgrade.ts'

export type GoldenDesk = Awaited<ReturnType<typeof openGoldenDesk>>

/** @param now  epoch ms; it goes on from there */
export async function openGoldenDesk(folder: string, now: () => number) {
  const config = unwrap(
    readConfig({
      DESKSIDE_DATA_DIR: folder,
      DESKSIDE_PUBLIC_URL: 'https://desk.test',
      DESKSIDE_RATE_LIMITS: 'off',
    }),
  )
  const desk = await openDesk(config, { ...realSurroundings(noLog), clock: { now } })
  const rooms = makeRooms(desk)
  const upgrades = makeUpgrades(desk, rooms)
  const app = makeApp({
    desk,
    setup: { token: '', isValid: () => false, use() {} },
    tell: () => {},
    clientFolder: '/nonexistent',
    counts: () => ({ sockets: upgrades.count(), rooms: rooms.count() }),
  })
  const server = await new Promise<ReturnType<typeof serve>>((resolve) => {
    const made = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, () => resolve(made))
  })
  server.on('upgrade', upgrades.handle)
  const { port } = server.address() as AddressInfo
  return {
    desk,
    url: `http://127.0.0.1:${port}`,
    async close() {
      upgrades.close()
      server.close()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await desk.close()
    },
  }
}
