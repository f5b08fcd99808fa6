/**
 * Saving a file of a ticket. With a network the server gives it away, always as a download; without one the bytes on this
 * device do, under the same rule: never with a type of their own, so that no browser shows or runs them as a page of ours
 * (RI10). What is not here is asked for, and fetched once there is a network (replica/later-files).
 */
import type { Attachment } from '../../shared/ticket/attachment.ts'
import { mailWords } from '../words/mail.ts'
import { sayFault } from './fault-words.ts'
import { fileHref } from './files.ts'
import type { Desk } from './replica-context.tsx'

export type SavedFile = Pick<Attachment, 'hash' | 'name'>

/** The browser has begun by then. */
const REVOKE_MS = 60_000

/** Of a click on the link to a file: true when the device does it instead. */
export function takesSave(desk: Desk, ticket: string, file: SavedFile): boolean {
  if (desk.sync.status().link.state === 'live') return false
  void saveFromDevice(desk, ticket, file)
  return true
}

/** As a click on the link would. */
export function saveFile(desk: Desk, ticket: string, file: SavedFile): void {
  if (!takesSave(desk, ticket, file)) saveAs(fileHref(ticket, file), file.name)
}

async function saveFromDevice(desk: Desk, ticket: string, file: SavedFile): Promise<void> {
  const bytes = await desk.replica.blob(ticket, file.hash)
  if (!bytes.ok) {
    if (bytes.fault.code === 'kit/busy') return askLater(desk, ticket, file)
    return desk.say(sayFault(bytes.fault))
  }
  const url = URL.createObjectURL(new Blob([bytes.value], { type: 'application/octet-stream' }))
  saveAs(url, file.name)
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_MS)
}

/** Has it fetched once there is a network, and says so. */
export async function askLater(desk: Desk, ticket: string, file: SavedFile): Promise<void> {
  const later = await desk.replica.laterFiles()
  const asked = await later?.ask(ticket, file)
  if (!asked) return desk.say(mailWords.files.away)
  if (asked.ok) return desk.say(mailWords.files.later({ name: file.name }))
  desk.say(asked.fault.code === 'kit/too-big' ? mailWords.files.laterFull : sayFault(asked.fault))
}

function saveAs(href: string, name: string): void {
  const link = document.createElement('a')
  link.href = href
  link.download = name
  link.rel = 'external'
  link.click()
}
