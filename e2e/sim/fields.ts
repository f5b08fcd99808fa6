/**
 * Two people, or one on two devices, set the subject of one ticket; each value is set once, so that it can be told what
 * became of it. What an author had seen is noted with it. Somebody who is told that it came too late sets it again, or
 * lets it be.
 */
import type { OpenTicket, Replica } from '../../client/replica/api.ts'
import type { Device } from './device.ts'
import type { Dice } from './dice.ts'
import type { Kernel } from './kernel.ts'
import { tokensIn } from './history.ts'
import type { Ledger } from './ledger.ts'

export type FieldActs = ReturnType<typeof makeFieldActs>

export function makeFieldActs(options: {
  kernel: Kernel
  dice: Dice
  ledger: Ledger
  newToken: (kind: string) => string
}) {
  const { kernel, dice, ledger, newToken } = options

  async function set(device: Device, replica: Replica, open: OpenTicket, value: string) {
    const done = await replica.edit(open.id, { op: 'set-subject', subject: value })
    if (!done.ok) return
    // A value that others may have too cannot be followed: not into a backup, and not out of one.
    if (tokensIn(value).length === 0) {
      ledger.otherSets.push({ device: device.name, ticket: open.id, at: kernel.clock.now() })
      return
    }
    const after = await replica.openTicket(open.id)
    ledger.sets.push({
      device: device.name,
      ticket: open.id,
      value,
      seen: open.ticket.subject,
      // What came in between was on the device too.
      versions: [open.version, after.ok ? after.value.version : open.version],
      at: kernel.clock.now(),
      isForfeit: false,
    })
  }

  async function setOn(device: Device): Promise<void> {
    const replica = device.replica()
    const row = replica && [...replica.rows()].sort((a, b) => a.number - b.number)[0]
    const open = row && (await replica.openTicket(row.id))
    if (replica && open?.ok) await set(device, replica, open.value, newToken('field'))
  }

  /** Answers what it was told: with its own value once more, or by having read it. */
  async function answerLoss(device: Device): Promise<void> {
    const replica = device.replica()
    const told = (await replica?.lost()) ?? []
    if (!replica || told.length === 0) return
    const lost = dice.pick(told)
    if (dice.chance(0.4)) {
      await replica.dismissLost([lost.id])
      ledger.dismissed.add(`${lost.ticket} ${String(lost.mine)}`)
      return
    }
    const open = await replica.openTicket(lost.ticket)
    if (open.ok && lost.field === 'subject')
      await set(device, replica, open.value, String(lost.mine))
  }

  /** What runs on in a tab that was killed, or locked, has no disk and no network any more. */
  const onLife = (work: (device: Device) => Promise<void>) => (device: Device) => {
    const replica = device.replica()
    work(device).catch((error: unknown) => {
      if (replica && device.replica() === replica)
        ledger.problems.push(`${device.name}: ${String(error)}`)
    })
  }
  return { set: onLife(setOn), answerLoss: onLife(answerLoss) }
}
