/**
 * The stage: a real server and a real gateway on ports and in a data directory of their own, and a relay to take what
 * they send. For scenarios, the chaos run and the benchmarks. It ends only what it started and leaves nothing behind.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { findFreePort } from '../bin/free-port.mjs'
import { v } from '../shared/kit/schema.ts'
import { makeTestStore } from '../sync-server/store/test-stage/postgres-stage.ts'
import { makeApi, type Api } from './stage/api.ts'
import { findEntries, root } from './stage/build.ts'
import { openDeskRows, type DeskRows } from './stage/desk-rows.ts'
import { isGreeting } from './stage/network.ts'
import { makePart, type Part } from './stage/process.ts'
import { openRelay, type Relay } from './stage/relay.ts'
import { findSignInLink } from './stage/sign-in.ts'
import { askServer, plainEnvironment, runCommandLine, type VerbRun } from './stage/verbs.ts'

export type StageOptions = {
  /** Handed on to server, gateway and command line, over what the stage sets. */
  environment?: Record<string, string>
  /** False: no relay, outgoing mail is kept by the desk and sign-in links are printed. */
  hasRelay?: boolean
  hasGateway?: boolean
  /** Server processes on the one database; more than one needs PostgreSQL (`DESKSIDE_TEST_STORE=postgres`). */
  servers?: number
  /** False: nothing is started yet. */
  isStarted?: boolean
}

export type Person = {
  id: string
  email: string
  name: string
  role: Role
  token: string
  api: Api
}
type Role = 'agent' | 'lead' | 'admin'
type NewPerson = { email: string; name: string; role: Role; queues?: readonly string[] }

/** A server process, and how to reach it. */
export type StageNode = { url: string; wsUrl: string; server: Part }

export type Stage = {
  /** With 127.0.0.1, for programs. */
  url: string
  /** With localhost, for browsers. */
  publicUrl: string
  wsUrl: string
  httpPort: number
  smtpPort: number
  dataDir: string
  isBuilt: boolean
  server: Part
  /** All server processes; `server` is the first. The gateway speaks to that one. */
  nodes: readonly StageNode[]
  gateway: Part
  /** Throws on a stage without one. */
  relay: Relay
  environment(): Record<string, string>
  /** What is stored, read beside the server: an audit asks the disk, not the server. */
  openRows(): Promise<DeskRows>
  api(token?: string): Api
  /** `npx deskside <verb>`, whatever it answers. */
  run(...args: string[]): Promise<VerbRun>
  /** The same; throws unless it ends with 0. @returns its standard output without the last line end */
  verb(...args: string[]): Promise<string>
  addQueue(slug: string, name: string, address: string): Promise<void>
  addPerson(person: NewPerson): Promise<Person>
  /** The one-time link a desk without people prints. */
  setupLink(): Promise<string>
  /** Asks for a sign-in link and reads it off the terminal, or out of the mail. */
  signInLink(email: string): Promise<string>
  close(): Promise<void>
}

const READY_MS_MAX = 30_000
const PROBE_MS_MAX = 2_000

