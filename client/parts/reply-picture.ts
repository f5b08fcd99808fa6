/**
 * A picture inside the reply that is being written, as the editor shows it: from this device, or from the server once it is
 * there; its name stands in for it meanwhile. Never from anywhere else. Not here: what it is in the draft (shared).
 */
import type { NodeView } from 'prosemirror-view'
import { isPictureType, PICTURE_HASH, PICTURE_NODE } from '../../shared/ticket/draft-picture.ts'
import { mailWords } from '../words/mail.ts'

/** The files of the draft, for whoever shows them. */
export type Pictures = {
  /** What the draft says of the file; null: it is none of its files. */
  find(hash: string): { name: string; type: string } | null
  /** Its bytes; null: they cannot be had just now. */
  load(hash: string): Promise<Blob | null>
}

export type PictureView = NodeView & { refresh(): void }

/** @param shown  those in the editor now: it enters, and leaves when it goes */
export function makePictureView(
  hash: string,
  pictures: Pictures,
  shown: Set<PictureView>,
): PictureView {
  const dom = document.createElement('span')
  dom.className = 'reply-picture'
  let url: string | null = null
  let isLoading = false
  let isAskedAgain = false

  async function load(): Promise<void> {
    const file = pictures.find(hash)
    dom.textContent = file?.name
      ? mailWords.replyFiles.pictureWaits({ name: file.name })
      : mailWords.replyFiles.pictureWaitsUnnamed
    if (!file || !isPictureType(file.type)) return
    isLoading = true
    isAskedAgain = false
    const bytes = await pictures.load(hash)
    isLoading = false
    // Gone from the text while it was on its way.
    if (!shown.has(view)) return
    if (!bytes) return isAskedAgain ? load() : undefined
    url = URL.createObjectURL(new Blob([bytes], { type: file.type }))
    const image = document.createElement('img')
    image.alt = file.name
    image.title = file.name
    image.draggable = false
    image.src = url
    dom.replaceChildren(image)
  }

  const view: PictureView = {
    dom,
    refresh() {
      isAskedAgain = true
      if (url === null && !isLoading) void load()
    },
    // Another file in its place is another picture.
    update: ({ type, attrs }) => type.name === PICTURE_NODE && attrs[PICTURE_HASH] === hash,
    ignoreMutation: () => true,
    destroy() {
      shown.delete(view)
      if (url !== null) URL.revokeObjectURL(url)
    },
  }
  shown.add(view)
  void load()
  return view
}
