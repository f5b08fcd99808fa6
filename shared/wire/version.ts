/** The version of the wire. The server takes its own and the two before it. */
export const PROTOCOL = 1
export const PROTOCOL_OLDEST = 1
