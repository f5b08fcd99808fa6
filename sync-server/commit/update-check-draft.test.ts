/** Updates of a draft that nobody honest writes: refused without a trace. What people type is accepted whole. */
import { describe, expect, test } from 'vitest'
import * as Y from 'yjs'
import { fc } from '../../shared/kit/test-stage/properties.ts'
import { unwrap, type FaultCode } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import {
  addFile,
  clearRecipient,
  draftBody,
  readFiles,
  readRecipients,
  removeFile,
  setRecipient,
} from '../../shared/ticket/draft-doc.ts'
import { hashOfPicture } from '../../shared/ticket/draft-picture.ts'
import { renderDraft } from '../../shared/ticket/draft-text.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'
import { bytesOf, codeOf, PLAN, type Stage } from './test-stage/desk-stage.ts'
import {
  BERTS,
  MINE,
  mine,
  rawUpdate,
  times,
  v2Bomb,
  type RawContent,
  type RawPlace,
  type RawStruct,
} from './test-stage/raw-update.ts'
import { shareDesk } from './test-stage/shared-desk.ts'

let stage: Stage
let ada: Rights
let bert: Rights
shareDesk((shared) => {
  ;({ stage, ada, bert } = shared)
})

/** In Bert's draft: a paragraph at clock 0, its text at 1, the letters `Hello` from 2 to 6. */
const PARAGRAPH = [BERTS, 0] as const
const TEXT = [BERTS, 1] as const
const LAST_LETTER = [BERTS, 6] as const

type Case = readonly [name: string, code: FaultCode, update: () => Uint8Array]

const put = (place: RawPlace, content: RawContent): RawStruct => ({ place, content })
const ZOE = 'zoe@customer.test'
const asCc = { any: [{ name: 'Zoe', as: 'cc' }] }
const recipient = (key: string | undefined, content: RawContent): RawStruct =>
  put(key === undefined ? { root: 'recipients' } : { root: 'recipients', key }, content)
const addresses = (count: number) =>
  times(count, (at) => recipient(`person${at}@customer.test`, asCc))
const element = (place: RawPlace) => put(place, { type: 3, name: 'paragraph' })

