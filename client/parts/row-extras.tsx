/** What comes into the list once it is there: who else is on a ticket, and the places of tickets that went. Lazy, as one. */
import { LostRows } from './lost-rows.tsx'
import { PeopleInRows } from './row-people.tsx'

export function RowExtras() {
  return (
    <>
      <PeopleInRows />
      <LostRows />
    </>
  )
}
