/**
 * The MIME tree of a message: mailparser takes it apart, we decide how bytes become text. The one place
 * that knows mailparser. It throws on its limits; the caller makes a ticket of the raw message then.
 */
import { Transform } from 'node:stream'
import { MailParser, type AttachmentStream, type MessageText } from 'mailparser'
import { LIMITS } from '../../shared/kit/limits.ts'
import { decodeText } from './charset.ts'
import { decodeUuencoded } from './uuencode.ts'
import { cleanFileName, makeFileName, readParameter } from './file-name.ts'
import { makeQuotedPrintableStream } from './quoted-printable.ts'

/** Text beyond this is not decoded: the raw message has it all. */
const PART_TEXT_BYTES = 2 * LIMITS.htmlBytes

/** Longer is no id that anything names (RFC 5322 §2.1.1: a line has 998). */
const CID_CHARS = 1_000

/** How much of a message is looked at for its own header. */
const HEAD_BYTES = 64 * 1024

export type MimeFile = {
  name: string
  type: string
  /** How the part asked to be shown; null when it did not say. */
  disposition: string | null
  cid: string | null
  /** Where the HTML may say it is, when it has no Content-ID (RFC 2557 §4.2). */
  location?: string
  content: Buffer
}
export type MimeTree = {
  text: string
  html: string
  files: MimeFile[]
  /** True when there were more files than the limit; the rest is in the raw message. */
  isCut: boolean
}

/** The parts of mailparser's tree that its types leave out. */
type HeaderLine = { key: string; line: string }
type SplitPart = {
  encoding?: string | false
  getDecoder(): Transform
  root?: boolean
  contentType?: string | false
  charset?: string | false
  filename?: string | false
  disposition?: string | false
  headers: { getList(): HeaderLine[] }
}
type TreeNode = {
  node: SplitPart
  contentType: string | false
  isAttachment?: boolean
  disposition?: string
  charset?: string
  children: TreeNode[]
}
declare module 'mailparser' {
  interface MailParser {
    tree: TreeNode | false
    hasText: boolean
    hasHtml: boolean
    createNode(part: SplitPart): TreeNode
    getDecoder(): { decodeStream(charset: string): Transform }
  }
  interface MailParserOptions {
    skipHtmlToText?: boolean | undefined
    maxHeadSize?: number | undefined
    maxChildNodes?: number | undefined
    ignoreEmbedded?: boolean | undefined
    keepDeliveryStatus?: boolean | undefined
  }
}

/** Marks a charset as ours to decode; mailparser would take undeclared bytes for UTF-8 and lose them. */
const OURS = 'deskside:'
/** Before the charset of words that are a file as well, and of HTML, which may say its charset itself. */
const NAMED = 'named:'
const HTML = 'html:'

class DeskParser extends MailParser {
  /** Words that the sender gave a file name: they are read as the body, and are a file besides. */
  readonly namedTexts: { node: TreeNode; content: Buffer }[] = []
  private readonly namedNodes: TreeNode[] = []

  override createNode(part: SplitPart): TreeNode {
    const decoderOf = part.getDecoder.bind(part)
    // Theirs takes a time that grows with the square of a line of blanks.
    part.getDecoder = () => {
      const decoder = decoderOf()
      return part.encoding === 'quoted-printable' ? makeQuotedPrintableStream() : decoder
    }
    mendType(part)
    const node = super.createNode(part)
    if (!node.contentType || !node.contentType.startsWith('text/')) return node
    // A named text part after the words is a file, also when it asks to be shown in line.
    if (part.filename && (this.hasText || this.hasHtml)) {
      node.isAttachment = true
      node.disposition = 'attachment'
    }
    const isNamed = part.filename && node.contentType === 'text/plain' && !node.isAttachment
    if (isNamed) this.namedNodes.push(node)
    const mark = isNamed ? NAMED : node.contentType === 'text/html' ? HTML : ''
    node.charset = OURS + mark + (part.charset || '')
    return node
  }

