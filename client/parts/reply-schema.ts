/**
 * What a reply may hold: no more than mail can carry. Names of nodes and marks are those that shared/ticket/draft-text
 * renders; a name of our own would be lost on the way out.
 */
import { Schema, type Attrs, type MarkSpec, type NodeSpec } from 'prosemirror-model'
import { PICTURE_HASH, PICTURE_NODE } from '../../shared/ticket/draft-picture.ts'

const nodes = {
  doc: { content: 'block+' },
  paragraph: {
    content: 'inline*',
    group: 'block',
    parseDOM: [{ tag: 'p' }],
    toDOM: () => ['p', 0],
  },
  blockquote: {
    content: 'block+',
    group: 'block',
    defining: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: () => ['blockquote', 0],
  },
  code_block: {
    content: 'text*',
    marks: '',
    group: 'block',
    code: true,
    defining: true,
    parseDOM: [{ tag: 'pre', preserveWhitespace: 'full' }],
    toDOM: () => ['pre', ['code', 0]],
  },
  bullet_list: {
    content: 'list_item+',
    group: 'block',
    parseDOM: [{ tag: 'ul' }],
    toDOM: () => ['ul', 0],
  },
  ordered_list: {
    content: 'list_item+',
    group: 'block',
    parseDOM: [{ tag: 'ol' }],
    toDOM: () => ['ol', 0],
  },
  list_item: {
    content: 'paragraph block*',
    defining: true,
    parseDOM: [{ tag: 'li' }],
    toDOM: () => ['li', 0],
  },
  text: { group: 'inline' },
  hard_break: {
    inline: true,
    group: 'inline',
    selectable: false,
    parseDOM: [{ tag: 'br' }],
    toDOM: () => ['br'],
  },
  // A picture of a page has an address and no hash: it is left out, for nothing here may ask another host.
  [PICTURE_NODE]: {
    inline: true,
    group: 'inline',
    draggable: false,
    attrs: { [PICTURE_HASH]: { default: '' } },
    parseDOM: [
      {
        tag: 'img[data-hash]',
        getAttrs: (element): Attrs => ({ [PICTURE_HASH]: element.dataset['hash'] ?? '' }),
      },
    ],
    toDOM: (node) => ['img', { 'data-hash': hashIn(node.attrs) }],
    leafText: () => '[picture]',
  },
} satisfies Record<string, NodeSpec>

const marks = {
  link: {
    attrs: { href: { default: '' } },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (element): Attrs | false => {
          const href = element.getAttribute('href') ?? ''
          return isSafeHref(href) ? { href } : false
        },
      },
    ],
    toDOM: (mark) => ['a', { href: hrefOf(mark.attrs), rel: 'noopener noreferrer' }, 0],
  },
  strong: {
    parseDOM: [{ tag: 'strong' }, { tag: 'b' }],
    toDOM: () => ['strong', 0],
  },
  em: { parseDOM: [{ tag: 'em' }, { tag: 'i' }], toDOM: () => ['em', 0] },
  underline: { parseDOM: [{ tag: 'u' }], toDOM: () => ['u', 0] },
  strike: { parseDOM: [{ tag: 's' }, { tag: 'del' }], toDOM: () => ['s', 0] },
  code: { excludes: '_', parseDOM: [{ tag: 'code' }], toDOM: () => ['code', 0] },
} satisfies Record<string, MarkSpec>

export const replySchema = new Schema({ nodes, marks })

/** Which file of the draft a picture shows. */
export function hashIn(attrs: Attrs): string {
  const hash: unknown = attrs[PICTURE_HASH]
  return typeof hash === 'string' ? hash : ''
}

export function isSafeHref(href: string): boolean {
  return /^(https?:|mailto:)/i.test(href)
}

function hrefOf(attrs: Attrs): string {
  const href: unknown = attrs['href']
  return typeof href === 'string' && isSafeHref(href) ? href : ''
}
