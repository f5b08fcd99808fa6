/**
 * A draft's body as plain text and as the small HTML that mail can carry (p, br, strong, em, u, s, a, ul, ol,
 * blockquote, pre, code, and img by Content-ID). Runs on the server, which freezes the text of a reply, and on devices for
 * the preview.
 */
import * as Y from 'yjs'
import { draftBody } from './draft-doc.ts'
import { cidOf, hashOfPicture, PICTURE_NODE, readPictures, type Picture } from './draft-picture.ts'

export type DraftText = { text: string; html: string }

/** @param pictures  those that may be shown, by hash: what the draft says of its files, unless somebody knows better */
export function renderDraft(doc: Y.Doc, pictures: Pictures = readPictures(doc)): DraftText {
  const blocks = renderBlocks(draftBody(doc).toArray(), pictures)
  return {
    text: blocks.text
      .replace(/[ \t]+\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim(),
    html: blocks.html,
  }
}

/** True when nobody has written a word yet. */
export function isDraftEmpty(doc: Y.Doc): boolean {
  const pictures = readPictures(doc)
  // The first words end it: it is asked while somebody types.
  return draftBody(doc)
    .toArray()
    .every((block) => renderBlocks([block], pictures).text.trim() === '')
}

type Child = Y.XmlElement | Y.XmlText | Y.XmlHook
type Pictures = ReadonlyMap<string, Picture>

const escapeHtml = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

function renderBlocks(nodes: Child[], pictures: Pictures): DraftText {
  let text = ''
  let html = ''
  let number = 1
  for (const node of nodes) {
    const part = renderBlock(node, pictures, number)
    if (node instanceof Y.XmlElement && node.nodeName === 'list_item') number++
    text += part.text
    html += part.html
  }
  return { text, html }
}

function renderBlock(node: Child, pictures: Pictures, number: number): DraftText {
  if (node instanceof Y.XmlText) return renderSpans(node)
  if (!(node instanceof Y.XmlElement)) return { text: '', html: '' }
  const children = node.toArray().filter(isChild)
  switch (node.nodeName) {
    case 'paragraph': {
      const inner = renderInline(children, pictures)
      return { text: `${inner.text}\n\n`, html: `<p>${inner.html || '<br>'}</p>` }
    }
    case 'heading': {
      const inner = renderInline(children, pictures)
      return { text: `${inner.text}\n\n`, html: `<p><strong>${inner.html}</strong></p>` }
    }
    case 'blockquote': {
      const inner = renderBlocks(children, pictures)
      const quoted = inner.text
        .trimEnd()
        .split('\n')
        .map((line) => `> ${line}`)
        .join('\n')
      return { text: `${quoted}\n\n`, html: `<blockquote>${inner.html}</blockquote>` }
    }
    case 'bullet_list':
    case 'ordered_list': {
      const isOrdered = node.nodeName === 'ordered_list'
      let at = 1
      let text = ''
      let html = ''
      for (const item of children) {
        const inner = renderBlocks(
          item instanceof Y.XmlElement ? item.toArray().filter(isChild) : [],
          pictures,
        )
        const mark = isOrdered ? `${at++}. ` : '- '
        text += mark + inner.text.trim().replace(/\n+/g, `\n${' '.repeat(mark.length)}`) + '\n'
        html += `<li>${inner.html}</li>`
      }
      const tag = isOrdered ? 'ol' : 'ul'
      return { text: `${text}\n`, html: `<${tag}>${html}</${tag}>` }
    }
    case 'list_item': {
      const inner = renderBlocks(children, pictures)
      return { text: `${number}. ${inner.text}`, html: `<li>${inner.html}</li>` }
    }
    case 'code_block': {
      const inner = renderInline(children, pictures)
      return {
        text: `${inner.text}\n\n`,
        html: `<pre><code>${escapeHtml(inner.text)}</code></pre>`,
      }
    }
    case PICTURE_NODE:
      return renderPicture(node, pictures)
    case 'horizontal_rule':
      return { text: '---\n\n', html: '<hr>' }
    case 'hard_break':
      return { text: '\n', html: '<br>' }
    default: {
      const inner = renderInline(children, pictures)
      return { text: `${inner.text}\n\n`, html: inner.html ? `<p>${inner.html}</p>` : '' }
    }
  }
}

/** One whose file was taken out is nothing any more. */
function renderPicture(node: Y.XmlElement, pictures: Pictures): DraftText {
  const file = pictures.get(hashOfPicture(node) ?? '')
  if (!file) return { text: '', html: '' }
  const name = escapeHtml(file.name)
  // Outlook reads the attribute, everything else the style.
  const width = file.width === undefined ? '' : ` width="${file.width}"`
  return {
    text: `[picture: ${file.name}]`,
    html: `<img src="cid:${cidOf(file.hash)}" alt="${name}"${width} style="max-width:100%;height:auto">`,
  }
}

function isChild(node: Child | Y.XmlFragment): node is Child {
  return node instanceof Y.XmlElement || node instanceof Y.XmlText
}

function renderInline(nodes: Child[], pictures: Pictures): DraftText {
  let text = ''
  let html = ''
  for (const node of nodes) {
    const part = node instanceof Y.XmlText ? renderSpans(node) : renderBlock(node, pictures, 1)
    text += part.text
    html += part.html
  }
  return { text, html }
}

const TAGS: Record<string, string> = {
  strong: 'strong',
  em: 'em',
  underline: 'u',
  strike: 's',
  code: 'code',
}

function renderSpans(node: Y.XmlText): DraftText {
  let text = ''
  let html = ''
  for (const span of node.toDelta() as {
    insert?: unknown
    attributes?: Record<string, unknown>
  }[]) {
    if (typeof span.insert !== 'string') continue
    const marks = Object.entries(span.attributes ?? {}).map(([name, value]) => ({
      // y-prosemirror names a mark that may overlap itself `mark--hash`
      name: name.split('--')[0] ?? name,
      value,
    }))
    let shown = escapeHtml(span.insert)
    let href: string | null = null
    for (const mark of marks) {
      const tag = TAGS[mark.name]
      if (tag) shown = `<${tag}>${shown}</${tag}>`
      if (mark.name === 'link') href = safeHref(mark.value)
    }
    if (href) shown = `<a href="${escapeHtml(href)}">${shown}</a>`
    html += shown
    text += href && href !== span.insert ? `${span.insert} <${href}>` : span.insert
  }
  return { text, html }
}

function safeHref(value: unknown): string | null {
  if (typeof value !== 'object' || value === null || !('href' in value)) return null
  const href = value.href
  return typeof href === 'string' && /^(https?:|mailto:)/i.test(href) ? href : null
}
