/**
 * A file dropped where nothing takes it: refused, for a browser would open it in place of the app, and what is being
 * written would be gone. Words and fields of files are left alone.
 */
export function refuseDrops(target: EventTarget): void {
  const refuse = (event: Event) => {
    if (!(event instanceof DragEvent) || event.defaultPrevented) return
    const { dataTransfer } = event
    if (!dataTransfer?.types.includes('Files')) return
    if (event.target instanceof Element && event.target.closest('input[type="file"]')) return
    event.preventDefault()
    dataTransfer.dropEffect = 'none'
  }
  for (const type of ['dragenter', 'dragover', 'drop']) target.addEventListener(type, refuse)
}
