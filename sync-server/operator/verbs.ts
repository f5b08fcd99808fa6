/** The one list of verbs that work on a desk. `restore` and `sla explain` need none and are the command line's own. */
import { removeDemoVerb } from '../demo/remove-verb.ts'
import { seedDemo } from '../demo/seed-verb.ts'
import { backUp } from './backup.ts'
import { eraseByAddress } from './contact-verb.ts'
import { checkDesk } from './desk-checks.ts'
import { checkDns, rotateKeysOf, vouchForKeyOf } from './domain-verbs.ts'
import { listHeldMail, releaseHeldMail } from './held-mail-verbs.ts'
import {
  addUser,
  createToken,
  disableUser,
  enableUser,
  listUsers,
  setUserQueues,
  setUserRole,
  userSessions,
} from './people-verbs.ts'
import { moveMail } from './move-verb.ts'
import { addQueue } from './queue-verb.ts'
import { applySla, recomputeSla } from './sla-verbs.ts'
import { liftSuppressed, listSuppressed } from './suppression-verbs.ts'
import type { Verb } from './verb.ts'
import { verifyDesk } from './verify.ts'

export const VERBS: readonly Verb[] = [
  addUser,
  listUsers,
  setUserRole,
  setUserQueues,
  userSessions,
  disableUser,
  enableUser,
  createToken,
  addQueue,
  eraseByAddress,
  listSuppressed,
  liftSuppressed,
  listHeldMail,
  releaseHeldMail,
  checkDns,
  rotateKeysOf,
  vouchForKeyOf,
  moveMail,
  seedDemo,
  removeDemoVerb,
  checkDesk,
  backUp,
  recomputeSla,
  applySla,
  verifyDesk,
]

/** `user add` → `user-add`, its name in an address. */
export const pathOfVerb = (name: string): string => name.replace(/ /g, '-')

export function findVerb(path: string): Verb | undefined {
  return VERBS.find((verb) => pathOfVerb(verb.name) === path)
}