  override getDecoder() {
    return {
      decodeStream: (marked: string) => {
        const charset = marked.slice(OURS.length)
        if (charset.startsWith(HTML))
          return makeTextStream(charset.slice(HTML.length), { isHtml: true })
        if (!charset.startsWith(NAMED)) return makeTextStream(charset)
        const node = this.namedNodes.shift()
        return makeTextStream(charset.slice(NAMED.length), {
          keep: (content) => {
            if (node) this.namedTexts.push({ node, content })
          },
        })
      },
    }
  }
}

/** RFC 2045 §5.2: a type that is none is text. Some programs forget the semicolon after it. */
function mendType(part: SplitPart): void {
  const type = part.contentType
  if (!type || /^[\w.+-]+\/[\w.+-]+$/.test(type)) return
  const unparted =
    /^([\w.+-]{1,60}\/[\w.+-]{1,60})[\s,]+(?:charset\s*=\s*"?([\w:.+-]{1,60}))?/.exec(type)
  if (unparted?.[2] !== undefined) part.charset ||= unparted[2]
  part.contentType = unparted?.[1] ?? (part.filename ? 'application/octet-stream' : 'text/plain')
}

/** What HTML says of itself (HTML §4.2.5.4), in its first kilobyte. */
function charsetInHtml(content: Buffer): string | null {
  const head = content.subarray(0, 1024).toString('latin1')
  return /<meta\b[^>]{0,200}\bcharset\s*=\s*["']?\s*([\w:.-]{1,40})/i.exec(head)?.[1] ?? null
}

function makeTextStream(
  charset: string,
  options: { keep?: (content: Buffer) => void; isHtml?: boolean } = {},
): Transform {
  const chunks: Buffer[] = []
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (bytes < PART_TEXT_BYTES) chunks.push(chunk)
      bytes += chunk.length
      done()
    },
    flush(done) {
      const content = Buffer.concat(chunks)
      options.keep?.(content)
      const inside = options.isHtml && charset === '' ? charsetInHtml(content) : null
      this.push(Buffer.from(decodeText(content, charset || inside)))
      done()
    },
  })
}

export function parseMime(raw: Uint8Array): Promise<MimeTree> {
  return new Promise((resolve, reject) => {
    const parser = new DeskParser({
      skipHtmlToText: true,
      skipTextToHtml: true,
      skipTextLinks: true,
      skipImageLinks: true,
      maxHeadSize: 2 * 1024 * 1024,
      maxChildNodes: LIMITS.mimeParts,
      ignoreEmbedded: true,
      checksumAlgo: 'sha1',
    })
    const contents: { type: string; guessedName: string; content: Buffer }[] = []
    let text = ''
    let html = ''
    let count = 0
    parser.on('data', (item: AttachmentStream | MessageText) => {
      if (item.type === 'text') {
        text = item.text ?? ''
        html = typeof item.html === 'string' ? item.html : ''
        return
      }
      const chunks: Buffer[] = []
      const isKept = ++count <= LIMITS.attachments
      item.content.on('data', (chunk: Buffer) => {
        if (isKept) chunks.push(chunk)
      })
      item.content.on('end', () => {
        contents.push({
          type: item.contentType || 'application/octet-stream',
          guessedName: item.filename ?? '',
          content: Buffer.concat(chunks),
        })
        item.release()
      })
    })
    parser.on('error', reject)
    parser.on('end', () => {
      const nodes = parser.tree ? fileNodes(parser.tree) : []
      const files = contents
        .slice(0, LIMITS.attachments)
        .map((file, index) => describeFile(file, nodes[index]))
      for (const { node, content } of parser.namedTexts.slice(0, LIMITS.attachments))
        files.push(describeFile({ type: 'text/plain', guessedName: '', content }, node))
      resolve({ text, html, files, isCut: contents.length > LIMITS.attachments })
    })
    parser.end(mendContentType(raw))
  })
}

/**
 * `multipart/mixed boundary=…`: the semicolon that some programs forget, without which nothing is found. And a boundary that nothing
 * says is the first line of the body that looks like one.
 */
