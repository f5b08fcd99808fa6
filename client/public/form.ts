/**
 * The script of the public pages. They work without it; with it a draft survives, a form filled in without a network is
 * sent later, once, and a status page shows what is new. Not here: anything of the agents' app.
 */
import { enhanceForm } from './form-sending.ts'
import { startFlushing } from './form-flushing.ts'
import { enhanceReply } from './reply-sending.ts'
import { openWithFragment, watchTicket } from './ticket-opening.ts'

const form = document.querySelector<HTMLFormElement>('form[data-form]')
const reply = document.querySelector<HTMLFormElement>('form[data-reply]')
const ticket = document.querySelector<HTMLElement>('[data-ticket]')

void openWithFragment()
// The link pasted into the address of this very page loads nothing anew.
addEventListener('hashchange', () => void openWithFragment())
if (form) enhanceForm(form)
if (reply) enhanceReply(reply)
if (ticket) watchTicket(ticket, reply)
startFlushing(form)
