/** The status page: state in plain words, who has it next, the public thread, a box to answer. Nothing internal. */
import { html } from 'hono/html'
import type { Settings } from '../settings/settings.ts'
import type { Contact } from '../commit/actor.ts'
import { described, error, filesField } from './form-page.ts'
import type { FieldErrors } from './form-input.ts'
import type { Html } from './layout.ts'
import type { ShownTicket } from './public-ticket.ts'
import { sayBytes, sayInstant, sayStatus } from './words.ts'

export type TicketView = {
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
  const { ticket, settings, contact, notice } = view
  const queue = settings.queues.find((entry) => entry.slug === ticket.queue)
  const standing = sayStatus(ticket.status)
  const isUnanswered = ticket.messages.every((message) => message.from === 'you')
  const isFresh = ticket.status === 'new' && ticket.messages.length === 1
  return html`<div data-ticket="${ticket.id}" data-mark="${ticket.mark}">
      <p class="eyebrow">
        Request #${ticket.number}${queue ? html` · <span dir="auto">${queue.name}</span>` : ''}
      </p>
      <h1 dir="auto">${ticket.subject}</h1>
      ${
        isFresh
          ? html`<div class="notice good">
              <p>
                We have your message. Its number is <strong>#${ticket.number}</strong>.
                ${
                  contact.isVerified
                    ? ''
                    : html`We also write to ${contact.address}, with a link to this page.`
                }
              </p>
            </div>`
          : ''
      }
      <div class="standing ${standing.tone}">
        <p><strong>${standing.name}.</strong> ${standing.ball}</p>
        ${
          view.dueAt !== null && isUnanswered
            ? html`<p>
                We mean to answer by
                <time datetime="${new Date(view.dueAt).toISOString()}"
                  >${sayInstant(view.dueAt, settings.timeZone)}</time
                >. ${view.typical ?? ''}
              </p>`
            : ''
        }
      </div>
      ${
        view.isMerged
          ? html`<div class="notice">
              <p>
                This request was joined with another one and goes on there. What is below stays as
                it was. Write to us here all the same: it reaches the people who work on it.
              </p>
            </div>`
          : ''
      }
      ${
        ticket.isInPart
          ? html`<div class="notice">
              <p>
                What came by mail is shown when you open this page by the link we mailed to
                ${contact.address}.
              </p>
            </div>`
          : ''
      }
      ${notice ? html`<div class="notice bad" role="alert"><p>${notice}</p></div>` : ''}
      <h2>Messages</h2>
      <ol class="thread">
        ${ticket.messages.map((message) => messageItem(view, message))}
      </ol>
    </div>
    ${replyForm(view)}`
}

const REMOVED = html`<em>The words of this message were removed.</em>`

function messageItem({ ticket, settings }: TicketView, message: ShownTicket['messages'][0]): Html {
  const who = message.from === 'desk' ? settings.deskName : message.name || 'You'
  return html`<li class="message ${message.from === 'desk' ? 'theirs' : 'mine'}">
    <p class="who">
      <strong dir="auto">${who}</strong
      >${message.from === 'you' ? ' (you)' : message.isUnproved ? ' (from your address, but not shown to be from you)' : ''}
      <time datetime="${new Date(message.at).toISOString()}"
        >${sayInstant(message.at, settings.timeZone)}</time
      >
    </p>
    <div class="text" dir="auto">${message.isRedacted ? REMOVED : message.text}</div>
    ${
      message.more
        ? html`<p>
            This message goes on:
            <a href="/s/${ticket.id}/files/${message.more}" download>the whole text as a file</a>
          </p>`
        : ''
    }
    ${
      message.attachments.length > 0
        ? html`<ul class="files">
            ${message.attachments.map(
              (file) =>
                html`<li>
                  <a href="/s/${ticket.id}/files/${file.hash}" download dir="auto">${file.name}</a>
                  <span class="quiet">${sayBytes(file.bytes)}</span>
                </li>`,
            )}
          </ul>`
        : ''
    }
  </li>`
}

function replyForm(view: TicketView): Html {
  const { ticket, errors = {} } = view
  return html`<form
    method="post"
    action="/s/${ticket.id}/reply"
    enctype="multipart/form-data"
    class="form reply"
    data-reply="${ticket.id}"
    data-kept="${view.text === undefined ? 'no' : 'yes'}"
    novalidate
  >
    <h2>Answer</h2>
    <input type="hidden" name="id" value="${view.replyId}" />
    <div class="field">
      <label for="message">Your message</label>
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
    ${filesField(errors, view.hadFiles === true)}
    <div id="answer" role="status" aria-live="polite"></div>
    <p class="actions"><button type="submit">Send</button></p>
  </form>`
}

/** Without a key: the same for tickets that exist and those that do not. */
export function lockedBody(ticket: string, isWrong: boolean): Html {
  return html`<div data-locked="${ticket}">
    <h1>Open your request</h1>
    ${
      isWrong
        ? html`<div class="notice bad" role="alert">
            <p>That link does not open this page. It may be incomplete, or it has expired.</p>
          </div>`
        : ''
    }
    <p>
      This page opens with the link that we mailed to you. Open it from the mail again, or paste it
      here.
    </p>
    <noscript>
      <p>
        Your browser runs no scripts here, so the link cannot open the page by itself: paste it.
      </p>
    </noscript>
    <form method="post" action="/s/${ticket}/open" class="form" data-open>
      <div class="field">
        <label for="token">The link from the mail</label>
        <input id="token" name="token" type="text" autocomplete="off" required maxlength="1000" />
      </div>
      <p class="actions"><button type="submit">Open</button></p>
    </form>
    <p>
      Links end some time after a request was closed. An answer to our mail always reaches us, and
      so does <a href="/">a new message</a>.
    </p>
  </div>`
}
