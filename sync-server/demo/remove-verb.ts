/** `demo remove` as a verb: who it is done for, and what it says. */
import { fail, ok } from '../../shared/kit/fault.ts'
import { v } from '../../shared/kit/schema.ts'
import { answer, makeVerb } from '../operator/verb.ts'
import { removeDemo } from './remove.ts'

export const removeDemoVerb = makeVerb(
  {
    name: 'demo remove',
    about: 'Delete the tickets of the demo, for everybody and for good.',
    options: [],
  },
  v.object({}),
  async (desk, _options, progress) => {
    const admin = (await desk.people.all()).find(
      ({ role, isDisabled }) => role === 'admin' && !isDisabled,
    )
    const rights = admin && (await desk.people.rightsOf(admin.id))
    if (!rights)
      return fail('kit/not-found', 'there is no admin in whose name they could be deleted')
    const removed = await removeDemo(desk, rights, progress)
    if (!removed.ok) return removed
    await desk.jobs.runDue()
    return ok(answer({ tickets: removed.value }, `Deleted ${removed.value} tickets of the demo.`))
  },
)
