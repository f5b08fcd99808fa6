/**
 * Mentions in the words of a note: whom one may mention, who is meant by `@Name`, and where a mention stands. A mention is
 * its words: what is written is what everybody reads, also by mail and over HTTP. Pure.
 */
import { LIMITS } from '../../shared/kit/limits.ts'
import { queuesOfRow } from '../../shared/ticket/row.ts'
import type { Row } from '../../shared/ticket/ticket.ts'
import type { DeskInfo } from '../../shared/wire/down.ts'

type Person = DeskInfo['people'][number]
export type Mentionable = Pick<Person, 'id' | 'name' | 'email'> & {
  /** What stands behind the `@`: the name, or the address where others have the same name. */
  handle: string
}
export type NotePiece = { text: string; person: string | null }

const OFFERED = 8

/** Everybody by what stands for them. */
function withHandles(people: readonly Person[]): (Person & Mentionable)[] {
  const counts = new Map<string, number>()
  const fold = (name: string) => name.toLocaleLowerCase()
  for (const { name } of people) counts.set(fold(name), (counts.get(fold(name)) ?? 0) + 1)
  return people.map((person) => ({
    ...person,
    handle: (counts.get(fold(person.name)) ?? 0) > 1 ? person.email : person.name,
  }))
}

/** Who sees the ticket too, as far as the server has said; not oneself. */
export function mentionable(
  people: readonly Person[],
  about: { me: string; row: Pick<Row, 'queue' | 'alsoIn'> },
): Mentionable[] {
  const queues = queuesOfRow(about.row)
  return withHandles(people).filter(
    (person) =>
      person.id !== about.me &&
      !person.isDisabled &&
      person.queues?.some((queue) => queues.includes(queue)),
  )
}

/** What is typed of a mention before the caret; null: nothing. `from` is where its `@` stands. */
export function askedAt(text: string, caret: number): { from: number; words: string } | null {
  const found = /(?:^|[\s(])@((?:[^\s@]+ ?){0,3})$/u.exec(text.slice(0, caret))
  const words = found?.[1]
  return words === undefined ? null : { from: caret - words.length - 1, words }
}

/** Those of whom a part of the name, or the address, begins so; after a space the name as a whole. Nobody once it is there. */
export function offer(people: readonly Mentionable[], words: string): Mentionable[] {
  if (people.some(({ handle }) => words === `${handle} `)) return []
  const asked = words.toLocaleLowerCase()
  return people
    .filter(({ name, email }) => {
      const whole = name.toLocaleLowerCase()
      const parts = asked.includes(' ') ? [] : [...whole.split(/\s+/), email.toLocaleLowerCase()]
      return [whole, ...parts].some((part) => part.startsWith(asked))
    })
    .slice(0, OFFERED)
}

/** The words of a note, with those of `people` who are mentioned in them. Of two names that begin alike the longer one counts. */
export function splitMentions(
  text: string,
  people: readonly Pick<Mentionable, 'id' | 'handle'>[],
): NotePiece[] {
  const byLength = people.toSorted((a, b) => b.handle.length - a.handle.length)
  const pieces: NotePiece[] = []
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (at < from || (at > 0 && !/[\s(]/u.test(text[at - 1] ?? ''))) continue
    const meant = byLength.find(({ handle }) => {
      const end = at + 1 + handle.length
      return text.slice(at + 1, end) === handle && !/^[\p{L}\p{N}]/u.test(text.slice(end))
    })
    if (!meant) continue
    if (at > from) pieces.push({ text: text.slice(from, at), person: null })
    from = at + 1 + meant.handle.length
    pieces.push({ text: text.slice(at, from), person: meant.id })
  }
  if (from < text.length) pieces.push({ text: text.slice(from), person: null })
  return pieces
}

/** Whom the words mention, each once. */
export function mentionedIn(text: string, people: readonly Mentionable[]): string[] {
  const found = splitMentions(text, people).flatMap(({ person }) => person ?? [])
  return [...new Set(found)].slice(0, LIMITS.mentionsPerNote)
}

/** Of a note that stands: who is mentioned, by each name they may stand there under. */
export function namesOf(
  mentions: readonly string[],
  people: readonly Person[],
): Pick<Mentionable, 'id' | 'handle'>[] {
  const meant = new Set(mentions)
  return people
    .filter(({ id }) => meant.has(id))
    .flatMap(({ id, name, email }) => [
      { id, handle: name },
      { id, handle: email },
    ])
}
