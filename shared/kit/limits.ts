/**
 * Every limit of Deskside, in one table (assurance: *Limits*). Units come last in the names.
 * A queue, loop, body or wait without an entry here is a defect.
 */
const KIB = 1024
const MIB = 1024 * KIB
const SECOND_MS = 1000
const MINUTE_MS = 60 * SECOND_MS
export const HOUR_MS = 60 * MINUTE_MS
export const DAY_MS = 24 * HOUR_MS

export const LIMITS = {
  // documents
  updateBytes: 256 * KIB,
  updateStructs: 3_000,
  updateClients: 1_000,
  updateDeletes: 3_000,
  /** Values within values, and types within types of a draft. */
  updateDepth: 32,
  updateValues: 10_000,
  updateKeys: 500,
  /** Neighbours that Yjs must compare to place what an update brings. */
  updateSteps: 100_000,
  /** Addresses, and files, that a draft may ever have named: far more than go with one reply. */
  draftKeys: 500,
  /** Who gets a reply besides the requester. */
  replyRecipients: 50,
  /** Nobody writes a draft any more who pressed no key for so long; how far a key may be ahead; how often keys are told. */
  turnIdleMs: 2 * MINUTE_MS,
  turnAheadMs: 15 * SECOND_MS,
  turnKeyMs: 10 * SECOND_MS,
  fieldsPerTicket: 100,
  documentBytes: 2 * MIB,
  /** A load driver types in seconds what people type in years. */
  scratchBytes: 64 * MIB,
  documentBytesByDevices: 1.5 * MIB,
  /** A draft that so many sessions typed in that their names alone take this is nobody's reply. */
  sentStateBytes: 16 * KIB,
  messageTextBytes: 16 * KIB,
  noteTextChars: 16_000,
  /** Formats of a note as they are written; its blocks and runs, how deep lists and quotes lie in each other, an address. */
  noteFormattedChars: 64_000,
  noteBlocks: 8_000,
  noteDepth: 12,
  noteHrefChars: 2_000,
  mentionsPerNote: 50,
  fieldTextChars: 500,
  tagChars: 50,
  tagsPerTicket: 50,
  watchersPerTicket: 200,
  /** Queues besides its own that see a ticket. */
  queuesPerTicket: 50,
  messagesPerTicket: 2_000,
  /** Free pages of the database that are filled with zeros in one write. */
  scrubPages: 1_000,
  /** A database of so many bytes is rewritten as a whole after words were taken out: less than half a second. */
  scrubWholeBytes: 64 * 1024 * 1024,
  /** Bytes that were brought wait so long for a message that names them. */
  blobClaimMs: DAY_MS,
  /** Files of one reply, and all their bytes. */
  replyFiles: 10,
  replyFilesBytes: 50 * MIB,
  /** From which on it is said that a file takes a while to go up. */
  largeFileBytes: 5 * MIB,
  /** A picture in the text of a mail is shown no wider, whatever reads it. */
  mailPicturePx: 600,
  /** What a reply quotes of the message it answers. */
  replyQuoteChars: 3_000,
  /** The desk's logo: its bytes, how wide and high it may be, and how wide and high it is shown in mails and on pages. */
  logoBytes: 64_000,
  logoPx: 2_000,
  logoShownWidthPx: 200,
  logoShownHeightPx: 60,
  uploadsPerHourPerPerson: 600,
  /** A file on its way to the server in one piece, or one part of it; what is cut off begins anew. */
  uploadMs: 10 * MINUTE_MS,
  /** Files that are larger come in parts, of which so many may come an hour; a person's are kept for a day, up to so many bytes. */
  uploadPartBytes: 4 * MIB,
  uploadPartsPerHourPerPerson: 6_000,
  uploadPartsBytes: 200 * MIB,
  uploadPartsKeptMs: DAY_MS,
  /** What the app brings for a first look. */
  demoTickets: 25,
  /** A file was kept on the device, and the draft that names it is about to be. */
  fileGraceMs: MINUTE_MS,
  /** Bytes that nothing names are nobody's so long after they were last brought: no mail waits longer to be taken. */
  forgottenBlobMs: 30 * DAY_MS,
  /** Merges a message follows, one after the other. */
  mergeHops: 20,
  /** A merge, and a split, can be taken back for so long. */
  unmergeMs: 30 * DAY_MS,
  /** Messages that one split takes along. */
  splitMessages: 200,
  linksPerTicket: 50,
  // sync
  frameBytes: 512 * KIB,
  /** Values in one message of a device; it asks for 500 documents with 1,500. */
  controlValues: 20_000,
  controlKeys: 500,
  roomsPerConnection: 50,
  /** Updates of a room that are stored together, and of one member that wait for it. */
  roomBatchUpdates: 1_000,
  roomBatchBytes: 256 * KIB,
  /** Judging stops everybody: after this long a batch is closed, and what is left is the next. */
  roomBatchMs: 10,
  /** A member with so many more refused than accepted updates is closed: it comes back and reads anew, or is hostile. */
  roomRefusals: 200,
  /** Of what piled up for a slow reader, as much is merged and sent in one turn of the loop. */
  roomPileUpdates: 50,
  roomPileBytes: 64 * KIB,
  roomWaitingBytes: 4 * MIB,
  roomQuestionsWaiting: 100,
  /** Who is on which ticket is told to lists so often, of those who have stayed so long. */
  whereaboutsGatherMs: 200,
  whereaboutsStayMs: 500,
  whereaboutsTickets: 5_000,
  whereaboutsPerMessage: 500,
  whereaboutsPeople: 20,
  framesPerSecond: 100,
  pushesWaiting: 1_000,
  unsentBytesPerSocket: 4 * MIB,
  /** Reading frames stops everybody: after this long in one turn each socket waits for the next. */
  readingMsPerTurn: 8,
  socketsPerPerson: 50,
  authenticateMs: 10 * SECOND_MS,
  feedPageRows: 1_000,
  /** Scopes whose first page is asked for while the link comes up. */
  feedPagesEarly: 8,
  /** Pages asked for while one is read and stored. */
  feedPagesAhead: 2,
  documentsPageBytes: 1 * MIB,
  /** The same over HTTP, where nobody waits behind it: fewer questions for a device that fetches all. */
  documentsAnswerBytes: 4 * MIB,
  documentsPageCount: 500,
  /** How long the answer to a push is known again; devices that were away longer fetch anew. */
  pushAnswersKeptMs: 180 * DAY_MS,
  /** How long it is known that a ticket left a scope; devices that were away longer compare with a manifest. */
  feedLeavesKeptMs: 180 * DAY_MS,
  feedManifestIds: 10_000,
  awarenessBytes: 4 * KIB,
  leaseOfflineMs: 14 * DAY_MS,
  cachedDocuments: 500,
  /** How long a document that nobody changes stays in the server's memory. */
  warmDocumentMs: 20 * SECOND_MS,
  /** A ticket that nobody touched for so long loses the bytes of its history; who did what and when stays. */
  compactAfterMs: 30 * DAY_MS,
  compactedPerTurn: 1_000,
  groupCommitWaiting: 10_000,
  /** Memory is given back after so many looks in a row at which the process had hardly worked, if it holds so much more. */
  restLookMs: 5 * SECOND_MS,
  restQuietLooks: 5,
  restBusyMs: 100,
  restWorthBytes: 4 * MIB,
  // PostgreSQL
  databaseConnectMs: 5 * SECOND_MS,
  databaseAnswerMs: MINUTE_MS,
  /** Rows that a restore writes with one statement. */
  restoreStatementBytes: 4 * MIB,
  databaseLockMs: 10 * SECOND_MS,
  databaseRetryMsFirst: 100,
  databaseRetryMsMax: 2 * SECOND_MS,
  // between nodes
  hintGatherMs: 10,
  hintRetryMs: SECOND_MS,
  hintsWaiting: 1_000,
  nodesLookMs: 2 * SECOND_MS,
  presenceGatherMs: 100,
  /** A socket is pinged so often, and ended when it was silent for so long: later where much is on its way to it. */
  socketPingMs: 5 * SECOND_MS,
  socketSilentMs: 15 * SECOND_MS,
  socketBusyMs: MINUTE_MS,
  socketBacklogBytes: 256 * KIB,
  /** Words about presence that a node says at once, and people of other nodes that it remembers. */
  presencePayloads: 20,
  presenceElsewhere: 5_000,
  relayedTickets: 5_000,
  relayedDrafts: 200,
  // on the device
  pushesInFlight: 8,
  pushesPerSecond: 80,
  outboxRows: 20_000,
  /** Of one person. */
  savedViews: 100,
  savedViewNameChars: 60,
  savedViewQueryChars: 500,
  /** Tickets that one transaction of a batch changes, and of how many at most a batch is. */
  bulkStepTickets: 20,
  bulkTickets: 5_000,
  /** More than this are shown before anything is done to them. */
  bulkUnasked: 50,
  /** Of what waits, as many are listed one by one. */
  waitingListed: 200,
  reconnectMsFirst: SECOND_MS,
  reconnectMsMax: 30 * SECOND_MS,
  pingMs: 20 * SECOND_MS,
  answerMs: 30 * SECOND_MS,
  deskWaitMs: SECOND_MS,
  /** For a browser that is asked to delete a database. */
  wipeWaitMs: 10 * SECOND_MS,
  deviceDocuments: 10_000,
  deviceBlobs: 500,
  deviceBlobBytes: 5 * MIB,
  /** Files that a person asked for while the network was away, and that are fetched later. */
  laterFiles: 50,
  /** As much as must fit before a device that was full is called so no more. */
  probeBytes: 64 * KIB,
  /** How many files make way at once when the device is full. */
  evictedBlobs: 50,
  packRows: 250,
  /** Read in one go: some milliseconds of parsing. */
  packsAtOnce: 8,
  rowsBeforeFold: 1_000,
  /** Work on many rows ends its turn after this long; what is under way ends first, so that no turn takes 50 ms. */
  turnMs: 8,
  /** Between two words about rows that are new on the device and come by full pages; as often longer as it has `newRowsEach`. */
  newRowsMs: 150,
  newRowsEach: 8_000,
  draftWriteMs: 150,
  /** A device's clock may differ this much from the server's before it is called wrong. */
  clockToleranceMs: 5 * SECOND_MS,
  /** What this device had no room for is tried again after this. */
  storageRetryMs: 2 * SECOND_MS,
  /** What was discarded can be taken back for this long. */
  discardedKeptMs: DAY_MS,
  /** Unsent work that memory holds too, so that storage wiped under the running app loses none of it. */
  mirroredRows: 2_000,
  liveItemsWaiting: 1_000,
  orphanMs: 250,
  roomsOpen: 40,
  /** By how much a device's clock may be behind the server's last word and still be believed. */
  clockSlackMs: DAY_MS,
  leaseCheckMs: MINUTE_MS,
  /** From the first start that found the lease over until copies are removed without the server's word. */
  lockGraceMs: DAY_MS,
  // HTTP
  jsonBytes: 1 * MIB,
  uploadBytes: 25 * MIB,
  requestMs: 30 * SECOND_MS,
  /** Answers from this size are read in a thread beside the page, which is let go when none came for so long. */
  answerAsideBytes: 64 * KIB,
  answerThreadIdleMs: 10 * SECOND_MS,
  pageRowsMax: 200,
  // forms
  nameChars: 200,
  /** How long a reply may wait for the hour it is to be sent at. */
  scheduleMs: 90 * DAY_MS,
  /** Of what stands below the mails of a queue. */
  signatureChars: 2_000,
  emailChars: 254,
  subjectChars: 300,
  bodyChars: 50_000,
  formTicketsPerHourPerIp: 60,
  /** One a queue and address in so long, and so many a day (mail.md 32). */
  acknowledgementEveryMs: 10 * MINUTE_MS,
  acknowledgementsPerDayPerAddress: 5,
  /** Mails that say a ticket is solved: on one ticket, and to one address, in a day. */
  closingMailsPerDayPerTicket: 2,
  closingMailsPerDayPerAddress: 10,
  /** What the desk writes by itself, in all: beyond it nobody is answered, and everything is still taken. */
  automaticMailPerMinute: 60,
  automaticMailPerHour: 1_000,
  /** Warnings to one person that a reply of theirs did not arrive. */
  noticesPerHourPerPerson: 20,
  signInLinksPerHourPerAddress: 5,
  signInLinkMs: 15 * MINUTE_MS,
  setupLinkMs: 30 * MINUTE_MS,
  sessionIdleMs: 14 * DAY_MS,
  sessionMs: 90 * DAY_MS,
  capabilityMs: 365 * DAY_MS,
  // pages for submitters
  formFiles: 10,
  /** Of `Accept-Language`; browsers send a tenth of it. What is longer is not read. */
  acceptLanguageChars: 1000,
  acceptLanguageRanges: 30,
  languageTagChars: 35,
  formBodiesAtOnce: 8,
  portalRepliesPerHourPerIp: 60,
  capabilityAfterCloseMs: 30 * DAY_MS,
  portalCookieMs: 30 * DAY_MS,
  liveStreams: 500,
  liveStreamsPerTicket: 20,
  liveMs: 30 * MINUTE_MS,
  livePingMs: 25 * SECOND_MS,
  metricsKeptMs: 5 * MINUTE_MS,
  /** What was told last is told until it is counted anew, if it is no older. */
  metricsLastMs: 2 * HOUR_MS,
  metricsLeast: 10,
  /** Fewer than the least who moved change no figure that was told, for so long. */
  metricsHeldMs: DAY_MS,
  /** Holidays to come that a public page names. */
  metricsHolidays: 5,
  // mail in
  mailBytes: 25 * MIB,
  headerBytes: 256 * KIB,
  headerCount: 1_000,
  mimeParts: 1_000,
  /** Properties that one attribute of a winmail.dat may have. */
  tnefProperties: 10_000,
  attachments: 100,
  addresses: 500,
  recipients: 100,
  receivedHeaders: 100,
  /** A copy of a mail that was taken opens its ticket to the queue it is for: senders try for five days (RFC 5321 §4.5.4.1). */
  mailCopyMs: 7 * DAY_MS,
  /** Of a held mail's text, as it is shown before it is released. */
  heldTextChars: 20_000,
  /** How long held mail that somebody dismissed is kept. */
  dismissedMailKeptMs: 90 * DAY_MS,
  /** One try: a message that takes longer is handed in as it came, within five seconds in all. */
  parseMs: 4.5 * SECOND_MS,
  parseHeapMiB: 256,
  /** By how much the process may grow while one message is read. */
  parseMemoryMiB: 512,
  /** A message that ends its reader is tried so often, and one during which the whole gateway ended so often. */
  parseTries: 2,
  parseDeaths: 3,
  /** Small messages that wait for the server are handed in with one request. */
  mailsPerHandIn: 24,
  handInBytes: 256 * KIB,
  handInMailBytes: 64 * KIB,
  /** Of one of them; who has more comes by itself. */
  blobsPerHandIn: 50,
  handInsAtOnce: 2,
  /** Notes of messages that were not read, and how long they are kept: the message itself is with its ticket. */
  poisonNotes: 1_000,
  poisonKeptMs: 30 * DAY_MS,
  smtpClients: 200,
  smtpClientsPerAddress: 30,
  smtpSessionMs: 10 * MINUTE_MS,
  /** RFC 5321 §4.5.3.2.7: a server should wait five minutes for the next command. */
  smtpIdleMs: 5 * MINUTE_MS,
  /** From 354 to the lone dot; and the least that must come in it, after a first minute. */
  smtpDataMs: 15 * MINUTE_MS,
  smtpDataBytesPerSecond: 512,
  /** RFC 5321 §4.5.3.1.4 asks for 512 and more with extensions; this is ample. */
  smtpCommandBytes: 4 * KIB,
  /** Of one address; IPv6 counts by its /64. */
  smtpConnectionsPerMinute: 300,
  smtpMessagesPerMinute: 500,
  smtpBytesPerMinute: 1_000 * MIB,
  smtpMessagesPerHourPerSender: 1_000,
  /** Unknown recipients of one connection until it ends, and of one address until every answer to it is slow. */
  smtpUnknownPerConnection: 20,
  smtpUnknownPerHour: 100,
  /** The longest that the answer to an unknown recipient is held back. */
  smtpUnknownWaitMs: 10 * SECOND_MS,
  /** Addresses and senders whose rates are remembered. */
  smtpAddressesKept: 20_000,
  /** While a certificate is in use, its files are looked at so often. */
  certificateCheckMs: 10 * SECOND_MS,
  /** A certificate that ends sooner is complained about. */
  certificateWarnMs: 14 * DAY_MS,
  /** No mail is taken when less than this is free on the disk of the spool, or a twentieth of a smaller one. */
  spoolFreeBytes: 256 * MIB,
  spoolBytes: 4 * 1024 * MIB,
  spoolEntries: 100_000,
  htmlBytes: 2 * MIB,
  // pictures that mail points to, fetched by the server when an agent asks
  remoteImagesPerMail: 200,
  remoteImageBytes: 5 * MIB,
  remoteImagePixels: 40_000_000,
  remoteImageMs: 10 * SECOND_MS,
  remoteImagesAtOnce: 16,
  remoteImagesPerMinutePerPerson: 600,
  remoteImageUrlChars: 4_000,
  /** Reading one invitation or contact card on the device. */
  cardMs: 3 * SECOND_MS,
  /** One question to one name server; it is asked twice. All that is asked about one message. */
  nameServerMs: 2 * SECOND_MS,
  judgeMs: 5 * SECOND_MS,
  /** How long an agent may answer a notice by mail, and how many notices one gets. */
  agentMailMs: 30 * DAY_MS,
  agentNoticesPerHour: 60,
  /** New tickets that one address opens by mail in an hour; what comes beyond is held. */
  mailTicketsPerHourPerSender: 30,
  /** Mails that join one ticket in ten minutes; what comes beyond is held. */
  mailsPerTicket: 60,
  mailsPerTicketMs: 10 * MINUTE_MS,
  /** Reports of mail servers that are kept with one ticket though they say nothing new. */
  reportsPerTicket: 20,
  /** Automatic answers that join one ticket in a day. */
  automaticPerTicketPerDay: 20,
  /** Ids of a mail that are looked up to find what it answers. */
  threadIds: 60,
  /** A ticket that was solved or closed longer ago is not opened again by mail: what comes is a ticket of its own. */
  reopenMs: 14 * DAY_MS,
  participantsPerTicket: 50,
  /** Of a ticket's messages and bytes these are not for mail: agents can still answer and close it. */
  messagesLeftToDesk: 50,
  bytesLeftToDesk: 128 * KIB,
  /** Macros of the team, and of each person beside them; a text is as long as a note. */
  macros: 500,
  macroChars: 10_000,
  macroTags: 10,
  macroQueues: 50,
  /** People and addresses of one mail that are kept as suggestions. */
  suggestedPeople: 20,
  /** Lines on one ticket about mail that may belong to it. */
  linkLinesPerTicket: 20,
  /** Forwarded mails that are looked into, and bytes of each. */
  enclosedMails: 5,
  enclosedBytes: 64 * KIB,
  /** On one line with its name, which no server may refuse (RFC 5322 §2.1.1). */
  threadIndexChars: 900,
  /** A Date header that differs by less is not worth telling. */
  dateSlackMs: 5 * MINUTE_MS,
  // mail that is fetched from mailboxes elsewhere
  mailboxes: 50,
  /** A gateway has a mailbox to itself for so long; it asks again well before. */
  mailboxLeaseMs: 2 * MINUTE_MS,
  /** How long the server lets a gateway wait for something new about mailboxes. */
  mailboxAskMs: 10 * SECOND_MS,
  mailboxConnectMs: 15 * SECOND_MS,
  /** RFC 2177 advises less than 29 minutes; many networks forget a quiet connection sooner. */
  mailboxIdleMs: 4 * MINUTE_MS,
  /** Where a server has no IDLE. */
  mailboxPollMs: 2 * MINUTE_MS,
  mailboxRetryMsFirst: 5 * SECOND_MS,
  mailboxRetryMsMax: 10 * MINUTE_MS,
  /** After a few tries with a password that is refused. New settings are tried at once. */
  mailboxPasswordRetryMs: HOUR_MS,
  /** Between two notes of how far a mailbox was fetched; what comes between them comes again after a kill, and is known. */
  mailboxBatch: 20,
  /** Fetched of one mailbox in a minute, after a first so many at once. */
  mailboxMessagesPerMinute: 300,
  mailboxMessagesAtOnce: 100,
  mailboxChunkBytes: 1 * MIB,
  /** How far back a first fetch may go. */
  mailboxDaysMax: 30,
  /** A mail that lay longer at its provider is answered by people only. */
  mailboxAnswerMs: DAY_MS,
  /** When a provider numbers its messages anew, so much before the last fetch is looked through again. */
  mailboxRecountMs: 2 * DAY_MS,
  /** A message that breaks the line so often while it is read lets the others go first, and is left once one of them came. */
  mailboxMessageTries: 5,
  /** Messages that were left in a mailbox, as the settings name them. */
  mailboxLeftKept: 20,
  /** Names under which a provider may write its judgement, and addresses of one mail that are looked at for a token. */
  mailboxAuthservs: 5,
  mailboxTokens: 20,
  mailboxTrialMs: 40 * SECOND_MS,
  /** One request for an access token, and what is read of its answer. */
  mailboxTokenMs: 15 * SECOND_MS,
  mailboxTokenBytes: 64 * KIB,
  /** So long before an access token ends another one is asked for. */
  mailboxTokenMarginMs: 5 * MINUTE_MS,
  /** What was got for an account that was only tried out, and for one whose mailbox is not fetched any more. */
  mailboxGrantTriedMs: DAY_MS,
  mailboxGrantKeptMs: 100 * DAY_MS,
  mailboxTrialsKeptMs: 5 * MINUTE_MS,
  mailboxTrialsAtOnce: 5,
  // addresses that are moved here
  /** Trace fields of a mail, and addresses in them, that are looked at for the way it came. */
  tracesRead: 30,
  /** Names of old mail servers that a move knows. */
  moveServers: 10,
  /** For so long nothing may come by the old way alone, unless an admin says otherwise. */
  moveQuietDays: 7,
  moveQuietDaysMax: 60,
  /** A test mail that came straight here shows something for so long. */
  moveProofMs: DAY_MS,
  /** A test mail that did not come within this time is late. */
  moveTestLateMs: 10 * MINUTE_MS,
  moveTestGapMs: 20 * SECOND_MS,
  /** A test mail that comes later is one of the desk's own mails that came back. */
  moveTestsKeptMs: 30 * DAY_MS,
  /** Tests and days that are shown. */
  moveTestsShown: 10,
  moveDaysShown: 60,
  // mail out
  /** Message-IDs are signed with one key for so long, and known by it for so much longer. */
  mailKeyMs: 90 * DAY_MS,
  mailKeyGraceMs: 400 * DAY_MS,
  /** All References of a mail, with their brackets (mail.md 42). */
  referencesChars: 1_900,
  sendLifeMs: 5 * DAY_MS,
  /** Waits after the first tries; the last is repeated. Each is spread by up to a fifth. */
  sendWaitsMs: [
    MINUTE_MS,
    5 * MINUTE_MS,
    15 * MINUTE_MS,
    30 * MINUTE_MS,
    HOUR_MS,
    2 * HOUR_MS,
    4 * HOUR_MS,
  ],
  /** While the relay itself is away, no mail waits longer than this for the next try. */
  relayAwayWaitMs: 10 * MINUTE_MS,
  /** A mail that waits for so long makes its ticket one that needs attention. */
  sendLateMs: 15 * MINUTE_MS,
  /** Tries that ended without a word after the mail was given: once more under the same Message-ID, then a person decides. */
  sendsUnanswered: 2,
  /** Connections to the relay, and how many of them mail to one domain may hold. */
  sendsAtOnce: 10,
  sendsPerDestination: 5,
  /** What is looked at to find mail of several destinations. */
  leaseLook: 200,
  leaseMs: 2 * MINUTE_MS,
  /** One try, from connecting to the last reply. */
  sendMs: 70 * SECOND_MS,
  leasedAtOnce: 20,
  // domains of mail
  mailDomains: 500,
  /** A key that was replaced signs no more; its record stays so long, for mail that is still on its way. */
  dkimRetiredMs: 7 * DAY_MS,
  /** Then its name is kept so long, to say that the record can be taken away. */
  dkimForgottenMs: 90 * DAY_MS,
  /** How old what the gateway knows of keys may be. */
  signingKeysMs: MINUTE_MS,
  /** Everything that is asked of name servers about one domain. */
  domainCheckMs: 15 * SECOND_MS,
  /** A check that is younger is the answer to whoever asks again. */
  domainCheckGapMs: 5 * SECOND_MS,
  domainCheckEveryMs: DAY_MS,
  /** The first one after a start. */
  domainCheckFirstMs: MINUTE_MS,
  /** Records of one name that are looked at, and characters of one that are shown. */
  dnsRecords: 100,
  dnsRecordChars: 1_000,
  /** Records that are followed from one SPF record: RFC 7208 §4.6.4 allows ten, and the count of a wrong one is told too. */
  spfFollowed: 30,
  // push messages to browsers
  pushDevicesPerPerson: 20,
  pushQueues: 200,
  /** Browsers that one event is told to. */
  pushTold: 500,
  pushEndpointChars: 2_000,
  /** An event waits so long: what somebody looks at meanwhile is not told. */
  pushSettleMs: 10 * SECOND_MS,
  /** Of one device in an hour; what comes beyond is left to the list. */
  pushesPerHourPerDevice: 120,
  pushLookMs: SECOND_MS,
  pushesAtOnce: 8,
  /** One try, from the name to the answer; who has taken it up has it for so long. */
  pushSendMs: 10 * SECOND_MS,
  pushLeaseMs: MINUTE_MS,
  pushTries: 5,
  /** Messages in a row that its push service did not take: the device is forgotten, and asks again when it is used. */
  pushFailures: 20,
  /** How long a push service keeps a message for a browser that is away. */
  pushKeptMs: 4 * HOUR_MS,
  /** How long a signature of ours counts: RFC 8292 §2 allows a day. */
  pushVapidMs: 12 * HOUR_MS,
  pushSeenAtOnce: 100,
  pushUnreadMax: 999,
  /** Things that were shared with the app, and of which nobody made anything yet. */
  sharedKept: 20,
  // search
  searchChars: 1_000,
  searchTerms: 40,
  searchDepth: 20,
  /** Of one message, or of the head of a ticket: PostgreSQL counts the places of words up to 16,383. */
  searchTokensPerPart: 16_000,
  /** How long the server looks for one page; then it says how far it came. */
  searchMs: 2 * SECOND_MS,
  /** Tickets that are looked at in one go, between which others have their turn. */
  searchSliceRows: 1_000,
  searchesPerMinutePerPerson: 300,
  /** Tickets whose words are put into the index in one write, when they are not in it yet. */
  searchFillTickets: 20,
  searchFillEveryMs: 20,
  /** Parts that go into SQLite's index in one write, and how often there is looked for some. */
  searchListedParts: 500,
  searchListEveryMs: SECOND_MS,
  searchExcerptChars: 160,
  /** On a device: letters that the index holds in all; of what does not fit only the rows are searched. */
  searchHeldChars: 96 * MIB,
  /** Rows, and documents, that are handed to the index in one go, each some milliseconds of the page. */
  searchRowsPerBatch: 500,
  searchDocsPerBatch: 25,
  /** How often what is found is looked up again while the index is being made. */
  searchAgainMs: 400,
  /** After the last key the server is asked. */
  searchServerWaitMs: 350,
  // SLA
  slaReachYears: 10,
  /** Items in which a device is told when a clock stands until it is due. */
  slaClosures: 500,
  slaFacts: 10_000,
  slaSlotsPerDay: 50,
  slaHolidays: 5_000,
  slaPauseStatuses: 50,
  slaZonesKept: 100,
  slaPolicies: 100,
  slaCalendars: 50,
  slaTiers: 20,
  slaTiersShown: 1_000,
  /** An address of holidays: to answer, between two looks at what is due, and after a failure. */
  slaFeedMs: 20 * SECOND_MS,
  slaFeedLookMs: 10 * MINUTE_MS,
  slaFeedRetryMs: 60 * MINUTE_MS,
  // webhooks
  hooks: 20,
  hookUrlChars: 2_000,
  hooksAtOnce: 8,
  hookLeaseMs: MINUTE_MS,
  hookLookMs: SECOND_MS,
  hookDeliveriesShown: 50,
  hookDeliveriesKeptMs: 30 * DAY_MS,
  /** Of each clock, in a mail about it. */
  slaStepsMailed: 40,
  /** Words in one condition of a policy. */
  slaConditions: 100,
  /** Stretches of business time, or holidays, that one step names; and up to how many others it counts. */
  slaStretchesSaid: 6,
  slaStretchesCounted: 1_000,
  /** Years of holidays that are worked out at once. */
  slaHolidayYears: 10,
  /** Dates of one event in an iCalendar file. */
  slaEventDays: 366,
  slaIcalBytes: 1 * MIB,
  /** Tickets of one part of a simulation, and how far back one goes. */
  slaSimulatedPart: 500,
  slaSimulatedDays: 365,
  slaVersionsShown: 200,
  /** Tickets that are counted again at a time. */
  slaSlice: 200,
  /** People who are told of one warning or breach. */
  slaTold: 20,
  /** A breach whose clock ended longer ago is told to nobody. */
  slaLateAlarmMs: 60 * 60_000,
  slaReportDays: 3_700,
  reportDays: 400,
  /** Tickets put into the rollups of reports at a time, how often that is looked after, and how many times before a report. */
  reportSlice: 100,
  reportFoldEveryMs: 5 * SECOND_MS,
  reportCatchUp: 10,
  /** Rows by organisation, tag or agent, breaches, and tickets behind a figure, that one answer holds. */
  reportGroups: 200,
  reportBreaches: 50,
  reportTickets: 500,
  /** People who get the figures of a month, and how often is looked whether it is time. */
  reportDigests: 200,
  reportDigestLookMs: 10 * MINUTE_MS,
  // jobs
  jobsPerTurn: 100,
} as const
