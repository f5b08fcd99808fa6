/** The words of lists that are empty: what will fill them. They come right behind the first list. */
export const emptyWords = {
  inbox: ['All clear', 'New tickets appear here as people write in.'],
  first: ['Everybody has an answer', 'Tickets nobody has answered yet appear here.'],
  next: ['Nobody waits for us', 'Tickets with a new word of the person who asked appear here.'],
  mine: ['Nothing is yours', 'Press i on a ticket to take it.'],
  unassigned: ['Everything has somebody', 'Tickets nobody has taken appear here.'],
  waiting: ['Nobody is keeping us waiting', 'Tickets set to Waiting or On hold appear here.'],
  attention: [
    'Nothing needs you',
    'Replies held back, mail that bounced and broken promises appear here.',
  ],
  drafts: ['No drafts', 'A reply you have begun is kept here, also without a network.'],
  snoozed: ['Nothing is asleep', 'Press h on a ticket to see it again later.'],
  solved: ['Nothing solved yet', 'Press e on a ticket when it is done.'],
  all: ['No tickets yet', 'Write to one of the desk’s addresses, or use a queue’s form.'],
  queue: ['This queue is clear', 'New tickets of the queue appear here.'],
  search: ['Nothing found', 'Above it says what was searched.'],
  firstSync: ['Fetching the tickets…', 'The first ones show as they come.'],
} as const satisfies Record<string, readonly [string, string]>

export const sayNextDue = (when: string): string => `Next due ${when}`
