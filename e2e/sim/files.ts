/** Files that came with mails: opened on devices, and asked for by somebody who may not have them. */
import { text } from '../../sync-server/store/database.ts'
import type { World } from './assembly.ts'
import type { Device } from './device.ts'
import type { Dice } from './dice.ts'
import type { Ledger } from './ledger.ts'

/** Of a ticket that is on the device: the file is kept there from then on. */
export async function openFile(device: Device, dice: Dice, ledger: Ledger): Promise<void> {
  const replica = device.replica()
  const rows = (replica?.rows() ?? []).filter((row) => row.hasFiles)
  if (!replica || rows.length === 0) return
  const { id } = dice.pick([...rows].sort((a, b) => a.number - b.number))
  const open = await replica.openTicket(id)
  if (!open.ok) return
  const files = open.value.ticket.messages.flatMap((message) => message.attachments ?? [])
  if (files.length === 0) return
  const { hash, name } = dice.pick(files)
  const blob = await replica.blob(id, hash)
  if (!blob.ok) return
  if (blob.value.size !== `file of ${name}`.length - '.txt'.length)
    ledger.problems.push(`${device.name}: the file ${name} of ${id} is another one`)
}

/** By its name, whoever may see its ticket: the observer at the door says whether it may be answered. */
export async function tryFile({ laterDice, server, network, devices }: World): Promise<void> {
  const { line } = laterDice.pick(devices)
  const sql = server.sql()
  const named = (await sql?.all(`SELECT ticket, hash FROM blob_refs ORDER BY ticket, hash`)) ?? []
  if (named.length === 0 || !line.party.isAlive) return
  const file = laterDice.pick(named)
  const path = `/api/tickets/${text(file, 'ticket')}/blobs/${text(file, 'hash')}`
  await network.request(line, new URL(path, 'https://desk.example')).catch(() => null)
}