const CASES: Case[] = [
  [
    'another device’s client id',
    'ticket/denied',
    () =>
      rawUpdate({
        clients: [
          { client: BERTS, clock: 7, structs: [put({ origin: LAST_LETTER }, { text: '!' })] },
        ],
      }),
  ],
  [
    'the server’s client id',
    'ticket/denied',
    () =>
      rawUpdate({
        clients: [{ client: 1, structs: [put({ origin: LAST_LETTER }, { text: '!' })] }],
      }),
  ],
  [
    'a gap',
    'ticket/gap',
    () =>
      rawUpdate({
        clients: [
          { client: MINE, clock: 3, structs: [put({ origin: LAST_LETTER }, { text: '!' })] },
        ],
      }),
  ],
  [
    'a neighbour nobody knows',
    'ticket/gap',
    () => mine(put({ origin: [4_000_000, 0] }, { text: '!' })),
  ],
  [
    'a right neighbour nobody knows',
    'ticket/gap',
    () => mine(put({ origin: LAST_LETTER, right: [4_000_000, 0] }, { text: '!' })),
  ],
  ['a parent nobody knows', 'ticket/gap', () => mine(put({ type: [4_000_000, 0] }, { text: '!' }))],
  [
    'a deletion of what nobody wrote',
    'ticket/gap',
    () => rawUpdate({ clients: [], deletes: [{ client: BERTS, ranges: [[0, 500]] }] }),
  ],
  ['a skip', 'ticket/gap', () => mine({ skip: 2 }, put({ origin: LAST_LETTER }, { text: '!' }))],
  [
    'V2',
    'ticket/invalid',
    () => {
      const doc = new Y.Doc()
      draftBody(doc).insert(0, [new Y.XmlElement('paragraph')])
      return Y.encodeStateAsUpdateV2(doc)
    },
  ],
  ['the V2 bomb', 'ticket/invalid', () => v2Bomb(2 ** 40)],
  ['rubbish', 'ticket/invalid', () => new Uint8Array(500).fill(3)],
  [
    'a byte too many',
    'ticket/invalid',
    () =>
      rawUpdate({
        clients: [{ client: MINE, structs: [put({ origin: LAST_LETTER }, { text: '!' })] }],
        more: [0],
      }),
  ],
  ['10 MB', 'ticket/too-big', () => new Uint8Array(10_000_000)],
  [
    'more structs than an update may have',
    'ticket/too-big',
    () => mine(...times(LIMITS.updateStructs + 1, () => element({ root: 'body' }))),
  ],
  [
    'one client in two places',
    'ticket/invalid',
    () =>
      rawUpdate({
        clients: [
          { client: MINE, structs: [element({ root: 'body' })] },
          { client: MINE, structs: [element({ root: 'body' })] },
        ],
      }),
  ],
  ['an empty text', 'ticket/invalid', () => mine(put({ origin: LAST_LETTER }, { text: '' }))],
  [
    'deletions over one another',
    'ticket/invalid',
    () =>
      rawUpdate({
        clients: [{ client: MINE, structs: [put({ origin: LAST_LETTER }, { text: '!' })] }],
        deletes: [{ client: BERTS, ranges: times(500, () => [2, 5] as const) }],
      }),
  ],
  [
    'a thousand blind paragraphs at one place',
    'ticket/too-big',
    () => mine(...times(1_000, () => element({ root: 'body' }))),
  ],
  [
    'a root that a draft has not',
    'ticket/denied',
    () => mine(put({ root: 'elsewhere' }, { text: '!' })),
  ],
  ['a root called __proto__', 'ticket/denied', () => mine(element({ root: '__proto__' }))],
  ['a key at the body', 'ticket/denied', () => mine(put({ root: 'body', key: 'a' }, { any: [1] }))],
  ['letters in the body', 'ticket/denied', () => mine(put({ root: 'body' }, { text: 'naked' }))],
  [
    'letters beside a paragraph',
    'ticket/denied',
    () => mine(put({ origin: PARAGRAPH }, { text: 'naked' })),
  ],
  ['a value in the body', 'ticket/denied', () => mine(put({ root: 'body' }, { any: [1] }))],
  [
    'a value between letters',
    'ticket/denied',
    () => mine(put({ origin: LAST_LETTER }, { any: [1] })),
  ],
  ['a paragraph between letters', 'ticket/denied', () => mine(element({ origin: LAST_LETTER }))],
  [
    'an embed between letters',
    'ticket/denied',
    () => mine(put({ origin: LAST_LETTER }, { embed: '{"image":"x"}' })),
  ],
  [
    'bytes between letters',
    'ticket/denied',
    () => mine(put({ origin: LAST_LETTER }, { binary: new Uint8Array(9) })),
  ],
  ['a document within', 'ticket/denied', () => mine(put({ type: PARAGRAPH }, { doc: 'x' }))],
  [
    'a document as an attribute',
    'ticket/denied',
    () => mine(put({ type: PARAGRAPH, key: 'a' }, { doc: 'x' })),
  ],
  ['a list in a paragraph', 'ticket/denied', () => mine(put({ type: PARAGRAPH }, { type: 0 }))],
  [
    'a map as an attribute',
    'ticket/denied',
    () => mine(put({ type: PARAGRAPH, key: 'a' }, { type: 1 })),
  ],
  ['a hook', 'ticket/denied', () => mine(put({ root: 'body' }, { type: 5, name: 'x' }))],
  [
    'a letter that is a parent',
    'ticket/invalid',
    () => mine(put({ type: LAST_LETTER }, { text: 'x' })),
  ],
  [
    'two that stand within each other',
    'ticket/invalid',
    () =>
      rawUpdate({
        clients: [
          { client: MINE, structs: [element({ type: [MINE + 1, 0] })] },
          { client: MINE + 1, structs: [element({ type: [MINE, 0] })] },
        ],
      }),
  ],
  [
    'paragraphs within paragraphs, 500 deep',
    'ticket/denied',
    () =>
      mine(...times(500, (at) => element(at === 0 ? { root: 'body' } : { type: [MINE, at - 1] }))),
  ],
  [
    'a mark with JSON 100,000 deep',
    'ticket/invalid',
    () =>
      mine(
        put(
          { origin: LAST_LETTER },
          { format: ['strong', '['.repeat(100_000) + ']'.repeat(100_000)] },
        ),
      ),
  ],
  [
    'a mark that is no JSON',
    'ticket/invalid',
    () => mine(put({ origin: LAST_LETTER }, { format: ['strong', '{'] })),
  ],
  [
    'an attribute 1,000 deep',
    'ticket/invalid',
    () =>
      mine(
        put(
          { type: PARAGRAPH, key: 'a' },
          { anyBytes: [...times(1_000, () => [117, 1]).flat(), 126], length: 1 },
        ),
      ),
  ],
]

