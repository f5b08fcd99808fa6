/**
 * Who gets the reply: the requester, and as chips whoever gets a copy. A chip switches between Cc and Bcc, or goes; the field
 * takes addresses and offers who may be meant. What somebody else changed stands above until it was looked at.
 */
import { createMemo, createSignal, For, Show } from 'solid-js'
import type { MailPerson, Requester } from '../../shared/ticket/ticket.ts'
import { mailWords } from '../words/mail.ts'
import { nameOf, type RecipientSignals } from '../state/create-recipients.ts'
import { readPeople } from '../state/typed-people.ts'
import { Icon } from './icon.tsx'

/** From so many on, their number is said. */
const MANY_FROM = 10

const OFFERED = 6

export function RecipientLine(props: {
  requester: Requester
  recipients: RecipientSignals
  /** Addresses of these domains are nothing new here. */
  knownDomains: ReadonlySet<string>
  /** The person asked to send while somebody else's change was not looked at. */
  isAsking: boolean
  onLeave: () => void
}) {
  const [isOpen, setOpen] = createSignal(false)
  let adder: HTMLButtonElement | undefined
  const all = createMemo(() => {
    const { cc, bcc } = props.recipients.audience()
    return [
      ...cc.map((person) => ({ person, as: 'cc' as const })),
      ...bcc.map((person) => ({ person, as: 'bcc' as const })),
    ]
  })
  // By address: a chip that is switched stays the same chip, and keeps the focus.
  const addresses = createMemo(() =>
    all()
      .map(({ person }) => person.address)
      .sort(),
  )
  const entryOf = (address: string) => all().find(({ person }) => person.address === address)
  const words = mailWords.recipients
  return (
    <div class="recipients" role="group" aria-label={words.label}>
      <Show when={props.recipients.news()}>
        {(news) => (
          <p
            class="recipients-news"
            classList={{ 'is-asking': props.isAsking }}
            role={props.isAsking ? 'alert' : 'status'}
          >
            <Icon name="attention" size={14} />
            <span dir="auto">{props.isAsking ? words.asking({ news: news() }) : news()}</span>
            <button
              type="button"
              class="button is-small"
              onClick={() => {
                props.recipients.look()
                props.onLeave()
              }}
            >
              {words.looked}
            </button>
          </p>
        )}
      </Show>
      <div class="recipients-line">
        <span class="recipients-as">{words.to}</span>
        <Show when={props.requester.address}>
          {(address) => (
            <span class="recipient is-fixed">
              <bdi>{nameOf(props.requester)}</bdi>
              <Show when={props.requester.name}>
                <bdi class="recipient-address">{address()}</bdi>
              </Show>
            </span>
          )}
        </Show>
        <For each={addresses()}>
          {(address) => (
            <Show when={entryOf(address)}>
              {(entry) => (
                <Chip
                  person={entry().person}
                  as={entry().as}
                  isStrange={!props.knownDomains.has(domainOf(address))}
                  onSwitch={() =>
                    props.recipients.choose(entry().person, entry().as === 'cc' ? 'bcc' : 'cc')
                  }
                  onRemove={() => {
                    props.recipients.choose(entry().person, 'none')
                    adder?.focus()
                  }}
                />
              )}
            </Show>
          )}
        </For>
        <button
          ref={adder}
          type="button"
          class="recipient-add"
          aria-expanded={isOpen()}
          onClick={() => setOpen(!isOpen())}
        >
          <Icon name="M8 3v10M3 8h10" size={13} />
          <span>{words.add}</span>
        </button>
      </div>
      <Show when={isOpen()}>
        <AddField
          recipients={props.recipients}
          onDone={() => {
            setOpen(false)
            props.onLeave()
          }}
        />
      </Show>
      <Show when={all().length + 1 > MANY_FROM}>
        <p class="recipients-many">{words.many({ n: all().length + 1 })}</p>
      </Show>
    </div>
  )
}

