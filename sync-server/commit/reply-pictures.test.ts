/** Pictures in the text of a reply, from the draft into the mail: shown when they are pictures, files when they are not. */
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { unwrap } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { addFile, draftBody } from '../../shared/ticket/draft-doc.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { OutgoingMail } from '../../shared/wire/mail.ts'
import { openWebStage, type WebStage } from '../http/test-stage/web-stage.ts'
import { bringUpload } from './uploads.ts'

let web: WebStage
let ada: Rights
let ticket: string
beforeEach(async () => {
  web = await openWebStage({ DESKSIDE_UNDO_SECONDS: '0', DESKSIDE_MAIL_OUT_BYTES: '1000000' })
  ada = await web.agent('Ada', null, 'admin')
  ticket = await web.ticket()
})
afterEach(() => web.close())

/** The head of a PNG that says how large it is; what follows is of no interest here. */
function png(width: number, bytes = 100): Uint8Array {
  const made = Buffer.alloc(bytes)
  made.write('\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'latin1')
  made.writeUInt32BE(width, 16)
  made.writeUInt32BE(40, 20)
  return made
}
const hashOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

type Given = { name: string; bytes: Uint8Array; type?: string; stands?: boolean }

/** A reply with pictures in its text. @property stands  false: it was taken out of the text again */
async function reply(files: readonly Given[], words = 'It looks like this: ') {
  const draft = `${ticket}-r0`
  const doc = new Y.Doc()
  const paragraph = new Y.XmlElement('paragraph')
  draftBody(doc).insert(0, [paragraph])
  if (words !== '') paragraph.insert(0, [new Y.XmlText(words)])
  for (const { name, bytes, type = 'image/png', stands = true } of files) {
    const hash = hashOf(bytes)
    unwrap(await bringUpload(web.desk.parts, ada, { bytes, hash, ticket }))
    const file = { hash, name, type, bytes: bytes.length, inline: true, cid: null }
    unwrap(addFile(doc, file))
    if (!stands) continue
    const node = new Y.XmlElement('image')
    paragraph.push([node])
    node.setAttribute('hash', hash)
  }
  unwrap(await web.push(ada, { kind: 'draft', draft, update: Y.encodeStateAsUpdate(doc) }))
  const sendId = web.newId()
  const draftState = Y.encodeStateVector(doc)
  const send = { draft, draftState, seen: null, isForced: true, status: null }
  const sent = await web.push(ada, { kind: 'send', ticket, sendId, ...send })
  if (!sent.ok) return { fault: sent.fault, mail: null, message: undefined }
  const row = await web.sql.get(`SELECT mail FROM outgoing WHERE id = ?`, sendId)
  const mail = v.parse(OutgoingMail, JSON.parse(String(row?.['mail'])))
  const message = (await web.read(ticket)).messages.find((one) => one.id === sendId)
  return { fault: null, mail, message }
}

describe('[DR7] [MR43] a picture in a reply', () => {
  test('is in the mail where it stood: by Content-ID, no wider than mail is read, and as words in the text', async () => {
    const wide = png(4_000)
    const { mail, message } = await reply([{ name: 'pump "old".png', bytes: wide }])
    const cid = `${hashOf(wide).slice(0, 40)}@picture`
    expect(mail?.html).toContain(
      `It looks like this: <img src="cid:${cid}" alt="pump &quot;old&quot;.png" width="${LIMITS.mailPicturePx}" style=`,
    )
    expect(mail?.text).toContain('It looks like this: [picture: pump "old".png]')
    expect(mail?.attachments).toMatchObject([{ inline: true, cid, type: 'image/png' }])
    expect(message?.attachments).toEqual(mail?.attachments)
    const html = await web.desk.parts.blobs.get(message?.html ?? '')
    expect(Buffer.from(html ?? []).toString()).toContain(`cid:${cid}`)
  })

  test('that was taken out of the text is not sent; alone it is a reply', async () => {
    const files = [
      { name: 'gone.png', bytes: png(50), stands: false },
      { name: 'stays.png', bytes: png(60) },
    ]
    const { mail } = await reply(files, '')
    expect(mail?.attachments.map(({ name }) => name)).toEqual(['stays.png'])
    expect(mail?.text).toMatch(/^\[picture: stays\.png\]\n/)
    expect(mail?.html).toContain('width="60"')
  })

  test('that is none, whatever it is called, is a file beside the words', async () => {
    const page = Buffer.from('<script>alert(1)</script>')
    const { mail } = await reply([{ name: 'x.png', bytes: page }])
    expect(mail?.html).not.toContain('<img')
    expect(mail?.text).not.toContain('[picture')
    expect(mail?.attachments).toMatchObject([{ name: 'x.png', inline: false, cid: null }])
  })

  test('that is none, and stands alone, is no reply', async () => {
    const { fault } = await reply([{ name: 'x.png', bytes: Buffer.from('<svg/>') }], '')
    expect(fault).toMatchObject({ code: 'ticket/invalid' })
  })

  test('too large for the relay it is a link, and its name stands where it stood; files go before it', async () => {
    const large = png(50, 700_000)
    const rest = { name: 'small.png', bytes: png(70, 200_000) }
    const { mail, message } = await reply([{ name: 'a<b.png', bytes: large }, rest])
    expect(message?.linked).toEqual([hashOf(large)])
    expect(mail?.html).toContain('It looks like this: [picture: a&lt;b.png]<img src="cid:')
    expect(mail?.html?.match(/<img/g)).toHaveLength(1)
    expect(mail?.html).toMatch(/<a href="https:\/\/desk\.test\/f\/[0-9a-z]{26}">a&lt;b\.png<\/a>/)
    expect(mail?.attachments).toMatchObject([{ name: 'small.png', inline: true }])
  })
})
