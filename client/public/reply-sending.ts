/** The answer box of a status page with script: the draft survives, and a failed try leaves the words where they are. */
import { sendForm } from './form-answer.ts'
import { dropDraft, newFormId, readDraft, writeDraft } from './form-draft.ts'
import { chosenFiles, fileTrouble } from './form-files.ts'
import { hideNotice, showFieldErrors, showNotice } from './notice.ts'
import { pageWord } from './page-words.ts'

const SAID = 'deskside-said'

export function enhanceReply(form: HTMLFormElement): void {
  const ticket = form.dataset['reply'] ?? ''
  const key = `deskside-reply:${ticket}`
  const box = form.querySelector('textarea')
  const id = form.querySelector<HTMLInputElement>('input[name="id"]')
  if (!box || !id) return
  const draft = form.dataset['kept'] === 'yes' ? null : readDraft(key)
  if (draft?.['message'] && box.value === '') {
    box.value = draft['message']
    if (draft['id']) id.value = draft['id']
  }
  tellSaid(ticket)
  form.addEventListener('input', () => writeDraft(key, { message: box.value, id: id.value }))
  let isSending = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (isSending) return
    isSending = true
    void submit(form, id, key).finally(() => (isSending = false))
  })
}

async function submit(form: HTMLFormElement, id: HTMLInputElement, key: string): Promise<void> {
  showFieldErrors(form, {})
  hideNotice('reply')
  const trouble = fileTrouble(chosenFiles(form))
  if (trouble !== null) return showFieldErrors(form, { files: trouble })
  const button = form.querySelector('button[type="submit"]')
  button?.setAttribute('data-busy', '')
  const outcome = await sendForm(form.action, new FormData(form))
  button?.removeAttribute('data-busy')
  switch (outcome.kind) {
    case 'sent':
      dropDraft(key)
      form.reset()
      sessionStorage.setItem(SAID, form.dataset['reply'] ?? '')
      location.reload()
      return
    case 'refused':
      if (outcome.isReused) id.value = newFormId()
      showFieldErrors(form, outcome.fields)
      if (Object.keys(outcome.fields).length === 0)
        showNotice('reply', 'bad', outcome.words, 'answer')
      return
    case 'later':
      showNotice('reply', 'bad', outcome.words, 'answer')
      return
    case 'unreachable':
      showNotice('reply', 'bad', pageWord('replyKept'), 'answer')
  }
}

/** After the page was loaded anew: the answer is there. */
function tellSaid(ticket: string): void {
  if (sessionStorage.getItem(SAID) !== ticket) return
  sessionStorage.removeItem(SAID)
  showNotice('reply', 'good', pageWord('said'), 'answer')
}
