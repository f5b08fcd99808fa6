/** The device under which the demo writes: no real one has such an id. */
export const DEMO_DEVICE = 'demo'