function Chip(props: {
  person: MailPerson
  as: 'cc' | 'bcc'
  isStrange: boolean
  onSwitch: () => void
  onRemove: () => void
}) {
  const words = mailWords.recipients
  const name = () => nameOf(props.person)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Delete' && event.key !== 'Backspace') return
    event.preventDefault()
    props.onRemove()
  }
  return (
    <span
      class="recipient"
      classList={{ 'is-bcc': props.as === 'bcc', 'is-strange': props.isStrange }}
      data-recipient={props.person.address}
    >
      <button
        type="button"
        class="recipient-switch"
        title={`${props.person.address} · ${words.switchTo[props.as]}${props.isStrange ? ` · ${words.strange}` : ''}`}
        aria-label={`${words[props.as]} ${name()}${props.isStrange ? `, ${words.strange}` : ''}: ${words.switchTo[props.as]}`}
        onClick={() => props.onSwitch()}
        onKeyDown={onKeyDown}
      >
        <span class="recipients-as">{words[props.as]}</span>
        <span class="recipient-name" dir="auto">
          {name()}
        </span>
        <Show when={props.isStrange}>
          <Icon name="attention" size={12} />
        </Show>
      </button>
      <button
        type="button"
        class="recipient-remove"
        aria-label={words.remove({ name: name() })}
        title={words.remove({ name: name() })}
        onClick={() => props.onRemove()}
        onKeyDown={onKeyDown}
      >
        <Icon name="close" size={11} />
      </button>
    </span>
  )
}

function AddField(props: { recipients: RecipientSignals; onDone: () => void }) {
  const [typed, setTyped] = createSignal('')
  const [as, setAs] = createSignal<'cc' | 'bcc'>('cc')
  const [trouble, setTrouble] = createSignal('')
  let field: HTMLInputElement | undefined
  const words = mailWords.recipients
  const offered = createMemo(() => {
    const wanted = typed().trim().toLowerCase()
    return props.recipients
      .suggestions()
      .filter(({ name, address }) => `${name} ${address}`.toLowerCase().includes(wanted))
      .slice(0, OFFERED)
  })
  const add = (people: readonly MailPerson[], rest: string) => {
    const refusals = people.flatMap((person) => props.recipients.choose(person, as()) ?? [])
    if (rest !== '') refusals.unshift(words.noAddress({ typed: rest }))
    setTrouble(refusals.join(' '))
    setTyped(rest)
    field?.focus()
  }
  return (
    <div class="recipients-adding">
      <button
        type="button"
        class="recipient-kind"
        aria-label={`${words[as()]}: ${words.switchTo[as()]}`}
        title={words.switchTo[as()]}
        onClick={() => {
          setAs(as() === 'cc' ? 'bcc' : 'cc')
          field?.focus()
        }}
      >
        {words[as()]}
      </button>
      <input
        ref={(element) => {
          field = element
          queueMicrotask(() => element.focus())
        }}
        class="recipients-field"
        type="text"
        inputmode="email"
        autocomplete="off"
        autocapitalize="none"
        spellcheck={false}
        dir="auto"
        aria-label={words.field}
        aria-invalid={trouble() !== ''}
        placeholder={words.placeholder}
        value={typed()}
        onInput={(event) => {
          setTyped(event.currentTarget.value)
          setTrouble('')
        }}
        onKeyDown={(event) => {
          if (event.isComposing) return
          const { people, rest } = readPeople(typed())
          // A comma after an address ends it; one in a name that is still being typed is a part of it.
          const isWhole = people.length > 0 && rest === ''
          if (event.key === 'Enter' && typed().trim() === '') props.onDone()
          else if (event.key === 'Enter' || (event.key === ',' && isWhole)) add(people, rest)
          else if (event.key === 'Escape') props.onDone()
          else return
          event.preventDefault()
          event.stopPropagation()
        }}
        onBlur={() => {
          // Whoever typed a whole address and goes on writing meant it.
          const { people, rest } = readPeople(typed())
          if (people.length === 0 || rest !== '') return
          for (const person of people) props.recipients.choose(person, as())
          setTyped('')
        }}
      />
      <Show when={offered().length > 0}>
        <div class="recipients-offered" role="group" aria-label={words.offered}>
          <For each={offered()}>
            {(person) => (
              <button
                type="button"
                class="recipient-offer"
                title={person.address}
                // The field keeps the focus, and what is typed in it.
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => add([person], '')}
              >
                <Icon name="M8 3v10M3 8h10" size={11} />
                <span dir="auto">{nameOf(person)}</span>
              </button>
            )}
          </For>
        </div>
      </Show>
      <Show when={trouble()}>
        <p class="recipients-trouble" role="alert">
          {trouble()}
        </p>
      </Show>
    </div>
  )
}

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)
