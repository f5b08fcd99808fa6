/** How a row of a table names its ticket: its number, which opens it, heads the row, and its subject stands beside it. */
export function TicketCells(props: { id: string; number: number; subject: string }) {
  return (
    <>
      <th scope="row">
        <a class="figure-link" href={`/app/v/all/t/${props.id}`}>
          #{props.number}
        </a>
      </th>
      <td dir="auto">{props.subject}</td>
    </>
  )
}
