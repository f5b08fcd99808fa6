/** What comes to the list once it is there: who else is on a ticket, the places of tickets that went, its foot. Lazy, as one. */
import { ListFoot } from './list-foot.tsx'
import { LostRows } from './lost-rows.tsx'
import { PeopleInRows } from './row-people.tsx'

export function RowExtras() {
  return (
    <>
      <PeopleInRows />
      <LostRows />
      <ListFoot />
    </>
  )
}
