/** Files that are dragged over a part of the page: whether they are over it, and what was dropped. Not here: what becomes of them. */
import { createSignal, onCleanup, type Accessor } from 'solid-js'

export const holdsFiles = (transfer: DataTransfer | null): boolean =>
  transfer?.types.includes('Files') === true

/** Folders have no bytes: a browser offers them as a file that cannot be read. */
export const filesOf = (transfer: DataTransfer | null): File[] =>
  [...(transfer?.items ?? [])]
    .filter((item) => item.kind === 'file' && item.webkitGetAsEntry?.()?.isDirectory !== true)
    .flatMap((item) => item.getAsFile() ?? [])

/**
 * A place that takes files wherever nothing in it does.
 *
 * @param takesItself  CSS selector of what in it takes them by itself
 */
export function createDropPlace(options: {
  isWanted: () => boolean
  takesItself: string
  onFiles: (files: File[]) => void
}): { isOver: Accessor<boolean>; ref: (place: HTMLElement) => void } {
  const [isOver, setOver] = createSignal(false)
  const isOurs = ({ dataTransfer, target }: DragEvent) =>
    holdsFiles(dataTransfer) &&
    options.isWanted() &&
    !(target instanceof Element && target.closest(options.takesItself))
  const ref = (place: HTMLElement) => {
    // A picture that is dragged from where it stands is no file from outside, though a browser says so.
    let isOwn = false
    const begin = () => (isOwn = true)
    const end = () => {
      isOwn = false
      setOver(false)
    }
    const over = (event: DragEvent) => {
      const isTaken = !isOwn && isOurs(event)
      setOver(isTaken)
      if (isTaken) event.preventDefault()
    }
    const leave = ({ relatedTarget }: DragEvent) => {
      if (!(relatedTarget instanceof Node && place.contains(relatedTarget))) setOver(false)
    }
    const drop = (event: DragEvent) => {
      const isTaken = !isOwn && isOurs(event)
      end()
      if (!isTaken) return
      event.preventDefault()
      const files = filesOf(event.dataTransfer)
      if (files.length > 0) options.onFiles(files)
    }
    place.addEventListener('dragstart', begin)
    document.addEventListener('dragend', end)
    // Before what is in it, which keeps its own from being heard here.
    place.addEventListener('dragenter', over, true)
    place.addEventListener('dragover', over, true)
    place.addEventListener('dragleave', leave)
    place.addEventListener('drop', drop, true)
    onCleanup(() => document.removeEventListener('dragend', end))
  }
  return { isOver, ref }
}
