/** Who makes a change: an agent with rights, a submitter, the gateway, or the desk itself. */
import type { Author } from '../../shared/ticket/ticket.ts'
import type { Rights } from '../../shared/ticket/ticket-rules.ts'

export type Contact = { id: string; name: string; address: string; isVerified: boolean }

export type Actor =
  | { kind: 'agent'; rights: Rights }
  | { kind: 'contact'; contact: Contact }
  | { kind: 'gateway' }
  | { kind: 'desk' }

/** For the audit trail: `agent:<id>`, `contact:<id>`, `gateway`, `desk`. */
export function nameActor(actor: Actor): string {
  switch (actor.kind) {
    case 'agent':
      return `agent:${actor.rights.person}`
    case 'contact':
      return `contact:${actor.contact.id}`
    case 'gateway':
    case 'desk':
      return actor.kind
  }
}

export function authorOf(actor: Actor): Author {
  switch (actor.kind) {
    case 'agent':
      return { kind: 'agent', id: actor.rights.person, name: actor.rights.name }
    case 'contact':
      return { kind: 'contact', id: actor.contact.id, name: actor.contact.name }
    case 'gateway':
    case 'desk':
      return { kind: 'desk', id: 'desk', name: 'Deskside' }
  }
}
