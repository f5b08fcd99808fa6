/** Who and what is in every desk of the scenarios. */
export const ADMIN = { name: 'Ada Lovelace', email: 'ada@desk.test' }
/** Not there from the start: a second pair of hands where two are needed. */
export const BEN = { name: 'Ben Okri', email: 'ben@desk.test' }
export const QUEUES = [
  { slug: 'support', name: 'Support', address: 'support@desk.test' },
  { slug: 'payments', name: 'Payments', address: 'payments@desk.test' },
] as const
