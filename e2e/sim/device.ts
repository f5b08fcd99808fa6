/**
 * A device of a simulation: the real replica in a tab of a browser whose disk outlives crashes. Signs in again when its
 * session was ended. What a person does on it is in agent.ts.
 */
import type { Fault } from '../../shared/kit/fault.ts'
import type { Replica } from '../../client/replica/api.ts'
import { Db, databaseName } from '../../client/replica/db.ts'
import { openReplica } from '../../client/replica/replica.ts'
import type { Browser, TabParts } from './browser.ts'
import type { Dice } from './dice.ts'
import type { Kernel, Party } from './kernel.ts'
import type { Ledger } from './ledger.ts'
import type { Line, Network } from './network.ts'
import type { Someone } from './template.ts'

const SIGN_IN_MS = 4_000

export type Device = ReturnType<typeof makeDevice>

export function makeDevice(options: {
  name: string
  person: Someone
  browser: Browser
  kernel: Kernel
  dice: Dice
  ledger: Ledger
  network: Network
  /** A new session, or null while that cannot be. */
  signIn: () => Promise<string | null>
}) {
  const { name, person, browser, kernel, dice, ledger, network } = options
  const online = new Set<() => void>()
  let replica: Replica | null = null
  let tab: TabParts | null = null
  let opening = false
  let mustSignIn = false
  let lives = 0
  let callOff = () => {}
  browser.cookie ??= person.secret
  const line: Line = {
    name,
    party: { name, isAlive: false },
    isUp: true,
    get secret() {
      return browser.cookie
    },
    person: person.id,
  }

  /** Its person is shut out: what was not sent is gone, and they were told so. */
  function forfeit(): void {
    for (const act of ledger.acts)
      if (act.device !== null && browser.tabs.has(act.device)) act.isForfeit = true
    for (const set of ledger.sets) if (browser.tabs.has(set.device)) set.isForfeit = true
  }

  function noteEnd(code: Fault['code']): void {
    if (code !== 'auth/required' && code !== 'auth/denied') return
    mustSignIn = true
    if (code === 'auth/denied') forfeit()
  }

  async function open(): Promise<void> {
    if (replica || opening) return
    opening = true
    const party: Party = { name: `${name} ${++lives}`, isAlive: true }
    line.party = party
    if (mustSignIn) {
      // The server may crash while it is asked.
      const secret = await Promise.race([
        options.signIn(),
        kernel.pause(party, SIGN_IN_MS).then(() => null),
      ])
      if (!party.isAlive) return
      if (secret === null) {
        party.isAlive = false
        opening = false
        return
      }
      browser.cookie = secret
      mustSignIn = false
    }
    online.clear()
    const own = browser.openTab(party)
    tab = own
    const opened = await openReplica({
      origin: 'https://desk.example',
      clock: { now: () => kernel.clock.now() + browser.skewMs },
      uptime: kernel.clock,
      random: dice.bytes,
      timers: kernel.timersOf(party),
      log: (level, sentence, fields) => {
        if (party.isAlive && level === 'error')
          ledger.problems.push(`${name} logged: ${sentence} ${JSON.stringify(fields)}`)
      },
      // What still runs in a tab that was killed has no network.
      fetch: (input, init) =>
        party.isAlive
          ? network.request(line, new URL(input instanceof Request ? input.url : input), init)
          : new Promise(() => {}),
      openSocket: (url, events) =>
        party.isAlive
          ? network.openSocket(line)(url, events)
          : { send() {}, close() {}, unsentBytes: () => 0 },
      memory: browser.memory,
      locks: own.locks,
      openChannel: own.openChannel,
      visibility: { isVisible: () => true, onChange: () => () => {} },
      onOnline(listen) {
        online.add(listen)
        return () => online.delete(listen)
      },
      database: own.database,
      // Another tab took the database away: the page starts anew.
      onTakenOver() {
        if (!party.isAlive) return
        party.isAlive = false
        own.kill()
        replica = null
        opening = false
        network.end(line)
      },
      onSignedOut: () => ledger.problems.push(`${name} was signed out`),
      onLocked(why, isDone) {
        if (!party.isAlive) return
        replica = null
        opening = true
        if (why === 'signed-out' || why === 'revoked') mustSignIn = true
        if (why === 'revoked') forfeit()
        // The page goes to the lock screen; whoever sits there signs in again.
        void isDone.then(() => {
          if (!party.isAlive) return
          party.isAlive = false
          own.kill()
          opening = false
          network.end(line)
        })
      },
    })
    if (!party.isAlive) return
    opening = false
    if (opened.ok) {
      replica = opened.value
      return
    }
    party.isAlive = false
    const { code, detail } = opened.fault
    noteEnd(code)
    if (code.startsWith('auth/') || code === 'kit/busy') return
    if (code === 'kit/storage' && browser.isFull()) return
    ledger.problems.push(`${name} could not open: ${code} ${detail}`)
  }

  /** The tab is killed: its memory is gone, its database is not. */
  function crash(): void {
    callOff()
    if (!line.party.isAlive) return
    line.party.isAlive = false
    tab?.kill()
    tab = null
    replica = null
    opening = false
    network.end(line)
  }

  browser.tabs.add(name)
  return {
    name,
    person,
    line,
    browser,
    replica: () => replica,
    isOpening: () => opening,
    open,
    crash,
    /** Crashes in the middle of what it does next, after so many steps of its database. */
    crashWithin(steps: number, onCrash: () => void): void {
      callOff()
      callOff = kernel.interrupt(line.party, steps, () => {
        crash()
        onCrash()
      })
    },
    /** No crash any more that was still to come. */
    spare: () => callOff(),

    goOffline() {
      line.isUp = false
      network.drop(line)
    },
    goOnline() {
      if (line.isUp) return
      line.isUp = true
      for (const listen of [...online]) listen()
    },

    /** What lies on the disk, seen past the replica. */
    look<T>(read: (db: Db) => PromiseLike<T>): Promise<T> {
      return kernel.atOnce(async () => {
        const db = new Db(databaseName(person.id), browser.database)
        try {
          return await read(db)
        } finally {
          db.close()
        }
      })
    },
  }
}
