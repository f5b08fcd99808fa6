/** By what the rows of a report can be kept apart: asked by the screen, answered by the server. */

/** `slot`: an hour of a weekday, as the heat map has them. */
export const GROUPINGS = [
  'queue',
  'target',
  'day',
  'organisation',
  'tier',
  'tag',
  'agent',
  'channel',
  'hour',
  'weekday',
  'slot',
] as const
export type Grouping = (typeof GROUPINGS)[number]

/** Those that the screen offers: by target and by day it shows them anyway. */
export type ShownGrouping = Exclude<Grouping, 'target' | 'day' | 'slot'>
export const SHOWN_GROUPINGS = GROUPINGS.filter(
  (one): one is ShownGrouping => one !== 'target' && one !== 'day' && one !== 'slot',
)
