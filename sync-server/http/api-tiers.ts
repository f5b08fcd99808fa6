/**
 * Contract tiers over HTTP: which there are, for everybody of the desk; who has which is read and set by leads and admins.
 * Not here: what a tier is promised (api-sla).
 */
import type { Hono } from 'hono'
import { FaultError, unwrap } from '../../shared/kit/fault.ts'
import { makeId } from '../../shared/kit/id.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { parseWith, v } from '../../shared/kit/schema.ts'
import type { Desk } from '../desk.ts'
import { addTierJob } from '../sla/tier-change.ts'
import { readOrganisationTiers, setTier } from '../sla/tier-rows.ts'
import { readJson } from './body.ts'
import { requireSession, type HttpEnv } from './request-auth.ts'

const subject = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.nameChars))
const TierSetting = v.strictObject({
  /** An organisation by its name, or the requester of a ticket by their id. */
  kind: v.picklist(['organisation', 'contact']),
  subject,
  /** Null: none of its own. */
  tier: v.nullable(subject),
})

export function mountTiers(app: Hono<HttpEnv>, desk: Desk): void {
  const signedIn = requireSession(desk)
  const { settings, clock, random } = desk.parts

  app.get('/api/sla/tiers', signedIn, async (context) => {
    const { role } = context.get('session').rights
    const isLead = role !== 'agent'
    const organisations = isLead
      ? await readOrganisationTiers(desk.database.read, LIMITS.slaTiersShown)
      : []
    return context.json({
      tiers: settings.get().sla.tiers,
      maySet: isLead,
      organisations: organisations.map(({ subject: name, tier }) => ({ name, tier })),
    })
  })

  app.put('/api/sla/tiers', signedIn, async (context) => {
    const { rights } = context.get('session')
    if (rights.role === 'agent')
      throw new FaultError({ code: 'auth/denied', detail: 'leads and admins set tiers' })
    const asked = unwrap(parseWith(TierSetting, await readJson(context)))
    const { kind, tier } = asked
    if (tier !== null && !settings.get().sla.tiers.some(({ id }) => id === tier))
      throw new FaultError({ code: 'kit/not-found', detail: `there is no tier “${tier}”` })
    if (kind === 'contact') {
      const known = await desk.database.read.get(
        `SELECT id FROM contacts WHERE id = ?`,
        asked.subject,
      )
      if (!known)
        throw new FaultError({ code: 'kit/not-found', detail: 'there is no such contact' })
    }
    const now = clock.now()
    await desk.database.write(async (tx) => {
      await setTier(tx, {
        subject: kind === 'contact' ? `c:${asked.subject}` : `o:${asked.subject}`,
        tier,
        by: rights.person,
        at: now,
      })
      await addTierJob(
        tx,
        { after: '', contact: kind === 'contact' ? asked.subject : null },
        { id: makeId(now, random), now },
      )
    })
    return context.json({ ok: true }, 202)
  })
}
