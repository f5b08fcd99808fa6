/** The form of a queue with script: keeps a draft, sends without leaving the page, keeps the form when nobody answers. */
import { sendForm } from './form-answer.ts'
import { chosenFiles, fileTrouble } from './form-files.ts'
import { keepPageForOffline } from './form-offline.ts'
import {
  dropDraft,
  idForContent,
  newFormId,
  readDraft,
  rememberSent,
  writeDraft,
} from './form-draft.ts'
import { FORM_KEPT, FORM_TAKEN_BACK } from './form-events.ts'
import { KEPT_FILE_BYTES, KEPT_FORMS_MAX, openKeeping } from './form-keeping.ts'
import { addButton, hideNotice, showFieldErrors, showNotice } from './notice.ts'
import { inLanguage, pageWord } from './page-words.ts'
import { textsOf } from './texts.ts'

const FIELDS = ['name', 'email', 'subject', 'message'] as const

export function enhanceForm(form: HTMLFormElement): void {
  const queue = form.dataset['form'] ?? ''
  const draftKey = `deskside-draft:${queue}`
  const idField = control(form, 'id')
  restore(form, draftKey)

  let hasTyped = false
  form.addEventListener('input', () => {
    writeDraft(draftKey, { ...readTexts(form), id: idField.value })
    if (!hasTyped) void keepPageForOffline()
    hasTyped = true
  })
  addEventListener(FORM_TAKEN_BACK, (event) => {
    const texts = event instanceof CustomEvent ? textsOf(event.detail) : {}
    fill(form, texts)
    writeDraft(draftKey, texts)
    control(form, 'message').focus()
  })

  let isSending = false
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    if (isSending) return
    isSending = true
    void submit(form, queue, draftKey).finally(() => (isSending = false))
  })
}

async function submit(form: HTMLFormElement, queue: string, draftKey: string): Promise<void> {
  const button = form.querySelector<HTMLButtonElement>('button[type="submit"]')
  const idField = control(form, 'id')
  const content = JSON.stringify([queue, readTexts(form)])
  idField.value = idForContent(content, idField.value)
  const id = idField.value
  showFieldErrors(form, {})
  hideNotice('form')
  const trouble = fileTrouble(chosenFiles(form))
  if (trouble !== null) return showFieldErrors(form, { files: trouble })
  button?.setAttribute('aria-disabled', 'true')
  button?.setAttribute('data-busy', '')
  const outcome = await sendForm(form.action, new FormData(form))
  button?.removeAttribute('aria-disabled')
  button?.removeAttribute('data-busy')
  switch (outcome.kind) {
    case 'sent':
      rememberSent(content, id)
      dropDraft(draftKey)
      location.assign(inLanguage(`/s/${outcome.id}`))
      return
    case 'refused': {
      if (outcome.isReused) {
        idField.value = newFormId()
        showNotice('form', 'bad', pageWord('reused'), 'answer')
        return
      }
      showFieldErrors(form, outcome.fields)
      if (Object.keys(outcome.fields).length === 0)
        showNotice('form', 'bad', outcome.words, 'answer')
      return
    }
    case 'later':
      showNotice('form', 'bad', outcome.words, 'answer')
      return
    case 'unreachable':
      return keep(form, queue, draftKey)
  }
}

/** Nobody answered: the filled form goes into storage, and is sent from there. */
async function keep(form: HTMLFormElement, queue: string, draftKey: string): Promise<void> {
  if (!form.checkValidity()) {
    const wrong: Record<string, string> = {}
    for (const name of FIELDS)
      if (!control(form, name).checkValidity()) wrong[name] = control(form, name).validationMessage
    showFieldErrors(form, wrong)
    return
  }
  const files = chosenFiles(form)
  const bytes = files.reduce((sum, file) => sum + file.size, 0)
  try {
    if (bytes > KEPT_FILE_BYTES) throw new Error('the files are too large to be kept')
    const keeping = await openKeeping(indexedDB)
    if ((await keeping.all()).length >= KEPT_FORMS_MAX) throw new Error('too many forms wait')
    await keeping.put({
      id: control(form, 'id').value,
      queue,
      texts: { ...readTexts(form), website: control(form, 'website').value },
      files,
      at: Date.now(),
      refused: null,
    })
  } catch {
    showNotice('form', 'bad', pageWord('cannotKeep'), 'answer')
    return
  }
  dropDraft(draftKey)
  form.reset()
  control(form, 'id').value = newFormId()
  dispatchEvent(new CustomEvent(FORM_KEPT))
  // What became of it is said above the form.
  scrollTo({ top: 0 })
  document.getElementById('main')?.focus({ preventScroll: true })
}

/** A draft comes back into a form that is empty; one the server sent back keeps what it holds. */
function restore(form: HTMLFormElement, draftKey: string): void {
  if (form.dataset['kept'] === 'yes') return
  const draft = readDraft(draftKey)
  // The page may come from a cache, where its id was seen before.
  control(form, 'id').value = draft?.['id'] ?? newFormId()
  if (!draft || !FIELDS.some((name) => draft[name])) return
  if (FIELDS.some((name) => control(form, name).value !== '')) return
  fill(form, draft)
  const notice = showNotice('draft', 'calm', pageWord('draft'))
  addButton(notice, pageWord('startEmpty'), () => {
    dropDraft(draftKey)
    form.reset()
    control(form, 'id').value = newFormId()
    hideNotice('draft')
    control(form, 'name').focus()
  })
}

function fill(form: HTMLFormElement, texts: Record<string, string>): void {
  for (const name of [...FIELDS, 'id']) {
    const value = texts[name]
    if (value !== undefined) control(form, name).value = value
  }
}

function readTexts(form: HTMLFormElement): Record<string, string> {
  return Object.fromEntries(FIELDS.map((name) => [name, control(form, name).value]))
}

function control(form: HTMLFormElement, name: string): HTMLInputElement | HTMLTextAreaElement {
  const found = form.elements.namedItem(name)
  if (found instanceof HTMLInputElement || found instanceof HTMLTextAreaElement) return found
  throw new Error(`the form has no field “${name}”`)
}
