/** The words of the command palette and the sheet of keys, which come when they are asked for. Titles of commands: state/keys. */
export const keyWords = {
  palette: {
    label: 'Command palette',
    placeholder: 'Do something, or find a ticket…',
    commands: 'Commands',
    tickets: 'Tickets',
    nothing: 'Nothing matches.',
  },
  sheet: {
    title: 'Keys',
    groups: {
      global: 'Everywhere',
      go: 'Go to',
      list: 'List and ticket',
      ticket: 'Ticket',
      composer: 'While writing',
    },
    off: 'Single keys are off. Turn them on under Settings.',
  },
} as const
