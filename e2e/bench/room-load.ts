/**
 * Editors in one room, all of them in this process: they type words that say who wrote them and when, and look for the
 * words of the others in what arrives. They keep no document, so that the load costs less than what is measured.
 */
import { once } from 'node:events'
import * as encoding from 'lib0/encoding'
import type { WebSocket } from 'ws'
import { ROOM_MESSAGE, SYNC_STEP } from '../../shared/wire/frame.ts'
import { bytesOf, openWebSocket } from '../stage/sync-socket.ts'
import { pause } from '../stage/wait.ts'

/** `<editor 3><word 7>` after a sign that stands nowhere else, in base 36. */
const SIGN = '#='
const EDITOR_CHARS = 3
const WORD_CHARS = 7
const MARK_CHARS = SIGN.length + EDITOR_CHARS + WORD_CHARS
const WORDS_PER_TEXT = 40
// The V1 format of Yjs: a struct's first byte.
const FIRST_IN_ROOT = 0x04
const AFTER_ANOTHER = 0x84

export type Editors = {
  /** ms from sending a word until each of the others has it, while everybody types at this rate. */
  typeSteadily(perSecond: number, seconds: number): Promise<number[]>
  /** Words a second that reach the next editor, with so many on their way. */
  typeAtOnce(onTheWay: number, seconds: number): Promise<number>
  close(): void
}

type Editor = { socket: WebSocket; client: number; words: number; sentAt: number[] }

export async function openEditors(
  url: string,
  token: string,
  count: number,
  firstClient: number,
): Promise<Editors> {
  const editors: Editor[] = []
  let onWord: (reader: number, editor: number, word: number) => void = () => {}
  for (let at = 0; at < count; at++) {
    const socket = openWebSocket(url, token)
    const seen = new Map<number, number>()
    socket.on('message', (data) => {
      for (const [editor, word] of marksIn(Buffer.from(bytesOf(data)))) {
        if (editor === at || word <= (seen.get(editor) ?? -1)) continue
        seen.set(editor, word)
        onWord(at, editor, word)
      }
    })
    editors.push({ socket, client: firstClient + at, words: 0, sentAt: [] })
    await once(socket, 'open')
  }

  function type(at: number): void {
    const editor = editors[at]
    if (!editor) return
    editor.socket.send(wordMessage(editor.client, at, editor.words))
    editor.sentAt[editor.words] = performance.now()
    editor.words += 1
  }

  return {
    async typeSteadily(perSecond, seconds) {
      const taken: number[] = []
      onWord = (_reader, editor, word) => {
        const sentAt = editors[editor]?.sentAt[word]
        if (sentAt !== undefined) taken.push(performance.now() - sentAt)
      }
      const expected = count * perSecond * seconds
      const startedAt = performance.now()
      for (let sent = 0; sent < expected;) {
        const due = Math.min(expected, ((performance.now() - startedAt) / 1000) * perSecond * count)
        while (sent < due) type(sent++ % count)
        await pause(1)
      }
      const all = expected * (count - 1)
      for (let look = 0; look < 100 && taken.length < all; look++) await pause(50)
      if (taken.length < all) throw new Error(`${all - taken.length} words were not seen`)
      return taken
    },
    async typeAtOnce(onTheWay, seconds) {
      let seenWords = 0
      let isOver = false
      onWord = (reader, editor) => {
        if (reader !== (editor + 1) % count) return
        seenWords += 1
        if (!isOver) type(editor)
      }
      for (let sent = 0; sent < onTheWay; sent++) type(sent % count)
      await pause(1_000)
      const [before, startedAt] = [seenWords, performance.now()]
      await pause(seconds * 1_000)
      isOver = true
      const perSecond = (seenWords - before) / ((performance.now() - startedAt) / 1000)
      // What is on its way arrives, and is in nobody's figures.
      await pause(500)
      return perSecond
    },
    close() {
      for (const { socket } of editors) socket.terminate()
    },
  }
}

function* marksIn(bytes: Buffer): Iterable<[editor: number, word: number]> {
  for (let at = bytes.indexOf(SIGN); at >= 0; at = bytes.indexOf(SIGN, at + MARK_CHARS)) {
    const from = at + SIGN.length
    const text = bytes.toString('latin1', from, from + EDITOR_CHARS + WORD_CHARS)
    yield [parseInt(text.slice(0, EDITOR_CHARS), 36), parseInt(text.slice(EDITOR_CHARS), 36)]
  }
}

/** A word behind the one before, as Yjs would encode it; every so many begin a new text. */
function wordMessage(client: number, editor: number, word: number): Uint8Array {
  const clock = word * MARK_CHARS
  const update = encoding.encode((encoder) => {
    for (const value of [1, 1, client, clock]) encoding.writeVarUint(encoder, value)
    if (word % WORDS_PER_TEXT === 0) {
      encoding.writeUint8(encoder, FIRST_IN_ROOT)
      encoding.writeVarUint(encoder, 1)
      encoding.writeVarString(encoder, `text-${client}-${word / WORDS_PER_TEXT}`)
    } else {
      encoding.writeUint8(encoder, AFTER_ANOTHER)
      encoding.writeVarUint(encoder, client)
      encoding.writeVarUint(encoder, clock - 1)
    }
    const who = editor.toString(36).padStart(EDITOR_CHARS, '0')
    encoding.writeVarString(encoder, SIGN + who + word.toString(36).padStart(WORD_CHARS, '0'))
    encoding.writeVarUint(encoder, 0)
  })
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, ROOM_MESSAGE.sync)
    encoding.writeVarUint(encoder, SYNC_STEP.update)
    encoding.writeVarUint8Array(encoder, update)
  })
}
