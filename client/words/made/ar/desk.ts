/** Made of words/ar/*.json by `npm run words` (desk): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/desk.ts'

const desk = (say: Say) =>
  ({
    settings: {
      title: 'الإعدادات',
      profile: 'أنت',
      role: {
        agent: 'وكيل',
        lead: 'قائد',
        admin: 'مسؤول',
      },
      look: 'المظهر',
      theme: 'السمة',
      themes: {
        system: 'حسب الجهاز',
        light: 'فاتحة',
        dark: 'داكنة',
        contrast: 'تباين عالٍ',
      },
      density: 'الصفوف',
      densities: {
        comfortable: 'متباعدة',
        compact: 'متراصّة',
      },
      language: 'اللغة',
      languageOfBrowser: 'حسب المتصفح',
      languageHint: 'تبدأ الصفحة بها من جديد. ما تجري كتابته محفوظ.',
      keys: 'المفاتيح',
      singleKeys: 'مفاتيح مفردة مثل e أو r أو j',
      singleKeysHint: 'يُستحسن إيقافها عند الإملاء الصوتي أو مع قارئ شاشة يرسل مفاتيح.',
      showKeys: 'عرض كل المفاتيح',
      undo: 'التراجع عن الإرسال',
      undoInfo: ({ seconds }: { seconds: number }) =>
        seconds === 0
          ? 'تُرسل الردود فورًا في هذا المكتب. المسؤول يحدد ذلك.'
          : say.plural(seconds) === 'zero'
            ? `يُحتجز الرد ${say.number(seconds)} ثانية على الخادم قبل إرساله، ليتسنى سحبه بالمفتاح z. المسؤول يحدد ذلك للمكتب.`
            : say.plural(seconds) === 'one'
              ? 'يُحتجز الرد ثانية واحدة على الخادم قبل إرساله، ليتسنى سحبه بالمفتاح z. المسؤول يحدد ذلك للمكتب.'
              : say.plural(seconds) === 'two'
                ? 'يُحتجز الرد ثانيتين على الخادم قبل إرساله، ليتسنى سحبه بالمفتاح z. المسؤول يحدد ذلك للمكتب.'
                : say.plural(seconds) === 'few'
                  ? `يُحتجز الرد ${say.number(seconds)} ثوانٍ على الخادم قبل إرساله، ليتسنى سحبه بالمفتاح z. المسؤول يحدد ذلك للمكتب.`
                  : say.plural(seconds) === 'many'
                    ? `يُحتجز الرد ${say.number(seconds)} ثانية على الخادم قبل إرساله، ليتسنى سحبه بالمفتاح z. المسؤول يحدد ذلك للمكتب.`
                    : `يُحتجز الرد ${say.number(seconds)} ثانية على الخادم قبل إرساله، ليتسنى سحبه بالمفتاح z. المسؤول يحدد ذلك للمكتب.`,
      signOut: 'تسجيل الخروج',
      signOutHint: 'يزيل التذاكر المحفوظة على هذا الجهاز.',
      signOutUnsent: ({ n }: { n: number }) =>
        say.plural(n) === 'zero'
          ? `${say.number(n)} تغيير لم يصل إلى الخادم بعد. تسجيل الخروج يُفقده.`
          : say.plural(n) === 'one'
            ? 'تغيير واحد لم يصل إلى الخادم بعد. تسجيل الخروج يُفقده.'
            : say.plural(n) === 'two'
              ? 'تغييران لم يصلا إلى الخادم بعد. تسجيل الخروج يُفقدهما.'
              : say.plural(n) === 'few'
                ? `${say.number(n)} تغييرات لم تصل إلى الخادم بعد. تسجيل الخروج يُفقدها.`
                : say.plural(n) === 'many'
                  ? `${say.number(n)} تغييرًا لم يصل إلى الخادم بعد. تسجيل الخروج يُفقدها.`
                  : `${say.number(n)} تغيير لم يصل إلى الخادم بعد. تسجيل الخروج يُفقدها.`,
      signOutAnyway: 'تسجيل الخروج وفقدانها',
      admin: 'المكتب',
      queues: 'الطوابير',
      people: 'الأشخاص',
      sent: 'البريد المرسل',
      held: 'البريد المحتجز',
      domains: 'نطاقات البريد',
      add: 'إضافة',
      addQueue: 'إضافة طابور',
      addPerson: 'إضافة شخص',
      name: 'الاسم',
      slug: 'الاسم القصير',
      slugHint: '⁦a-z⁩ و⁦0-9⁩ و⁦-⁩؛ جزء من العناوين',
      address: 'عنوان البريد',
      email: 'عنوان البريد الإلكتروني',
      roleLabel: 'الدور',
      form: 'النموذج',
      noAddress: 'بلا عنوان',
      disabled: 'معطّل',
      sentLead: 'ما أرسله المكتب بالبريد، الأحدث أولًا. ودون مُرحّل بريد يُحفظ هنا.',
      heldLead: 'البريد الذي لم يصبح تذكرة، وسبب ذلك. لا يُرمى شيء دون أن يُرى.',
      nothingSent: 'لم يُرسل شيء بعد',
      relayAway: ({ count, since }: { count: number; since: string | number }) =>
        `مُرحّل البريد لا يستقبل شيئًا الآن. ${say.plural(count) === 'zero' ? `${say.number(count)} رسالة تنتظر` : say.plural(count) === 'one' ? 'رسالة واحدة تنتظر' : say.plural(count) === 'two' ? 'رسالتان تنتظران' : say.plural(count) === 'few' ? `${say.number(count)} رسائل تنتظر` : say.plural(count) === 'many' ? `${say.number(count)} رسالة تنتظر` : `${say.number(count)} رسالة تنتظر`} (الأقدم: ${say.inside(since)}). لا يضيع شيء؛ تُعاد محاولة إرسال كل منها خمسة أيام.`,
      older: 'عرض الأقدم',
      from: 'من',
      to: 'إلى',
      subject: 'الموضوع',
      when: 'الوقت',
      reason: 'السبب',
      state: 'الحالة',
      needsServer: 'هذا يأتي من الخادم؛ ويظهر حين يمكن الوصول إليه.',
      loading: 'جارٍ سؤال الخادم…',
      queueAdded: ({ name }: { name: string | number }) => `أُضيف الطابور ${say.inside(name)}`,
      personAdded: ({ name }: { name: string | number }) => `أُضيف ${say.inside(name)}`,
      open: 'فتح',
    },
    queue: {
      title: ({ name }: { name: string | number }) => `الطابور ${say.inside(name)}`,
      change: 'تعديل',
      changeOf: ({ name }: { name: string | number }) => `تعديل ${say.inside(name)}`,
      gone: 'لم يعد هذا الطابور موجودًا.',
      addressHint: 'البريد إلى هذا العنوان يصبح تذاكر هنا. إن تُرك فارغًا: عبر النموذج فقط.',
      about: 'ما الذي يُسأل عنه هنا',
      aboutHint: 'سطر واحد فوق النموذج.',
      sender: 'اسم المرسل بعد اسم من يرد',
      signature: 'التوقيع',
      signatureHint: 'أسفل كل رسالة. تُملأ {{agent}} و{{queue}} و{{desk}} تلقائيًا.',
      quoting: 'اقتباس الرسالة المُجاب عنها أسفل الرد',
      quotingHint: 'باختصار، ولكاتبها وحده: لا حين تصل نسخة إلى آخرين.',
      endMailed: 'إبلاغ الناس بالبريد عند حل تذكرتهم أو إغلاقها',
      endMailedHint:
        'تقول الرسالة إن الرد عليها يعيد فتح التذكرة. والرد المرسل بـ «إرسال وحل» يقول ذلك بنفسه.',
      preview: 'كيف ينتهي الرد',
      from: ({ name }: { name: string | number }) => `من ${say.inside(name)}`,
      save: 'حفظ',
      saved: ({ name }: { name: string | number }) => `حُفظ ${say.inside(name)}`,
      fromAddress: ({ address, name }: { address: string | number; name: string | number }) =>
        `من ${say.inside(name)} ⁦<${say.inside(address)}>⁩`,
      previewNumber: 'التذكرة ⁦#123⁩',
    },
    look: {
      title: 'كل البريد',
      deskName: 'اسم المكتب',
      color: 'لون الرسائل التي لم يكتبها أحد',
      colorHint: 'سطر في الأعلى والزر. عليه كلمات بيضاء، لذا يجب أن يكون داكنًا بما يكفي.',
      logo: 'الشعار',
      logoHint: ({ bytes, px }: { bytes: string | number; px: number }) =>
        `صورة PNG أو JPEG أو GIF لا تتجاوز ${say.inside(bytes)} و${say.number(px)} بكسل في كل اتجاه. توضع في الرسائل نفسها وعلى الصفحات العامة.`,
      addLogo: 'اختيار صورة',
      otherLogo: 'اختيار صورة أخرى',
      removeLogo: 'إزالة',
      logoSaved: 'الشعار على الرسائل والصفحات من الآن.',
      logoRemoved: 'أُزيل الشعار.',
      logoOnReplies: 'على ما يكتبه الوكلاء أيضًا',
      save: 'حفظ',
      saved: 'حُفظ. هكذا تبدو الرسائل من الآن.',
    },
    held: {
      lists: {
        held: 'محتجز',
        automated: 'آلي',
        dismissed: 'مستبعد',
      },
      about: {
        held: 'يُستحسن أن يطّلع أحد عليها: حلقات، أو كثرة دفعة واحدة، أو مرسلون ليسوا من يدّعون، أو عناوين بلا طابور.',
        automated: 'كتبتها آلات: ردود تلقائية ونشرات بريدية وتقارير تسليم.',
        dismissed: 'استبعدها أحدهم؛ وتُحفظ 90 يومًا.',
      },
      nothing: {
        held: 'لا شيء محتجز',
        automated: 'لم تكتب أي آلة',
        dismissed: 'لم يُستبعد شيء',
      },
      signs: {
        machine: 'أرسلته آلة',
        many: 'أُرسل إلى كثيرين',
        list: 'من قائمة بريدية',
        report: 'كتبه خادم بريد',
        bounce: 'يقول إن رسالة لم تصل، ولا يسمّي أيًّا من رسائلنا',
      },
      noSubject: '(بلا موضوع)',
      noSender: 'بلا مرسل',
      noQueue: 'بلا طابور',
      noText: '(بلا نص)',
      text: 'نص الرسالة',
      cut: 'للنص بقية؛ وهو كامل في الأصل.',
      judged: 'الفحوص',
      files: 'الملفات',
      original: 'تنزيل الأصل',
      masked: 'هذه الرسالة تتيح لمن يقرؤها الدخول إلى مكان آخر. رموزها وروابطها محجوبة.',
      uncover: 'عرض المحجوب',
      where: 'الإفراج عنها بوصفها',
      ways: {
        queue: 'تذكرة جديدة',
        ticket: 'رسالة في تذكرة',
      },
      queue: 'في الطابور',
      number: 'رقم التذكرة',
      why: 'السبب',
      whyHint: 'يظهر في التذكرة. ولا يُرسل رد تلقائي إلى أحد.',
      release: 'إفراج',
      released: ({ n }: { n: string | number }) => `أُفرج عنها. وهي الآن في ⁦#${say.inside(n)}⁩.`,
      openTicket: ({ n }: { n: string | number }) => `فتح ⁦#${say.inside(n)}⁩`,
      dismiss: 'استبعاد',
      dismissed: 'مستبعدة',
      wasDismissed: 'استُبعدت. وتُحفظ 90 يومًا.',
      spamSender: ({ n }: { n: string | number }) =>
        `كل ما ورد من هذا المرسل مميّز كمزعج (آخره: ⁦#${say.inside(n)}⁩)`,
      because: ({ reason, sign }: { reason: string | number; sign: string | number }) =>
        `‏${say.inside(sign)} (${say.inside(reason)})`,
    },
    people: {
      change: 'تغيير',
      changeOf: ({ name }: { name: string | number }) => `تغيير ${say.inside(name)}`,
      title: ({ name }: { name: string | number }) => `تغيير ${say.inside(name)}`,
      seesAll: 'كل الطوابير، والقادمة أيضًا',
      queuesLegend: 'ما يراه',
      noQueues: 'اختر طابورًا، أو الكل.',
      adminSeesAll: 'يرى المسؤولون كل الطوابير.',
      isOn: 'يستطيع تسجيل الدخول',
      isOnHint: 'عند إيقافه يُسجَّل خروجه من كل مكان فورًا، وتُمحى التذاكر من أجهزته.',
      saved: ({ name }: { name: string | number }) => `تم تغيير ${say.inside(name)}`,
      queuesLabel: 'الطوابير',
      all: 'الكل',
      gone: 'هذا الشخص لم يعد موجودًا.',
      own: 'هذا أنت. يستطيع مسؤول آخر تغيير دخولك أو دورك.',
      save: 'حفظ',
    },
    sessions: {
      title: 'الأجهزة',
      lead: 'أين سجّلت الدخول. من يفقد جهازًا ينهيه هنا: عند اتصاله التالي تُمحى تذاكره ويُسجَّل خروجه.',
      this: 'هذا الجهاز',
      began: 'تسجيل الدخول',
      seen: 'آخر ظهور',
      kind: 'النوع',
      browser: 'متصفح',
      bearer: 'برنامج برمز',
      end: 'تسجيل الخروج هناك',
      endAsk: 'ما لم يرسله بعد يضيع.',
      ended: 'سُجّل الخروج هناك',
    },
    mailTrouble: {
      away: ({ time }: { time: string | number }) =>
        `لا يخرج أي بريد منذ ${say.inside(time)}: مُرحّل البريد لا يستقبل شيئًا. الردود تنتظر وتُرسل من تلقاء نفسها؛ لا يضيع شيء.`,
      certificateEnds: ({ day }: { day: string | number }) =>
        `تنتهي شهادة البريد الوارد في ${say.inside(day)}.`,
      certificateEnded: ({ day }: { day: string | number }) =>
        `انتهت شهادة البريد الوارد في ${say.inside(day)}.`,
      certificateBad: 'لا يمكن استخدام شهادة البريد الوارد: يصل البريد دون تشفير.',
    },
  }) as const

const keySetting = (say: Say) =>
  ({
    title: 'المفاتيح',
    lead: 'كل أمر ومفاتيحه، على هذا الجهاز ولك وحدك.',
    change: ({ title }: { title: string | number }) => `تغيير مفتاح «${say.inside(title)}»`,
    changeShort: 'تغيير',
    toPage: 'تغيير المفاتيح',
    remove: 'بلا مفتاح',
    removeOf: ({ title }: { title: string | number }) => `إزالة مفاتيح «${say.inside(title)}»`,
    standard: 'العودة إلى القياسي',
    standardOf: ({ title }: { title: string | number }) =>
      `المفاتيح القياسية لـ «${say.inside(title)}»`,
    allStandard: 'إعادة الكل إلى القياسي',
    none: 'بلا مفتاح',
    press: 'بانتظار المفتاح الجديد، أو مفتاحين متتاليين…',
    pressHint: 'Enter يعتمد الظاهر، وEscape يتركه كما كان.',
    take: 'استخدام هذا',
    other: 'مفتاح آخر',
    changed: ({ title }: { title: string | number }) => `تغيّر مفتاح «${say.inside(title)}».`,
    wasStandard: 'عادت كل المفاتيح قياسية.',
    refused: {
      reserved: 'يحتاج إليه المتصفح أو قارئ الشاشة.',
      composer: 'هذا مستخدم أثناء الكتابة.',
      plain: 'هذا تابع للعنصر الذي عليه التركيز.',
      taken: ({ title }: { title: string | number }) => `هذا مأخوذ لـ «${say.inside(title)}».`,
    },
  }) as const

const mailSetup = (say: Say) =>
  ({
    mailbox: {
      title: 'صناديق البريد',
      lead: 'حيث لا يمكن أن يصل بريد عنوان طابور إلى هنا من تلقاء نفسه بعد، يجلبه المكتب من صندوق بريد لدى مزوّدك (IMAP). ولكل طابور صندوق واحد.',
      queue: 'الطابور',
      account: 'صندوق البريد',
      none: 'لا شيء',
      setUp: 'إعداد',
      change: 'تعديل',
      changeOf: ({ queue }: { queue: string | number }) => `صندوق بريد ${say.inside(queue)}`,
      works: 'يُجلب',
      begins: 'يبدأ',
      fails: 'يفشل',
      off: 'متوقف',
      nobody: 'لا تجلبه أي بوابة بريد. هل هي قيد التشغيل؟',
      last: ({ ago }: { ago: string | number }) => `آخر بريد ${say.inside(ago)}`,
      waiting: ({ n }: { n: number }) =>
        say.plural(n) === 'zero'
          ? `${say.number(n)} رسالة تنتظر الجلب`
          : say.plural(n) === 'one'
            ? 'رسالة واحدة تنتظر الجلب'
            : say.plural(n) === 'two'
              ? 'رسالتان تنتظران الجلب'
              : say.plural(n) === 'few'
                ? `${say.number(n)} رسائل تنتظر الجلب`
                : say.plural(n) === 'many'
                  ? `${say.number(n)} رسالة تنتظر الجلب`
                  : `${say.number(n)} رسالة تنتظر الجلب`,
      left: ({ n }: { n: number }) =>
        say.plural(n) === 'zero'
          ? `${say.number(n)} رسالة أكبر من الحد أو تعذرت قراءتها بقيت في الصندوق.`
          : say.plural(n) === 'one'
            ? 'رسالة واحدة أكبر من الحد أو تعذرت قراءتها بقيت في الصندوق.'
            : say.plural(n) === 'two'
              ? 'رسالتان أكبر من الحد أو تعذرت قراءتهما بقيتا في الصندوق.'
              : say.plural(n) === 'few'
                ? `${say.number(n)} رسائل أكبر من الحد أو تعذرت قراءتها بقيت في الصندوق.`
                : say.plural(n) === 'many'
                  ? `${say.number(n)} رسالة أكبر من الحد أو تعذرت قراءتها بقيت في الصندوق.`
                  : `${say.number(n)} رسالة أكبر من الحد أو تعذرت قراءتها بقيت في الصندوق.`,
      titleOf: ({ queue }: { queue: string | number }) => `صندوق بريد ${say.inside(queue)}`,
      about: ({ address }: { address: string | number }) =>
        `كل ما في هذا المجلد يصبح بريدًا إلى ${say.inside(address)}. وما يصل بطريق آخر أيضًا يكون تذكرة واحدة.`,
      isOn: 'الجلب من هذا الصندوق',
      host: 'الخادم',
      security: 'التشفير',
      securities: {
        tls: 'TLS',
        starttls: 'STARTTLS',
        none: 'بلا تشفير (محلي فقط)',
      },
      port: 'المنفذ',
      user: 'اسم المستخدم',
      signIn: 'تسجيل الدخول',
      signIns: {
        password: 'كلمة المرور',
        'refresh-token': 'OAuth برمز تجديد',
        'client-credentials': 'OAuth باسم التطبيق نفسه',
      },
      tokenUrl: 'عنوان الرموز',
      tokenUrlHint: ({
        google,
        microsoft,
      }: {
        google: string | number
        microsoft: string | number
      }) => `لدى Google ‏${say.inside(google)}، ولدى Microsoft ‏${say.inside(microsoft)}.`,
      clientId: 'معرّف العميل',
      clientSecret: 'سر العميل',
      refreshToken: 'رمز التجديد',
      tokenKept: 'محفوظ. ترك الحقل فارغًا يبقيه.',
      tokenHint: 'يُحفظ مختومًا ولا يُعرض مجددًا.',
      scope: 'النطاق',
      scopeHint: ({ microsoft }: { microsoft: string | number }) =>
        `كلمات بينها مسافات كما يسميها المزوّد؛ لدى Microsoft ‏${say.inside(microsoft)}.`,
      password: 'كلمة المرور',
      passwordKept: 'هناك كلمة محفوظة. ترك الحقل فارغًا يبقيها.',
      passwordHint:
        'تُحفظ مختومة ولا تُعرض مجددًا. كثير من المزوّدين يطلبون هنا كلمة مرور للتطبيقات. إن تُرك فارغًا: من ملف البوابة.',
      folder: 'المجلد',
      after: 'ما جرى جلبه',
      afters: {
        leave: 'يبقى كما هو',
        seen: 'يُميَّز كمقروء',
        move: 'يُنقل إلى مجلد',
        delete: 'يُحذف',
      },
      moveTo: 'المجلد الذي يُنقل إليه',
      since: 'كم يومًا إلى الوراء في المرة الأولى',
      sinceHint: '0: ما يصل من الآن فقط. ولا يُرد على أحد بشأن بريد أقدم من يوم.',
      authservs: 'المصدَّق بشأن المرسلين',
      authservsHint:
        'الاسم الذي يكتب به مزوّدك Authentication-Results، مثل mx.google.com. ودونه يُعد المرسلون غير مفحوصين.',
      save: 'حفظ',
      test: 'اختبار',
      remove: 'إزالة',
      removeSure: 'تزول إعداداته وكلمة مروره. ولا يُمس البريد.',
      testing: 'البوابة تجرّبه…',
      saved: ({ queue }: { queue: string | number }) => `حُفظ صندوق بريد ${say.inside(queue)}`,
      removed: ({ queue }: { queue: string | number }) => `أُزيل صندوق بريد ${say.inside(queue)}`,
      good: ({ n }: { n: number }) =>
        `يعمل. في المجلد ${say.plural(n) === 'zero' ? `${say.number(n)} رسالة` : say.plural(n) === 'one' ? 'رسالة واحدة' : say.plural(n) === 'two' ? 'رسالتان' : say.plural(n) === 'few' ? `${say.number(n)} رسائل` : say.plural(n) === 'many' ? `${say.number(n)} رسالة` : `${say.number(n)} رسالة`}.`,
      noIdle: 'لا يُبلّغ الخادم بالبريد الجديد؛ يُسأل كل دقيقتين.',
      whatToDo: {
        'mailbox/password': 'المزوّدون ذوو التحقق بخطوتين يطلبون كلمة مرور للتطبيقات.',
        'mailbox/token': 'هل اسم المستخدم هو عنوان الصندوق، وهل يشمل النطاق IMAP؟',
        'mailbox/grant': 'ربما انتهت الموافقة أو سُحبت، أو أن سر العميل قديم جدًا. يُكتب سر جديد هنا.',
        'mailbox/token-host': 'قد يكون فيه خطأ كتابة. والعناوين داخل شبكتك يجب السماح بها أولًا.',
        'mailbox/no-grant': 'يُكتب هنا.',
        'mailbox/no-password': 'تُكتب هنا، أو توضع في ملف البوابة.',
        'mailbox/unknown-host': 'قد يكون في اسمه خطأ كتابي.',
        'mailbox/unreachable': 'هل المنفذ صحيح؟ وهل يُسمح لهذا الجهاز بالاتصال به؟',
        'mailbox/time-out': 'هل المنفذ صحيح؟ قد يُسقطه جدار حماية بصمت.',
        'mailbox/certificate': 'يلزم الاسم الذي صدرت له الشهادة.',
        'mailbox/tls': 'TLS غالبًا على المنفذ 993، وSTARTTLS على 143.',
        'mailbox/plain': 'يلزم اختيار TLS أو STARTTLS.',
        'mailbox/folder': 'يُكتب كما يعرضه برنامج البريد، مع المجلدات التي فوقه.',
        'mailbox/extension': 'يمكن ترك ما جُلب كما هو، أو تمييزه كمقروء.',
        'mailbox/refused': '',
        'mailbox/silent-gateway': '',
        'kit/storage': '',
      },
      aboutLater:
        'كل ما في هذا المجلد يصبح بريدًا إلى هذا الطابور حين يكون له عنوان. وما يصل بطريق آخر أيضًا يكون تذكرة واحدة.',
    },
    move: {
      title: 'نقل عنوان',
      lead: 'العنوان الذي يعرفه الناس، مثل ⁦support@⁩، ينتقل إلى هنا بخطوات هادئة: أولًا إلى جانب صندوقه الحالي، ثم وحده مع إثبات. لا يضيع شيء في الطريق، وكل خطوة يمكن الرجوع عنها.',
      begin: 'بدء نقل',
      beginIt: 'بدء',
      which: 'العنوان',
      choose: 'اختيار عنوان…',
      noneLeft: 'كل عناوين هذا المكتب في هذه الصفحة. تلزم أولًا إضافة طابور بالعنوان.',
      place: 'كيف يصل بريده إلى هنا في البداية',
      places: {
        forward: 'يسلّم الخادم القديم نسخة من كل رسالة إلى المكتب',
        mailbox: 'يجلب المكتب البريد من الصندوق القديم (IMAP)',
        mx: 'يُوجَّه سجل MX إلى هنا فورًا',
      },
      servers: 'أسماء خوادم البريد القديمة',
      serversHint:
        'البريد الذي مرّ بأحدها يُعد مسلَّمًا منه. وهي الأسماء في سجل MX لنطاقك اليوم؛ ودونها لا يُعرف المحوَّل إلا من Delivered-To.',
      noServer: ({ name }: { name: string | number }) =>
        `«${say.inside(name)}» ليس اسم خادم بريد. يبدو الاسم مثل mail.provider.example.`,
      quietDays: 'أيام بلا بريد بالطريق القديم وحده',
      quietDaysHint: 'يجب أن تمضي قبل القول إن البريد يصل إلى هنا وحده.',
      savePlan: 'حفظ',
      changePlan: 'تعديل',
      watched: ({ n }: { n: number }) =>
        `تحت المراقبة منذ ${say.plural(n) === 'zero' ? `${say.number(n)} يوم` : say.plural(n) === 'one' ? 'يوم واحد' : say.plural(n) === 'two' ? 'يومان' : say.plural(n) === 'few' ? `${say.number(n)} أيام` : say.plural(n) === 'many' ? `${say.number(n)} يومًا` : `${say.number(n)} يوم`}.`,
      begunAt: ({ ago }: { ago: string | number }) => `بدأ ${say.inside(ago)}`,
      steps: {
        planned: 'مخطط',
        both: 'بالطريقين',
        redirected: 'هنا وحده',
        done: 'تم',
      },
      now: 'ما العمل الآن',
      todo: {
        planned: [
          'إبلاغ من يعمل في الصندوق القديم أن البريد سيكون في المكانين مدة.',
          'أن يكون حاضرًا من يعتني بسجلات النطاق وبخادم البريد القديم.',
          'خفض مدة بقاء (TTL) سجل MX إلى ساعة، قبل تغييره بيوم.',
        ],
        redirected: [
          'الرد من هنا وحده من الآن. وما بقي مفتوحًا في الصندوق القديم يُرد عليه هناك، أو يُعاد توجيهه إلى العنوان.',
          'ترك الصندوق القديم كما هو بضعة أسابيع. ثم إيقاف تحويله، أو الجلب ضمن «صناديق البريد».',
        ],
        done: ['لا شيء. لم يعد البريد يُعد، ويمكن إغلاق الصندوق القديم.'],
      },
      todoBoth: {
        forward: [
          'لدى المزوّد القديم، تشغيل التسليم إلى خادم ثانٍ للمستلم نفسه. يسمّيه Google Workspace التسليم المزدوج (Gmail ثم Routing)، وفي Microsoft 365 موصل مع قاعدة تدفق البريد، وفي Postfix transport؛ وتبقى نسخة في الصندوق.',
          'التحويل العادي إلى عنوان آخر لا يكفي: يستقبل المكتب بريد هذا العنوان فقط.',
          'إرسال رسالة اختبار. ينبغي أن تصل عبر الخادم القديم.',
          'عند الجاهزية، توجيه سجل MX إلى هنا. وحتى ذلك الحين يمكن متابعة الرد من الصندوق القديم.',
        ],
        mailbox: [
          'إعداد الجلب ضمن «صناديق البريد»، وترك ما جُلب في الصندوق.',
          'إرسال رسالة اختبار. ينبغي أن تأتي من الصندوق القديم.',
          'عند الجاهزية، توجيه سجل MX إلى هنا. وحتى ذلك الحين يمكن متابعة الرد من الصندوق القديم.',
        ],
        mx: [
          'توجيه سجل MX إلى هنا كما يرد ضمن «نطاقات البريد». مع ترك الخادم القديم يعمل: الخوادم الأخرى تتذكر السجل القديم طوال مدة بقائه.',
          'إرسال رسالة اختبار. ينبغي أن تصل إلى هنا مباشرة.',
          'إعداد الجلب ضمن «صناديق البريد» لما لا يزال يصل إلى الصندوق القديم.',
        ],
      },
      records: 'سجلات نطاقه',
      noFindings: 'لم يُفحص بعد.',
      toDomains: 'سجلات للنشر، وفحص جديد',
      toMailbox: 'إعداد الجلب',
      ofQueue: 'نقل هذا العنوان إلى هنا من صندوقه الحالي',
      volume: 'البريد حسب اليوم',
      noMail: 'لا بريد لهذا العنوان منذ بدء النقل.',
      kinds: {
        direct: 'مباشرة إلى هنا',
        twice: 'بالطريقين',
        alone: 'بالطريق القديم وحده',
      },
      most: ({ n }: { n: number }) => `${say.number(n)} في اليوم على الأكثر`,
      asTable: 'كجدول',
      day: 'اليوم',
      columns: ['الرسائل', 'مباشرة إلى هنا', 'مسلَّمة', 'مجلوبة', 'بالطريقين', 'الطريق القديم وحده'],
      test: 'رسالة اختبار',
      testAbout:
        'تخرج رسالة عبر المُرحّل إلى هذا العنوان كأنها من الخارج، وتُعرف حين تصل. ولا تصبح تذكرة.',
      sendTest: 'إرسال رسالة اختبار',
      testStates: {
        'under-way': 'في الطريق.',
        arrived: 'وصلت.',
        late: 'لم تصل بعد.',
        'not-delivered': 'لم تُسلَّم.',
      },
      came: {
        direct: ({ seconds }: { seconds: number }) =>
          seconds === 0
            ? 'مباشرة إلى هنا، فورًا.'
            : say.plural(seconds) === 'zero'
              ? `مباشرة إلى هنا، بعد ${say.number(seconds)} ثانية.`
              : say.plural(seconds) === 'one'
                ? 'مباشرة إلى هنا، بعد ثانية واحدة.'
                : say.plural(seconds) === 'two'
                  ? 'مباشرة إلى هنا، بعد ثانيتين.'
                  : say.plural(seconds) === 'few'
                    ? `مباشرة إلى هنا، بعد ${say.number(seconds)} ثوانٍ.`
                    : say.plural(seconds) === 'many'
                      ? `مباشرة إلى هنا، بعد ${say.number(seconds)} ثانية.`
                      : `مباشرة إلى هنا، بعد ${say.number(seconds)} ثانية.`,
        forwarded: ({ seconds }: { seconds: number }) =>
          seconds === 0
            ? 'عبر الخادم القديم، فورًا.'
            : say.plural(seconds) === 'zero'
              ? `عبر الخادم القديم، بعد ${say.number(seconds)} ثانية.`
              : say.plural(seconds) === 'one'
                ? 'عبر الخادم القديم، بعد ثانية واحدة.'
                : say.plural(seconds) === 'two'
                  ? 'عبر الخادم القديم، بعد ثانيتين.'
                  : say.plural(seconds) === 'few'
                    ? `عبر الخادم القديم، بعد ${say.number(seconds)} ثوانٍ.`
                    : say.plural(seconds) === 'many'
                      ? `عبر الخادم القديم، بعد ${say.number(seconds)} ثانية.`
                      : `عبر الخادم القديم، بعد ${say.number(seconds)} ثانية.`,
        fetched: ({ seconds }: { seconds: number }) =>
          seconds === 0
            ? 'من الصندوق القديم، فورًا.'
            : say.plural(seconds) === 'zero'
              ? `من الصندوق القديم، بعد ${say.number(seconds)} ثانية.`
              : say.plural(seconds) === 'one'
                ? 'من الصندوق القديم، بعد ثانية واحدة.'
                : say.plural(seconds) === 'two'
                  ? 'من الصندوق القديم، بعد ثانيتين.'
                  : say.plural(seconds) === 'few'
                    ? `من الصندوق القديم، بعد ${say.number(seconds)} ثوانٍ.`
                    : say.plural(seconds) === 'many'
                      ? `من الصندوق القديم، بعد ${say.number(seconds)} ثانية.`
                      : `من الصندوق القديم، بعد ${say.number(seconds)} ثانية.`,
      },
      proof: 'قبل القول إن البريد يصل إلى هنا وحده',
      proved: 'ثبت ذلك: وصلت رسالة اختبار إلى هنا مباشرة، ولا يصل شيء بالطريق القديم وحده.',
      unproved: 'قال أحدهم إن البريد يصل إلى هنا وحده دون أن يثبت ذلك.',
      toBoth: 'يصل الآن بالطريقين',
      toRedirected: 'يصل إلى هنا وحده',
      allTheSame: 'القول إنه يصل إلى هنا وحده رغم ذلك',
      toDone: 'تم النقل',
      back: 'خطوة إلى الوراء',
      remove: 'إزالة هذا النقل',
      removeSure: 'يزول معه ما عُدّ. ولا يُمس البريد.',
      ended: ({ queue }: { queue: string | number }) => `أُزيل نقل ${say.inside(queue)}`,
    },
    domains: {
      ofQueues: 'سجلات هذه النطاقات، وهل البريد موقّع',
      lead: 'النطاقات التي تكتب منها الطوابير. ما تقوله سجلاتها يحدد هل يُصدَّق بريد المكتب. يُنشر السجل حيث يُدار خادم أسماء نطاقك، ثم يُفحص هنا. بعض النماذج هناك تطلب الاسم دون النطاق في آخره.',
      none: 'لا عنوان بريد لأي طابور بعد. يظهر نطاقه هنا حين يكون له عنوان.',
      check: 'فحص الآن',
      checking: 'جارٍ السؤال…',
      wasChecked: ({ domain }: { domain: string | number }) => `فُحص ${say.inside(domain)}`,
      checked: ({ ago }: { ago: string | number }) => `فُحص ${say.inside(ago)}.`,
      notChecked: 'لم يُفحص بعد.',
      signed: 'البريد موقّع.',
      notSigned: 'البريد غير موقّع بعد.',
      relaySigns: 'المُرحّل يوقّع.',
      kinds: {
        mx: 'وجهة البريد (MX)',
        spf: 'من يحق له الإرسال (SPF)',
        dkim: 'التوقيع (DKIM)',
        dmarc: 'ما يُفعل بالباقي (DMARC)',
      },
      about: {
        mx: 'بهذا السجل يصل بريد النطاق إلى هنا. وإن كان أحد خوادمك يستقبله أولًا فليبقَ سجله وليسلّم البريد إلى المكتب.',
        spf: 'للنطاق سجل SPF واحد. إن وُجد من قبل تُضاف إليه كلمات هذا.',
        dkim: 'تُوقّع كل رسالة بمفتاح لا يملكه إلا هذا المكتب. ويجد المستقبلون نصفه الآخر في هذا السجل. لا يُوقّع شيء قبل رؤية السجل. والنموذج الذي لا يقبل أكثر من 255 حرفًا يريد القيمة في جزأين، كل منهما بين علامتي اقتباس.',
        dmarc: 'يقول ما يفعله المستقبلون ببريد لا هو من خادم مسموح به ولا هو موقّع.',
      },
      noHost: 'ليس لهذا المكتب اسم عام بعد (DESKSIDE_PUBLIC_URL)، فلا سجل يُقترح.',
      states: {
        good: 'سليم',
        advice: 'يمكن تحسينه',
        bad: 'يحتاج عملًا',
        unknown: 'غير معروف',
      },
      type: 'النوع',
      recordName: 'الاسم',
      recordValue: 'القيمة',
      optional: 'مستحسن',
      copy: ({ value, what }: { value: string | number; what: string | number }) =>
        `نسخ: ${say.inside(what)}، ${say.inside(value)}`,
      copyShort: 'نسخ',
      keys: 'المفاتيح',
      algorithms: {
        'rsa-sha256': 'RSA',
        'ed25519-sha256': 'Ed25519',
      },
      keyStates: {
        waiting: 'ينتظر رؤية سجله',
        signing: 'يوقّع',
        retired: 'لم يعد يوقّع',
      },
      retired: ({ day }: { day: string | number }) =>
        `لم يعد يوقّع؛ يُترك سجله حتى ${say.inside(day)}`,
      vouch: 'التوقيع دون رؤيته',
      unvouch: 'التوقيع فقط حين يُرى',
      vouched: 'يُوقّع البريد بهذا المفتاح من الآن',
      unvouched: 'عاد المعتمد هو ما يُرى',
      vouchHint:
        'التوقيع دون رؤية السجل فقط إن كان منشورًا ولا يُرى من هذا الجهاز: توقيع لا يستطيع أحد التحقق منه يضر.',
      rotate: 'إنشاء مفاتيح جديدة',
      rotated: 'أُنشئت مفاتيح جديدة. يلزم نشر سجلاتها.',
      rotateHint: 'القديمة توقّع حتى تُرى سجلات الجديدة؛ ثم تبقى سجلاتها أسبوعًا.',
    },
  }) as const

const push = (say: Say) =>
  ({
    title: 'الإشعارات',
    lead: 'يمكن لهذا المتصفح إبلاغك حين يحدث شيء، حتى وDeskside مغلق. يذكر الرقم والطابور وما حدث، ولا يذكر أبدًا ما كتبه أحد: فمن يقف قرب شاشة مقفلة يقرؤه أيضًا.',
    on: 'إشعاري على هذا الجهاز',
    queues: 'التذاكر الجديدة في',
    queuesHint: 'لا إشعارات عن أي طابور قبل اختياره.',
    noQueues: 'لا طابور يحق لك رؤيته.',
    answers: 'الردود على تذاكري أو التي أتابعها، والملاحظات التي تشير إليّ',
    promises: 'التزامات أوشكت على الإخلال أو أُخلّ بها، في تذاكر أتولاها',
    quiet: 'ساعات الهدوء',
    quietHint: ({ zone }: { zone: string | number }) =>
      `بحسب ساعتك (${say.inside(zone)}). ما يحدث فيها لا يُبلّغ به لاحقًا؛ وهو في القائمة.`,
    from: 'من',
    to: 'إلى',
    save: 'حفظ',
    saved: 'تصلك الإشعارات على هذا الجهاز كما اخترت.',
    off: 'لا إشعارات على هذا الجهاز بعد الآن.',
    test: 'إرسال تجربة',
    testSent: 'في الطريق. تصل خلال ثوانٍ، ما لم يحبس النظام الإشعارات.',
    missing: {
      unsupported: 'لا يمكن إشعار هذا المتصفح وDeskside مغلق.',
      insecure: 'لا تسمح المتصفحات بهذا إلا عبر https. يُرجى سؤال من يدير هذا المكتب.',
      denied:
        'إشعارات هذا الموقع محظورة في المتصفح. يلزم السماح بها في إعدادات الموقع ثم العودة إلى هنا.',
      ios: 'على iPhone وiPad لا يعمل هذا إلا بعد إضافة Deskside إلى الشاشة الرئيسية.',
      noWorker: 'الجزء الذي يستقبل الإشعارات ليس جاهزًا بعد. يُرجى تحميل هذه الصفحة مجددًا بعد لحظة.',
      refused:
        'لم يعطِ المتصفح عنوانًا للإرسال إليه. قد يكون دون اتصال، أو قد تكون هذه الميزة موقفة فيه.',
    },
    badge: 'الرقم على الأيقونة هو عدد تذاكرك غير المقروءة.',
    noBadge: 'لا يعرض هذا المتصفح رقمًا على الأيقونة.',
    install: {
      title: 'التثبيت',
      why: 'بعد التثبيت يكون لـ Deskside نافذة وأيقونة خاصتان، ويبدأ دون شبكة، ولا تُمسح بياناته حين ينظّف المتصفح.',
      do: 'تثبيت Deskside',
      done: 'Deskside مثبّت هنا.',
      ios: 'في Safari: «مشاركة» ثم «إضافة إلى الشاشة الرئيسية». الإشعارات تحتاج إلى ذلك، ودونه يمسح Safari ما يحفظه الموقع بعد سبعة أيام بلا زيارة.',
      menu: 'يعرضه المتصفح في قائمته أو في شريط العنوان، حيث أمكن.',
    },
    share: {
      title: 'تمت المشاركة مع Deskside',
      words: 'ما جرت مشاركته',
      lead: 'يبقى على هذا الجهاز حتى تجعل منه شيئًا أو تتجاهله.',
      saveFile: ({ name }: { name: string | number }) => `حفظ ${say.inside(name)}`,
      toNew: 'تذكرة جديدة',
      toNote: 'ملاحظة على تذكرة',
      toNoteHint: 'تصبح كلماته وملفاته ملاحظة يمكن تعديلها بعد.',
      filesWait: 'لا يمكن وضع ملفات في تذكرة جديدة: تبقى هنا حتى توضع في تذكرة.',
      discard: 'تجاهل',
      later: 'لاحقًا',
      lost: 'ما جرت مشاركته لم يصل إلى Deskside. تُرجى مشاركته مرة أخرى.',
      noted: ({ number }: { number: string | number }) =>
        `بدأت الملاحظة على ⁦#${say.inside(number)}⁩. تلزم مراجعتها ثم إضافتها.`,
      more: ({ n }: { n: number }) =>
        say.plural(n) === 'zero'
          ? `${say.number(n)} عنصر آخر ينتظر`
          : say.plural(n) === 'one'
            ? 'عنصر آخر ينتظر'
            : say.plural(n) === 'two'
              ? 'عنصران آخران ينتظران'
              : say.plural(n) === 'few'
                ? `${say.number(n)} عناصر أخرى تنتظر`
                : say.plural(n) === 'many'
                  ? `${say.number(n)} عنصرًا آخر ينتظر`
                  : `${say.number(n)} عنصر آخر ينتظر`,
      fileNotKept: ({ name }: { name: string | number }) =>
        `تعذّر حفظ ${say.inside(name)} على هذا الجهاز.`,
    },
    mail: {
      unread: ({ name }: { name: string | number }) =>
        `${say.inside(name)} ليست رسالة بريد تمكن قراءتها هنا.`,
      from: ({ from }: { from: string | number }) => `رسالة من ${say.inside(from)}`,
      fromAt: ({ date, from }: { date: string | number; from: string | number }) =>
        `رسالة من ${say.inside(from)}، ${say.inside(date)}`,
      copy: ({ addresses }: { addresses: string | number }) => `نسخة إلى: ${say.inside(addresses)}`,
    },
    noTicket: 'هذا الرابط لا يؤدي إلى أي تذكرة في هذا المكتب.',
  }) as const

const sla = (say: Say) =>
  ({
    title: 'الالتزامات',
    lead: 'تُطبّق على التذكرة أول سياسة تناسبها، من الأعلى إلى الأسفل. وإن لم تناسبها أي سياسة سرى التزام الطابور نفسه.',
    policies: 'السياسات',
    calendars: 'التقاويم',
    name: 'الاسم',
    applies: 'تسري على',
    promises: 'الالتزامات',
    state: 'الحالة',
    change: 'تعديل',
    changeOf: ({ name }: { name: string | number }) => `تعديل ${say.inside(name)}`,
    up: ({ name }: { name: string | number }) => `رفع ${say.inside(name)} إلى أعلى`,
    addPolicy: 'إضافة سياسة',
    addCalendar: 'إضافة تقويم',
    newPolicy: 'سياسة جديدة',
    newCalendar: 'تقويم جديد',
    noPolicies: 'لا سياسات بعد: يسري التزام كل طابور.',
    states: {
      live: 'سارية',
      draft: 'مسودة',
      off: 'متوقفة',
    },
    stateHint: 'المسودة لا تَعِد أحدًا بشيء، وتبيّن أدناه ما كانت ستفي به.',
    every: 'كل تذكرة',
    queues: 'الطوابير',
    priorities: 'الأولويات',
    priority: {
      low: 'منخفضة',
      normal: 'عادية',
      high: 'مرتفعة',
      urgent: 'عاجلة',
    },
    tags: 'الوسوم',
    organisations: 'المؤسسات',
    listHint: 'تفصل بينها فواصل. إن تُرك فارغًا: الكل.',
    calendar: 'التقويم',
    ownHours: 'ساعات عمل المكتب',
    targets: {
      firstResponse: 'الرد الأول',
      nextResponse: 'الرد التالي',
      update: 'التحديث',
      resolution: 'الحل',
    },
    hours: ({ name }: { name: string | number }) => `${say.inside(name)}: بالساعات`,
    time: ({ name }: { name: string | number }) => `${say.inside(name)}: يُحسب بـ`,
    warn: ({ name }: { name: string | number }) => `${say.inside(name)}: التنبيه قبل (بالدقائق)`,
    hoursHead: 'الساعات',
    timeHead: 'يُحسب بـ',
    warnHead: 'التنبيه قبل (د)',
    times: {
      business: 'ساعات العمل',
      wall: 'كل الساعات',
    },
    targetHint: 'إن تُرك فارغًا: لا التزام به. الرد الأول والتالي لا يتوقفان.',
    pauses: 'يتوقف الحل والتحديث ما دامت التذكرة بالانتظار أو معلّقة',
    alarms: 'إبلاغ أحدهم حين يقترب التزام من نهايته أو يتجاوزها',
    alarmsHint: 'بالبريد إلى المسند إليه، وإلا فإلى فريق الطابور، وإلا فإلى القادة.',
    raise: 'عند تجاوزه تُرفع الأولوية إلى',
    moveTo: 'وتُنقل إلى',
    unchanged: 'دون تغيير',
    save: 'حفظ',
    remove: 'إزالة',
    removeSure: 'التذاكر الخاضعة لها تبقى كذلك حتى يتغيّر فيها شيء.',
    saved: ({ name }: { name: string | number }) => `حُفظ ${say.inside(name)}.`,
    removed: ({ name }: { name: string | number }) => `أُزيل ${say.inside(name)}.`,
    simulate: 'تجربتها على آخر 30 يومًا',
    simulating: ({ done, of }: { done: number; of: number }) =>
      `${say.number(done)} من ${say.plural(of) === 'zero' ? `${say.number(of)} تذكرة` : say.plural(of) === 'one' ? 'تذكرة واحدة' : say.plural(of) === 'two' ? 'تذكرتين' : say.plural(of) === 'few' ? `${say.number(of)} تذاكر` : say.plural(of) === 'many' ? `${say.number(of)} تذكرة` : `${say.number(of)} تذكرة`}…`,
    simulated: ({ asIf, asIs, tickets }: { asIf: number; asIs: number; tickets: number }) =>
      `من ${say.plural(tickets) === 'zero' ? `${say.number(tickets)} تذكرة` : say.plural(tickets) === 'one' ? 'تذكرة واحدة' : say.plural(tickets) === 'two' ? 'تذكرتين' : say.plural(tickets) === 'few' ? `${say.number(tickets)} تذاكر` : say.plural(tickets) === 'many' ? `${say.number(tickets)} تذكرة` : `${say.number(tickets)} تذكرة`}: الالتزامات المُخلّ بها ${say.number(asIs)}، ومع هذه كانت ستكون ${say.number(asIf)}.`,
    simulatedTable: 'الالتزامات المُخلّ بها في آخر 30 يومًا',
    asIs: 'كما كانت',
    asIf: 'مع هذه',
    target: 'الالتزام',
    apply: 'تطبيق على التذاكر المفتوحة',
    applyHint: 'التذاكر المفتوحة من قبل تحتفظ بالتزاماتها ما لم يُطلب غير ذلك.',
    applied: ({ tickets }: { tickets: number }) =>
      `تُراجَع في الخلفية ${say.plural(tickets) === 'zero' ? `${say.number(tickets)} تذكرة مفتوحة` : say.plural(tickets) === 'one' ? 'تذكرة مفتوحة' : say.plural(tickets) === 'two' ? 'تذكرتان مفتوحتان' : say.plural(tickets) === 'few' ? `${say.number(tickets)} تذاكر مفتوحة` : say.plural(tickets) === 'many' ? `${say.number(tickets)} تذكرة مفتوحة` : `${say.number(tickets)} تذكرة مفتوحة`}.`,
    history: 'التغييرات',
    version: 'الإصدار',
    when: 'الوقت',
    who: 'بواسطة',
    zone: 'المنطقة الزمنية',
    slots: 'ساعات العمل',
    slotsHint: 'مثل ⁦09:00-12:00, 13:00-17:00⁩. وما ينتهي قبل بدايته يمتد بعد منتصف الليل.',
    days: {
      mon: 'الاثنين',
      tue: 'الثلاثاء',
      wed: 'الأربعاء',
      thu: 'الخميس',
      fri: 'الجمعة',
      sat: 'السبت',
      sun: 'الأحد',
    },
    holidays: 'العطل',
    holidaysHint:
      'واحدة في كل سطر: ⁦2026-12-25 Christmas⁩، أو ⁦2026-12-24 12:00-24:00⁩ لجزء من اليوم.',
    country: 'البلد (حرفان)',
    region: 'الولاية (الاسم القصير)',
    takeCountry: 'اعتماد عطله الرسمية',
    file: 'عطل من ملف تقويم (⁦.ics⁩)',
    taken: ({ n }: { n: number }) =>
      `أُضيفت: ${say.plural(n) === 'zero' ? `${say.number(n)} عطلة` : say.plural(n) === 'one' ? 'عطلة واحدة' : say.plural(n) === 'two' ? 'عطلتان' : say.plural(n) === 'few' ? `${say.number(n)} عطل` : say.plural(n) === 'many' ? `${say.number(n)} عطلة` : `${say.number(n)} عطلة`}. يلزم الحفظ لإبقائها.`,
    unfollowed: ({ names }: { names: string | number }) =>
      `لم تُعتمد لأنها تتكرر بطريقة أخرى: ${say.inside(names)}`,
    wrongSlot: ({ text }: { text: string | number }) =>
      `«${say.inside(text)}» ليس وقتًا مثل ⁦09:00-17:00⁩.`,
    wrongHoliday: ({ text }: { text: string | number }) =>
      `«${say.inside(text)}» ليس سطرًا مثل ⁦2026-12-25 Christmas⁩.`,
    steps: ({ target }: { target: string | number }) => `${say.inside(target)}، خطوة بخطوة`,
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  desk: desk(sayIn('ar')),
  keySetting: keySetting(sayIn('ar')),
  mailSetup: mailSetup(sayIn('ar')),
  push: push(sayIn('ar')),
  sla: sla(sayIn('ar')),
})