/** In the maps: who gets the reply, and its files. */
const MAP_CASES: Case[] = [
  ['a recipient without a key', 'ticket/denied', () => mine(recipient(undefined, asCc))],
  ['letters among recipients', 'ticket/denied', () => mine(recipient(undefined, { text: 'x' }))],
  ['letters as a recipient', 'ticket/denied', () => mine(recipient(ZOE, { text: 'x' }))],
  ['a map as a recipient', 'ticket/denied', () => mine(recipient(ZOE, { type: 1 }))],
  ['a text as a recipient', 'ticket/denied', () => mine(recipient(ZOE, { type: 2 }))],
  [
    'a paragraph as a recipient',
    'ticket/denied',
    () => mine(recipient(ZOE, { type: 3, name: 'paragraph' })),
  ],
  ['a document as a recipient', 'ticket/denied', () => mine(recipient(ZOE, { doc: 'x' }))],
  [
    'bytes as a recipient',
    'ticket/denied',
    () => mine(recipient(ZOE, { binary: new Uint8Array(3) })),
  ],
  [
    'a recipient in old JSON',
    'ticket/denied',
    () => mine(recipient(ZOE, { json: ['{"as":"cc"}'] })),
  ],
  ['two values at once', 'ticket/denied', () => mine(recipient(ZOE, { any: [...asCc.any, 1] }))],
  ['a recipient that is null', 'ticket/denied', () => mine(recipient(ZOE, { any: [null] }))],
  ['a recipient that is a list', 'ticket/denied', () => mine(recipient(ZOE, { any: [[asCc]] }))],
  [
    'a recipient with more than belongs there',
    'ticket/denied',
    () => mine(recipient(ZOE, { any: [{ name: 'Zoe', as: 'cc', isAdmin: true }] })),
  ],
  [
    'a way to get a reply that there is not',
    'ticket/denied',
    () => mine(recipient(ZOE, { any: [{ name: 'Zoe', as: 'to' }] })),
  ],
  [
    'a line end in the name',
    'ticket/denied',
    () => mine(recipient(ZOE, { any: [{ name: 'Zoe\r\nBcc: x', as: 'cc' }] })),
  ],
  [
    'a line end in the address',
    'ticket/denied',
    () => mine(recipient(`${ZOE}\r\nbcc:x@customer.test`, asCc)),
  ],
  ['an address in capitals', 'ticket/denied', () => mine(recipient('Zoe@customer.test', asCc))],
  ['a recipient called __proto__', 'ticket/denied', () => mine(recipient('__proto__', asCc))],
  [
    'a recipient whose value brings a prototype',
    'ticket/invalid',
    () =>
      mine(
        recipient(ZOE, {
          // An object with one key, `__proto__`, that is an object with `name` and `as`.
          anyBytes: [
            ...[118, 1, 9, ...new TextEncoder().encode('__proto__')],
            ...[118, 2, 4, ...new TextEncoder().encode('name'), 119, 1, 90],
            ...[2, ...new TextEncoder().encode('as'), 119, 2, 99, 99],
          ],
          length: 1,
        }),
      ),
  ],
  [
    'nothing but a deletion under a key that is no address',
    'ticket/denied',
    () => mine(recipient('zoe', { deleted: 1 })),
  ],
  [
    'more addresses than a draft may name',
    'ticket/denied',
    () => mine(...addresses(LIMITS.draftKeys + 1)),
  ],
  [
    'a paragraph put beside a recipient',
    'ticket/denied',
    () => mine(recipient(ZOE, asCc), element({ origin: [MINE, 0] })),
  ],
  [
    'a paragraph put before a recipient',
    'ticket/denied',
    () => mine(recipient(ZOE, asCc), element({ right: [MINE, 0] })),
  ],
  [
    'a recipient put before another',
    'ticket/denied',
    () => mine(recipient(ZOE, asCc), put({ right: [MINE, 0] }, asCc)),
  ],
  ['a recipient between letters', 'ticket/denied', () => mine(put({ origin: LAST_LETTER }, asCc))],
  [
    'a second value put behind a recipient that is none',
    'ticket/denied',
    () => mine(recipient(ZOE, asCc), put({ origin: [MINE, 0] }, { any: ['cc'] })),
  ],
  [
    'a file under another name than its hash',
    'ticket/denied',
    () => mine(put({ root: 'files', key: 'b'.repeat(64) }, { any: [PLAN] })),
  ],
  [
    'a file whose type begins a header',
    'ticket/denied',
    () =>
      mine(
        put({ root: 'files', key: PLAN.hash }, { any: [{ ...PLAN, type: 'text/x\r\nBcc: x' }] }),
      ),
  ],
  [
    'a recipient among the files',
    'ticket/denied',
    () => mine(put({ root: 'files', key: ZOE }, asCc)),
  ],
]

