/** `queue add`: a queue, seen by the running server at once, because it goes through the one settings writer. */
import { fail, ok } from '../../shared/kit/fault.ts'
import { LIMITS } from '../../shared/kit/limits.ts'
import { v } from '../../shared/kit/schema.ts'
import { ADDRESS_PATTERN } from '../../shared/ticket/address.ts'
import { Slug } from '../../shared/ticket/ticket.ts'
import { QueueSettings } from '../settings/settings.ts'
import { answer, makeVerb } from './verb.ts'

export const addQueue = makeVerb(
  {
    name: 'queue add',
    about: 'Add a queue.',
    options: [
      { name: 'slug', value: 'SLUG', isRequired: true, about: 'Its short name: a-z, 0-9 and -.' },
      { name: 'name', value: 'NAME', isRequired: true, about: 'Its name, as people see it.' },
      {
        name: 'address',
        value: 'ADDRESS',
        isRequired: false,
        about: 'Where its mail arrives. Without it: by form and API only.',
      },
    ],
  },
  v.object({
    slug: Slug,
    name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(LIMITS.nameChars)),
    address: v.optional(
      v.pipe(
        v.string(),
        v.trim(),
        v.toLowerCase(),
        v.regex(ADDRESS_PATTERN, 'that is not a mail address'),
      ),
    ),
  }),
  async (desk, { slug, name, address }) => {
    const changed = await desk.parts.settings.change((settings) => ({
      ...settings,
      queues: [
        ...settings.queues,
        v.parse(QueueSettings, { slug, name, address: address ?? null }),
      ],
    }))
    if (!changed.ok) return changed
    const added = changed.value.queues.find((queue) => queue.slug === slug)
    if (!added) return fail('kit/bug', 'the queue is not in the settings')
    return ok(
      answer(
        { slug: added.slug, name: added.name, address: added.address },
        `Added the queue ${added.name} (${added.slug})${added.address ? `, mail to ${added.address}` : ''}.`,
      ),
    )
  },
)
