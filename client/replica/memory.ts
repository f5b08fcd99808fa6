/** The few words kept outside the database, because they say which database to open: whose it is, and who is leaving. */
export type Memory = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

const KEY_PREFIX = 'deskside.'
const PERSON_KEY = `${KEY_PREFIX}person`
/** Stays when the person is forgotten: it says that something is left to do. */
export const LEAVING_KEY = `${KEY_PREFIX}leaving`

/** The person who was here last. */
export const knownPerson = (memory: Memory) => memory.getItem(PERSON_KEY)
export const notePerson = (memory: Memory, person: string) => memory.setItem(PERSON_KEY, person)

/** Everything of ours, whoever wrote it. */
export function forgetPerson(memory: Memory): void {
  const keys = Array.from({ length: memory.length }, (_, at) => memory.key(at))
  for (const key of keys)
    if (key?.startsWith(KEY_PREFIX) && key !== LEAVING_KEY) memory.removeItem(key)
}