export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const entries = await findEntries()
  const dataDir = await mkdtemp(join(tmpdir(), 'deskside-stage-'))
  const httpPort = await findFreePort()
  const smtpPort = await findFreePort()
  const relay = options.hasRelay === false ? null : await openRelay()
  const url = `http://127.0.0.1:${httpPort}`
  const publicUrl = `http://localhost:${httpPort}`

  const store = await makeTestStore()
  const environment = (): Record<string, string> => ({
    ...entries.environment,
    ...plainEnvironment(),
    ...store.environment,
    DESKSIDE_HTTP_PORT: String(httpPort),
    DESKSIDE_SMTP_PORT: String(smtpPort),
    DESKSIDE_DATA_DIR: dataDir,
    DESKSIDE_PUBLIC_URL: publicUrl,
    ...(relay ? { DESKSIDE_RELAY_URL: relay.url } : {}),
    ...options.environment,
  })
  const server = makePart({
    name: 'server',
    args: entries.argsOf('server'),
    folder: root,
    environment,
    isReady: () => isReady(url),
  })
  const nodes: StageNode[] = [{ url, wsUrl: `ws://127.0.0.1:${httpPort}`, server }]
  while (nodes.length < (options.servers ?? 1)) {
    const port = await findFreePort()
    const own = { DESKSIDE_HTTP_PORT: String(port), DESKSIDE_DATA_DIR: `${dataDir}/node-${port}` }
    const nodeUrl = `http://127.0.0.1:${port}`
    const part = makePart({
      name: 'server',
      args: entries.argsOf('server'),
      folder: root,
      environment: () => ({ ...environment(), ...own }),
      isReady: () => isReady(nodeUrl),
    })
    nodes.push({ url: nodeUrl, wsUrl: `ws://127.0.0.1:${port}`, server: part })
  }
  const gateway = makePart({
    name: 'gateway',
    args: entries.argsOf('gateway'),
    folder: root,
    environment,
    isReady: () => isGreeting(smtpPort),
  })

  const run = (...args: string[]) =>
    runCommandLine([...entries.argsOf('cli'), ...args], environment())

  async function verb(...args: string[]): Promise<string> {
    const done = await run(...args)
    if (done.code === 0) return done.stdout.replace(/\n$/, '')
    throw new Error(`deskside ${args.join(' ')}: exit ${done.code}: ${done.stderr}${done.stdout}`)
  }

  /** A verb by the shortest way there is; its options by their names, a list for one that may be given often. */
  async function ask(name: string, input: Record<string, string | readonly string[]>) {
    const answer = await askServer(dataDir, name, input)
    if (answer) return answer
    const options = Object.entries(input).flatMap(([option, value]) =>
      [value].flat().flatMap((one) => [`--${option}`, one]),
    )
    return JSON.parse(await verb(...name.split('-'), ...options, '--json')) as unknown
  }

  const stage: Stage = {
    url,
    publicUrl,
    wsUrl: `ws://127.0.0.1:${httpPort}`,
    httpPort,
    smtpPort,
    dataDir,
    isBuilt: entries.isBuilt,
    server,
    nodes,
    gateway,
    get relay() {
      if (!relay) throw new Error('this stage has no relay')
      return relay
    },
    environment,
    openRows: () => openDeskRows(dataDir, store.environment['DESKSIDE_DATABASE_URL'] ?? null),
    api: (token) => makeApi(url, token ?? null),
    run,
    verb,
    async addQueue(slug, name, address) {
      await ask('queue-add', { slug, name, address })
    },
    async addPerson({ email, name, role, queues = [] }) {
      const { id } = v.parse(
        v.object({ id: v.string() }),
        await ask('user-add', { email, name, role, queue: queues }),
      )
      const { token } = v.parse(
        v.object({ token: v.string() }),
        await ask('token-create', { email }),
      )
      return { id, email, name, role, token, api: makeApi(url, token) }
    },
    async setupLink() {
      const found = await server.line(/(http\S+\/setup#\S+)/)
      return found[1] ?? ''
    },
    async signInLink(email) {
      const seen = { lines: server.stdout.length, mails: relay?.mails.length ?? 0 }
      const answer = await makeApi(url, null).post('/api/sign-in', { email })
      if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${answer.text}`)
      return findSignInLink(email, { server, relay }, seen)
    },
    async close() {
      await Promise.all([...nodes.map((node) => node.server.stop()), gateway.stop()])
      await relay?.close()
      await store.drop()
      await rm(dataDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }

  if (options.isStarted === false) return stage
  try {
    for (const node of nodes) await node.server.start({ waitMsMax: READY_MS_MAX })
    if (options.hasGateway !== false) await gateway.start({ waitMsMax: READY_MS_MAX })
    return stage
  } catch (error) {
    await stage.close()
    throw error
  }
}

/** /readyz says 200 once a write reaches the disk. */
async function isReady(url: string): Promise<boolean> {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(PROBE_MS_MAX) })
    await response.body?.cancel()
    return response.ok
  } catch {
    return false
  }
}
