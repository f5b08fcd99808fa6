/** The form of a queue as a page. Every field keeps what was typed and carries the words about what is wrong with it. */
import { html } from 'hono/html'
import { LIMITS } from '../../shared/kit/limits.ts'
import type { Promised } from '../sla/public-promises.ts'
import type { QueueMetrics } from '../sla/queue-metrics.ts'
import type { QueueSettings } from '../settings/settings.ts'
import { FORM_FIELDS, NO_TEXTS, type FieldErrors, type FormTexts } from './form-input.ts'
import { filled } from './filled.ts'
import type { Html } from './layout.ts'
import type { PageLanguage } from './page-language.ts'
import { sayPromise } from './words.ts'

export type FormView = {
  language: PageLanguage
  queue: QueueSettings
  metrics: QueueMetrics | null
  /** First answer to somebody of whom nothing is known yet. */
  promised: Promised | undefined
  id: string
  texts?: FormTexts
  errors?: FieldErrors
  /** What is wrong with the whole. */
  notice?: Html | string
  /** Files were chosen; a browser does not let a page put them back. */
  hadFiles?: boolean
}

/**
 * The form is sent to an address that differs by its query: a POST makes browsers drop the stored page of its own
 * address (RFC 9111 §4.4), and going back must show the form that was sent, with its id.
 */
export function formBody(view: FormView): Html {
  const { language, queue, errors = {}, notice } = view
  const { link } = language
  const words = language.words.form
  const wrong = FORM_FIELDS.filter((field) => errors[field] !== undefined)
  const isKept = view.texts !== undefined
  return html`<h1 dir="auto">${queue.name}</h1>
    ${queue.about ? html`<p class="lead" dir="auto">${queue.about}</p>` : ''} ${promise(view)}
    ${notice ? html`<div class="notice bad" role="alert"><p>${notice}</p></div>` : ''}
    ${
      wrong.length > 0
        ? html`<div class="notice bad" role="alert">
            <p>${words.nothingSent}</p>
            <ul>
              ${wrong.map((field) => html`<li><a href="#${field}">${words[field]}</a></li>`)}
            </ul>
          </div>`
        : ''
    }
    <form
      method="post"
      action="${link(`/q/${queue.slug}?send`)}"
      enctype="multipart/form-data"
      class="form"
      data-form="${queue.slug}"
      data-kept="${isKept ? 'yes' : 'no'}"
      novalidate
    >
      <input type="hidden" name="id" value="${view.id}" />
      ${line(view, { field: 'name', type: 'text', complete: 'name', most: LIMITS.nameChars })}
      ${line(
        view,
        { field: 'email', type: 'email', complete: 'email', most: LIMITS.emailChars },
        words.emailHint,
      )}
      ${line(view, { field: 'subject', type: 'text', complete: 'on', most: LIMITS.subjectChars })}
      <div class="field">
        <label for="message">${words.message}</label>
        ${error('message', errors)}
        <textarea
          id="message"
          name="message"
          rows="9"
          required
          dir="auto"
          ${described('message', errors, false)}
        >
${view.texts?.message ?? ''}</textarea>
      </div>
      ${filesField(language, errors, view.hadFiles === true)}
      <div class="trap" aria-hidden="true">
        <label for="website">${words.trap}</label>
        <input id="website" name="website" type="text" tabindex="-1" autocomplete="off" value="" />
      </div>
      <div id="answer" role="status" aria-live="polite"></div>
      <p class="actions"><button type="submit">${words.send}</button></p>
    </form>
    ${
      queue.address
        ? html`<p class="aside">
            ${filled(words.orWrite, {
              address: html`<a href="mailto:${queue.address}" dir="ltr">${queue.address}</a>`,
            })}
          </p>`
        : ''
    }`
}

export function filesField(
  { words: { form: words } }: PageLanguage,
  errors: FieldErrors,
  hadFiles: boolean,
): Html {
  return html`<div class="field">
    <label for="files">${words.files} <span class="quiet">${words.optional}</span></label>
    ${error('files', errors)}
    ${hadFiles ? html`<p class="error" id="files-again">${words.filesAgain}</p>` : ''}
    <p class="hint" id="files-hint">${words.filesHint({ n: LIMITS.formFiles, mb: UPLOAD_MB })}</p>
    <input
      id="files"
      name="files"
      type="file"
      multiple
      aria-describedby="${[
        errors.files ? 'files-error' : '',
        hadFiles ? 'files-again' : '',
        'files-hint',
      ]
        .filter(Boolean)
        .join(' ')}"
    />
  </div>`
}

export const UPLOAD_MB = LIMITS.uploadBytes / 1024 / 1024

/** `complete` is never `off`: browsers do not put such a field back when somebody goes back. */
type Line = { field: 'name' | 'email' | 'subject'; type: string; complete: string; most: number }

function line(
  { language, texts = NO_TEXTS, errors = {} }: FormView,
  { field, type, complete, most }: Line,
  hint?: string,
): Html {
  return html`<div class="field">
    <label for="${field}">${language.words.form[field]}</label>
    ${error(field, errors)} ${hint ? html`<p class="hint" id="${field}-hint">${hint}</p>` : ''}
    <input
      id="${field}"
      name="${field}"
      type="${type}"
      value="${texts[field]}"
      autocomplete="${complete}"
      maxlength="${most}"
      required
      dir="${field === 'email' ? 'ltr' : 'auto'}"
      ${described(field, errors, hint !== undefined)}
    />
  </div>`
}

/** Also a place for the script to put its words. */
export function error(field: keyof FieldErrors, errors: FieldErrors): Html {
  return html`<p class="error" id="${field}-error" ${errors[field] ? '' : 'hidden'}>
    ${errors[field] ?? ''}
  </p>`
}

export function described(field: string, errors: FieldErrors, hasHint: boolean): Html {
  const isWrong = field in errors
  const ids = [isWrong ? `${field}-error` : '', hasHint ? `${field}-hint` : ''].filter(Boolean)
  return html`${isWrong ? html`aria-invalid="true" ` : ''}${
    ids.length > 0 ? html`aria-describedby="${ids.join(' ')}"` : ''
  }`
}

/** What is typical where enough is known, and what is promised. */
function promise({ language, queue, metrics, promised }: FormView): Html {
  const words = sayPromise(language, metrics, promised)
  return html`<p class="promise">
    ${words.typical ?? ''} ${words.promised ?? ''}
    ${metrics ? html`<a href="${language.link(`/q/${queue.slug}/status`)}">${language.words.figure.title}</a>` : ''}
  </p>`
}
