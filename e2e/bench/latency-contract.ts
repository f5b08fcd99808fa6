/** The latency contract: what each action of the agents' app may take at p95, on a laptop and on a phone in the middle. */

export type Column = 'laptop' | 'phone'

/** In the unit of the figure; `worst`: no sample above it. */
export type Bar = { most: number; worst?: number }

/** Processor time of a phone in the middle, as a multiple of this machine's. */
export const PHONE_SLOWDOWN = 4
/** What is usual where a first visit is made: 9 Mbit/s and 100 ms there and back. */
export const FIRST_VISIT_NETWORK = { latency: 100, bytesPerSecond: 9_000_000 / 8 }
export const REFRESH_MS = 1000 / 60

const KEY = { laptop: { most: 50, worst: 100 }, phone: { most: 100 } } as const

export const CONTRACT = {
  key: KEY,
  open: { laptop: { most: 50 }, phone: { most: 120 } },
  mail: { laptop: { most: 120 }, phone: { most: 300 } },
  /** Share of frames, and tasks over 50 ms in ten seconds. */
  lateFrames: { laptop: { most: 0 }, phone: { most: 1 } },
  longTasks: { laptop: { most: 0 }, phone: null },
  paletteOpen: { laptop: { most: 33 }, phone: { most: 66 } },
  paletteKey: { laptop: { most: 16 }, phone: { most: 50 } },
  search: { laptop: { most: 50 }, phone: { most: 150 } },
  warmStart: { laptop: { most: 600 }, phone: { most: 1_500 } },
  firstVisit: { laptop: { most: 1_500 }, phone: { most: 2_500 } },
  form: { laptop: { most: 1_000 }, phone: { most: 1_500 } },
  /** On the phone over the network of a first visit. */
  acknowledged: { laptop: { most: 100 }, phone: { most: 600 } },
  remote: { laptop: { most: 150 }, phone: { most: 500 } },
} as const satisfies Record<string, Record<Column, Bar | null>>

export type Row = keyof typeof CONTRACT
