/**
 * Sends the forms that wait, as soon as there is a network, and says what became of each. It tries when the page opens,
 * comes back into view or hears of a network, and now and then while it is open: `online` alone is not to be relied on.
 */
import { FORM_KEPT, FORM_TAKEN_BACK } from './form-events.ts'
import { dataOf, openKeeping, type Keeping, type KeptForm } from './form-keeping.ts'
import { sendForm, type Outcome } from './form-answer.ts'
import { addButton, addLink, showNotice } from './notice.ts'
import { inLanguage, pageWord } from './page-words.ts'

const TRY_MS_FIRST = 5_000
const TRY_MS_MAX = 5 * 60_000

export type Flushed = { form: KeptForm; outcome: Outcome }

/** One round over all that waits; stops at the first that nobody answers. */
export async function flushKept(
  keeping: Keeping,
  send: (form: KeptForm) => Promise<Outcome>,
): Promise<Flushed[]> {
  const done: Flushed[] = []
  for (const form of await keeping.all()) {
    if (form.refused !== null) continue
    const outcome = await send(form)
    done.push({ form, outcome })
    if (outcome.kind === 'sent') await keeping.drop(form.id)
    else if (outcome.kind === 'refused') await keeping.put({ ...form, refused: outcome.words })
    else break
  }
  return done
}

export function startFlushing(page: HTMLFormElement | null): void {
  if (!('indexedDB' in globalThis)) return
  let tries = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let isBusy = false

  async function flush(): Promise<void> {
    if (isBusy) return
    isBusy = true
    clearTimeout(timer)
    try {
      const keeping = await openKeeping(indexedDB)
      const flushed = await alone(() =>
        flushKept(keeping, (form) => sendForm(inLanguage(`/q/${form.queue}`), dataOf(form))),
      )
      for (const { form, outcome } of flushed) if (outcome.kind === 'sent') tellSent(form, outcome)
      const left = await keeping.all()
      for (const form of left) tellWaiting(form, keeping, page, () => void flush())
      if (left.some((form) => form.refused === null))
        timer = setTimeout(() => void flush(), Math.min(TRY_MS_FIRST * 2 ** tries++, TRY_MS_MAX))
      else tries = 0
    } catch {
      // No storage in this browser: then nothing was kept.
    } finally {
      isBusy = false
    }
  }

  addEventListener('online', () => void flush())
  addEventListener(FORM_KEPT, () => void flush())
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void flush()
  })
  void flush()
}

/** One tab at a time; without locks (plain http) the server still makes one ticket of two tries. */
async function alone(flush: () => Promise<Flushed[]>): Promise<Flushed[]> {
  if (!('locks' in navigator)) return flush()
  return navigator.locks.request('deskside-forms', { ifAvailable: true }, (lock) =>
    lock ? flush() : [],
  )
}

function tellSent(form: KeptForm, { id, number }: { id: string; number: number }): void {
  const notice = showNotice(
    `kept-${form.id}`,
    'good',
    pageWord('sent', { subject: form.texts['subject'] ?? '', number }),
  )
  addLink(notice, inLanguage(`/s/${id}`), pageWord('follow'))
}

function tellWaiting(
  form: KeptForm,
  keeping: Keeping,
  page: HTMLFormElement | null,
  flush: () => void,
): void {
  const subject = form.texts['subject'] ?? ''
  const words =
    form.refused === null
      ? pageWord('waits', { subject })
      : pageWord('refused', { subject, why: form.refused })
  const notice = showNotice(`kept-${form.id}`, form.refused === null ? 'calm' : 'bad', words)
  if (form.refused === null) addButton(notice, pageWord('tryNow'), flush)
  const isHere = page?.dataset['form'] === form.queue
  if (isHere)
    addButton(notice, pageWord('takeBack'), () => {
      notice.remove()
      void keeping.drop(form.id)
      dispatchEvent(new CustomEvent(FORM_TAKEN_BACK, { detail: { ...form.texts, id: form.id } }))
    })
  else addLink(notice, inLanguage(`/q/${form.queue}`), pageWord('openForm'))
}
