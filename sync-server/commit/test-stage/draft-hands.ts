/** What a hand does in a draft that a device holds, and whose device it is. Not here: people who type at random (typists). */
import * as Y from 'yjs'
import { draftBody } from '../../../shared/ticket/draft-doc.ts'
import { bytesOf } from './desk-stage.ts'

/** The text of the first paragraph. */
export function textIn(doc: Y.Doc): Y.XmlText {
  const paragraph = draftBody(doc).get(0)
  const text = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
  if (!(text instanceof Y.XmlText)) throw new Error('there is no text')
  return text
}

/** @param at  at the end, unless it is said */
export function type(doc: Y.Doc, letters: string, at?: number): void {
  const text = textIn(doc)
  text.insert(at ?? text.length, letters)
}

/** A few more letters, as the update that says so. */
export const typed = (doc: Y.Doc, letters: string, at?: number): Uint8Array =>
  bytesOf(doc, () => type(doc, letters, at))

/** The same draft on another device. */
export function copyOf(doc: Y.Doc): Y.Doc {
  const copy = new Y.Doc()
  Y.applyUpdate(copy, Y.encodeStateAsUpdate(doc))
  return copy
}
