/** Made of words/en/*.json by `npm run words` (practice): change those, not this file. */
import type { Say, SayIn, Widened } from '../../../../shared/kit/say.ts'

const practice = (say: Say) =>
  ({
    title: 'Practise the keys',
    lead: 'Six steps, two minutes, on made-up tickets: nothing here is real, and nobody is written to.',
    step: ({ all, n }: { all: number; n: number }) => `Step ${say.number(n)} of ${say.number(all)}`,
    skip: 'Skip this step',
    leave: 'Back to the inbox',
    again: 'Once more',
    off: 'Single keys are off on this device, so the keys below do nothing. Turn them on under Settings, Keys.',
    steps: {
      move: {
        title: 'Move through the list',
        text: 'Down and up. The ticket beside the list follows.',
      },
      open: {
        title: 'Open a ticket',
        text: 'On a narrow screen it takes the whole window.',
      },
      reply: {
        title: 'Answer it',
        text: 'Write a few words, then send them with the second key.',
      },
      undo: {
        title: 'Take it back',
        text: 'A reply is held for ten seconds. Almost everything else can be undone too.',
      },
      done: {
        title: 'Solve it',
        text: 'The next one comes by itself.',
      },
      palette: {
        title: 'Everything else',
        text: 'The palette finds every command and says its key. It also finds tickets.',
      },
    },
    finished: {
      title: 'That is all it takes',
      text: ({ keys }: { keys: string | number }) =>
        `All keys are listed under ${say.inside(keys)}, and can be changed in Settings.`,
    },
    list: 'Made-up tickets',
    placeholder: 'Write a reply…',
    send: 'Send',
    held: 'Held for ten seconds',
    tickets: {
      key: {
        who: 'Amal Haddad',
        subject: 'Our key card does not open the side door',
        text: 'Since this morning the reader at the side door only blinks red. The front door works.',
      },
      invoice: {
        who: 'Jonas Weber',
        subject: 'Invoice with the wrong address',
        text: 'We moved in May. Could you send last month’s invoice again with the new address?',
      },
      login: {
        who: 'Priya Nair',
        subject: 'Cannot sign in on my phone',
        text: 'The mail with the link arrives, but the link says it was used already.',
      },
      heating: {
        who: 'Lena Novak',
        subject: 'Room 4 is cold',
        text: 'It was 16 degrees when we came in. Is the heating on a timer?',
      },
      thanks: {
        who: 'Mateo Ruiz',
        subject: 'The new form is great',
        text: 'No question, only thanks: it took me one minute.',
      },
    },
  }) as const

export const bundle = (sayIn: SayIn) => ({
  practice: practice(sayIn('en')),
})

export type Bundle = Widened<ReturnType<typeof bundle>>