const picture = put({ root: 'body' }, { type: 3, name: 'image' })
const says = (key: string, value: unknown) => put({ type: [MINE, 0], key }, { any: [value] })

/** A picture is the hash of a file that the draft names, and nothing else. */
const PICTURE_CASES: Case[] = [
  ...[
    'https://tracker.example/x.gif',
    '//tracker.example/x.gif',
    'data:image/png;base64,AAAA',
    'blob:x',
    'cid:x@y',
    '/api/people',
  ].flatMap((address): Case[] => [
    [`a picture at ${address}`, 'ticket/denied', () => mine(picture, says('src', address))],
    [
      `a picture whose hash is ${address}`,
      'ticket/denied',
      () => mine(picture, says('hash', address)),
    ],
  ]),
  [
    'a picture with a set of addresses',
    'ticket/denied',
    () => mine(picture, says('srcset', 'x 2x')),
  ],
  ['a picture with words of its own', 'ticket/denied', () => mine(picture, says('alt', 'x'))],
  ['a picture that is no file', 'ticket/denied', () => mine(picture, says('hash', PLAN.hash))],
  ['a picture without a value', 'ticket/denied', () => mine(picture, says('hash', null))],
  ['a picture that is a list', 'ticket/denied', () => mine(picture, says('hash', [PLAN.hash]))],
  [
    'a picture with two values, of which one is a file',
    'ticket/denied',
    () =>
      mine(
        picture,
        put({ root: 'files', key: PLAN.hash }, { any: [PLAN] }),
        put(
          { type: [MINE, 0], key: 'hash' },
          { any: [PLAN.hash, 'https://tracker.example/x.gif'] },
        ),
      ),
  ],
  [
    'an address put behind a hash that is right',
    'ticket/denied',
    () =>
      mine(
        picture,
        put({ root: 'files', key: PLAN.hash }, { any: [PLAN] }),
        says('hash', PLAN.hash),
        put({ origin: [MINE, 2] }, { any: ['https://tracker.example/x.gif'] }),
      ),
  ],
  [
    'letters in a picture',
    'ticket/denied',
    () => mine(picture, put({ type: [MINE, 0] }, { text: 'x' })),
  ],
  [
    'a text in a picture',
    'ticket/denied',
    () => mine(picture, put({ type: [MINE, 0] }, { type: 6 })),
  ],
  ['a paragraph in a picture', 'ticket/denied', () => mine(picture, element({ type: [MINE, 0] }))],
  [
    'a hash in old JSON',
    'ticket/denied',
    () => mine(picture, put({ type: [MINE, 0], key: 'hash' }, { json: [`"${PLAN.hash}"`] })),
  ],
]

async function openDraft() {
  const ticket = await stage.ticket()
  const draft = `${ticket}-r0`
  const doc = new Y.Doc()
  doc.clientID = BERTS
  const update = bytesOf(doc, () => {
    const paragraph = new Y.XmlElement('paragraph')
    draftBody(doc).insert(0, [paragraph])
    paragraph.insert(0, [new Y.XmlText('Hello')])
  })
  unwrap(await stage.push(bert, { kind: 'draft', draft, update }))
  return { ticket, draft, doc }
}

async function read(draft: string): Promise<Y.Doc> {
  const doc = new Y.Doc()
  const row = await stage.sql.get(`SELECT state FROM drafts WHERE id = ?`, draft)
  if (row?.['state'] instanceof Uint8Array) Y.applyUpdate(doc, row['state'])
  for (const { bytes } of await stage.sql.all(
    `SELECT bytes FROM draft_updates WHERE draft = ? ORDER BY version`,
    draft,
  ))
    if (bytes instanceof Uint8Array) Y.applyUpdate(doc, bytes)
  return doc
}

