/** The demo as admins see it. */
import { v } from '../kit/schema.ts'

/** `tickets`: of the demo, that are here. */
export const DemoState = v.object({ tickets: v.number() })
export type DemoState = v.InferOutput<typeof DemoState>
