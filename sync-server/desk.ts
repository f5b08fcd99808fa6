/**
 * A desk put together: store, settings, blobs, commit, feed, people, jobs. The process (main), the command line and the
 * simulations make one each; none of them knows the parts' insides. Not here: sockets and HTTP.
 */
import { mkdir } from 'node:fs/promises'
import type { Clock, Random, Timers } from '../shared/kit/clock.ts'
import { unwrap } from '../shared/kit/fault.ts'
import { makeId } from '../shared/kit/id.ts'
import type { Log } from '../shared/kit/log.ts'
import { makePeople, type People } from './auth/people.ts'
import { makeSessions, type Sessions } from './auth/sessions.ts'
import type { Blobs } from './blobs/blobs.ts'
import { makeCommit, type Commit } from './commit/commit.ts'
import type { CommitParts } from './commit/parts.ts'
import { makeHub } from './commit/hub.ts'
import { makeShadows } from './commit/shadows.ts'
import type { Config } from './config.ts'
import { openDeskStore } from './desk-store.ts'
import { makeFeed, type Feed } from './feed/feed.ts'
import { makeHousekeeping, type Housekeeping } from './jobs/housekeeping.ts'
import { makeJobRunner, type JobRunner } from './jobs/job-runner.ts'
import { parseNetworks } from './egress/network-address.ts'
import { makePoster } from './egress/post-bytes.ts'
import { makeNodes, type Nodes } from './nodes/nodes.ts'
import { makeRandomPool } from './process/random-pool.ts'
import { makePushRunner, type PushRunner } from './push/push-runner.ts'
import { makeTextFetcher } from './egress/fetch-text.ts'
import { makeHolidayFeeds, type HolidayFeeds } from './sla/holiday-feeds.ts'
import { makeHookRunner, type HookRunner } from './webhooks/hook-runner.ts'
import { makeMetrics } from './sla/queue-metrics.ts'
import { makeDigestTurn, type DigestTurn } from './reports/digest-turn.ts'
import { makeRollupFold, type RollupFold } from './reports/rollup-fold.ts'
import { makeSlaRecord } from './sla/sla-record.ts'
import { makeSearchFill, type SearchFill } from './search/fill.ts'
import { makeSearchListing, type SearchListing } from './search/listing.ts'
import type { Database } from './store/database.ts'
import { readGeneration } from './store/generation.ts'

export type Desk = {
  config: Config
  parts: CommitParts
  database: Database
  commit: Commit
  feed: Feed
  people: People
  sessions: Sessions
  jobs: JobRunner
  pushes: PushRunner
  hooks: HookRunner
  feeds: HolidayFeeds
  housekeeping: Housekeeping
  searchFill: SearchFill
  searchListing: SearchListing
  rollups: RollupFold
  digests: DigestTurn
  timers: Timers
  /** Which history of the desk this is: see store/generation. */
  generation: string
  /** Secrets of this installation: the gateway's key, and the command line's. */
  keys: { gateway: string; operator: string }
  /** Other processes that serve this desk; null with SQLite, where there are none. */
  nodes: Nodes | null
  close(): Promise<void>
}

export type Surroundings = {
  clock: Clock
  random: Random
  timers: Timers
  log: Log
  database?: Database
  blobs?: Blobs
}

export const realSurroundings = (log: Log): Surroundings => ({
  clock: { now: () => Date.now() },
  random: makeRandomPool(),
  timers: {
    after(delayMs, run) {
      const timer = setTimeout(run, delayMs)
      return { cancel: () => clearTimeout(timer) }
    },
  },
  log,
})

export async function openDesk(config: Config, around: Surroundings): Promise<Desk> {
  const { clock, random, timers, log } = around
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  const store = await openDeskStore(config, around)
  const { database, settings, shared } = store
  const hub = makeHub()
  settings.onChange(() => hub.publish({ type: 'desk-changed' }))
  const parts: CommitParts = {
    config,
    database,
    clock,
    random,
    log,
    settings,
    blobs: store.blobs,
    hub,
    shadows: makeShadows(),
    sla: makeSlaRecord(() => settings.get()),
    metrics: makeMetrics({ database, settings, clock, log }),
  }
  const commit = makeCommit(parts)
  const jobs = makeJobRunner(parts, commit, timers)
  const sessions = makeSessions(database, clock, random, hub)
  const listed = unwrap(parseNetworks(config.egressAllow))
  const post = makePoster(listed)
  const pushes = makePushRunner({ parts, sessions, post, timers })
  const feeds = makeHolidayFeeds({ parts, fetchText: makeTextFetcher(listed), timers })
  const hooks = makeHookRunner({ parts, post, timers, sealKey: store.keys.gateway })
  const housekeeping = makeHousekeeping(parts, timers)
  const searchFill = makeSearchFill({ database, timers, log })
  const searchListing = makeSearchListing({ database, timers, log })
  const rollups = makeRollupFold({ database, timers, log })
  const digests = makeDigestTurn(parts, rollups, timers)
  const nodes = shared
    ? await makeNodes({
        node: makeId(clock.now(), random),
        database: shared,
        hub,
        timers,
        log,
        reloadSettings: settings.reload,
      })
    : null
  return {
    config,
    parts,
    database,
    commit,
    feed: makeFeed(database, settings),
    people: makePeople(database, clock, random, hub),
    sessions,
    jobs,
    pushes,
    hooks,
    feeds,
    housekeeping,
    searchFill,
    searchListing,
    rollups,
    digests,
    timers,
    generation: await readGeneration(database, clock, random),
    keys: store.keys,
    nodes,
    async close() {
      jobs.stop()
      pushes.stop()
      hooks.stop()
      feeds.stop()
      housekeeping.stop()
      searchFill.stop()
      searchListing.stop()
      digests.stop()
      await rollups.stop()
      await nodes?.stop()
      await database.close()
    },
  }
}