test('the paragraph, its text and its letters are where the cases say', async () => {
  const { doc } = await openDraft()
  expect(Y.getState(doc.store, BERTS)).toBe(7)
  expect(Y.getItem(doc.store, new Y.ID(...TEXT))).toBeInstanceOf(Y.Item)
})

describe('[CO9] in a draft', () => {
  test.each([...CASES, ...MAP_CASES, ...PICTURE_CASES])(
    '%s is refused, and leaves everything as it was',
    async (_name, code, make) => {
      const { draft, doc } = await openDraft()
      const before = await stage.everything()
      const refused = await stage.push(ada, { kind: 'draft', draft, update: make() })
      expect(codeOf(refused)).toBe(code)
      expect(await stage.everything()).toBe(before)
      // Nothing of it is in memory either: the next letter is stored beside what was there, and nothing else.
      const text = draftBody(doc).get(0)
      if (!(text instanceof Y.XmlElement)) throw new Error('no paragraph')
      const letters = text.get(0)
      if (!(letters instanceof Y.XmlText)) throw new Error('no text')
      const update = bytesOf(doc, () => letters.insert(5, '!'))
      unwrap(await stage.push(bert, { kind: 'draft', draft, update }))
      const stored = await read(draft)
      expect(renderDraft(stored).text).toBe('Hello!')
      expect([...stored.store.clients.keys()]).toEqual([BERTS])
      expect(stored.store.pendingStructs).toBeNull()
    },
  )

  test('a draft of a queue one may not see looks as if it were not there', async () => {
    const { draft } = await openDraft()
    const eve = await stage.agent('Eve', ['payments'])
    const update = mine(put({ origin: LAST_LETTER }, { text: '!' }))
    const refused = await stage.push(eve, { kind: 'draft', draft, update })
    expect(codeOf(refused)).toBe('kit/not-found')
  })
})

