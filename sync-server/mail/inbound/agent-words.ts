/**
 * What an agent's mail says: their own words alone. Never what somebody else wrote and they quoted, and never the notice
 * they answer, whose address is a secret. When that cannot be told apart, nothing is taken.
 */
import { LIMITS } from '../../../shared/kit/limits.ts'
import type { ReceiveMail } from '../../../shared/wire/mail.ts'
import type { NamedFile } from '../../commit/uploads.ts'
import type { WhyNotTaken } from '../outbound/agent-answer.ts'
import { AGENT_TAG, answerMarks } from '../outbound/agent-notice.ts'

export type AgentWords = {
  kind: 'reply' | 'note'
  text: string
  /** What goes with the reply. */
  files: NamedFile[]
  /** Lines that ask for something else. */
  ignored: string[]
}
export type NoWords = { kind: 'none'; why: WhyNotTaken }

const NOTE = /^#\s*note\b[\s:]*(.*)$/i
const COMMAND = /^[#!/][a-z][a-z-]{1,30}(?:\s.{0,100})?$/i
const COMMANDS_MAX = 10
const SECRET = new RegExp(`\\+${AGENT_TAG}[0-9a-z]{26}`, 'i')

export function readAgentWords(mail: ReceiveMail): AgentWords | NoWords {
  const lines = ownLines(mail.visible)
  let isNote = false
  const ignored: string[] = []
  // The first line decides; what stands above the words is for the desk, and is not said to the requester.
  while (lines.length > 0) {
    const line = lines[0]?.trim() ?? ''
    const note = isNote || ignored.length > 0 ? null : NOTE.exec(line)
    if (line === '') lines.shift()
    else if (note) {
      isNote = true
      lines[0] = note[1] ?? ''
    } else if (COMMAND.test(line) && ignored.length < COMMANDS_MAX) {
      // A note that was asked for after something else must not go to the requester.
      if (NOTE.test(line)) return { kind: 'none', why: 'noteLate' }
      ignored.push(`“${line.slice(0, 50)}”`)
      lines.shift()
    } else break
  }
  const text = lines.join('\n').trim()
  if (text === '') return { kind: 'none', why: 'noWords' }
  if (hasMark(text) || SECRET.test(text)) return { kind: 'none', why: 'mixed' }
  if (text.length > (isNote ? LIMITS.noteTextChars : LIMITS.bodyChars))
    return { kind: 'none', why: 'tooLong' }
  const files = ownFiles(mail)
  if (isNote && files.length > 0) return { kind: 'none', why: 'files' }
  return { kind: isNote ? 'note' : 'reply', text, files, ignored }
}

/**
 * All that they attached; programs give files a Content-ID whether or not the text shows them. What the text does show is
 * their logo, or a picture of what they quote, more often than not: a reply by mail is words, and such pictures stay behind.
 */
const ownFiles = ({ attachments }: ReceiveMail): NamedFile[] =>
  attachments
    // A signature of their own words says nothing of the mail that goes out (RFC 8551 §3.5.3).
    .filter(({ inline, type }) => !inline && !/pkcs7-signature$/i.test(type))
    .map(({ hash, name, type }) => ({ hash, name, type, cid: null }))

const hasMark = (words: string): boolean => answerMarks().some((mark) => words.includes(mark))

/** Down to the notice, without quoted lines and without the line that says who is quoted. */
function ownLines(visible: string): string[] {
  const all = visible.replace(/\r\n?/g, '\n').split('\n')
  const mark = all.findIndex(hasMark)
  const lines = (mark < 0 ? all : all.slice(0, mark)).filter((line) => !/^\s*>/.test(line))
  const named = lines.findIndex((line) => SECRET.test(line))
  return named < 0 ? lines : lines.slice(0, startOfParagraph(lines, named))
}

/** “On Monday, … wrote:” may run over several lines. */
function startOfParagraph(lines: readonly string[], from: number): number {
  let at = from
  while (at > 0 && lines[at - 1]?.trim() !== '') at--
  return at
}
