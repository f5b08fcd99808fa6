/**
 * Details of faults as a German reads them: each sentence that has words is still said by the code, values come along, and
 * what nobody has words for stays as it is.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Fault } from '../../shared/kit/fault.ts'
import { root } from './rooms.ts'

let sayFault: (fault: Fault) => string
let known: ReadonlyMap<string, string>
beforeAll(async () => {
  const value = { languages: ['de-AT', 'en'] }
  Object.defineProperty(globalThis, 'navigator', { value, configurable: true })
  ;({ sayFault } = await import('../../client/state/fault-words.ts'))
  ;({ KNOWN_DETAILS: known } = await import('../../client/state/fault-details.ts'))
})

test('[LA8] every sentence that has words is one that is said', () => {
  const said = ['client', 'shared', 'sync-server']
    .flatMap((room) =>
      readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
        .filter(
          (path) => /^(?!words).*(?<!test)\.ts$/.test(path) && !path.includes('fault-details'),
        )
        .map((path) => readFileSync(join(root, room, path), 'utf8')),
    )
    .join('\n')
    .toLowerCase()
  expect(known.size).toBeGreaterThan(50)
  expect([...known.keys()].filter((sentence) => !said.includes(sentence.toLowerCase()))).toEqual([])
})

describe('[LA8] a detail is in the language of the reader', () => {
  test.each<[Fault, string]>([
    [
      { code: 'kit/storage', detail: 'the storage of this device is full' },
      'Es ist kein Platz mehr, um das zu speichern. Der Speicher dieses Geräts ist voll.',
    ],
    // Where the detail says more than the title, it is said alone, as in English.
    [
      { code: 'kit/busy', detail: 'The server cannot be reached just now.' },
      'Der Server ist gerade nicht erreichbar.',
    ],
    [
      { code: 'ticket/locked', detail: 'Ada Lovelace has locked this reply' },
      'Ada Lovelace hat diese Antwort gesperrt.',
    ],
    [
      { code: 'desk/exists', detail: 'support@desk.test belongs to another queue already' },
      'support@desk.test gehört schon zu einer anderen Queue.',
    ],
    [
      { code: 'kit/too-big', detail: 'a file may have 40000000 bytes' },
      'Das ist größer als erlaubt. Erlaubt sind höchstens 40 MB.',
    ],
    [
      { code: 'ticket/too-big', detail: 'a ticket may have 2000 messages' },
      'Diese Änderung ist größer als erlaubt. Erlaubt sind höchstens 2.000.',
    ],
    // Words that nobody knows, with the limit that came along.
    [
      { code: 'kit/too-big', detail: 'enough of that', more: { limit: 12 } },
      'Das ist größer als erlaubt. Erlaubt sind höchstens 12.',
    ],
    // What a mail server said, and whatever is said first in a later version.
    [
      { code: 'mailbox/refused', detail: 'NO [ALERT] Over quota' },
      'Der Mailserver hat abgelehnt. (NO [ALERT] Over quota)',
    ],
  ])('%j', (fault, said) => expect(sayFault(fault).replaceAll('\u00a0', ' ')).toBe(said))
})
