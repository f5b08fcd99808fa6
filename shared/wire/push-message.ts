/**
 * A push message as the server sends it and the service worker shows it. Not here: what a device asks for (push).
 */
import { v } from '../kit/schema.ts'

/**
 * A message as it is sent: a declarative one (W3C Push API, *declarative push message*), which a browser that knows them
 * shows without any script of ours. Others hand it to the service worker. It holds no word of anybody who wrote.
 */
export const PushMessage = v.object({
  web_push: v.literal(8030),
  notification: v.object({
    title: v.string(),
    body: v.string(),
    lang: v.string(),
    dir: v.picklist(['auto', 'ltr', 'rtl']),
    /** What it opens. */
    navigate: v.string(),
    /** Of one ticket the last one stays. */
    tag: v.string(),
    silent: v.boolean(),
    data: v.object({ event: v.string() }),
  }),
  /** How many are unread; absent: as it was. */
  app_badge: v.optional(v.number()),
})
export type PushMessage = v.InferOutput<typeof PushMessage>
