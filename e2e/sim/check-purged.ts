/**
 * RI2, while it all goes on: a device that was online for long enough after its person lost a right has nothing of it on its
 * disk any more.
 */
import type { Device } from './device.ts'
import type { World } from './assembly.ts'
import { sees } from './sight.ts'

/** What the device may take from the moment it hears of it, and how long one word may be on its way. */
const WORK_MS = 2_500
const STALL_MS = 12_000
/** Out of sight it is at once; the disk waits for the request that is under way, which may hang. */
export const HANG_MS = 32_000

/** By then the word of it has arrived, and what it says is done. */
export function purgedWithinMs({ kernel, network: { weather } }: World): number {
  const { delayMs, stalls, loss, stragglers, hangsUntil } = weather
  const mayHang = loss > 0 || stragglers > 0 || kernel.clock.now() < hangsUntil
  const hang = mayHang ? HANG_MS : 0
  return WORK_MS + 4 * delayMs + (stalls > 0 ? STALL_MS : 0) + hang
}

/** @param since  epoch ms: what was lost before has been told */
export async function checkPurged(world: World, since: number): Promise<void> {
  const { devices, ledger } = world
  for (const device of devices)
    if (isSettled(world, device, since))
      ledger.problems.push(...(await lookAt(world, device, since)))
}

/** Online in all its tabs for as long as it takes, and with room on its disk. */
function isSettled({ devices, network }: World, device: Device, since: number): boolean {
  if (device.browser.isFull() || device.browser.wasFull()) return false
  return devices.every((tab) => {
    if (tab.browser !== device.browser) return true
    const connectedSince = network.connectedSince(tab.line)
    const isLive = tab.line.isUp && tab.replica()?.sync().link.state === 'live'
    return isLive && connectedSince !== null && connectedSince <= since
  })
}

async function lookAt({ server }: World, device: Device, since: number): Promise<string[]> {
  const { name, person } = device
  const sight = server.sightOf(person.id)
  if (sight === null || server.sightSince(person.id) > since) return []
  const held = await device.look((db) =>
    db.transaction('r', db.tables, async () => ({
      documents: (await db.docs.toCollection().primaryKeys()).map(String),
      rows: (await db.entries.toArray()).flatMap(({ id, entry }) => (entry ? [id] : [])),
      drafts: (await db.drafts.toArray()).map(({ ticket }) => ticket),
      files: (await db.blobs.toArray()).map(({ ticket }) => ticket),
    })),
  )
  const problems: string[] = []
  for (const [kind, tickets] of Object.entries(held))
    for (const ticket of tickets) {
      const history = server.history.of(ticket)
      const queues = history?.queues.at(-1)
      if (!history || history.movedAt > since) continue
      if (history.isGone || !sees(sight, queues))
        problems.push(
          `RI2 ${name}: lost ticket ${ticket} of ${String(queues)} and keeps ${kind} of it`,
        )
    }
  return problems
}
