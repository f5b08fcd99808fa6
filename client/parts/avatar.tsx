/** Initials of a person on their colour. The name is for hover and screen readers, unless it stands beside it. */
import { colorOf } from '../../shared/ticket/person-color.ts'
import { initialsOf } from '../state/initials.ts'

export function Avatar(props: {
  id: string
  name: string
  size?: 's' | 'm' | 'l'
  isDecoration?: boolean
  isReplying?: boolean
  isContact?: boolean
}) {
  return (
    <span
      class="avatar"
      classList={{
        [`avatar-${props.size ?? 'm'}`]: true,
        'is-replying': props.isReplying === true,
        'is-contact': props.isContact === true,
      }}
      style={{ '--person': colorOf(props.id) }}
      title={props.name}
      role={props.isDecoration ? undefined : 'img'}
      aria-label={props.isDecoration ? undefined : props.name}
      aria-hidden={props.isDecoration ? 'true' : undefined}
    >
      {initialsOf(props.name)}
    </span>
  )
}
