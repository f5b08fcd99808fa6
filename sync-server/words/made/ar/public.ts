/** Made of words/ar/*.json by `npm run words` (public): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/public.ts'

const agent = (say: Say) =>
  ({
    mark: '## الكتابة فوق هذا السطر ##',
    signIn: {
      subject: ({ desk }: { desk: string | number }) => `تسجيل الدخول إلى ${say.inside(desk)}`,
      open: 'يُرجى فتح هذا الرابط لتسجيل الدخول. يصلح مرة واحدة خلال 15 دقيقة:',
      leave: 'إن لم يكن بطلب منك، فلا حاجة إلى فعل شيء.',
    },
    assigned: {
      subject: ({ number }: { number: string | number }) => `أُسندت إليك: #${say.inside(number)}`,
      text: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `أُسندت إليك التذكرة #${say.inside(number)} في ${say.inside(queue)}.`,
    },
    answered: {
      subject: ({ number }: { number: string | number }) => `وصل رد: #${say.inside(number)}`,
      text: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `التذكرة #${say.inside(number)} في ${say.inside(queue)} مسندة إليك، وقد رد مقدّم الطلب.`,
    },
    how: [
      'للرد على مقدّم الطلب يكفي الرد على هذه الرسالة. ولكتابة ملاحظة لفريقك بدلًا من ذلك، يُبدأ بسطر فيه “‎#note‎”.',
      'يصلح ذلك مرة واحدة، خلال 30 يومًا، من عنوانك هذا، وما لم يصل جديد منذ ذلك الحين.',
    ],
    copies: ({ n }: { n: number }) =>
      say.plural(n) === 'zero'
        ? 'لا تُرسل نسخة منه إلى أحد.'
        : say.plural(n) === 'one'
          ? 'تُرسل نسخة منه إلى شخص أُضيف إلى التذكرة.'
          : say.plural(n) === 'two'
            ? 'تُرسل نسخة منه إلى شخصين أُضيفا إلى التذكرة.'
            : say.plural(n) === 'few'
              ? `تُرسل نسخة منه إلى ${say.number(n)} أشخاص أُضيفوا إلى التذكرة.`
              : say.plural(n) === 'many'
                ? `تُرسل نسخة منه إلى ${say.number(n)} شخصًا أُضيفوا إلى التذكرة.`
                : `تُرسل نسخة منه إلى ${say.number(n)} شخص أُضيفوا إلى التذكرة.`,
    inApp: 'يُرجى الرد في التطبيق.',
    notSent: {
      subject: ({ number }: { number: string | number }) => `لم يُرسل: #${say.inside(number)}`,
      mail: ({ number, why }: { number: string | number; why: string | number }) =>
        `لم تُرسل رسالتك بشأن التذكرة #${say.inside(number)}: ${say.inside(why)}.`,
      held: 'وهي محفوظة في «البريد المحتجز». يُرجى الرد في التطبيق:',
      late: ({ number }: { number: string | number }) =>
        `رد على التذكرة #${say.inside(number)} حان موعد إرساله ولم يُرسل: يُرجى الاطلاع على ما وصل في هذه الأثناء ثم إرساله من جديد.`,
    },
    why: {
      noNotice: 'لا ترد على أي تنبيه من هذا المكتب',
      gone: 'لم يعد كاتبها من هذا المكتب',
      notFrom: 'ليست ممن أُرسل إليه التنبيه',
      notProved: 'لم يثبت مُرسلها (DMARC)',
      tooOld: 'التنبيه أقدم من أن يُرد عليه بالبريد',
      used: 'سبق الرد على التنبيه',
      noTicket: 'لم تعد التذكرة موجودة',
      news: 'وصل جديد بعد التنبيه الذي ترد عليه',
      files: 'الملاحظة بالبريد لا تقبل الملفات: أضفها في التطبيق',
      noteLate: 'يجب أن يكون “‎#note‎” في السطر الأول، ولذلك لم تُرسل',
      noWords: 'ليس فيها كلام من كاتبها',
      mixed: 'لا يمكن تمييز كلامها من التنبيه الذي تقتبسه',
      tooLong: 'هي أطول من المسموح',
    },
    undelivered: {
      subject: ({ number }: { number: string | number }) => `لم يُسلَّم: #${say.inside(number)}`,
      reply: ({ number }: { number: string | number }) =>
        `لم يصل رد على التذكرة #${say.inside(number)} إلى قارئه.`,
      replyBy: ({ code, number }: { code: string | number; number: string | number }) =>
        `لم يصل رد على التذكرة #${say.inside(number)} إلى قارئه (${say.inside(code)}).`,
      acknowledgement: ({ number }: { number: string | number }) =>
        `لم يصل إشعار استلام التذكرة #${say.inside(number)} إلى قارئه.`,
      acknowledgementBy: ({ code, number }: { code: string | number; number: string | number }) =>
        `لم يصل إشعار استلام التذكرة #${say.inside(number)} إلى قارئه (${say.inside(code)}).`,
    },
    promise: {
      overdue: ({ number }: { number: string | number }) => `فات الموعد: #${say.inside(number)}`,
      soon: ({ number }: { number: string | number }) => `اقترب الموعد: #${say.inside(number)}`,
      ticket: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `التذكرة #${say.inside(number)} في ${say.inside(queue)}:`,
      targets: {
        firstResponse: 'الرد الأول',
        nextResponse: 'الرد التالي',
        update: 'التحديث',
        resolution: 'الحل',
      },
      was: ({ target, when }: { target: string | number; when: string | number }) =>
        `${say.inside(target)}: كان الموعد ${say.inside(when)}، وقد فات.`,
      wasOnce: ({ target }: { target: string | number }) => `${say.inside(target)}: فات الموعد.`,
      is: ({ target, when }: { target: string | number; when: string | number }) =>
        `${say.inside(target)}: الموعد ${say.inside(when)}.`,
      isSoon: ({ target }: { target: string | number }) => `${say.inside(target)}: اقترب الموعد.`,
      when: ({ time, zone }: { time: string | number; zone: string | number }) =>
        `‏${say.inside(time)} (${say.inside(zone)})`,
      nobody: 'لم تُسند إلى أحد بعد.',
      counted: {
        firstResponse: 'كيف حُسب الرد الأول:',
        nextResponse: 'كيف حُسب الرد التالي:',
        update: 'كيف حُسب التحديث:',
        resolution: 'كيف حُسب الحل:',
      },
      left: ({ n }: { n: number }) =>
        say.plural(n) === 'zero'
          ? '(لا خطوات أخرى)'
          : say.plural(n) === 'one'
            ? '(خطوة أخرى)'
            : say.plural(n) === 'two'
              ? '(خطوتان أخريان)'
              : say.plural(n) === 'few'
                ? `(${say.number(n)} خطوات أخرى)`
                : say.plural(n) === 'many'
                  ? `(${say.number(n)} خطوة أخرى)`
                  : `(${say.number(n)} خطوة أخرى)`,
    },
    digest: {
      subject: ({ desk, month }: { desk: string | number; month: string | number }) =>
        `${say.inside(desk)}: أرقام ${say.inside(month)}`,
      month: ({ month }: { month: string | number }) => `${say.inside(month)}، بجانب الشهر السابق:`,
      arrived: ({ before, now }: { before: string | number; now: string | number }) =>
        `واردة: ${say.inside(now)} (${say.inside(before)})`,
      solved: ({ before, now }: { before: string | number; now: string | number }) =>
        `محلولة: ${say.inside(now)} (${say.inside(before)})`,
      reopened: ({ before, now }: { before: string | number; now: string | number }) =>
        `أُعيد فتحها بعد حلّها: ${say.inside(now)} (${say.inside(before)})`,
      open: ({ now }: { now: string | number }) => `مفتوحة الآن: ${say.inside(now)}`,
      openSince: ({ now, span }: { now: string | number; span: string | number }) =>
        `مفتوحة الآن: ${say.inside(now)}، أقدمها منذ ${say.inside(span)}`,
      target: ({ figures, target }: { figures: string | number; target: string | number }) =>
        `‏${say.inside(target)}: ${say.inside(figures)}`,
      before: ({
        figures,
        share,
        span,
        target,
      }: {
        figures: string | number
        share: string | number
        span: string | number
        target: string | number
      }) =>
        `‏${say.inside(target)}: ${say.inside(figures)} (${say.inside(share)}، الوسيط ${say.inside(span)})`,
      byQueue: 'حسب الطابور:',
      queue: ({
        arrived,
        queue,
        solved,
      }: {
        arrived: string | number
        queue: string | number
        solved: string | number
      }) => `${say.inside(queue)}: ${say.inside(arrived)} واردة، ${say.inside(solved)} محلولة`,
      queueTarget: ({
        figures,
        queue,
        target,
      }: {
        figures: string | number
        queue: string | number
        target: string | number
      }) => `‏${say.inside(queue)}، ${say.inside(target)}: ${say.inside(figures)}`,
      figures: ({
        count,
        median,
        p90,
        share,
      }: {
        count: string | number
        median: string | number
        p90: string | number
        share: string | number
      }) =>
        `${say.inside(share)} من ${say.inside(count)} في الوقت، الوسيط ${say.inside(median)}، و90٪ خلال ${say.inside(p90)}`,
      nothing: 'لم يحن موعد أي شيء',
      all: 'كل ذلك، مع التذاكر وراء كل رقم:',
      why: 'تصلك هذه الرسالة لأنك تقود فريقًا. وفي آخر تلك الصفحة يمكن إيقافها.',
    },
    span: {
      d: ({ n }: { n: string | number }) => `${say.inside(n)} ي`,
      h: ({ n }: { n: string | number }) => `${say.inside(n)} س`,
      min: ({ n }: { n: string | number }) => `${say.inside(n)} د`,
      s: ({ n }: { n: string | number }) => `${say.inside(n)} ث`,
    },
    share: ({ n }: { n: string | number }) => `${say.inside(n)}٪`,
  }) as const

const fault = (_say: Say) =>
  ({
    'kit/invalid': 'الطلب ليس بالشكل المتوقع.',
    'kit/too-big': 'هذا أكبر من الحد المسموح.',
    'kit/not-found': 'لا شيء هنا.',
    'kit/rate-limited': 'طلبات كثيرة جدًا. يُرجى الانتظار لحظة.',
    'kit/busy': 'الخادم مشغول. تُرجى إعادة المحاولة بعد قليل.',
    'kit/storage': 'لم تبقَ مساحة لحفظ هذا.',
    'kit/bug': 'حدث خطأ من جهتنا.',
    'auth/required': 'يلزم تسجيل الدخول أولًا.',
    'auth/bad-token': 'هذا الرمز غير صالح.',
    'auth/last-admin': 'يجب أن يبقى للمكتب مسؤول واحد على الأقل.',
    'auth/expired-link': 'انتهت صلاحية هذا الرابط أو استُخدم من قبل.',
    'auth/denied': 'لا يحق لك ذلك.',
    'auth/origin': 'جاء هذا الطلب من موقع آخر.',
    'auth/lease': 'لم يتصل هذا الجهاز بالخادم منذ مدة طويلة.',
    'auth/already-set-up': 'هذا المكتب معدّ بالفعل.',
    'desk/unknown-queue': 'لا طابور بهذا الاسم.',
    'desk/exists': 'هذا الاسم مستخدم.',
    'desk/settings': 'تعذّر حفظ الإعدادات.',
    'ticket/denied': 'لا يحق لك تغيير هذا.',
    'ticket/gap': 'ينقص شيء قبل هذا.',
    'ticket/epoch': 'هذه النسخة من التذكرة قديمة.',
    'ticket/stale': 'وصل ما هو أحدث ولم تطّلع عليه.',
    'ticket/invalid': 'هذا ليس تغييرًا صالحًا لتذكرة.',
    'ticket/changed': 'لم يعد هذا الرد كما رأيته.',
    'ticket/locked': 'قفل أحد الزملاء هذا الرد.',
    'ticket/variable': 'متغيّر لم يُملأ.',
    'ticket/too-big': 'هذا التغيير أكبر من الحد المسموح.',
    'ticket/no-file': 'أحد ملفات هذه الرسالة ليس على الخادم.',
    'ticket/reused-push': 'استُخدم هذا المعرّف من قبل لشيء آخر.',
    'ticket/merged': 'دُمجت هذه التذكرة في تذكرة أخرى.',
    'ticket/too-late': 'فات أوان سحب ذلك.',
    'search/invalid': 'تعذّرت قراءة هذا البحث.',
    'wire/malformed': 'تعذّرت قراءة تلك الرسالة.',
    'wire/version': 'إصدار التطبيق هذا أقدم مما يقبله الخادم.',
    'wire/too-many-rooms': 'غرف كثيرة مفتوحة على هذا الاتصال.',
    'mail/unknown-address': 'لا عنوان كهذا هنا.',
    'mail/no-relay': 'هذا الخادم لا يرحّل البريد.',
    'mail/smuggling': 'لا يُسمح بـ CR أو LF منفردًا في البريد.',
    'mail/loop': 'دارت هذه الرسالة مرات كثيرة جدًا.',
    'mail/unreadable': 'تعذّرت قراءة الرسالة.',
    'mail/expired': 'تُرك التسليم بعد محاولات كثيرة.',
    'move/not-shown': 'لم يثبت بعد أن البريد يصل إلى هنا وحده.',
    'mailbox/password': 'رفض صندوق البريد اسم المستخدم أو كلمة المرور.',
    'mailbox/token': 'رفض صندوق البريد رمز الوصول.',
    'mailbox/grant': 'لم يعطِ المزوّد رمز وصول.',
    'mailbox/token-host': 'لا يمكن سؤال عنوان الرموز لدى المزوّد.',
    'mailbox/no-grant': 'لا يوجد رمز تجديد ولا سر عميل لهذا الصندوق.',
    'mailbox/no-password': 'لا كلمة مرور لصندوق البريد هذا.',
    'mailbox/unknown-host': 'لا خادم بهذا الاسم.',
    'mailbox/unreachable': 'تعذّر الوصول إلى خادم البريد.',
    'mailbox/time-out': 'لم يجب خادم البريد في الوقت المحدد.',
    'mailbox/certificate': 'شهادة خادم البريد غير سليمة.',
    'mailbox/tls': 'لم يتفق خادم البريد والمكتب على TLS.',
    'mailbox/plain': 'دون TLS لا يُقرأ صندوق بريد إلا على هذا الجهاز نفسه.',
    'mailbox/folder': 'لا مجلد كهذا في صندوق البريد.',
    'mailbox/extension': 'لا يستطيع خادم البريد نقل رسائل مفردة أو حذفها.',
    'mailbox/refused': 'رفض خادم البريد.',
    'mailbox/silent-gateway': 'بوابة البريد لا تجيب. هل هي قيد التشغيل؟',
  }) as const

const figure = (say: Say) =>
  ({
    title: 'كيف نعمل',
    titleOf: ({ queue }: { queue: string | number }) => `${say.inside(queue)}: كيف نعمل`,
    of: ({ queue }: { queue: string | number }) => `كيف يعمل ${say.inside(queue)}`,
    notEnough: 'لا بيانات كافية بعد.',
    notEnoughFrom: ({ n }: { n: number }) =>
      `لا بيانات كافية بعد: نعرض الأرقام ابتداءً من ${say.number(n)} من الطلبات كي لا يُعرف منها طلب أحد.`,
    targets: {
      firstResponse: 'الرد الأول',
      nextResponse: 'الردود التالية',
      resolution: 'الحل',
    },
    half: ({ n }: { n: number }) =>
      `هو المعتاد: جاء النصف قبل ذلك خلال آخر ${say.plural(n) === 'zero' ? `${say.number(n)} يوم` : say.plural(n) === 'one' ? 'يوم واحد' : say.plural(n) === 'two' ? 'يومين' : say.plural(n) === 'few' ? `${say.number(n)} أيام` : say.plural(n) === 'many' ? `${say.number(n)} يومًا` : `${say.number(n)} يوم`}.`,
    nineOfTen: ({ time }: { time: string | number }) =>
      `وجاءت تسعة من كل عشرة خلال ${say.inside(time)}.`,
    against: {
      plain: ({ time }: { time: string | number }) => `الموعود: خلال ${say.inside(time)}`,
      kept: ({ share, time }: { share: string | number; time: string | number }) =>
        `الموعود: خلال ${say.inside(time)}؛ وُفي به في ${say.inside(share)}`,
      some: 'موعود للبعض: أدناه',
      someKept: ({ share }: { share: string | number }) =>
        `موعود للبعض: أدناه؛ وُفي به في ${say.inside(share)}`,
    },
    rows: {
      requests: 'الطلبات',
      arrived: 'وردت (n)',
      solvedAbout: 'حُلّت، تقريبًا',
      counted: 'المعدودة (n)',
      solved: 'حُلّت',
      answered: 'رُدّ عليها',
      median: 'الوسيط',
      p90: 'المئين 90',
      asPromised: 'كما وُعد',
    },
    all: 'كل الأرقام',
    figure: 'الرقم',
    open: {
      now: ({ count }: { count: string | number }) => `المفتوحة الآن: ${say.inside(count)}`,
      unknown: 'لا بيانات كافية',
      none: 'تكاد لا توجد',
      about: ({ n }: { n: number }) => `نحو ${say.number(n)}`,
    },
    times: {
      business: 'الأوقات بساعات الدوام.',
      wall: 'الأوقات على مدار الساعة.',
      both: ({ business, wall }: { business: string | number; wall: string | number }) =>
        `الأوقات: ${say.inside(business)} بساعات الدوام؛ ${say.inside(wall)} على مدار الساعة.`,
    },
    take: {
      title: 'للاستعمال في مكان آخر',
      feed: 'خلاصة Atom',
      badge: 'شارة',
      badgeOf: ({ queue }: { queue: string | number }) =>
        `شارة: الرد الأول في ${say.inside(queue)}`,
      address: 'عنوان الشارة',
    },
    meaning: {
      title: 'ما هذه الأرقام',
      words: ({ n, when }: { n: number; when: string | number }) =>
        `حتى ${say.inside(when)}. تُراجَع كل خمس دقائق، وتُعرض من جديد متى تحرّك ${say.number(n)} من الطلبات، وبعد يوم على الأكثر. الوسيط هو الوقت الذي أُنجز فيه نصفها، والمئين 90 وقت تسعة من كل عشرة؛ وكلاهما مقرّب. تعني الشرطة أن الطلبات أقل من ${say.number(n)}، أو أن ما بين هذا الوقت والوقت الأطول منه أقل من ذلك: كي لا يُعرف طلب أحد من فرق. تُقرّب المحلولة والمفتوحة إلى خمسة. البريد الآلي ليس ردًا.`,
    },
    drawing: {
      title: ({ target }: { target: string | number }) =>
        `${say.inside(target)}: الوسيط والمئين 90`,
      row: ({ median, n, p90 }: { median: string | number; n: number; p90: string | number }) =>
        `آخر ${say.plural(n) === 'zero' ? `${say.number(n)} يوم` : say.plural(n) === 'one' ? 'يوم واحد' : say.plural(n) === 'two' ? 'يومين' : say.plural(n) === 'few' ? `${say.number(n)} أيام` : say.plural(n) === 'many' ? `${say.number(n)} يومًا` : `${say.number(n)} يوم`}: الوسيط ${say.inside(median)}، المئين 90 ${say.inside(p90)}.`,
      axis: ({ time }: { time: string | number }) => `الموعود: ${say.inside(time)}`,
    },
    days: ({ n }: { n: number }) =>
      say.plural(n) === 'zero'
        ? `${say.number(n)} يوم`
        : say.plural(n) === 'one'
          ? 'يوم واحد'
          : say.plural(n) === 'two'
            ? 'يومين'
            : say.plural(n) === 'few'
              ? `${say.number(n)} أيام`
              : say.plural(n) === 'many'
                ? `${say.number(n)} يومًا`
                : `${say.number(n)} يوم`,
    terms: {
      title: 'ما نعد به',
      first: 'أول سطر ينطبق هو سطرك.',
      for: 'لمن',
      targets: {
        firstResponse: 'الرد الأول',
        nextResponse: 'الردود التالية',
        update: 'أخبار مرة على الأقل كل',
        resolution: 'الحل',
      },
      everybody: 'الجميع',
      priority: {
        low: 'المنخفضة',
        normal: 'العادية',
        high: 'العالية',
        urgent: 'العاجلة',
      },
      urgency: ({ list }: { list: string | number }) => `الطلبات ذات الأولوية ${say.inside(list)}`,
      both: ({ tiers, urgency }: { tiers: string | number; urgency: string | number }) =>
        `${say.inside(tiers)}، ${say.inside(urgency)}`,
    },
    hours: {
      title: 'ساعات الدوام',
      closed: 'مغلق',
      zone: ({ zone }: { zone: string | number }) => `المنطقة الزمنية: ${say.inside(zone)}.`,
      next: ({ days }: { days: string | number }) => `أيام الإغلاق القادمة: ${say.inside(days)}.`,
      part: ({
        day,
        from,
        to,
      }: {
        day: string | number
        from: string | number
        to: string | number
      }) => `${say.inside(day)}، ${say.inside(from)}–${say.inside(to)}`,
      named: ({ day, name }: { day: string | number; name: string | number }) =>
        `${say.inside(day)} (${say.inside(name)})`,
    },
    badge: {
      labels: {
        'first-response': 'الرد الأول',
        'next-response': 'الرد التالي',
        resolution: 'الحل',
        'response-rate': 'رُدّ على',
      },
      typical: ({ time }: { time: string | number }) => `عادةً ${say.inside(time)}`,
      nothing: 'لا بيانات كافية',
      title: ({
        label,
        n,
        queue,
        value,
      }: {
        label: string | number
        n: number
        queue: string | number
        value: string | number
      }) =>
        `${say.inside(queue)}: ${say.inside(label)} ${say.inside(value)}، آخر ${say.plural(n) === 'zero' ? `${say.number(n)} يوم` : say.plural(n) === 'one' ? 'يوم واحد' : say.plural(n) === 'two' ? 'يومين' : say.plural(n) === 'few' ? `${say.number(n)} أيام` : say.plural(n) === 'many' ? `${say.number(n)} يومًا` : `${say.number(n)} يوم`}`,
    },
    feed: {
      week: ({ title, week }: { title: string | number; week: string | number }) =>
        `${say.inside(title)}، الأسبوع ${say.inside(week)}`,
      last: ({ figures, n }: { figures: string | number; n: number }) =>
        `آخر ${say.plural(n) === 'zero' ? `${say.number(n)} يوم` : say.plural(n) === 'one' ? 'يوم واحد' : say.plural(n) === 'two' ? 'يومين' : say.plural(n) === 'few' ? `${say.number(n)} أيام` : say.plural(n) === 'many' ? `${say.number(n)} يومًا` : `${say.number(n)} يوم`}: ${say.inside(figures)}.`,
      promised: ({ target, time }: { target: string | number; time: string | number }) =>
        `${say.inside(target)}، الموعود: خلال ${say.inside(time)}.`,
      of: ({ figures, target }: { figures: string | number; target: string | number }) =>
        `${say.inside(target)}: ${say.inside(figures)}`,
      median: ({ time }: { time: string | number }) => `الوسيط ${say.inside(time)}`,
      p90: ({ time }: { time: string | number }) => `المئين 90 ${say.inside(time)}`,
      share: ({ share }: { share: string | number }) => `${say.inside(share)} كما وُعد`,
      count: ({ n }: { n: number }) => `n = ${say.number(n)}`,
      answered: ({ share }: { share: string | number }) => `رُدّ على: ${say.inside(share)}`,
      separator: '؛ ',
    },
  }) as const

const form = (say: Say) =>
  ({
    name: 'اسمك',
    email: 'عنوان بريدك الإلكتروني',
    emailHint: 'نرد على هذا العنوان.',
    subject: 'ما الموضوع؟',
    message: 'رسالتك',
    files: 'ملفات',
    optional: '(اختياري)',
    filesAgain: 'يُرجى اختيار ملفاتك من جديد.',
    filesHint: ({ mb, n }: { mb: number; n: number }) =>
      `${say.plural(n) === 'zero' ? `حتى ${say.number(n)} ملف` : say.plural(n) === 'one' ? 'حتى ملف واحد' : say.plural(n) === 'two' ? 'حتى ملفين' : say.plural(n) === 'few' ? `حتى ${say.number(n)} ملفات` : say.plural(n) === 'many' ? `حتى ${say.number(n)} ملفًا` : `حتى ${say.number(n)} ملف`}، ${say.number(mb)} م.ب معًا.`,
    trap: 'يُترك هذا فارغًا',
    send: 'إرسال',
    orWrite: ({ address }: { address: string | number }) =>
      `أو بالكتابة إلى ${say.inside(address)}.`,
    nothingSent: 'لم يُرسل شيء بعد. يُرجى النظر في:',
    notSent: ({ queue }: { queue: string | number }) => `${say.inside(queue)}: لم يُرسل`,
    noName: 'يُرجى ذكر اسمك.',
    noEmail: 'يُرجى ذكر العنوان الذي نرد عليه.',
    badEmail: 'هذا ليس عنوان بريد. مثال: name@example.com.',
    noSubject: 'يُرجى ذكر الموضوع بكلمات قليلة.',
    noMessage: 'يُرجى كتابة رسالتك.',
    tooLong: ({ most, n }: { most: number; n: number }) =>
      `عدد الأحرف ${say.number(n)}، والحد الأقصى ${say.number(most)}. يمكن الاختصار أو الإرفاق في ملف.`,
    tooManyFiles: ({ n }: { n: number }) =>
      say.plural(n) === 'zero'
        ? `${say.number(n)} ملف على الأكثر.`
        : say.plural(n) === 'one'
          ? 'ملف واحد على الأكثر.'
          : say.plural(n) === 'two'
            ? 'ملفان على الأكثر.'
            : say.plural(n) === 'few'
              ? `${say.number(n)} ملفات على الأكثر.`
              : say.plural(n) === 'many'
                ? `${say.number(n)} ملفًا على الأكثر.`
                : `${say.number(n)} ملف على الأكثر.`,
    tooManyBytes: ({ mb }: { mb: number }) => `يمكن أن تبلغ الملفات معًا ${say.number(mb)} م.ب.`,
    notWhole: 'لم يصل النموذج كاملًا. يُرجى إرساله من جديد.',
    trapped: 'مُلئ حقل لا يراه الناس. هو الآن فارغ: يُرجى الضغط على «إرسال» مرة أخرى.',
    limited:
      'جاءت طلبات كثيرة من شبكتك في الساعة الأخيرة، فعلى هذا الطلب الانتظار. كلماتك محفوظة هنا: يمكن إرسالها لاحقًا.',
    limitedOr: ({ address }: { address: string | number }) =>
      `أو بالكتابة إلى ${say.inside(address)}، وهذا يعمل دائمًا.`,
    goBack: 'بالرجوع إلى الوراء: ما كتبته ما زال هناك.',
    reused:
      'أُرسل هذا النموذج من قبل بكلمات أخرى. إن كان هذا أمرًا جديدًا فيُرجى الضغط على «إرسال» مرة أخرى ليصبح طلبًا مستقلًا.',
  }) as const

const frame = (_say: Say) =>
  ({
    skip: 'الانتقال إلى المحتوى',
    languages: 'اللغة',
    reach: 'كل طرق التواصل معنا',
    missing: {
      title: 'لا شيء هنا',
      words: 'ربما كُتب العنوان خطأً، أو نُقلت الصفحة.',
    },
    noFile: {
      title: 'لا يوجد ملف كهذا',
      words: 'ربما كان الرابط ناقصًا أو انتهت صلاحيته. لطلب الملف من جديد يكفي الرد على الرسالة.',
    },
    noForm: {
      title: 'لا يوجد نموذج كهذا',
      words: 'ربما نُقل. الصفحة الأولى تعرض كل النماذج.',
    },
    noFigures: {
      title: 'لا أرقام هنا',
      words: 'لا يوجد قسم كهذا، أو أنه لا ينشر أرقامه.',
    },
    noEnding: {
      title: 'هذا الرابط لا يوقف شيئًا',
      words: 'ربما كان ناقصًا أو انتهت صلاحيته. ما تُبلَّغ به بالبريد يُختار في إعدادات التطبيق.',
    },
    foreign: {
      title: 'جاء هذا من موقع آخر',
      words: 'لم يحدث شيء. الإرسال ممكن من جديد بعد فتح الصفحة هنا.',
    },
    failed: 'لم ينجح ذلك. يُرجى إعادة المحاولة.',
    start: {
      title: 'كيف يمكننا المساعدة؟',
      empty: 'لا يوجد نموذج هنا بعد. يُرجى العودة بعد قليل.',
      known: 'لديك طلب من قبل؟ يمكن فتح الرابط في الرسالة التي أرسلناها إليك، أو الرد عليها.',
      staff: 'تعمل هنا؟',
      signIn: 'تسجيل الدخول',
      notSetUp: 'لم يُهيَّأ هذا المكتب بعد',
      owner:
        'إن كان لك: رابط التهيئة في النافذة الطرفية التي بدأ فيها. يعمل مرة واحدة ولمدة محدودة؛ والبدء من جديد يطبع رابطًا آخر.',
      visitor: 'إن جئت لتسأل عن شيء فيُرجى العودة بعد قليل.',
    },
    endMail: {
      title: 'إيقاف هذه الرسائل؟',
      assigned: 'رسائل تفيد بأن تذكرة أُسندت إليك',
      answered: 'رسائل تفيد بأن أحدًا رد في إحدى تذاكرك',
      digest: 'أرقام كل شهر',
      end: 'إيقافها',
      done: 'أُوقفت هذه الرسائل',
      again: 'يمكن تشغيلها من جديد في إعدادات التطبيق.',
    },
  }) as const

const mail = (say: Say) =>
  ({
    ticket: ({ number }: { number: string | number }) => `التذكرة #${say.inside(number)}`,
    ack: {
      subject: 'وصلتنا رسالتك',
      have: ({ number, queue }: { number: string | number; queue: string | number }) =>
        `وصلتنا رسالتك. رقمها #${say.inside(number)} في ${say.inside(queue)}.`,
      by: ({ time }: { time: string | number }) => `الموعود: قبل ${say.inside(time)}.`,
      add: 'لإضافة شيء يكفي الرد على هذه الرسالة.',
      follow: 'المتابعة والرد هنا',
    },
    end: {
      is: {
        solved: ({ number, queue }: { number: string | number; queue: string | number }) =>
          `حُلّ طلبك #${say.inside(number)} في ${say.inside(queue)}.`,
        closed: ({ number, queue }: { number: string | number; queue: string | number }) =>
          `أُغلق طلبك #${say.inside(number)} في ${say.inside(queue)}.`,
      },
      left: 'إن بقي شيء، فالرد على هذه الرسالة يفتحه من جديد.',
      see: 'الاطلاع عليه هنا',
      now: {
        solved: 'حُلّ الآن. إن بقي شيء، فالرد على هذه الرسالة يفتحه من جديد.',
        closed: 'أُغلق الآن. إن بقي شيء، فالرد على هذه الرسالة يفتحه من جديد.',
      },
    },
    files: {
      large: ({ n }: { n: number }) =>
        say.plural(n) === 'zero'
          ? 'ملفات أكبر من أن تُرسل بالبريد:'
          : say.plural(n) === 'one'
            ? 'ملف أكبر من أن يُرسل بالبريد:'
            : say.plural(n) === 'two'
              ? 'ملفان أكبر من أن يُرسلا بالبريد:'
              : say.plural(n) === 'few'
                ? 'ملفات أكبر من أن تُرسل بالبريد:'
                : say.plural(n) === 'many'
                  ? 'ملفات أكبر من أن تُرسل بالبريد:'
                  : 'ملفات أكبر من أن تُرسل بالبريد:',
      picture: ({ name }: { name: string | number }) => `[صورة: ${say.inside(name)}]`,
    },
    quote: {
      lead: ({
        day,
        time,
        who,
      }: {
        day: string | number
        time: string | number
        who: string | number
      }) => `في ${say.inside(day)} الساعة ${say.inside(time)}، كتب ${say.inside(who)}:`,
      forwarded: ({ at, who }: { at: string | number; who: string | number }) =>
        `الرسالة المعاد توجيهها من ${say.inside(who)}، ${say.inside(at)} UTC:`,
    },
  }) as const

const push = (say: Say) =>
  ({
    new: ({ number }: { number: string | number }) => `تذكرة جديدة #${say.inside(number)}`,
    answer: ({ number }: { number: string | number }) => `رد على #${say.inside(number)}`,
    mention: ({ number }: { number: string | number }) => `أُشير إليك في #${say.inside(number)}`,
    warning: ({ number }: { number: string | number }) => `اقترب الموعد: #${say.inside(number)}`,
    breach: ({ number }: { number: string | number }) => `فات الموعد: #${say.inside(number)}`,
    test: 'الإشعارات تصل إلى هنا',
  }) as const

const script = (say: Say) =>
  ({
    sent: ({ number, subject }: { number: string | number; subject: string | number }) =>
      `أُرسل «${say.inside(subject)}». وهو الطلب #${say.inside(number)}.`,
    follow: 'متابعته',
    waits: ({ subject }: { subject: string | number }) =>
      `ينتظر «${say.inside(subject)}» على هذا الجهاز ويُرسل وحده حين تعود الشبكة. تُترك هذه الصفحة مفتوحة أو يُعاد فتحها.`,
    refused: ({ subject, why }: { subject: string | number; why: string | number }) =>
      `تعذّر إرسال «${say.inside(subject)}»: ${say.inside(why)}`,
    tryNow: 'المحاولة الآن',
    takeBack: 'استرجاعه',
    openForm: 'فتح نموذجه',
    cannotKeep:
      'لا يوجد اتصال، ولا يستطيع هذا المتصفح حفظ النموذج لإرساله لاحقًا. تبقى كلماتك هنا: يُضغط على «إرسال» مرة أخرى عند عودة الاتصال.',
    draft: 'ما كتبته من قبل ما زال هنا.',
    startEmpty: 'البدء من جديد',
    replyKept:
      'لا يوجد اتصال. كلماتك محفوظة على هذا الجهاز: يُضغط على «إرسال» مرة أخرى عند عودة الاتصال.',
    said: 'وصلنا ردّك.',
    news: 'هناك جديد.',
    show: 'عرضه',
  }) as const

const step = (say: Say) =>
  ({
    start: ({
      at,
      goal,
      why,
    }: {
      at: string | number
      goal: string | number
      why: string | number
    }) => `${say.inside(at)}: بدأت الساعة: ${say.inside(why)}. الهدف ${say.inside(goal)}.`,
    added: ({ at }: { at: string | number }) =>
      `${say.inside(at)}: أضافت السياسة هذا الهدف؛ ويُحسب من هنا.`,
    noSlots: 'لا فترات في التقويم، فوقت الدوام لا يجري أبدًا.',
    paused: ({ at, why }: { at: string | number; why: string | number }) =>
      `${say.inside(at)}: توقفت: ${say.inside(why)}.`,
    pausedAt: ({
      at,
      left,
      why,
    }: {
      at: string | number
      left: string | number
      why: string | number
    }) => `${say.inside(at)}: توقفت: ${say.inside(why)}. ${say.inside(left)}.`,
    counted: ({
      added,
      from,
      to,
      total,
    }: {
      added: string | number
      from: string | number
      to: string | number
      total: string | number
    }) =>
      `من ${say.inside(from)} إلى ${say.inside(to)}: حُسب ${say.inside(added)}، والمجموع ${say.inside(total)}.`,
    passed: ({ at }: { at: string | number }) => `${say.inside(at)}: بُلغ الهدف ثم تُجووز: إخلال.`,
    goesOn: ({ at, left }: { at: string | number; left: string | number }) =>
      `${say.inside(at)}: تتابع. ${say.inside(left)}.`,
    target: ({ at, goal }: { at: string | number; goal: string | number }) =>
      `${say.inside(at)}: الهدف الآن ${say.inside(goal)}.`,
    late: ({ at }: { at: string | number }) =>
      `${say.inside(at)}: تجاوز الوقت المحسوب الهدف الجديد أصلًا: إخلال.`,
    calendar: ({ at, zone }: { at: string | number; zone: string | number }) =>
      `${say.inside(at)}: يسري تقويم آخر، في ${say.inside(zone)}؛ وما حُسب يبقى.`,
    end: ({
      at,
      left,
      verdict,
      why,
    }: {
      at: string | number
      left: string | number
      verdict: string | number
      why: string | number
    }) =>
      `${say.inside(at)}: انتهت الساعة: ${say.inside(why)}. ${say.inside(left)}: ${say.inside(verdict)}.`,
    reopened: ({ at, left }: { at: string | number; left: string | number }) =>
      `${say.inside(at)}: أُلغيت النهاية: أُعيد فتح التذكرة. ${say.inside(left)}.`,
    now: ({
      at,
      left,
      state,
    }: {
      at: string | number
      left: string | number
      state: string | number
    }) => `الآن، ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}.`,
    nowPaused: ({
      at,
      left,
      state,
    }: {
      at: string | number
      left: string | number
      state: string | number
    }) =>
      `الآن، ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}؛ لا يحين موعد أثناء التوقف.`,
    nowNever: ({
      at,
      left,
      n,
      state,
    }: {
      at: string | number
      left: string | number
      n: number
      state: string | number
    }) =>
      `الآن، ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}؛ لا يمكن بلوغ الهدف خلال ${say.plural(n) === 'zero' ? `${say.number(n)} سنة` : say.plural(n) === 'one' ? 'سنة واحدة' : say.plural(n) === 'two' ? 'سنتين' : say.plural(n) === 'few' ? `${say.number(n)} سنوات` : say.plural(n) === 'many' ? `${say.number(n)} سنة` : `${say.number(n)} سنة`}، فلا موعد له.`,
    nowDue: ({
      at,
      due,
      left,
      state,
    }: {
      at: string | number
      due: string | number
      left: string | number
      state: string | number
    }) =>
      `الآن، ${say.inside(at)}: ${say.inside(state)}. ${say.inside(left)}، والموعد ${say.inside(due)}.`,
    goal: {
      wall: ({ length }: { length: string | number }) => `${say.inside(length)} على مدار الساعة`,
      business: ({ length, zone }: { length: string | number; zone: string | number }) =>
        `${say.inside(length)} من وقت الدوام في ${say.inside(zone)}`,
    },
    left: ({ counted, left }: { counted: string | number; left: string | number }) =>
      `حُسب ${say.inside(counted)}، وبقي ${say.inside(left)}`,
    over: ({ counted, over }: { counted: string | number; over: string | number }) =>
      `حُسب ${say.inside(counted)}، بتجاوز ${say.inside(over)}`,
    why: {
      accepted: 'قُبلت التذكرة',
      message: 'وصلت رسالة بعد آخر رد',
      replied: 'رد المكتب',
      dropped: 'لم يعد هذا الهدف في السياسة',
      merged: 'دُمجت التذكرة',
      cancelled: 'أُلغيت التذكرة',
      status: ({ status }: { status: string | number }) => `الحالة ${say.inside(status)}`,
    },
    status: {
      new: 'جديدة',
      open: 'مفتوحة',
      waiting: 'بالانتظار',
      'on-hold': 'معلّقة',
      solved: 'محلولة',
      closed: 'مغلقة',
    },
    verdict: {
      met: 'وفاء بالالتزام',
      breached: 'إخلال',
      cancelled: 'أُلغيت',
      stays: 'سبق الإخلال بها، وتبقى كذلك',
    },
    state: {
      running: 'جارية',
      paused: 'متوقفة',
      breached: 'إخلال',
      met: 'وفاء بالالتزام',
      cancelled: 'أُلغيت',
    },
    length: {
      h: ({ n }: { n: string | number }) => `${say.inside(n)} س`,
      min: ({ n }: { n: string | number }) => `${say.inside(n)} د`,
      s: ({ n }: { n: string | number }) => `${say.inside(n)} ث`,
    },
    closed: 'مغلق طوال الوقت.',
    open: ({ times }: { times: string | number }) => `وقت الدوام: ${say.inside(times)}.`,
    openMore: ({ n, times }: { n: number; times: string | number }) =>
      say.plural(n) === 'zero'
        ? `وقت الدوام: ${say.inside(times)}.`
        : say.plural(n) === 'one'
          ? `وقت الدوام: ${say.inside(times)} ومرة أخرى.`
          : say.plural(n) === 'two'
            ? `وقت الدوام: ${say.inside(times)} ومرتان أخريان.`
            : say.plural(n) === 'few'
              ? `وقت الدوام: ${say.inside(times)} و${say.number(n)} مرات أخرى.`
              : say.plural(n) === 'many'
                ? `وقت الدوام: ${say.inside(times)} و${say.number(n)} مرة أخرى.`
                : `وقت الدوام: ${say.inside(times)} و${say.number(n)} مرة أخرى.`,
    openMany: ({ times }: { times: string | number }) =>
      `وقت الدوام: ${say.inside(times)} ومرات كثيرة أخرى.`,
    dayTimes: ({
      day,
      from,
      to,
    }: {
      day: string | number
      from: string | number
      to: string | number
    }) => `‏${say.inside(day)} ${say.inside(from)}–${say.inside(to)}`,
    times: ({ from, to }: { from: string | number; to: string | number }) =>
      `‏${say.inside(from)}–${say.inside(to)}`,
    holiday: ({ days }: { days: string | number }) => `عطلة: ${say.inside(days)}.`,
    holidayMore: ({ days, n }: { days: string | number; n: number }) =>
      say.plural(n) === 'zero'
        ? `عطلات: ${say.inside(days)}.`
        : say.plural(n) === 'one'
          ? `عطلات: ${say.inside(days)} وعطلة أخرى.`
          : say.plural(n) === 'two'
            ? `عطلات: ${say.inside(days)} وعطلتان أخريان.`
            : say.plural(n) === 'few'
              ? `عطلات: ${say.inside(days)} و${say.number(n)} عطلات أخرى.`
              : say.plural(n) === 'many'
                ? `عطلات: ${say.inside(days)} و${say.number(n)} عطلة أخرى.`
                : `عطلات: ${say.inside(days)} و${say.number(n)} عطلة أخرى.`,
    holidayNamed: ({ day, name }: { day: string | number; name: string | number }) =>
      `‏${say.inside(day)} (${say.inside(name)})`,
    separator: '، ',
  }) as const

const ticket = (say: Say) =>
  ({
    request: ({ number }: { number: string | number }) => `الطلب #${say.inside(number)}`,
    fresh: ({ number }: { number: string | number }) =>
      `وصلتنا رسالتك. رقمها ${say.inside(number)}.`,
    freshMail: ({ address }: { address: string | number }) =>
      `ونكتب أيضًا إلى ${say.inside(address)} مع رابط إلى هذه الصفحة.`,
    standing: {
      new: {
        name: 'استُلم',
        ball: 'الطلب لدينا. لم نرد بعد.',
      },
      open: {
        name: 'قيد العمل',
        ball: 'الطلب لدينا.',
      },
      waiting: {
        name: 'بانتظارك',
        ball: 'سألناك عن شيء.',
      },
      'on-hold': {
        name: 'معلّق',
        ball: 'ننتظر شخصًا آخر.',
      },
      solved: {
        name: 'حُلّ',
        ball: 'إن لم يُحلّ، فالرد أدناه يفتحه من جديد.',
      },
      closed: {
        name: 'أُغلق',
        ball: 'إن احتجت إلينا بعد، فالرد أدناه.',
      },
    },
    answerBy: ({ time }: { time: string | number }) => `نعتزم الرد قبل ${say.inside(time)}.`,
    joined:
      'ضُمّ هذا الطلب إلى طلب آخر ويستمر هناك. يبقى ما في الأسفل كما كان. والكتابة إلينا من هنا تصل مع ذلك إلى من يعملون عليه.',
    inPart: ({ address }: { address: string | number }) =>
      `يظهر ما جاء بالبريد عند فتح هذه الصفحة بالرابط الذي أرسلناه إلى ${say.inside(address)}.`,
    messages: 'الرسائل',
    you: 'أنت',
    by: {
      you: ({ name }: { name: string | number }) => `${say.inside(name)} (أنت)`,
      unproved: ({ name }: { name: string | number }) =>
        `${say.inside(name)} (من عنوانك، ولم يثبت أنها منك)`,
    },
    removed: 'أُزيلت كلمات هذه الرسالة.',
    goesOn: ({ link }: { link: string | number }) => `لهذه الرسالة بقية: ${say.inside(link)}`,
    whole: 'النص كله في ملف',
    file: '(ملف)',
    answer: 'الرد',
    limited: 'جاءت ردود كثيرة من شبكتك في الساعة الأخيرة. يمكن إرسال هذا الرد بعد قليل.',
    reused: 'أُرسل هذا الرد من قبل بكلمات أخرى. لإرسال هذا أيضًا يُضغط على «إرسال».',
    locked: {
      title: 'افتح طلبك',
      wrong: 'هذا الرابط لا يفتح هذه الصفحة. ربما كان ناقصًا أو انتهت صلاحيته.',
      lead: 'تُفتح هذه الصفحة بالرابط الذي أرسلناه إليك بالبريد. يمكن فتحه من الرسالة مرة أخرى أو لصقه هنا.',
      noScript: 'لا يشغّل متصفحك البرامج النصية هنا، فلا يستطيع الرابط فتح الصفحة وحده: يمكن لصقه.',
      label: 'الرابط من الرسالة',
      open: 'فتح',
      foot: ({ link }: { link: string | number }) =>
        `تنتهي الروابط بعد مدة من إغلاق الطلب. الرد على رسالتنا يصلنا دائمًا، وكذلك ${say.inside(link)}.`,
      newMessage: 'رسالة جديدة',
      offline: 'لا يوجد اتصال. يُضغط على «فتح» عند عودة الاتصال.',
    },
  }) as const

const time = (say: Say) =>
  ({
    minutes: ({ n }: { n: number }) =>
      say.plural(n) === 'zero'
        ? `${say.number(n)} دقيقة`
        : say.plural(n) === 'one'
          ? 'دقيقة واحدة'
          : say.plural(n) === 'two'
            ? 'دقيقتين'
            : say.plural(n) === 'few'
              ? `${say.number(n)} دقائق`
              : say.plural(n) === 'many'
                ? `${say.number(n)} دقيقة`
                : `${say.number(n)} دقيقة`,
    minute: 'دقيقة',
    openMinutes: ({ n }: { n: number }) =>
      `${say.plural(n) === 'zero' ? `${say.number(n)} دقيقة` : say.plural(n) === 'one' ? 'دقيقة واحدة' : say.plural(n) === 'two' ? 'دقيقتين' : say.plural(n) === 'few' ? `${say.number(n)} دقائق` : say.plural(n) === 'many' ? `${say.number(n)} دقيقة` : `${say.number(n)} دقيقة`} من وقت الدوام`,
    openMinute: 'دقيقة من وقت الدوام',
    hours: ({ n }: { n: number }) =>
      say.plural(n) === 'zero'
        ? `${say.number(n)} ساعة`
        : say.plural(n) === 'one'
          ? 'ساعة واحدة'
          : say.plural(n) === 'two'
            ? 'ساعتين'
            : say.plural(n) === 'few'
              ? `${say.number(n)} ساعات`
              : say.plural(n) === 'many'
                ? `${say.number(n)} ساعة`
                : `${say.number(n)} ساعة`,
    openHours: ({ n }: { n: number }) =>
      `${say.plural(n) === 'zero' ? `${say.number(n)} ساعة` : say.plural(n) === 'one' ? 'ساعة واحدة' : say.plural(n) === 'two' ? 'ساعتين' : say.plural(n) === 'few' ? `${say.number(n)} ساعات` : say.plural(n) === 'many' ? `${say.number(n)} ساعة` : `${say.number(n)} ساعة`} من وقت الدوام`,
    days: ({ n }: { n: number }) =>
      say.plural(n) === 'zero'
        ? `${say.number(n)} يوم`
        : say.plural(n) === 'one'
          ? 'يوم واحد'
          : say.plural(n) === 'two'
            ? 'يومين'
            : say.plural(n) === 'few'
              ? `${say.number(n)} أيام`
              : say.plural(n) === 'many'
                ? `${say.number(n)} يومًا`
                : `${say.number(n)} يوم`,
    short: {
      least: 'أقل من دقيقة',
      minutes: ({ n }: { n: number }) => `${say.number(n)} د`,
      hours: ({ n }: { n: number }) => `${say.number(n)} س`,
      days: ({ n }: { n: number }) => `${say.number(n)} ي`,
    },
    share: ({ n }: { n: number }) => `${say.number(n)}٪`,
    typical: ({ time }: { time: string | number }) => `الرد الأول عادةً: ${say.inside(time)}.`,
    promised: ({ time }: { time: string | number }) => `الموعود: خلال ${say.inside(time)}.`,
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  agent: agent(sayIn('ar')),
  fault: fault(sayIn('ar')),
  figure: figure(sayIn('ar')),
  form: form(sayIn('ar')),
  frame: frame(sayIn('ar')),
  mail: mail(sayIn('ar')),
  push: push(sayIn('ar')),
  script: script(sayIn('ar')),
  step: step(sayIn('ar')),
  ticket: ticket(sayIn('ar')),
  time: time(sayIn('ar')),
})
