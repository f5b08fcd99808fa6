/**
 * Who gets the reply that is being written, as the draft and the ticket say it on this device; choosing; and what somebody
 * else chose since one last looked. Not here: the rule (shared/ticket/recipients), how it is shown (parts/recipient-line).
 */
import { createEffect, createMemo, createSignal, on, onCleanup, type Accessor } from 'solid-js'
import { LIMITS } from '../../shared/kit/limits.ts'
import { isOfDesk } from '../../shared/ticket/address.ts'
import {
  clearRecipient,
  readRecipients,
  setRecipient,
  type Recipient,
} from '../../shared/ticket/draft-doc.ts'
import {
  audienceKey,
  audienceOf,
  suggestionsFor,
  type Audience,
} from '../../shared/ticket/recipients.ts'
import type { MailPerson, Ticket } from '../../shared/ticket/ticket.ts'
import type { Y } from '../../shared/ticket/ticket-doc.ts'
import type { OpenDraft } from '../replica/api.ts'
import { mailWords } from '../words/mail.ts'
import { listed } from '../words/read-words.ts'

export type RecipientSignals = {
  audience: Accessor<Audience>
  /** The audience in one line, for the server to compare with what it has. */
  key: Accessor<string>
  suggestions: Accessor<readonly MailPerson[]>
  /** Somebody else changed it since one looked: in words, and who, where that is known. */
  news: Accessor<string | null>
  look(): void
  /** From now on a change by somebody else is news: one has begun to write. */
  begin(): void
  /** @returns why not, in words */
  choose(person: MailPerson, as: Recipient['as']): string | null
}

/** Who is on the ticket, and whom its mails were copied to. */
export type PeopleOn = Pick<Ticket, 'messages'> & {
  facts: Pick<Ticket['facts'], 'requester' | 'participants'>
}

export function createRecipients(options: {
  ticket: Accessor<PeopleOn>
  draft: Accessor<Pick<OpenDraft, 'doc' | 'awareness'> | null>
  /** Addresses of the desk itself. */
  ours: Accessor<readonly string[]>
}): RecipientSignals {
  const [chosen, setChosen] = createSignal<readonly Recipient[]>([])
  const [changed, setChanged] = createSignal<{ by: string; before: Audience } | null>(null)
  let hasBegun = false
  const ours = createMemo(() => new Set(options.ours()))
  const audience = createMemo(() => audienceOf(options.ticket().facts, chosen(), ours()))
  const suggestions = createMemo(() =>
    suggestionsFor(
      options.ticket().facts,
      options.ticket().messages.flatMap((message) => message.newPeople ?? []),
      audience(),
    ).filter(({ address }) => !isOfDesk(address, ours())),
  )

  createEffect(
    on(options.draft, (draft) => {
      setChosen(draft ? readRecipients(draft.doc) : [])
      setChanged(null)
      hasBegun = false
      if (!draft) return
      const map = draft.doc.getMap('recipients')
      const listen = (event: Y.YMapEvent<unknown>) => {
        const before = audience()
        setChosen(readRecipients(draft.doc))
        if (event.transaction.local || !hasBegun) return
        setChanged({ by: authorOf(draft, event), before: changed()?.before ?? before })
      }
      map.observe(listen)
      onCleanup(() => map.unobserve(listen))
    }),
  )

  const news = createMemo(() => {
    const change = changed()
    if (!change || audienceKey(change.before) === audienceKey(audience())) return null
    return mailWords.recipients.changed({
      by: change.by || mailWords.recipients.somebody,
      what: sayDifference(change.before, audience()),
    })
  })

  return {
    audience,
    key: createMemo(() => audienceKey(audience())),
    suggestions,
    news,
    look: () => setChanged(null),
    begin: () => {
      hasBegun = true
    },
    choose(person, as) {
      const draft = options.draft()
      if (!draft) return mailWords.recipients.notOpen
      hasBegun = true
      const { address } = person
      const { participants, requester } = options.ticket().facts
      if (as === 'none') {
        const isDefault = participants.some((one) => one.address === address && one.how === 'added')
        if (isDefault) setRecipient(draft.doc, { ...person, as })
        else clearRecipient(draft.doc, address)
        return null
      }
      if (isOfDesk(address, ours())) return mailWords.recipients.ofDesk({ address })
      if (address === requester.address) return mailWords.recipients.isRequester
      const { cc, bcc } = audience()
      const isNew = ![...cc, ...bcc].some((one) => one.address === address)
      if (isNew && cc.length + bcc.length >= LIMITS.replyRecipients)
        return mailWords.recipients.tooMany({ n: LIMITS.replyRecipients })
      const done = setRecipient(draft.doc, { ...person, as })
      return done.ok ? null : mailWords.recipients.noAddress({ typed: address })
    },
  }
}

/** Whose device wrote what changed, while they are in the draft; otherwise nobody by name. */
function authorOf(draft: Pick<OpenDraft, 'awareness'>, event: Y.YMapEvent<unknown>): string {
  const states = draft.awareness.getStates()
  for (const key of event.keysChanged) {
    const client = event.target._map.get(String(key))?.id.client
    const user: unknown = client === undefined ? undefined : states.get(client)?.['user']
    if (typeof user === 'object' && user !== null && 'name' in user) return String(user.name)
  }
  return ''
}

function sayDifference(before: Audience, after: Audience): string {
  const was = new Map(entriesOf(before))
  const is = new Map(entriesOf(after))
  const parts: string[] = []
  for (const [address, { person, as }] of is)
    if (was.get(address)?.as !== as)
      parts.push(mailWords.recipients.now({ name: nameOf(person), as: mailWords.recipients[as] }))
  for (const [address, { person }] of was)
    if (!is.has(address)) parts.push(mailWords.recipients.noMore({ name: nameOf(person) }))
  return listed(parts)
}

type Entry = readonly [address: string, { person: MailPerson; as: 'cc' | 'bcc' }]
const entriesOf = (audience: Audience): Entry[] =>
  (['cc', 'bcc'] as const).flatMap((as) =>
    audience[as].map((person): Entry => [person.address, { person, as }]),
  )

export const nameOf = ({ name, address }: MailPerson): string => name || address
