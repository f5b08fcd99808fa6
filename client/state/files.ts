/** A file of a ticket: where it is had, and how large it is in words. */
import type { Attachment } from '../../shared/ticket/attachment.ts'

/** Where the server gives it away, always as a download. */
export function fileHref(ticket: string, file: Pick<Attachment, 'hash' | 'name'>): string {
  return `/api/tickets/${ticket}/blobs/${file.hash}?name=${encodeURIComponent(file.name)}`
}

export function sayBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} kB`
  return `${(bytes / 1_000_000).toFixed(1)} MB`
}
