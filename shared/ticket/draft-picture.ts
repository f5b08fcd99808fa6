/**
 * Pictures inside the text of a reply: a node of the draft's body that names a file of the draft by its hash, and nothing
 * else. No draft holds the address of a picture; what a node names is shown from the device, and goes in the mail.
 * A file that was added as a picture is one of the reply for as long as it stands in the text: what takes the node out
 * takes out the file, undo brings both back, and two devices never disagree. Not here: how it is shown or sent.
 */
import * as Y from 'yjs'
import { Sha256, v } from '../kit/schema.ts'
import type { Attachment } from './attachment.ts'
import { draftBody, readFiles } from './draft-doc.ts'

/** What the node is called in the body, and its one attribute. */
export const PICTURE_NODE = 'image'
export const PICTURE_HASH = 'hash'

/** What every mail program shows; none of them can be a document. */
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const

export function isPictureType(type: string): boolean {
  return PICTURE_TYPES.some((one) => one === type.toLowerCase())
}

/** Its Content-ID in the mail (RFC 2392): the same bytes have the same, wherever they stand. */
export function cidOf(hash: string): string {
  return `${hash.slice(0, 40)}@picture`
}

/** What is said of one where it stands. @property width  in pixels, as far as it is known */
export type Picture = Pick<Attachment, 'hash' | 'name'> & { width?: number }

/** Whether a client may set this on a picture. @param isFile  whether the draft ever named that file */
export function mayBePicture(key: string, value: unknown, isFile: (hash: string) => boolean) {
  return key === PICTURE_HASH && v.is(Sha256, value) && isFile(value)
}

/** The hash that a node names; null: it is no picture, or names none. */
export function hashOfPicture(node: unknown): string | null {
  if (!(node instanceof Y.XmlElement) || node.nodeName !== PICTURE_NODE) return null
  const hash: unknown = node.getAttribute(PICTURE_HASH)
  return v.is(Sha256, hash) ? hash : null
}

/** Files that may be shown where a node names them, by hash. */
export function readPictures(doc: Y.Doc): ReadonlyMap<string, Picture> {
  if (doc.getMap('files').size === 0) return new Map()
  const pictures = readFiles(doc).filter(({ type }) => isPictureType(type))
  return new Map(pictures.map((file) => [file.hash, file]))
}

/** The files the reply goes out with: those that were attached, and the pictures that stand in its text. */
export function filesOfReply(doc: Y.Doc): Attachment[] {
  const files = readFiles(doc)
  if (files.length === 0) return files
  const named = hashesIn(draftBody(doc))
  return files.flatMap((file) => {
    const isShown = named.has(file.hash) && isPictureType(file.type)
    if (file.inline && !isShown) return []
    return [{ ...file, inline: isShown, cid: isShown ? cidOf(file.hash) : null }]
  })
}

function hashesIn(body: Y.XmlFragment): Set<string> {
  const named = new Set<string>()
  const walk = (within: Y.XmlFragment | Y.XmlElement) => {
    for (const node of within.toArray()) {
      const hash = hashOfPicture(node)
      if (hash !== null) named.add(hash)
      else if (node instanceof Y.XmlElement) walk(node)
    }
  }
  walk(body)
  return named
}