describe('in the maps of a draft', () => {
  /** Ada's copy, with what was stored. */
  async function adas(draft: string) {
    const doc = await read(draft)
    doc.clientID = MINE
    return doc
  }

  test('recipients and files are stored; chosen anew, taken out, said again: as Yjs has it', async () => {
    const { draft } = await openDraft()
    const doc = await adas(draft)
    const push = async (change: () => void) => {
      const update = bytesOf(doc, change)
      unwrap(await stage.push(ada, { kind: 'draft', draft, update }))
      unwrap(await stage.push(ada, { kind: 'draft', draft, update }))
    }
    await push(() => setRecipient(doc, { address: ZOE, name: 'Zoe', as: 'cc' }))
    await push(() => setRecipient(doc, { address: ZOE, name: 'Zoe', as: 'bcc' }))
    await push(() => addFile(doc, PLAN))
    expect(readRecipients(await read(draft))).toEqual([{ address: ZOE, name: 'Zoe', as: 'bcc' }])
    expect(readFiles(await read(draft))).toEqual([PLAN])
    await push(() => {
      clearRecipient(doc, ZOE)
      removeFile(doc, PLAN.hash)
    })
    await push(() => setRecipient(doc, { address: ZOE, name: 'Zoe', as: 'none' }))
    const whole = Y.encodeStateAsUpdate(doc)
    unwrap(await stage.push(ada, { kind: 'draft', draft, update: whole }))
    const stored = await read(draft)
    expect(readRecipients(stored)).toEqual([{ address: ZOE, name: 'Zoe', as: 'none' }])
    expect(readFiles(stored)).toEqual([])
    expect(renderDraft(stored).text).toBe('Hello')
  })

  test('letters typed among choices are letters: in one batch, and by itself', async () => {
    const { draft } = await openDraft()
    const doc = await adas(draft)
    for (const at of times(6, (n) => n)) {
      const paragraph = draftBody(doc).get(0)
      const letters = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
      if (!(letters instanceof Y.XmlText)) throw new Error('no text')
      const update = bytesOf(doc, () => {
        if (at % 3 !== 1) letters.insert(letters.length, String(at))
        if (at % 3 !== 0) setRecipient(doc, { address: `p${at}@customer.test`, name: '', as: 'cc' })
      })
      unwrap(await stage.push(ada, { kind: 'draft', draft, update }))
    }
    const stored = await read(draft)
    expect(renderDraft(stored).text).toBe('Hello0235')
    expect(readRecipients(stored)).toHaveLength(4)
  })

  test('a choice behind one that is stored is judged as under its key', async () => {
    const { draft } = await openDraft()
    const doc = await adas(draft)
    const update = bytesOf(doc, () => setRecipient(doc, { address: ZOE, name: 'Zoe', as: 'cc' }))
    unwrap(await stage.push(ada, { kind: 'draft', draft, update }))
    const behind = (content: RawContent) =>
      rawUpdate({
        clients: [{ client: MINE, clock: 1, structs: [put({ origin: [MINE, 0] }, content)] }],
      })
    const refusals: RawContent[] = [
      { any: ['cc'] },
      { text: 'cc' },
      { format: ['strong', 'true'] },
      { type: 2 },
      { any: [{ name: 'Zoe\n', as: 'cc' }] },
    ]
    for (const content of refusals)
      expect(codeOf(await stage.push(ada, { kind: 'draft', draft, update: behind(content) }))).toBe(
        'ticket/denied',
      )
    const good = behind({ any: [{ name: 'Zoe', as: 'bcc' }] })
    unwrap(await stage.push(ada, { kind: 'draft', draft, update: good }))
    expect(readRecipients(await read(draft))).toEqual([{ address: ZOE, name: 'Zoe', as: 'bcc' }])
  })

  test('addresses that were taken out count too: a draft does not grow by names for ever', async () => {
    const { draft } = await openDraft()
    const doc = await adas(draft)
    const all = bytesOf(doc, () => {
      for (const at of times(LIMITS.draftKeys, (n) => n))
        setRecipient(doc, { address: `p${at}@customer.test`, name: '', as: 'cc' })
    })
    unwrap(await stage.push(ada, { kind: 'draft', draft, update: all }))
    const out = bytesOf(doc, () => {
      for (const { address } of readRecipients(doc)) clearRecipient(doc, address)
    })
    unwrap(await stage.push(ada, { kind: 'draft', draft, update: out }))
    const again = bytesOf(doc, () =>
      setRecipient(doc, { address: 'p1@customer.test', name: '', as: 'cc' }),
    )
    unwrap(await stage.push(ada, { kind: 'draft', draft, update: again }))
    const more = bytesOf(doc, () => setRecipient(doc, { address: ZOE, name: '', as: 'cc' }))
    expect(codeOf(await stage.push(ada, { kind: 'draft', draft, update: more }))).toBe(
      'ticket/denied',
    )
  })
})

describe('[DR7] a picture in a draft', () => {
  const pictureIn = (doc: Y.Doc, hash: string) => {
    const node = new Y.XmlElement('image')
    const paragraph = new Y.XmlElement('paragraph')
    draftBody(doc).insert(0, [paragraph])
    paragraph.insert(0, [node])
    node.setAttribute('hash', hash)
    return node
  }
  const openMine = async () => {
    const { draft } = await openDraft()
    const doc = await read(draft)
    doc.clientID = MINE
    const push = (act: () => void) =>
      stage.push(ada, { kind: 'draft', draft, update: bytesOf(doc, act) })
    return { draft, doc, push }
  }

  test('is taken with its file in one update, and after it', async () => {
    const { draft, doc, push } = await openMine()
    unwrap(
      await push(() => {
        pictureIn(doc, PLAN.hash)
        addFile(doc, PLAN)
      }),
    )
    unwrap(await push(() => pictureIn(doc, PLAN.hash)))
    const body = draftBody(await read(draft))
    const nodes = [...body.createTreeWalker(() => true)]
    const hashes = nodes.flatMap((node) => hashOfPicture(node) ?? [])
    expect(hashes).toEqual([PLAN.hash, PLAN.hash])
  })

  test('whose file a colleague takes out meanwhile is taken all the same, and shows nothing', async () => {
    const { draft, doc, push } = await openMine()
    unwrap(await push(() => addFile(doc, { ...PLAN, type: 'image/png' })))
    unwrap(await push(() => removeFile(doc, PLAN.hash)))
    unwrap(await push(() => pictureIn(doc, PLAN.hash)))
    expect(renderDraft(await read(draft)).html).not.toContain('img')
  })

  test('cannot be given an address later', async () => {
    const { doc, push } = await openMine()
    unwrap(
      await push(() => {
        addFile(doc, PLAN)
        pictureIn(doc, PLAN.hash)
      }),
    )
    const node = draftBody(doc).querySelector('image')
    const set = (key: string, value: string) =>
      push(() => node instanceof Y.XmlElement && node.setAttribute(key, value))
    expect(codeOf(await set('src', 'https://tracker.example/x.gif'))).toBe('ticket/denied')
  })
})

