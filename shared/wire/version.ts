/**
 * The version of the wire. The server takes its own and the two before it. What each version added:
 * 2: `generation` in the welcome, `isReset` on a page and the manifest it asks for, merging, deleting and redacting.
 */
export const PROTOCOL = 2
export const PROTOCOL_OLDEST = 1
