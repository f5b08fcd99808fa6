/**
 * Who wrote a mail, as far as its ticket goes. Apart from the rules that put it there (joined-by), which the inbox needs no
 * words of.
 *
 * `requester`    the one whose ticket it is
 * `participant`  somebody who is on it by token and Message-ID, or because an agent put them there
 * `other`        somebody else, or somebody who is not shown to be who they say
 * None but the first is ever shown as the requester, or to the requester unless an agent shares it (MA20).
 */
import { v } from '../kit/schema.ts'

export const STANDINGS = ['requester', 'participant', 'other'] as const
export const Standing = v.picklist(STANDINGS)
export type Standing = v.InferOutput<typeof Standing>