/** In which whatever was said has come round; one more would be an endless talk. */
const ROUNDS_MAX = 5

test('[DR1] whatever two people type, in any order of arrival, is accepted and the same for all', async () => {
  const act = fc.record({
    who: fc.nat(1),
    kind: fc.constantFrom(
      ...(['type', 'type', 'type', 'mark', 'delete', 'enter', 'attribute', 'meet'] as const),
      ...(['choose', 'unchoose', 'file'] as const),
    ),
    at: fc.nat(1_000),
    // Yjs counts UTF-16 units: what is typed into the middle of a pair would break the pair.
    text: fc.string({ minLength: 1, maxLength: 8, unit: fc.constantFrom(...'abc äß€') }),
  })
  await fc.assert(
    fc.asyncProperty(fc.array(act, { minLength: 5, maxLength: 60 }), async (acts) => {
      const { draft, doc } = await openDraft()
      const other = new Y.Doc()
      Y.applyUpdate(other, Y.encodeStateAsUpdate(doc))
      const typists = [
        { doc, rights: bert, out: [] as Uint8Array[] },
        { doc: other, rights: ada, out: [] as Uint8Array[] },
      ]
      for (const typist of typists) typist.doc.on('update', (update) => typist.out.push(update))
      const flush = async ({ out, rights }: (typeof typists)[number]) => {
        for (const update of out.splice(0))
          unwrap(await stage.push(rights, { kind: 'draft', draft, update }))
      }
      for (const { who, kind, at, text } of acts) {
        const typist = typists[who]
        if (!typist) continue
        const body = draftBody(typist.doc)
        const paragraph = body.get(at % Math.max(1, body.length))
        const letters = paragraph instanceof Y.XmlElement ? paragraph.get(0) : null
        if (kind === 'meet') {
          for (const one of typists) await flush(one)
          const stored = Y.encodeStateAsUpdate(await read(draft))
          // What comes in goes out again with the next flush: with it the marks that Yjs tidied up.
          for (const one of typists) Y.applyUpdate(one.doc, stored)
        } else if (kind === 'enter') {
          const made = new Y.XmlElement('paragraph')
          made.insert(0, [new Y.XmlText(text)])
          body.insert(at % (body.length + 1), [made])
        } else if (kind === 'choose') {
          const as = at % 2 === 0 ? ('cc' as const) : ('bcc' as const)
          setRecipient(typist.doc, { address: `p${at % 3}@customer.test`, name: '', as })
        } else if (kind === 'unchoose') {
          clearRecipient(typist.doc, `p${at % 3}@customer.test`)
        } else if (kind === 'file') {
          addFile(typist.doc, { ...PLAN, bytes: at })
        } else if (kind === 'attribute') {
          if (paragraph instanceof Y.XmlElement) paragraph.setAttribute('level', text)
        } else if (letters instanceof Y.XmlText) {
          const place = at % (letters.length + 1)
          if (kind === 'type') letters.insert(place, text)
          else if (kind === 'mark' && place < letters.length)
            letters.format(place, letters.length - place, { strong: {} })
          else if (kind === 'delete' && letters.length > 0)
            letters.delete(place % letters.length, 1)
        }
      }
      // Until nobody has anything to say: Yjs tidies up marks that met, on every side, and each hears of it.
      let stored = await read(draft)
      for (let round = 0; round === 0 || typists.some(({ out }) => out.length > 0); round++) {
        expect(round).toBeLessThan(ROUNDS_MAX)
        for (const typist of typists) await flush(typist)
        stored = await read(draft)
        for (const typist of typists) Y.applyUpdate(typist.doc, Y.encodeStateAsUpdate(stored))
      }
      for (const typist of typists) {
        expect(draftBody(typist.doc).toJSON()).toBe(draftBody(stored).toJSON())
        expect(readRecipients(typist.doc)).toEqual(readRecipients(stored))
        expect(readFiles(typist.doc)).toEqual(readFiles(stored))
      }
    }),
    { numRuns: 60, endOnFailure: true },
  )
}, 60_000)
