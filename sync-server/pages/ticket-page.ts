/** The status page: state in plain words, who has it next, the public thread, a box to answer. Nothing internal. */
import { html } from 'hono/html'
import type { Settings } from '../settings/settings.ts'
import type { Contact } from '../commit/actor.ts'
import { described, error, filesField } from './form-page.ts'
import type { FieldErrors } from './form-input.ts'
import { filled } from './filled.ts'
import type { Html } from './layout.ts'
import type { PageLanguage } from './page-language.ts'
import type { ShownTicket } from './public-ticket.ts'
import { sayBytes, sayInstant, sayStatus } from './words.ts'

export type TicketView = {
  language: PageLanguage
  ticket: ShownTicket
  settings: Settings
  contact: Contact
  /** When the first answer is due, epoch ms. */
  dueAt: number | null
  /** What is typical, in words. */
  typical: string | null
  replyId: string
  /** It was merged into another ticket, which this key does not open. */
  isMerged?: boolean
  text?: string
  errors?: FieldErrors
  notice?: string
  hadFiles?: boolean
}

export function ticketBody(view: TicketView): Html {
  const { language, ticket, settings, contact, notice } = view
  const { ticket: words } = language.words
  const queue = settings.queues.find((entry) => entry.slug === ticket.queue)
  const standing = sayStatus(language, ticket.status)
  const isUnanswered = ticket.messages.every((message) => message.from === 'you')
  const isFresh = ticket.status === 'new' && ticket.messages.length === 1
  return html`<div data-ticket="${ticket.id}" data-mark="${ticket.mark}">
      <p class="eyebrow">
        ${words.request({ number: ticket.number })}${queue ? html` · <span dir="auto">${queue.name}</span>` : ''}
      </p>
      <h1 dir="auto">${ticket.subject}</h1>
      ${
        isFresh
          ? html`<div class="notice good">
              <p>
                ${filled(words.fresh, { number: html`<strong dir="ltr">#${ticket.number}</strong>` })}
                ${contact.isVerified ? '' : filled(words.freshMail, { address: contact.address })}
              </p>
            </div>`
          : ''
      }
      <div class="standing ${standing.tone}">
        <p><strong>${standing.name}.</strong> ${standing.ball}</p>
        ${
          view.dueAt !== null && isUnanswered
            ? html`<p>
                ${filled(words.answerBy, { time: instant(view, view.dueAt) })} ${view.typical ?? ''}
              </p>`
            : ''
        }
      </div>
      ${
        view.isMerged
          ? html`<div class="notice">
              <p>${words.joined}</p>
            </div>`
          : ''
      }
      ${
        ticket.isInPart
          ? html`<div class="notice">
              <p>${filled(words.inPart, { address: contact.address })}</p>
            </div>`
          : ''
      }
      ${notice ? html`<div class="notice bad" role="alert"><p>${notice}</p></div>` : ''}
      <h2>${words.messages}</h2>
      <ol class="thread">
        ${ticket.messages.map((message) => messageItem(view, message))}
      </ol>
    </div>
    ${replyForm(view)}`
}

const instant = ({ language, settings }: TicketView, at: number): Html =>
  html`<time datetime="${new Date(at).toISOString()}"
    >${sayInstant(language, at, settings.timeZone)}</time
  >`

function messageItem(view: TicketView, message: ShownTicket['messages'][0]): Html {
  const { language, ticket, settings } = view
  const { ticket: words } = language.words
  const name = message.from === 'desk' ? settings.deskName : message.name || words.you
  // Its white space is shown as it is.
  const text = message.isRedacted ? html`<em>${words.removed}</em>` : message.text
  const who = html`<strong dir="auto">${name}</strong>`
  return html`<li class="message ${message.from === 'desk' ? 'theirs' : 'mine'}">
    <p class="who">
      <span
        >${
          message.from === 'you'
            ? filled(words.by.you, { name: who })
            : message.isUnproved
              ? filled(words.by.unproved, { name: who })
              : who
        }</span
      >
      ${instant(view, message.at)}
    </p>
    <div class="text" dir="auto">${text}</div>
    ${
      message.more
        ? html`<p>
            ${filled(words.goesOn, {
              link: html`<a href="/s/${ticket.id}/files/${message.more}" download
                >${words.whole}</a
              >`,
            })}
          </p>`
        : ''
    }
    ${
      message.attachments.length > 0
        ? html`<ul class="files">
            ${message.attachments.map(
              (file) =>
                html`<li>
                  <a
                    href="/s/${ticket.id}/files/${file.hash}"
                    download
                    dir="auto"
                    data-note="${words.file}"
                    >${file.name}</a
                  >
                  <span class="quiet">${sayBytes(language, file.bytes)}</span>
                </li>`,
            )}
          </ul>`
        : ''
    }
  </li>`
}

function replyForm(view: TicketView): Html {
  const { language, ticket, errors = {} } = view
  const { form, ticket: words } = language.words
  return html`<form
    method="post"
    action="${language.link(`/s/${ticket.id}/reply`)}"
    enctype="multipart/form-data"
    class="form reply"
    data-reply="${ticket.id}"
    data-kept="${view.text === undefined ? 'no' : 'yes'}"
    novalidate
  >
    <h2>${words.answer}</h2>
    <input type="hidden" name="id" value="${view.replyId}" />
    <div class="field">
      <label for="message">${form.message}</label>
      ${error('message', errors)}
      <textarea
        id="message"
        name="message"
        rows="6"
        required
        dir="auto"
        ${described('message', errors, false)}
      >
${view.text ?? ''}</textarea>
    </div>
    ${filesField(language, errors, view.hadFiles === true)}
    <div id="answer" role="status" aria-live="polite"></div>
    <p class="actions"><button type="submit">${form.send}</button></p>
  </form>`
}

/** Without a key: the same for tickets that exist and those that do not. */
export function lockedBody(
  { words: { ticket: ticketWords }, link }: PageLanguage,
  ticket: string,
  isWrong: boolean,
): Html {
  const { locked: words } = ticketWords
  return html`<div data-locked="${ticket}">
    <h1>${words.title}</h1>
    ${
      isWrong
        ? html`<div class="notice bad" role="alert">
            <p>${words.wrong}</p>
          </div>`
        : ''
    }
    <p>${words.lead}</p>
    <noscript><p>${words.noScript}</p></noscript>
    <form method="post" action="${link(`/s/${ticket}/open`)}" class="form" data-open>
      <div class="field">
        <label for="token">${words.label}</label>
        <input
          id="token"
          name="token"
          type="text"
          autocomplete="off"
          required
          maxlength="1000"
          dir="ltr"
        />
      </div>
      <p class="actions"><button type="submit">${words.open}</button></p>
    </form>
    <p>${filled(words.foot, { link: html`<a href="${link('/')}">${words.newMessage}</a>` })}</p>
  </div>`
}
