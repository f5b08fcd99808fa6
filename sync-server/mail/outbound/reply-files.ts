/**
 * Files of a reply on their way out: as attachments while the relay takes so much, else the largest as links, each of
 * which opens that one file and nothing else. Which ones is decided when the reply is sent, so that its author can see it.
 * Not here: whose they are to send (uploads), what a link opens (pages/file-link).
 */
import { v } from '../../../shared/kit/schema.ts'
import type { Attachment } from '../../../shared/ticket/attachment.ts'
import type { Message } from '../../../shared/ticket/ticket.ts'
import { grantLink } from '../../commit/capabilities.ts'
import type { Contact } from '../../commit/actor.ts'
import type { CommitParts } from '../../commit/parts.ts'
import type { WorkRequest } from '../../commit/ticket-work.ts'
import { text, type Sql, type Tx } from '../../store/database.ts'
import { sayBytes } from '../../pages/words.ts'
import type { Language } from '../../words/language.ts'

/** Header, boundaries, the foot of the text, a signature. */
const FRAME_BYTES = 16 * 1024
const PART_BYTES = 1024
const RELAY_BYTES = 'relay-bytes'

/** What the relay announced (RFC 1870 §3), as the gateway last heard it. Null: it announces nothing, or was never met. */
async function relayBytes(sql: Sql): Promise<number | null> {
  const row = await sql.get(`SELECT value FROM store_facts WHERE name = '${RELAY_BYTES}'`)
  return row ? v.parse(v.nullable(v.number()), JSON.parse(text(row, 'value'))) : null
}

/** The gateway heard what its relay takes. */
export async function noteRelayBytes(parts: CommitParts, bytes: number | null): Promise<void> {
  if ((await relayBytes(parts.database.read)) === bytes) return
  await parts.database.write((tx) =>
    tx.run(
      `INSERT INTO store_facts (name, value, version) VALUES ('${RELAY_BYTES}', ?, 1)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value, version = store_facts.version + 1`,
      JSON.stringify(bytes),
    ),
  )
}

/** Hashes of those that do not go in the mail: the largest, until the rest fits; pictures in the text go as long as may be. */
export async function chooseLinks(
  parts: CommitParts,
  tx: Tx,
  { files, words }: { files: readonly Attachment[]; words: { text: string; html: string | null } },
): Promise<string[]> {
  if (files.length === 0) return []
  const most = (await relayBytes(tx)) ?? parts.config.mailOutBytes
  const wordBytes = Buffer.byteLength(words.text) + Buffer.byteLength(words.html ?? '')
  // Quoted-printable makes three letters of one at worst (RFC 2045 §6.7).
  const { logo, isLogoOnReplies } = parts.settings.get()
  const headBytes = logo && isLogoOnReplies ? inMail(logo) : 0
  let bytes =
    FRAME_BYTES + headBytes + 3 * wordBytes + files.reduce((sum, file) => sum + inMail(file), 0)
  const linked: string[] = []
  const largestFirst = [...files].sort(
    (a, b) =>
      Number(a.inline) - Number(b.inline) || b.bytes - a.bytes || (a.hash < b.hash ? -1 : 1),
  )
  for (const file of largestFirst) {
    if (bytes <= most) break
    bytes -= inMail(file)
    linked.push(file.hash)
  }
  return linked
}

/** Base64 in lines of 76 letters (RFC 2045 §6.8), with the header of its part. */
function inMail({ bytes }: Pick<Attachment, 'bytes'>): number {
  const letters = Math.ceil(bytes / 3) * 4
  return letters + 2 * Math.ceil(letters / 76) + PART_BYTES
}

export type FilesOut = { attachments: Attachment[]; text: string; html: string }

/** What of a mail is its files: the attachments, and words after the reply's own that say where the others are. */
export async function filesOut(
  parts: CommitParts,
  work: WorkRequest & { id: string },
  { message, contact, language }: { message: Message; contact: Contact; language: Language },
): Promise<FilesOut> {
  const files = message.attachments ?? []
  const linked = new Set(message.linked ?? [])
  const out: FilesOut = { attachments: [], text: '', html: '' }
  const links: { file: Attachment; url: string }[] = []
  for (const file of files) {
    if (!linked.has(file.hash)) out.attachments.push(file)
    else {
      const token = await grantLink(parts, work, work.id, contact, { file: file.hash })
      links.push({ file, url: `${parts.config.publicUrl}/f/${token}` })
    }
  }
  if (links.length === 0) return out
  const lead = language.words.mail.files.large({ n: links.length })
  const lines = links.map(
    ({ file, url }) => `${file.name} · ${sayBytes(language, file.bytes)} · ${url}`,
  )
  out.text = `\n\n${lead}\n${lines.join('\n')}`
  const items = links.map(
    ({ file, url }) =>
      `<li><a href="${url}">${escapeHtml(file.name)}</a> · ${sayBytes(language, file.bytes)}</li>`,
  )
  out.html = `<p>${escapeHtml(lead)}</p><ul>${items.join('')}</ul>`
  return out
}

/** Where a picture stood that is a link now, its name stands. */
export function withoutLinked(
  { words: { mail: said } }: Language,
  html: string,
  { attachments = [], linked = [] }: Message,
): string {
  let rest = html
  for (const { hash, cid, name } of attachments) {
    if (cid === null || !linked.includes(hash)) continue
    const words = escapeHtml(said.files.picture({ name }))
    for (const [tag] of html.matchAll(/<img src="cid:[^>]*>/g))
      if (tag.startsWith(`<img src="cid:${cid}"`)) rest = rest.replaceAll(tag, () => words)
  }
  return rest
}

const escapeHtml = (words: string) =>
  words.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')