function mendContentType(raw: Uint8Array): Uint8Array {
  const start = Buffer.from(raw.buffer, raw.byteOffset, Math.min(raw.length, HEAD_BYTES)).toString(
    'latin1',
  )
  const end = /\r?\n\r?\n/.exec(start)?.index ?? start.length
  const match = /^content-type:[ \t]*multipart\/[a-z-]{1,30}/im.exec(start)
  if (!match || match.index > end) return raw
  const at = match.index + match[0].length
  const parameters = /^(?:[^\r\n]|\r?\n[ \t])*/.exec(start.slice(at, end))?.[0] ?? ''
  if (/^\s+boundary\s*=/i.test(parameters)) return insert(';')
  if (/\bboundary(?:\*0?\*?)?\s*=/i.test(parameters)) return raw
  const boundary = /^--([\w'()+,./:=?-]{1,70})[ \t]*\r?\n[\w-]{1,60}:/m.exec(start.slice(end))?.[1]
  return boundary === undefined ? raw : insert(`; boundary="${boundary}"`)

  function insert(text: string): Uint8Array {
    return Buffer.concat([raw.subarray(0, at), Buffer.from(text), raw.subarray(at)])
  }
}

/**
 * RFC 5322 §2.1: lines end in CRLF. A message kept as a file is whole again, however its lines came; the empty
 * lines at its end belong to the boundary below it.
 */
function withLineEnds(content: Buffer): Buffer {
  const text = content.toString('latin1').replace(/\r?\n/g, '\r\n')
  let end = text.length
  while (text.endsWith('\r\n', end)) end -= 2
  return Buffer.from(text.slice(0, end), 'latin1')
}

/** mailparser takes off base64 and quoted-printable; an older way of writing files is none of RFC 2045's. */
function contentOf(content: Buffer, type: string, encoding: string): Buffer {
  if (type === 'message/rfc822') return withLineEnds(content)
  const isUuencoded = /^\s*(?:x-)?uue?(?:ncode)?\b/i.test(encoding)
  return (isUuencoded && decodeUuencoded(content)) || content
}

/** The attached parts in the order of the message, which is the order in which they are announced. */
function fileNodes(root: TreeNode): TreeNode[] {
  const found: TreeNode[] = []
  const open = [root]
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.isAttachment) found.push(node)
    for (let at = node.children.length - 1; at >= 0; at--) {
      const child = node.children[at]
      if (child) open.push(child)
    }
  }
  return found
}

function describeFile(
  file: { type: string; guessedName: string; content: Buffer },
  node: TreeNode | undefined,
): MimeFile {
  const fields = new Map<string, string>()
  for (const { key, line } of node?.node.headers.getList() ?? [])
    if (!fields.has(key))
      fields.set(
        key,
        line
          .slice(line.indexOf(':') + 1)
          .replace(/\r?\n[ \t]*/g, ' ')
          .trim(),
      )
  const disposition = fields.get('content-disposition') ?? ''
  const type = fields.get('content-type') ?? ''
  const declared = type.split(';', 1)[0]?.trim().toLowerCase() ?? ''
  const name =
    readParameter(disposition, 'filename') || readParameter(type, 'name') || file.guessedName
  const shownType = /^[\w.+-]+\/[\w.+-]+$/.test(declared) ? declared : file.type
  const cid = (fields.get('content-id') ?? '').slice(0, CID_CHARS).replace(/^[<\s]+|[>\s]+$/g, '')
  const location = (fields.get('content-location') ?? '').slice(0, 500)
  return {
    name: cleanFileName(name) || makeFileName(shownType, file.content),
    type: shownType.slice(0, 255),
    disposition: disposition.split(';', 1)[0]?.trim().toLowerCase() || null,
    cid: cid === '' ? location || null : cid.slice(0, 500),
    ...(location === '' ? {} : { location }),
    content: contentOf(file.content, shownType, fields.get('content-transfer-encoding') ?? ''),
  }
}
