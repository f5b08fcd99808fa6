/** Webhooks and pagers as the settings hold them: read from the server, added, turned on and off, tested, sent again. */
import type { Result } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { callApi, Empty } from './api.ts'

export const HOOK_SHAPES = ['webhook', 'pager'] as const

const Hook = v.object({
  id: v.string(),
  name: v.string(),
  url: v.string(),
  shape: v.picklist(HOOK_SHAPES),
  state: v.picklist(['on', 'off', 'gone']),
})
export type Hook = v.InferOutput<typeof Hook>

const Delivery = v.object({
  id: v.string(),
  hook: v.string(),
  event: v.string(),
  state: v.picklist(['waiting', 'delivered', 'failed']),
  tries: v.number(),
  status: v.nullable(v.number()),
  at: v.number(),
})
const HookList = v.object({ hooks: v.array(Hook), deliveries: v.array(Delivery) })
export type HookList = v.InferOutput<typeof HookList>

const Added = v.object({ name: v.string(), secret: v.optional(v.string()) })

export const readHooks = (): Promise<Result<HookList>> => callApi('GET', '/api/hooks', HookList)

export const addHook = (
  hook: Pick<Hook, 'name' | 'url' | 'shape'> & { routingKey?: string },
): Promise<Result<v.InferOutput<typeof Added>>> => callApi('POST', '/api/hooks', Added, hook)

const pathOf = (id: string): string => `/api/hooks/${encodeURIComponent(id)}`

export const turnHook = (id: string, state: 'on' | 'off'): Promise<Result<unknown>> =>
  callApi('PATCH', pathOf(id), Empty, { state })

export const removeHook = (id: string): Promise<Result<unknown>> =>
  callApi('DELETE', pathOf(id), Empty)

export const testHook = (id: string): Promise<Result<unknown>> =>
  callApi('POST', `${pathOf(id)}/test`, Empty)

export const replayDelivery = (id: string): Promise<Result<unknown>> =>
  callApi('POST', `/api/hook-deliveries/${encodeURIComponent(id)}/replay`, Empty)
