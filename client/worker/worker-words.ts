/** The few words of the service worker, in English: it cannot wait for a catalogue, and they stand for what went wrong. */
export const workerWords = {
  app: 'Deskside',
  somethingNew: 'Something is new.',
  notKept: 'This could not be kept',
  notKeptHint: 'There is too much of it, or this device has no room. Copy the words from here.',
  words: 'What was shared',
  toApp: 'Open Deskside',
}
