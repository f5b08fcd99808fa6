/**
 * A draft: the reply two people may type at once, a Yjs document with a ProseMirror body. Its id is made from the
 * ticket and the round, so that agents who start a reply offline meet in the same document.
 * Not here: rendering to text and HTML (draft-text).
 */
import * as Y from 'yjs'
import { ID_PATTERN } from '../kit/id.ts'

export const DRAFT_BODY = 'body'

/** `<ticket>-r<round>`: round is the number of replies of the desk already on the ticket when it was begun. */
export function draftIdFor(ticket: string, round: number): string {
  return `${ticket}-r${round}`
}

export function parseDraftId(id: string): { ticket: string; round: number } | null {
  const match = /^([0-9a-z]{26})-r(\d{1,6})$/.exec(id)
  if (!match || !match[1] || !ID_PATTERN.test(match[1])) return null
  return { ticket: match[1], round: Number(match[2]) }
}

export function draftBody(doc: Y.Doc): Y.XmlFragment {
  return doc.getXmlFragment(DRAFT_BODY)
}

/** True when `doc` holds everything that `state` (an encoded state vector) claims. */
export function containsState(doc: Y.Doc, state: Uint8Array): boolean {
  const wanted = Y.decodeStateVector(state)
  const have = Y.decodeStateVector(Y.encodeStateVector(doc))
  for (const [client, clock] of wanted) if ((have.get(client) ?? 0) < clock) return false
  return true
}

/** A draft with one paragraph a line, for replies that come whole (API, portal of an agent, demo). */
export function makeDraftFrom(text: string): Y.Doc {
  const doc = new Y.Doc()
  const paragraphs = text.split(/\n{2,}/).map((part) => {
    const paragraph = new Y.XmlElement('paragraph')
    const lines = part.split('\n')
    const children: (Y.XmlText | Y.XmlElement)[] = []
    lines.forEach((line, at) => {
      if (at > 0) children.push(new Y.XmlElement('hard_break'))
      if (line) children.push(new Y.XmlText(line))
    })
    paragraph.insert(0, children)
    return paragraph
  })
  draftBody(doc).insert(0, paragraphs)
  return doc
}
