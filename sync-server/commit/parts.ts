/** What a commit works with, and what it answers: types that all its pages share. */
import type { Clock, Random } from '../../shared/kit/clock.ts'
import type { Log } from '../../shared/kit/log.ts'
import type { Blobs } from '../blobs/blobs.ts'
import type { Config } from '../config.ts'
import type { SettingsFile } from '../settings/settings-file.ts'
import type { Metrics } from '../sla/queue-metrics.ts'
import type { SlaRecord } from '../sla/sla-record.ts'
import type { Database } from '../store/database.ts'
import type { Hub } from './hub.ts'
import type { Shadows } from './shadows.ts'

export type CommitParts = {
  config: Config
  database: Database
  clock: Clock
  random: Random
  log: Log
  settings: SettingsFile
  blobs: Blobs
  hub: Hub
  shadows: Shadows
  sla: SlaRecord
  metrics: Metrics
}

/** `version` of the ticket that holds the change, and what the input made. */
export type Answer = { version: number; result?: Record<string, string | number | boolean | null> }
