/** Everybody of one simulation, put together from its seed: server, network, gateway, people outside, devices. */
import { makeAgent } from './agent.ts'
import { makeBrowser } from './browser.ts'
import { makeDevice, type Device } from './device.ts'
import { makeDice, type Dice } from './dice.ts'
import { makeFieldActs, type FieldActs } from './fields.ts'
import { makeGateway, type Gateway } from './gateway.ts'
import { makeKernel, type Kernel } from './kernel.ts'
import { makeLead, type Lead } from './lead.ts'
import { makeLedger, type Ledger } from './ledger.ts'
import type { Mutation } from './mutation.ts'
import { makeNetwork, type Hooks, type Network } from './network.ts'
import { makeOutside } from './outside.ts'
import {
  laterProfile,
  plainProfile,
  roughProfile,
  STORM_EVERY,
  throwLater,
  throwProfile,
  throwShares,
  type LaterProfile,
  type Profile,
  type ShareProfile,
} from './profile.ts'
import { makeServer, type Server } from './server.ts'
import type { StoreKind } from './stores.ts'
import { START_AT, type Template } from './template.ts'
import { makeWatch } from './watch.ts'

const HOUR_MS = 3_600_000

export type Options = {
  mutation?: Mutation | null
  /** Only what the first version of the simulation had: an older seed is the run that it was. */
  isPlain?: boolean
  /** Where tickets lie; null: the seed says. */
  store?: StoreKind | null
}

export type World = {
  seed: number
  mutation: Mutation | null
  dice: Dice
  /** For what the first version did not have. */
  laterDice: Dice
  /** For tickets that several queues see. */
  shareDice: Dice
  profile: Profile & LaterProfile & ShareProfile
  kernel: Kernel
  ledger: Ledger
  trace: string[]
  say(line: string): void
  people: Template['people']
  folder: string
  server: Server
  network: Network
  gate: Gateway
  outside: ReturnType<typeof makeOutside>
  lead: Lead
  fields: FieldActs
  browsers: { ada: ReturnType<typeof makeBrowser>; cleo: ReturnType<typeof makeBrowser> }
  devices: readonly Device[]
  agents: readonly ReturnType<typeof makeAgent>[]
}

export async function makeWorld(
  template: Template,
  seed: number,
  { mutation = null, isPlain = false, store = null }: Options,
): Promise<World> {
  const dice = makeDice(Math.imul(seed, 0x9e3779b1) ^ 0x51ed270b)
  const laterDice = makeDice(Math.imul(seed, 0x85ebca6b) ^ 0x2545f491)
  const shareDice = makeDice(Math.imul(seed, 0xc2b2ae35) ^ 0x27d4eb2f)
  const isStorm = seed % STORM_EVERY === 0
  const ledger = makeLedger()
  const trace: string[] = []
  const folder = await template.makeFolder()
  const kernel = makeKernel(START_AT, dice.split('libraries'))
  const say = (line: string) =>
    void trace.push(`${((kernel.clock.now() - START_AT) / 1000).toFixed(3)} ${line}`)
  const { people } = template
  const first = mutation === null ? throwProfile(dice, isStorm) : roughProfile(mutation)
  const thrown = { ...throwLater(laterDice, isStorm), ...throwShares(shareDice, isStorm) }
  const later = isPlain ? plainProfile() : mutation === null ? thrown : laterProfile(mutation)
  const profile = { ...first, ...later }
  const weather = {
    delayMs: dice.pick([20, 200, 1_500]),
    loss: dice.pick([0, 0.05, 0.2]),
    silence: dice.pick([0, 0.3]),
    repeats: profile.repeats,
    stragglers: profile.stragglers,
    stalls: profile.stalls,
    hangsUntil: 0,
  }
  const server = makeServer({
    kernel,
    dice: dice.split('server'),
    ledger,
    template,
    folder,
    config: mutation === 'early-mail' ? { undoSeconds: 0 } : {},
    mutation,
    store: store ?? (isStorm ? 'sqlite' : 'memory'),
    log: () => {},
  })
  const hooks: Hooks = makeWatch({
    ledger,
    server,
    people: [people.ada, people.ben, people.cleo],
    mutation,
    now: kernel.clock.now,
    sendToAll: (frame) => network.sendToAll(frame),
  })
  const network = makeNetwork({
    kernel,
    dice: dice.split('network'),
    laterDice: laterDice.split('network'),
    server,
    weather,
    hooks,
    say,
  })
  let gateway: Gateway | null = null
  const outside = makeOutside({
    kernel,
    dice: dice.split('outside'),
    laterDice: laterDice.split('outside'),
    shareDice,
    shared: profile.shared,
    files: profile.files,
    ledger,
    server,
    network,
    mutation,
    gateway: () => {
      if (!gateway) throw new Error('there is no gateway yet')
      return gateway
    },
  })
  const gate = makeGateway({
    kernel,
    dice: dice.split('gateway'),
    network,
    key: template.gatewayKey,
    folder,
    relay: outside.relay,
    clock: server.clock,
    forgets: mutation === 'spool-forgets',
  })
  gateway = gate
  const browsers = { ada: makeBrowser(kernel, mutation), cleo: makeBrowser(kernel, mutation) }
  const third = makeBrowser(kernel, mutation)
  const crew = [
    { name: 'ada-laptop', person: people.ada, browser: browsers.ada },
    { name: 'cleo-laptop', person: people.cleo, browser: browsers.cleo },
    ...(dice.chance(profile.secondTab)
      ? [{ name: 'ada-second-tab', person: people.ada, browser: browsers.ada }]
      : []),
    ...(dice.chance(profile.third)
      ? [
          dice.chance(0.5)
            ? { name: 'ada-phone', person: people.ada, browser: third }
            : { name: 'ben-laptop', person: people.ben, browser: third },
        ]
      : []),
  ]
  for (const browser of [browsers.ada, browsers.cleo, third])
    browser.skewMs = dice.pick([0, 0, -90_000, HOUR_MS])
  const devices: Device[] = crew.map(({ name, person, browser }) =>
    makeDevice({
      name,
      person,
      browser,
      kernel,
      dice: dice.split(name),
      ledger,
      network,
      signIn: () => server.signIn(person.id),
    }),
  )
  const { newToken } = outside
  const agents = devices.map((device) =>
    makeAgent({
      device,
      isCrowd: profile.isCrowd,
      kernel,
      dice: dice.split('agent'),
      ledger,
      people,
      newToken,
    }),
  )
  return {
    seed,
    mutation,
    dice,
    laterDice,
    shareDice,
    profile,
    kernel,
    ledger,
    trace,
    say,
    people,
    folder,
    server,
    network,
    gate,
    outside,
    lead: makeLead({
      kernel,
      dice: laterDice.split('lead'),
      shareDice,
      ledger,
      server,
      network,
      person: people.lea,
    }),
    fields: makeFieldActs({
      kernel,
      dice: laterDice.split('fields'),
      ledger,
      newToken: outside.newLaterToken,
    }),
    browsers,
    devices,
    agents,
  }
}
