/**
 * A status page with script: exchanges the secret in a mailed link for a cookie and takes it out of the address, then
 * shows when there is something new. The secret goes into no storage and no request line.
 */
import { sendForm } from './form-answer.ts'
import { addButton, showNotice } from './notice.ts'
import { inLanguage, pageWord } from './page-words.ts'

export async function openWithFragment(): Promise<void> {
  const token = /^#([0-9a-z]{26})$/.exec(location.hash)?.[1]
  const ticket = /^\/s\/([^/]+)\/?$/.exec(location.pathname)?.[1]
  if (token === undefined || ticket === undefined) return
  history.replaceState(null, '', inLanguage(location.pathname))
  const locked = document.querySelector<HTMLElement>('[data-locked]')
  locked?.classList.add('opening')
  const data = new FormData()
  data.set('token', token)
  const outcome = await sendForm(inLanguage(`/s/${ticket}/open`), data)
  if (!locked) return
  if (outcome.kind === 'sent') return location.reload()
  locked.classList.remove('opening')
  // The way by hand is on the page already; only the words and the pasting are missing.
  const box = locked.querySelector<HTMLInputElement>('#token')
  if (box) box.value = token
  showNotice('open', 'bad', pageWord(outcome.kind === 'unreachable' ? 'openLater' : 'wrongLink'))
}

/** Loads the page anew when something changed, but never under somebody's hands. */
export function watchTicket(page: HTMLElement, reply: HTMLFormElement | null): void {
  const { ticket, mark } = page.dataset
  if (!('EventSource' in globalThis) || !ticket) return
  const source = new EventSource(`/s/${ticket}/live?mark=${mark ?? ''}`)
  source.addEventListener('change', () => {
    if (!isBusy(reply)) return location.reload()
    const notice = showNotice('new', 'calm', pageWord('news'))
    notice.querySelectorAll('.act').forEach((act) => act.remove())
    addButton(notice, pageWord('show'), () => location.reload())
  })
  // A page that is kept for going back must not hold the connection.
  addEventListener('pagehide', () => source.close())
  addEventListener('pageshow', (event) => {
    if (event.persisted) location.reload()
  })
}

function isBusy(reply: HTMLFormElement | null): boolean {
  const isTyping = reply?.contains(document.activeElement) === true
  const hasWords = reply?.querySelector('textarea')?.value !== '' && reply !== null
  const hasFiles =
    (reply?.querySelector<HTMLInputElement>('input[type="file"]')?.files?.length ?? 0) > 0
  const isReading = (getSelection()?.toString() ?? '') !== ''
  return isTyping || hasWords || hasFiles || isReading
}
