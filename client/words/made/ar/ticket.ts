/** Made of words/ar/*.json by `npm run words` (ticket): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/ticket.ts'

const act = (say: Say) =>
  ({
    noWayBack: 'نُفّذ ذلك على الخادم، ولا يمكن التراجع عنه من هنا.',
    newTicket: {
      title: 'تذكرة جديدة',
      queue: 'الطابور',
      name: 'الاسم',
      email: 'عنوان البريد',
      emailHint: 'صاحب التذكرة، وهو مقدّم الطلب؛ أما ما يُكتب هنا فمنك.',
      known: 'من كتبوا من قبل',
      subject: 'الموضوع',
      priority: 'الأولوية',
      mine: 'إسنادها إليّ',
      first: 'الكلمات الأولى',
      as: {
        mail: 'بريد إليه',
        note: 'ملاحظة دون بريد',
      },
      mailHint: 'يُرسل من عنوان الطابور وبتوقيعه.',
      noteHint: 'لا يراها إلا الفريق. لمكالمة أو لأمر لوحظ.',
      placeholder: 'الكتابة إلى مقدّم الطلب…',
      notePlaceholder: 'ما حدث وما المطلوب عمله',
      send: 'إرسال',
      open: 'فتح التذكرة',
      willSend: 'تُرسل حين يتصل هذا الجهاز، وعندها تأخذ رقمها.',
      kept: 'محفوظة على هذا الجهاز إلى أن تُرسل.',
      clear: 'تجاهل',
      missing: {
        email: 'عنوان البريد مطلوب.',
        subject: 'الموضوع مطلوب.',
        words: 'لا شيء لإرساله بعد.',
      },
      ofDesk: 'هذا عنوان من عناوين المكتب.',
      waitingTitle: ({ subject }: { subject: string | number }) =>
        `تذكرة جديدة: ${say.inside(subject)}`,
      done: 'تذكرة جديدة: في الطريق',
      doneNote: 'تذكرة جديدة: فُتحت',
      takenBack: 'لم تُرسل. «تذكرة جديدة» تتابعها.',
      mailHintFrom: ({ address }: { address: string | number }) =>
        `يُرسل من ${say.inside(address)} وبتوقيعه، وتنتظر التذكرة رد مقدّم الطلب.`,
    },
    find: {
      label: 'أي تذكرة؟',
      placeholder: '#الرقم أو الموضوع أو مقدّم الطلب',
      same: 'طلبات الشخص نفسه:',
      onDevice: 'من التذاكر على هذا الجهاز:',
      list: 'التذاكر التي وُجدت',
      nothing: 'لا تذكرة مطابقة على هذا الجهاز.',
    },
    merge: {
      title: ({ n }: { n: string | number }) => `دمج ⁦#${say.inside(n)}⁩`,
      direction: 'أيّهما تستمر؟',
      into: ({
        from,
        into,
        subject,
      }: {
        from: string | number
        into: string | number
        subject: string | number
      }) => `تُغلق ⁦#${say.inside(from)}⁩ وتستمر في ⁦#${say.inside(into)}⁩ ${say.inside(subject)}`,
      plan: 'ما سيحدث',
      notHere: 'لمزيد من التفاصيل يلزم وجود التذكرتين على هذا الجهاز. الخادم يتحقق من كل شيء.',
      moves: ({ into, what }: { into: string | number; what: string | number }) =>
        `إلى ⁦#${say.inside(into)}⁩: ${say.inside(what)}.`,
      closes: ({ n }: { n: string | number }) =>
        `تبقى ⁦#${say.inside(n)}⁩ كما هي، مغلقة، وفيها الطريق إلى الأخرى.`,
      seenBy: ({ queues }: { queues: string | number }) =>
        `سيرى وكلاء ${say.inside(queues)} ما لم يكونوا يرونه.`,
      sameRequester: ({ name }: { name: string | number }) =>
        `يرى ${say.inside(name)} التذكرتين محادثة واحدة.`,
      otherRequester: ({ name }: { name: string | number }) =>
        `لا يرى ${say.inside(name)} شيئًا من ذلك: ما قيل لغيره يبقى لدى الوكلاء.`,
      people: ({ names }: { names: string | number }) =>
        `${say.inside(names)}: على التذكرة الأخرى من الآن. بريدهم يصل إليها، ولا يقرؤون جديدًا.`,
      draft: ({ n }: { n: string | number }) => `الرد الجاري كتابته يستمر في ⁦#${say.inside(n)}⁩.`,
      goingOut: ({ n }: { n: number }) => `ردود ضمن مهلة التراجع تُرسل فورًا: ${say.number(n)}.`,
      putOff: ({ n }: { n: number }) => `ردود مؤجّلة الإرسال تعود مسودات: ${say.number(n)}.`,
      clocks: ({ from, into, n }: { from: string | number; into: string | number; n: number }) =>
        `ينتهي لعدم الحاجة: ${say.plural(n) === 'zero' ? `${say.number(n)} مؤقّت` : say.plural(n) === 'one' ? 'مؤقّت واحد' : say.plural(n) === 'two' ? 'مؤقّتان' : say.plural(n) === 'few' ? `${say.number(n)} مؤقّتات` : say.plural(n) === 'many' ? `${say.number(n)} مؤقّتًا` : `${say.number(n)} مؤقّت`} من ⁦#${say.inside(from)}⁩. وتستمر مؤقّتات ⁦#${say.inside(into)}⁩.`,
      tooMuch: 'معًا تتجاوزان حدّ التذكرة الواحدة.',
      reversible: 'التراجع بالمفتاح z الآن، أو بفكّ الدمج من التذكرة المدمجة خلال 30 يومًا.',
      willBe: 'يُنفّذ حين يتصل هذا الجهاز. وحتى ذلك الحين يمكن سحبه.',
      submit: ({ from, into }: { from: string | number; into: string | number }) =>
        `دمج ⁦#${say.inside(from)}⁩ في ⁦#${say.inside(into)}⁩`,
      another: 'تذكرة أخرى',
      waiting: ({ into }: { into: string | number }) => `دمج في ⁦#${say.inside(into)}⁩`,
      done: ({ from, into }: { from: string | number; into: string | number }) =>
        `⁦#${say.inside(from)}⁩: دُمجت في ⁦#${say.inside(into)}⁩`,
      apart: ({ n }: { n: string | number }) => `⁦#${say.inside(n)}⁩: فُكّ الدمج`,
      apartWaiting: 'فكّ الدمج',
    },
    split: {
      title: ({ n }: { n: string | number }) => `تقسيم ⁦#${say.inside(n)}⁩`,
      which: 'أي رسائل تنتقل إلى تذكرة خاصة بها؟',
      note: 'ملاحظة',
      subject: 'موضوع التذكرة الجديدة',
      plan: 'ما سيحدث',
      requester: ({ name }: { name: string | number }) =>
        `${say.inside(name)} هو مقدّم الطلب في التذكرة الجديدة.`,
      moves: ({ what }: { what: string | number }) => `إلى التذكرة الجديدة: ${say.inside(what)}.`,
      unseen: ({ n, name }: { n: number; name: string | number }) =>
        `رسائل من آخرين لا يراها ${say.inside(name)}: ${say.number(n)}.`,
      queues: 'الوكلاء أنفسهم يرون التذكرتين، وكل منهما تدلّ على الأخرى.',
      clockThen: 'لم يرد عليها أحد بعد: يُحسب الوقت من لحظة وصولها.',
      clockNow: 'رد المكتب بعدها: يُحسب الوقت من الآن.',
      why: {
        nothing: 'يلزم اختيار رسالة واحدة على الأقل.',
        all: 'هذا كل ما فيها: يكفي تغيير موضوع التذكرة.',
        author: 'يجب أن تكون أولاها رسالة من شخص: يصبح هو مقدّم الطلب.',
      },
      noSubject: 'الموضوع مطلوب.',
      reversible: 'التراجع بالمفتاح z ما دام لم يُكتب شيء في التذكرة الجديدة.',
      submit: 'تقسيم',
      waiting: 'تقسيم إلى تذكرة جديدة',
      done: ({ n }: { n: string | number }) => `⁦#${say.inside(n)}⁩: قُسّمت إلى تذكرة جديدة`,
    },
    link: {
      heading: 'مرتبطة',
      add: 'ربط…',
      title: ({ n }: { n: string | number }) => `ربط ⁦#${say.inside(n)}⁩`,
      how: ({ n }: { n: string | number }) => `ما علاقة ⁦#${say.inside(n)}⁩ بالأخرى؟`,
      relation: {
        related: 'ذات صلة',
        duplicate: 'هي تكرار للأخرى',
      },
      hint: 'تذكرة على هذا الجهاز، أو T123، أو عنوان صفحة.',
      outside: ({ ref }: { ref: string | number }) => `ربط بـ ${say.inside(ref)}`,
      stands: {
        related: 'ذات صلة بـ',
        duplicate: 'تكرار لـ',
        duplicated: 'لها تكرار هو',
        'split-from': 'قُسّمت من',
        'split-into': 'قُسّمت إلى',
      },
      unseen: 'لا يحق لك رؤيتها، أو ليست على هذا الجهاز',
      remove: ({ name }: { name: string | number }) => `إزالة الرابط إلى ${say.inside(name)}`,
      waiting: ({ n }: { n: string | number }) => `ربط بـ ⁦#${say.inside(n)}⁩`,
      waitingOutside: ({ ref }: { ref: string | number }) => `ربط بـ ${say.inside(ref)}`,
      waitingGone: 'إزالة رابط',
      done: ({ n, other }: { n: string | number; other: string | number }) =>
        `⁦#${say.inside(n)}⁩: رُبطت بـ ⁦#${say.inside(other)}⁩`,
      doneOutside: ({ n }: { n: string | number }) => `⁦#${say.inside(n)}⁩: رُبطت`,
      gone: ({ n }: { n: string | number }) => `⁦#${say.inside(n)}⁩: أُزيل الرابط`,
    },
    forward: {
      title: ({ n }: { n: string | number }) => `إعادة توجيه من ⁦#${say.inside(n)}⁩`,
      to: 'إلى',
      own: 'كلماتك قبلها',
      message: 'ما يُعاد توجيهه',
      files: 'الملفات المرافقة',
      hint: 'تُرسل إلى الخارج. تُحفظ ملاحظة بها في المحادثة، ولا يُبلّغ مقدّم الطلب. والجواب يصل إلى الفريق.',
      noAddress: 'يلزم عنوان بريد واحد.',
      isOn: 'هذا الشخص على التذكرة أصلًا: يكفي كتابة رد إليه.',
      nothing: 'لا رسالة هنا يجوز إرسالها.',
      willSend: 'تُرسل حين يتصل هذا الجهاز.',
      submit: 'إعادة توجيه',
      waiting: 'إعادة توجيه رسالة',
      done: ({ n }: { n: string | number }) => `⁦#${say.inside(n)}⁩: أُعيد التوجيه`,
      takenBack: ({ n }: { n: string | number }) => `⁦#${say.inside(n)}⁩: لم يُعَد التوجيه`,
      late: 'هي في الطريق بالفعل.',
      hintFrom: ({ address }: { address: string | number }) =>
        `تُرسل من ${say.inside(address)}. تُحفظ ملاحظة بها في المحادثة، ولا يُبلّغ مقدّم الطلب. والجواب يصل إلى الفريق.`,
    },
    requester: {
      proved: 'العنوان مثبت: فُتح رابط أُرسل إليه',
      byMail: 'ثبت أن بريده منه',
      mailUnproved: 'لم يثبت أن بريده منه',
      unproved: 'العنوان غير مثبت',
      last: ({ when }: { when: string | number }) => `آخر ما كتب ${say.inside(when)}`,
      never: 'لم يكتب بعد',
      others: ({ n, open }: { n: number; open: number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`} على هذا الجهاز، المفتوح منها ${say.number(open)}`,
    },
    parts: {
      messages: ({ n }: { n: number }) =>
        say.plural(n) === 'zero'
          ? `${say.number(n)} رسالة`
          : say.plural(n) === 'one'
            ? 'رسالة واحدة'
            : say.plural(n) === 'two'
              ? 'رسالتان'
              : say.plural(n) === 'few'
                ? `${say.number(n)} رسائل`
                : say.plural(n) === 'many'
                  ? `${say.number(n)} رسالة`
                  : `${say.number(n)} رسالة`,
      notes: ({ n }: { n: number }) =>
        say.plural(n) === 'zero'
          ? `${say.number(n)} ملاحظة`
          : say.plural(n) === 'one'
            ? 'ملاحظة واحدة'
            : say.plural(n) === 'two'
              ? 'ملاحظتان'
              : say.plural(n) === 'few'
                ? `${say.number(n)} ملاحظات`
                : say.plural(n) === 'many'
                  ? `${say.number(n)} ملاحظة`
                  : `${say.number(n)} ملاحظة`,
      files: ({ n }: { n: number }) =>
        say.plural(n) === 'zero'
          ? `${say.number(n)} ملف`
          : say.plural(n) === 'one'
            ? 'ملف واحد'
            : say.plural(n) === 'two'
              ? 'ملفان'
              : say.plural(n) === 'few'
                ? `${say.number(n)} ملفات`
                : say.plural(n) === 'many'
                  ? `${say.number(n)} ملفًا`
                  : `${say.number(n)} ملف`,
      nothing: 'لا رسائل',
    },
    remove: {
      why: 'السبب',
      whyHint: 'يُحفظ في سجل الإزالات مع اسمك والوقت.',
      noWhy: 'اذكر السبب: يُحفظ في سجل الإزالات.',
      nothing: 'لا كلمات في هذه الرسالة لإزالتها.',
      message: 'الكلمات التي ستزول',
      offline: 'أنت غير متصل. سيتم ذلك عندما يتصل هذا الجهاز مجددًا، وحتى ذلك الحين يتراجع عنه z.',
      openDelete: 'حذف هذه التذكرة…',
      openRedact: 'إزالة الكلمات…',
      openErase: 'محو هذا الشخص…',
      delete: {
        title: ({ n }: { n: string | number }) => `حذف التذكرة ‎#${say.inside(n)}‎ نهائيًا`,
        gone: 'تزول رسائلها وملاحظاتها وملفاتها ومسوداتها وبريدها من الخادم ومن كل جهاز. لا يُستعمل رقمها ثانية، ويبقى سطر في سجل الإزالات يقول إنها كانت موجودة. لا يُسترجع البريد المرسل، وتحتفظ النسخ الاحتياطية بما لديها.',
        submit: 'حذف نهائي',
        waiting: 'حذف التذكرة نهائيًا',
        done: ({ n }: { n: string | number }) => `‎#${say.inside(n)}‎: حُذفت نهائيًا`,
      },
      redact: {
        title: ({ n }: { n: string | number }) => `إزالة كلمات رسالة من ‎#${say.inside(n)}‎`,
        gone: 'تزول كلمات هذه الرسالة وملفاتها من الخادم ومن كل جهاز ومن البحث. يبقى من كتبها ومتى. لا يُسترجع البريد المرسل، وتحتفظ النسخ الاحتياطية بما لديها.',
        submit: 'إزالة الكلمات',
        waiting: 'إزالة كلمات رسالة',
        done: ({ n }: { n: string | number }) => `‎#${say.inside(n)}‎: أُزيلت الكلمات`,
      },
      erase: {
        title: ({ name }: { name: string | number }) => `محو ${say.inside(name)}`,
        gone: 'يزول الاسم والعناوين وكل ما كتبه هذا الشخص من كل تذكرة، ومن البريد المنتظر أو المحجوز. يبقى ما كتبه الزملاء، وتبقى تذاكره بلا صاحب. لا يُسترجع البريد المرسل، وتحتفظ النسخ الاحتياطية بما لديها.',
        submit: 'محو نهائي',
        done: 'بدأ المحو، وتتبعه التذاكر واحدة تلو الأخرى.',
      },
    },
  }) as const

const bulk = (say: Say) =>
  ({
    label: 'التذاكر المحددة',
    chosen: ({ n }: { n: number }) => `المحدد: ${say.number(n)}`,
    away: ({ n }: { n: number }) => `خارج العرض: ${say.number(n)}`,
    working: ({ n, of }: { n: number; of: number }) => `${say.number(n)} من ${say.number(of)}`,
    clear: 'إلغاء التحديد',
    commands: {
      'done-next': 'حل',
      snooze: 'تأجيل…',
      assign: 'إسناد إلى…',
      'assign-me': 'إسناد إليّ',
      status: 'تعيين الحالة…',
      priority: 'تعيين الأولوية…',
      label: 'الوسوم…',
      move: 'نقل إلى طابور آخر…',
      unread: 'تمييز كغير مقروءة',
      spam: 'تمييز كمزعجة',
      watch: 'متابعة أو إيقافها',
    },
    did: {
      status: ({ n, status }: { n: number; status: string | number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: ${say.inside(status)}`,
      priority: ({ n, priority }: { n: number; priority: string | number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: الأولوية ${say.inside(priority)}`,
      assignee: ({ n, name }: { n: number; name: string | number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: الإسناد إلى ${say.inside(name)}`,
      unassigned: ({ n }: { n: number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: أُلغي الإسناد`,
      subject: ({ n }: { n: number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: تغيّر الموضوع`,
      tagged: ({ n, tag }: { n: number; tag: string | number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: أُضيف الوسم ${say.inside(tag)}`,
      untagged: ({ n, tag }: { n: number; tag: string | number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: أُزيل الوسم ${say.inside(tag)}`,
      snoozed: ({ n, when }: { n: number; when: string | number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: تأجيل حتى ${say.inside(when)}`,
      woken: ({ n }: { n: number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: انتهى التأجيل`,
      watched: ({ n }: { n: number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: قيد المتابعة`,
      spam: ({ n }: { n: number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: تمييز كمزعجة`,
      notSpam: ({ n }: { n: number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: ليست مزعجة`,
      unwatched: ({ n }: { n: number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: توقفت المتابعة`,
      noted: ({ n }: { n: number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: أُضيفت ملاحظة`,
      moved: ({ n, queue }: { n: number; queue: string | number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: نقل إلى ${say.inside(queue)}`,
      unread: ({ n }: { n: number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: تمييز كغير مقروءة`,
    },
    notSpam: 'ليست مزعجة',
    nothing: 'لا شيء لتغييره: كلها كذلك بالفعل.',
    tooMany: ({ most, n }: { most: number; n: number }) =>
      `${say.number(n)} عدد كبير دفعة واحدة؛ الحد الأقصى ${say.number(most)}.`,
    notDone: ({ n, why }: { n: number; why: string | number }) =>
      `تعذّر تغيير ${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتين' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: ${say.inside(why)}`,
    undone: ({ what }: { what: string | number }) => `تم التراجع: ${say.inside(what)}`,
    undoneSome: ({ left, what }: { left: number; what: string | number }) =>
      `تم التراجع: ${say.inside(what)}. تذاكر تغيّرت بعد ذلك وبقيت كما هي: ${say.number(left)}.`,
    preview: {
      title: 'تذاكر كثيرة دفعة واحدة',
      lead: ({ what }: { what: string | number }) =>
        `سيُنفّذ ما يلي، ويمكن التراجع عنه بخطوة واحدة: ${say.inside(what)}.`,
      unchanged: ({ n }: { n: number }) =>
        say.plural(n) === 'zero'
          ? `${say.number(n)} تذكرة هي كذلك بالفعل.`
          : say.plural(n) === 'one'
            ? 'تذكرة واحدة هي كذلك بالفعل.'
            : say.plural(n) === 'two'
              ? 'تذكرتان هما كذلك بالفعل.'
              : say.plural(n) === 'few'
                ? `${say.number(n)} تذاكر هي كذلك بالفعل.`
                : say.plural(n) === 'many'
                  ? `${say.number(n)} تذكرة هي كذلك بالفعل.`
                  : `${say.number(n)} تذكرة هي كذلك بالفعل.`,
      more: ({ n }: { n: number }) => `و${say.number(n)} غيرها`,
      go: ({ n }: { n: number }) =>
        `تغيير ${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتين' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}`,
    },
  }) as const

const empty = (say: Say) =>
  ({
    lists: {
      inbox: ['لا شيء ينتظر', 'تظهر هنا التذاكر الجديدة حين يكتب الناس.'],
      first: ['الجميع تلقّى ردًّا', 'تظهر هنا التذاكر التي لم يرد عليها أحد بعد.'],
      next: ['لا أحد ينتظرنا', 'تظهر هنا التذاكر التي كتب فيها مقدّم الطلب جديدًا.'],
      mine: ['لا شيء مسند إليك', 'التذاكر التي تتولّاها تظهر هنا.'],
      mentions: ['لا أحد يشير إليك', 'تظهر هنا التذاكر المفتوحة التي فيها ملاحظة تحوي @ واسمك.'],
      unassigned: ['لكل تذكرة من يتولاها', 'تظهر هنا التذاكر التي لم يتولّها أحد.'],
      waiting: ['لا ننتظر أحدًا', 'تظهر هنا التذاكر التي حالتها بالانتظار أو معلّقة.'],
      attention: [
        'لا شيء يحتاج إليك',
        'تظهر هنا الردود المحتجزة والبريد المرتدّ والالتزامات المُخلّ بها.',
      ],
      drafts: ['لا مسودات', 'أي رد بُدئت كتابته يُحفظ هنا، حتى دون شبكة.'],
      snoozed: ['لا شيء مؤجّل', 'التذاكر المؤجّلة تظهر هنا حتى موعدها.'],
      solved: ['لم يُحل شيء بعد', 'التذاكر المنتهية تظهر هنا.'],
      spam: [
        'لا رسائل مزعجة',
        'التذاكر المعلّمة مزعجة تظهر هنا. لا تظهر في أي قائمة أو رقم، ولا يُرسل شيء تلقائي عنها.',
      ],
      all: ['لا تذاكر بعد', 'بالكتابة إلى أحد عناوين المكتب، أو عبر نموذج أحد الطوابير.'],
      queue: ['هذا الطابور فارغ', 'تظهر هنا التذاكر الجديدة للطابور.'],
      searching: ['ما زال البحث جاريًا', 'يُقرأ ما على هذا الجهاز، أو يُسأل الخادم.'],
      search: ['لا نتائج', 'في الأعلى بيان بما جرى البحث فيه.'],
      firstSync: ['جارٍ جلب التذاكر…', 'تظهر التذاكر الأولى فور وصولها.'],
    },
    demo: {
      bring: ({ n }: { n: number }) => `تحميل ${say.number(n)} تذكرة تجريبية`,
      brought: 'الأمثلة هنا. تُزال من الإعدادات، الطوابير.',
      title: 'تذاكر تجريبية',
      here: ({ n }: { n: number }) =>
        `${say.plural(n) === 'zero' ? 'لا تذاكر' : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`} تجريبية من أشخاص غير حقيقيين، ولا يُرسل إليهم أي بريد.`,
      remove: 'حذف التذاكر التجريبية',
      ask: ({ n }: { n: number }) =>
        `${say.plural(n) === 'zero' ? 'لا تُحذف أي تذكرة' : say.plural(n) === 'one' ? 'تُحذف تذكرة تجريبية واحدة' : say.plural(n) === 'two' ? 'تُحذف تذكرتان تجريبيتان' : say.plural(n) === 'few' ? `تُحذف ${say.number(n)} تذاكر تجريبية` : say.plural(n) === 'many' ? `تُحذف ${say.number(n)} تذكرة تجريبية` : `تُحذف ${say.number(n)} تذكرة تجريبية`} لدى الجميع مع كل ما كُتب فيها.`,
      removed: 'حُذفت التذاكر التجريبية.',
    },
    snoozed: ({ n }: { n: number }) =>
      say.plural(n) === 'zero'
        ? 'لا تذاكر مؤجّلة'
        : say.plural(n) === 'one'
          ? 'تذكرة واحدة مؤجّلة'
          : say.plural(n) === 'two'
            ? 'تذكرتان مؤجّلتان'
            : say.plural(n) === 'few'
              ? `${say.number(n)} تذاكر مؤجّلة`
              : say.plural(n) === 'many'
                ? `${say.number(n)} تذكرة مؤجّلة`
                : `${say.number(n)} تذكرة مؤجّلة`,
    testMail: ({ address }: { address: string | number }) =>
      `أرسل رسالة تجريبية إلى ${say.inside(address)}`,
    nextDue: ({ when }: { when: string | number }) => `الموعد التالي ${say.inside(when)}`,
  }) as const

const key = (say: Say) =>
  ({
    palette: {
      label: 'لوحة الأوامر',
      placeholder: 'تنفيذ أمر أو البحث عن تذكرة…',
      commands: 'الأوامر',
      tickets: 'التذاكر',
      nothing: 'لا شيء مطابق.',
      go: ({ where }: { where: string | number }) => `الانتقال إلى ${say.inside(where)}`,
    },
    sheet: {
      title: 'المفاتيح',
      groups: {
        global: 'في كل مكان',
        go: 'الانتقال إلى',
        list: 'القائمة والتذكرة',
        ticket: 'التذكرة',
        composer: 'أثناء الكتابة',
      },
      off: 'المفاتيح المفردة متوقفة. تُشغّل من الإعدادات.',
      practice: 'التدرّب على المفاتيح: دقيقتان',
      composer: {
        send: 'إرسال',
        sendSolve: 'إرسال وحل',
        format: 'عريض، مائل، تسطير',
        leave: 'مغادرة؛ تُحفظ المسودة',
        sendSnooze: 'إرسال وتأجيل',
      },
    },
    commands: {
      palette: 'فتح لوحة الأوامر',
      search: 'البحث في التذاكر',
      'cheat-sheet': 'عرض كل المفاتيح',
      undo: 'التراجع عن آخر ما فعلته',
      'new-ticket': 'تذكرة جديدة…',
      theme: 'التبديل بين الفاتحة والداكنة',
      'side-panel': 'إظهار اللوحة الجانبية أو إخفاؤها',
      density: 'التبديل بين صفوف متباعدة ومتراصّة',
      'sync-drawer': 'عرض ما ينتظر الإرسال',
      'go-inbox': 'الوارد',
      'go-mine': 'تذاكري',
      'go-unassigned': 'غير مسندة',
      'go-waiting': 'بالانتظار',
      'go-attention': 'تحتاج انتباهًا',
      'go-drafts': 'المسودات',
      'go-snoozed': 'مؤجّلة',
      'go-solved': 'محلولة',
      'go-all': 'كل التذاكر',
      'go-reports': 'التقارير',
      'go-settings': 'الإعدادات',
      'next-ticket': 'التذكرة التالية: الأعجل وليس فيها أحد',
      'skip-ticket': 'التذكرة التالية: تخطّي هذه',
      'split-first': 'الوارد: بحاجة إلى رد أول',
      'split-next': 'الوارد: بحاجة إلى رد تالٍ',
      'split-waiting': 'الوارد: بالانتظار',
      'split-all': 'الوارد: الكل',
      next: 'الصف التالي',
      previous: 'الصف السابق',
      open: 'فتح التذكرة',
      'done-next': 'حل ثم الانتقال إلى التالية',
      done: 'حل والبقاء فيها',
      snooze: 'تأجيل…',
      status: 'تعيين الحالة…',
      priority: 'تعيين الأولوية…',
      assign: 'إسناد إلى…',
      'assign-me': 'إسناد إليّ',
      label: 'إضافة وسم أو إزالته…',
      move: 'نقل إلى طابور آخر…',
      spam: 'تمييز كمزعجة، أو التراجع عنه',
      unread: 'تمييز كغير مقروءة',
      watch: 'متابعة أو إيقافها',
      'show-new': 'عرض ما وصل',
      select: 'تحديد أو إلغاؤه',
      'select-next': 'التحديد نزولًا إلى الصف التالي',
      'select-previous': 'التحديد صعودًا إلى الصف السابق',
      'select-all': 'تحديد كل القائمة',
      'save-view': 'حفظ المعروض كعرض…',
      reply: 'رد',
      note: 'كتابة ملاحظة داخلية',
      'ticket-previous': 'التذكرة السابقة',
      'ticket-next': 'التذكرة التالية',
      'message-next': 'الرسالة التالية',
      'message-previous': 'الرسالة السابقة',
      'message-plain': 'هذه الرسالة نصًّا عاديًا، والعودة',
      'message-quote': 'إظهار النص المقتبس أو إخفاؤه',
      'message-original': 'تنزيل الرسالة الأصلية',
      print: 'طباعة التذكرة…',
      merge: 'دمج مع تذكرة أخرى…',
      forward: 'إعادة توجيه هذه الرسالة…',
      split: 'تقسيم إلى تذكرة جديدة…',
      link: 'ربط بتذكرة أو مسألة…',
      'take-apart': 'فكّ دمج',
      delete: 'حذف التذكرة نهائيًا…',
      redact: 'إزالة كلمات هذه الرسالة…',
      'insert-macro': 'إدراج ماكرو…',
      lock: 'قفل الرد لي أو فتح قفله',
      'take-over': 'تولّي كتابة الرد',
      review: 'طلب مراجعة الرد من زميل…',
      approve: 'المراجعة: يبدو جيدًا',
      changes: 'المراجعة: طلب تعديلات…',
      'copy-number': 'نسخ الرقم؛ ثم العنوان، ثم كليهما',
      'edit-subject': 'تعديل الموضوع',
      back: 'إلغاء التحديد، أو العودة إلى القائمة',
    },
    caps: {
      ctrl: 'Ctrl',
      shift: 'Shift',
      escape: 'Esc',
    },
  }) as const

const macro = (say: Say) =>
  ({
    title: 'وحدات الماكرو',
    lead: 'كلمات تتكرر كتابتها. المفتاح / في رد أو ملاحظة لإدراج واحدة منها.',
    none: 'لا وحدات ماكرو بعد.',
    offline: 'يمكن تغيير وحدات الماكرو حين تعود الشبكة.',
    name: 'الاسم',
    whose: 'لمن',
    where: 'أين',
    team: 'الفريق',
    own: 'لي',
    everywhere: 'كل الطوابير',
    add: 'ماكرو جديد',
    change: 'تعديل',
    changeOf: ({ name }: { name: string | number }) => `تعديل ${say.inside(name)}`,
    newTitle: 'ماكرو جديد',
    titleOf: ({ name }: { name: string | number }) => `الماكرو ${say.inside(name)}`,
    text: 'الكلمات',
    textHint: ({ variables }: { variables: string | number }) =>
      `تُملأ عند الاستخدام: ${say.inside(variables)}`,
    shared: 'للفريق كله',
    sharedHint: 'القادة والمسؤولون يعدّلون وحدات ماكرو الفريق.',
    sets: 'وفي التذكرة',
    status: 'الحالة',
    priority: 'الأولوية',
    stays: 'كما هي',
    tags: 'وسوم تُضاف',
    tagsHint: 'تفصل بينها فواصل.',
    assignMe: 'إسناد إلى من يستخدمه',
    queues: 'يظهر في',
    empty: 'تلزم كتابة كلمات، أو تحديد ما يعيّنه.',
    save: 'حفظ',
    saved: ({ name }: { name: string | number }) => `حُفظ ${say.inside(name)}`,
    remove: 'إزالة',
    removeAsk: ({ name }: { name: string | number }) =>
      `يزول ${say.inside(name)} لدى كل من يستخدمه.`,
    removed: ({ name }: { name: string | number }) => `أُزيل ${say.inside(name)}`,
    choose: 'إدراج ماكرو',
    search: 'اسم ماكرو أو كلماته',
    nothing: 'لا ماكرو فيه هذه الكلمات.',
    nothingYet: 'لا وحدات ماكرو بعد. تُنشأ في الإعدادات.',
    preview: 'ما يدرجه',
    onlySets: 'لا يدرج كلمات.',
    missing: ({ variables }: { variables: string | number }) =>
      `غير معروف هنا، يُملأ قبل الإرسال: ${say.inside(variables)}`,
    does: {
      status: ({ status }: { status: string | number }) => `الحالة: ${say.inside(status)}`,
      priority: ({ priority }: { priority: string | number }) =>
        `الأولوية: ${say.inside(priority)}`,
      assignMe: 'إسناد إليّ',
      tags: ({ n, tags }: { n: number; tags: string | number }) =>
        `${say.plural(n) === 'zero' ? `${say.number(n)} وسم` : say.plural(n) === 'one' ? 'وسم واحد' : say.plural(n) === 'two' ? 'وسمان' : say.plural(n) === 'few' ? `${say.number(n)} وسوم` : say.plural(n) === 'many' ? `${say.number(n)} وسمًا` : `${say.number(n)} وسم`}: ${say.inside(tags)}`,
    },
  }) as const

const mail = (say: Say) =>
  ({
    remote: ({ n }: { n: number }) =>
      say.plural(n) === 'zero'
        ? `لم تُحمَّل ${say.number(n)} صورة: التحميل يُخبر المرسل أن أحدًا اطّلع.`
        : say.plural(n) === 'one'
          ? 'لم تُحمَّل صورة واحدة: التحميل يُخبر المرسل أن أحدًا اطّلع.'
          : say.plural(n) === 'two'
            ? 'لم تُحمَّل صورتان: التحميل يُخبر المرسل أن أحدًا اطّلع.'
            : say.plural(n) === 'few'
              ? `لم تُحمَّل ${say.number(n)} صور: التحميل يُخبر المرسل أن أحدًا اطّلع.`
              : say.plural(n) === 'many'
                ? `لم تُحمَّل ${say.number(n)} صورة: التحميل يُخبر المرسل أن أحدًا اطّلع.`
                : `لم تُحمَّل ${say.number(n)} صورة: التحميل يُخبر المرسل أن أحدًا اطّلع.`,
    loadRemote: 'تحميل الصور البعيدة',
    loadingRemote: 'جارٍ تحميل الصور…',
    remoteShown: ({ n }: { n: number }) =>
      `حُمّلت ${say.plural(n) === 'zero' ? `${say.number(n)} صورة` : say.plural(n) === 'one' ? 'صورة واحدة' : say.plural(n) === 'two' ? 'صورتان' : say.plural(n) === 'few' ? `${say.number(n)} صور` : say.plural(n) === 'many' ? `${say.number(n)} صورة` : `${say.number(n)} صورة`} عبر هذا المكتب.`,
    recipients: {
      label: 'من يصله هذا الرد',
      to: 'إلى',
      cc: 'نسخة',
      bcc: 'مخفية',
      bccHint: '(المخفية لا يراها إلا الوكلاء)',
      add: 'إضافة أشخاص',
      field: 'عنوان بريد من تصله نسخة',
      placeholder: 'name@example.org',
      offered: 'أشخاص على هذه التذكرة',
      remove: ({ name }: { name: string | number }) => `إخراج ${say.inside(name)}`,
      switchTo: {
        cc: 'جعلها نسخة مخفية',
        bcc: 'جعلها نسخة ظاهرة',
      },
      strange: 'أول بريد إلى هذا النطاق هنا',
      many: ({ n }: { n: number }) => `يصل هذا إلى عدة أشخاص: ${say.number(n)}.`,
      noAddress: ({ typed }: { typed: string | number }) =>
        `«${say.inside(typed)}» ليس عنوان بريد.`,
      ofDesk: ({ address }: { address: string | number }) =>
        `${say.inside(address)} من عناوين هذا المكتب: سيعود البريد إلى هنا.`,
      isRequester: 'يصل إلى مقدّم الطلب أصلًا.',
      tooMany: ({ n }: { n: number }) => `الحد الأقصى لمن يصلهم الرد: ${say.number(n)}.`,
      notOpen: 'لم تُفتح المسودة بعد.',
      now: ({ as, name }: { as: string | number; name: string | number }) =>
        `${say.inside(name)} الآن: ${say.inside(as)}`,
      noMore: ({ name }: { name: string | number }) => `لم يعد يصل إلى ${say.inside(name)}`,
      changed: ({ by, what }: { by: string | number; what: string | number }) =>
        `غيّر ${say.inside(by)} من يصلهم هذا الرد: ${say.inside(what)}.`,
      asking: ({ news }: { news: string | number }) =>
        `لم يُرسل بعد. ${say.inside(news)} الإرسال مرة أخرى يؤكد ذلك.`,
      looked: 'حسنًا',
      somebody: 'شخص ما',
    },
    plain: 'نص عادي',
    formatted: 'كما أُرسلت',
    about: 'عن هذه الرسالة',
    original: 'الأصل (⁦.eml⁩)',
    whole: 'النص كاملًا (طويل جدًا)',
    quoteCut: 'بقيته في الأصل.',
    printTitle: 'طباعة هذه التذكرة',
    printNotes: 'مع الملاحظات الداخلية',
    printQuotes: 'مع النص المقتبس، وكل شيء نصًّا عاديًا',
    printNow: 'طباعة',
    brief: {
      disowned: 'ليست ممن تدّعي',
      unproved: 'المرسل غير متحقق منه',
      unchecked: 'المرسل غير مفحوص',
      other: 'ليس مقدّم الطلب',
      participant: 'ليس مقدّم الطلب',
      agentAddress: 'من عنوان زميل، دون إثبات',
      verification: 'فيها رمز أو طريق لتسجيل الدخول',
      replyTo: ({ address }: { address: string | number }) =>
        `تطلب الرد إلى ${say.inside(address)}`,
      otherDate: 'تاريخها مختلف',
      linked: ({ n }: { n: string | number }) => `قد تتبع ⁦#${say.inside(n)}⁩`,
      shared: ({ name }: { name: string | number }) => `أظهرها ${say.inside(name)} لمقدّم الطلب`,
      newPeople: ({ n }: { n: number }) =>
        `نسخة إلى ${say.plural(n) === 'zero' ? `${say.number(n)} شخص آخر` : say.plural(n) === 'one' ? 'شخص آخر' : say.plural(n) === 'two' ? 'شخصين آخرين' : say.plural(n) === 'few' ? `${say.number(n)} أشخاص آخرين` : say.plural(n) === 'many' ? `${say.number(n)} شخصًا آخر` : `${say.number(n)} شخص آخر`}`,
      forwarded: 'معاد توجيهها',
      cut: 'مختصرة',
    },
    labels: {
      from: 'من',
      replyTo: 'الرد إلى',
      newPeople: 'نسخة إلى',
      received: 'وصلت',
      sent: 'تاريخها',
      ticket: 'على هذه التذكرة',
      who: 'من',
      sender: 'المرسل',
      checks: 'الفحوص',
      forwarded: 'محوّلة من',
      cut: 'غير معروض',
    },
    cut: {
      header: ({ fields, kib }: { fields: number; kib: number }) =>
        `ما يتجاوز من ترويستها ${say.number(kib)} كيبيبايت أو ${say.number(fields)} سطر`,
      sender: ({ n }: { n: number }) => `ما يتجاوز من اسم مرسلها ${say.number(n)} حرف`,
      subject: ({ n }: { n: number }) => `ما يتجاوز من موضوعها ${say.number(n)} حرف`,
      addresses: ({ n }: { n: number }) => `عناوينها بعد أول ${say.number(n)}`,
      text: ({ mib }: { mib: number }) => `ما يتجاوز من نصها ${say.number(mib)} ميبيبايت`,
      files: ({ n }: { n: number }) => `ملفاتها بعد أول ${say.number(n)}`,
    },
    cutKept: 'الأصل يحتوي على كل شيء.',
    trust: {
      proved: ({ domain }: { domain: string | number }) =>
        `متحقق منها: ${say.inside(domain)} يضمن هذه الرسالة.`,
      disowned: ({ domain }: { domain: string | number }) =>
        `يطلب ${say.inside(domain)} ألا تُقبل رسالة كهذه على أنها منه. الأرجح أنها مزوّرة.`,
      unproved: ({ domain }: { domain: string | number }) =>
        `غير متحقق منها: لا شيء يثبت أنها من ${say.inside(domain)} حقًا.`,
      unchecked: 'غير مفحوصة: لم يمكن سؤال أحد حين وصلت.',
      verified: 'جرى التحقق منها حين وصلت.',
      unverified: 'لم يُتحقق منها حين وصلت.',
    },
    standing: {
      requester: 'مقدّم الطلب',
      participant: 'ليس مقدّم الطلب، لكنه على هذه التذكرة',
      other: 'ليس مقدّم الطلب. ومقدّم الطلب لا يرى هذه الرسالة.',
      shared: ({ name }: { name: string | number }) =>
        `ليس مقدّم الطلب. أظهر ${say.inside(name)} هذه الرسالة لمقدّم الطلب.`,
    },
    agentAddress: 'العنوان لشخص من هذا المكتب، لكن لا شيء يثبت أنه كتبها. ولا أثر لها هنا.',
    verification:
      'أرسلتها خدمة أخرى ليتسنى لأحدهم إثبات عنوان أو تسجيل الدخول هناك. لا يراها مقدّم الطلب.',
    show: {
      open: 'إظهارها لمقدّم الطلب…',
      title: ({ name }: { name: string | number }) => `إظهار هذه الرسالة إلى ${say.inside(name)}؟`,
      lead: 'هذا كل ما سيُرى منها، في صفحة التذكرة وفي الاقتباسات.',
      why: 'سبب إظهارها',
      act: 'إظهار',
      done: ({ name }: { name: string | number }) => `أُظهرت إلى ${say.inside(name)}`,
    },
    linked: ({ n }: { n: number }) => `قد تتبع التذكرة ⁦#${say.number(n)}⁩.`,
    openLinked: ({ n }: { n: number }) => `فتح ⁦#${say.number(n)}⁩`,
    forwardedFrom: ({ who }: { who: string | number }) => `${say.inside(who)} (لا أحد يضمن ذلك)`,
    offer: {
      act: ({ name }: { name: string | number }) => `جعل ${say.inside(name)} مقدّم الطلب`,
      ask: ({ address, former }: { address: string | number; former: string | number }) =>
        `سيذهب الرد إلى ${say.inside(address)}، ويمكن لصاحبه عندئذ قراءة صفحة هذه التذكرة. ولا يعود ذلك ممكنًا لـ ${say.inside(former)}، أما بريده فيظل يصل إلى هنا.`,
      done: ({ name }: { name: string | number }) => `${say.inside(name)} هو مقدّم الطلب الآن`,
    },
    otherDate: ({ when }: { when: string | number }) => `${say.inside(when)}، حسب الرسالة نفسها`,
    joined: {
      'reply-address': 'أُرسلت إلى عنوان الرد الخاص بهذه التذكرة',
      'signed-reply': 'رد على رسالة من هذه التذكرة، بتوقيعنا',
      'signed-reference': 'من محادثة لهذه التذكرة، بتوقيعنا',
      'known-reply': 'رد على رسالة في هذه التذكرة',
      'known-reference': 'من محادثة في هذه التذكرة',
      'subject-number': 'الرقم في موضوعها، ومرسلها على هذه التذكرة ومتحقق منه',
      new: 'تذكرة جديدة: لم يشر شيء إلى أخرى',
      'new-unmatched': 'تذكرة جديدة: أشارت إلى تذكرة ليس مرسلها عليها',
      'new-after-closed': 'تذكرة جديدة: ما تجيب عنها أُغلقت منذ مدة طويلة',
      'new-after-full': 'تذكرة جديدة: ما تجيب عنها لا تتسع لمزيد',
      'new-after-deleted': 'تذكرة جديدة: ما تجيب عنها حُذفت',
      'new-unreadable': 'تذكرة جديدة: تعذّرت قراءتها',
      'by-hand': 'وضعها هنا شخص من هذا المكتب',
    },
    forwardedTo: 'أُعيد توجيهها إلى',
    mergedFrom: ({ n }: { n: number }) => `جاءت من ⁦#${say.number(n)}⁩`,
    checks: {
      spf: {
        pass: 'SPF: يحق للمضيف المرسل الإرسال عن نطاقه',
        fail: 'SPF: لا يحق للمضيف المرسل الإرسال عن نطاقه',
        softfail: 'SPF: الأرجح أنه لا يحق للمضيف المرسل الإرسال عن نطاقه',
        neutral: 'SPF: لا يقول النطاق شيئًا عن المضيف المرسل',
        none: 'SPF: لا ينشر النطاق شيئًا',
        temperror: 'SPF: لم تجب خوادم الأسماء',
        permerror: 'SPF: تعذّرت قراءة ما ينشره النطاق',
        unchecked: 'SPF: غير مفحوص',
      },
      dkim: {
        pass: 'DKIM: موقّعة، والتوقيع سليم',
        fail: 'DKIM: التوقيع غير سليم',
        softfail: 'DKIM: التوقيع غير سليم',
        neutral: 'DKIM: لا يقول التوقيع شيئًا',
        none: 'DKIM: غير موقّعة',
        temperror: 'DKIM: تعذّر جلب المفتاح',
        permerror: 'DKIM: تعذّرت قراءة التوقيع',
        unchecked: 'DKIM: غير مفحوص',
      },
      dmarc: {
        pass: 'DMARC: نطاق العنوان يضمنها',
        fail: 'DMARC: لا شيء منها يتبع نطاق العنوان',
        softfail: 'DMARC: لا شيء منها يتبع نطاق العنوان',
        neutral: 'DMARC: لا يقول شيئًا',
        none: 'DMARC: لا ينشر النطاق شيئًا',
        temperror: 'DMARC: لم تجب خوادم الأسماء',
        permerror: 'DMARC: تعذّرت قراءة ما ينشره النطاق',
        unchecked: 'DMARC: غير مفحوص',
      },
      arc: {
        pass: 'ARC: ختمها من مرّرها ختمًا سليمًا',
        fail: 'ARC: الأختام غير سليمة',
        softfail: 'ARC: الأختام غير سليمة',
        neutral: 'ARC: لا يقول شيئًا',
        none: 'ARC: بلا أختام',
        temperror: 'ARC: تعذّر جلب مفتاح',
        permerror: 'ARC: تعذّرت قراءة الأختام',
        unchecked: 'ARC: غير مفحوص',
      },
      aligned: ({ signs }: { signs: string | number }) => `يضمن العنوان: ${say.inside(signs)}`,
      judgedBy: ({ host }: { host: string | number }) => `حكم بذلك ${say.inside(host)}`,
      local: 'جاءت من برنامج على الجهاز الذي يعمل عليه المكتب',
      of: ({ check, domain }: { check: string | number; domain: string | number }) =>
        `‏${say.inside(check)} (${say.inside(domain)})`,
      asks: ({ check, policy }: { check: string | number; policy: string | number }) =>
        `${say.inside(check)}؛ ويطلب النطاق: ${say.inside(policy)}`,
      sealed: ({ check, sealer }: { check: string | number; sealer: string | number }) =>
        `${say.inside(check)} (الخاتم ${say.inside(sealer)})`,
    },
    policy: {
      none: 'لا شيء',
      quarantine: 'عزل مثل هذا البريد',
      reject: 'رفض مثل هذا البريد',
    },
    files: {
      label: 'الملفات',
      open: ({ name }: { name: string | number }) => `معاينة ${say.inside(name)}`,
      save: ({ name }: { name: string | number }) => `تنزيل ${say.inside(name)}`,
      danger: {
        program: 'يمكن لهذا الملف تشغيل برامج. لا يُفتح إلا إن كان متوقعًا.',
        macros: 'قد يحتوي هذا المستند على وحدات ماكرو. لا يُفتح إلا إن كان متوقعًا.',
        page: 'قد تحتوي هذه الصفحة على برامج نصية. لا تُعرض هنا.',
        packed: 'لم يُفحص ما بداخله.',
      },
      dangerShort: {
        program: 'يمكنه تشغيل برامج',
        macros: 'قد يحوي ماكرو',
        page: 'لا يُعرض هنا',
        packed: 'لم يُفحص داخله',
      },
      loading: 'جارٍ الجلب…',
      away: 'ليس على هذا الجهاز. يظهر حين تعود الشبكة.',
      cut: 'الباقي في الملف.',
      unreadable: 'تعذّرت قراءة هذا. الملف نفسه في الأسفل.',
      locked: 'يطلب هذا المستند كلمة مرور. نزّله لفتحه.',
      page: ({ count, n }: { count: number; n: number }) =>
        `الصفحة ${say.number(n)} من ${say.number(count)}`,
      pageBefore: 'الصفحة السابقة',
      pageNext: 'الصفحة التالية',
      kept: {
        held: 'على هذا الجهاز',
        asked: 'يصل عند الاتصال',
        away: 'ليس على هذا الجهاز',
      },
      fetchLater: 'جلب عند الاتصال',
      fetchLaterNamed: ({ name }: { name: string | number }) =>
        `جلب ${say.inside(name)} عند الاتصال`,
      notLater: 'إلغاء الجلب',
      notLaterNamed: ({ name }: { name: string | number }) => `إلغاء جلب ${say.inside(name)}`,
      later: ({ name }: { name: string | number }) =>
        `«${say.inside(name)}» ليس على هذا الجهاز. يُجلب عند الاتصال.`,
      laterFull: 'عدد الملفات المنتظرة بلغ الحد. يلزم الاتصال، أو إلغاء جلب واحد منها.',
      arrived: ({ name }: { name: string | number }) =>
        `«${say.inside(name)}» على هذا الجهاز الآن.`,
      lost: ({ name }: { name: string | number }) => `تعذّر جلب «${say.inside(name)}».`,
    },
    replyFiles: {
      label: 'ملفات هذا الرد',
      noteLabel: 'ملفات هذه الملاحظة',
      add: 'إضافة ملفات',
      drop: 'الإفلات هنا يضيف الملفات',
      adding: 'جارٍ قراءة الملفات…',
      remove: ({ name }: { name: string | number }) => `إخراج ${say.inside(name)}`,
      progress: ({ name }: { name: string | number }) => `ما أُرسل من ${say.inside(name)}`,
      picture: ({ at }: { at: string | number }) => `الصورة ${say.inside(at)}`,
      pictureWaits: ({ name }: { name: string | number }) => `صورة: ${say.inside(name)}`,
      inText: 'في النص',
      onDevice: 'على هذا الجهاز؛ يُرفع عند الاتصال',
      waiting: 'ينتظر الرفع',
      percent: ({ n }: { n: number }) => `جارٍ الرفع، ${say.number(n)} %`,
      refused: ({ why }: { why: string | number }) => `لم يُقبل: ${say.inside(why)}`,
      elsewhere: 'ما زال لدى من أضافه',
      unknown: 'لم يُعرف بعد أنه وصل',
      retry: 'إعادة المحاولة',
      tooMany: ({ n }: { n: number }) => `الحد الأقصى لملفات الرسالة: ${say.number(n)}.`,
      tooLarge: ({ most, name }: { most: string | number; name: string | number }) =>
        `«${say.inside(name)}» أكبر من الحد: مجموع ملفات الرسالة ${say.inside(most)} على الأكثر.`,
      noRoom: ({ name }: { name: string | number }) =>
        `لا مساحة على هذا الجهاز لـ «${say.inside(name)}». لم يُضف.`,
      unread: ({ name }: { name: string | number }) => `تعذّرت قراءة «${say.inside(name)}».`,
      refusedSend: ({ name }: { name: string | number }) =>
        `لا يقبل الخادم «${say.inside(name)}». يلزم إخراجه، أو إعادة المحاولة.`,
      elsewhereSend: ({ name }: { name: string | number }) =>
        `«${say.inside(name)}» ما زال في الطريق ممن أضافه. يُرسل الرد حين يصل، أو بعد إخراجه.`,
      waits: 'ينتظر ملفاته، وما زالت تُرفع.',
      linked: 'أكبر من أن يُرسل بالبريد: أُرسل رابطًا',
      pictureWaitsUnnamed: 'صورة',
      refusedUnsaid: 'لم يُقبل',
      camera: 'التقاط صورة',
      largeOffline: ({ name, size }: { name: string | number; size: string | number }) =>
        `حجم «${say.inside(name)}» هو ${say.inside(size)}. يُحفظ على هذا الجهاز ويُرفع عند الاتصال، وقد يستغرق ذلك بعض الوقت.`,
    },
    event: {
      label: 'دعوة تقويم',
      request: 'دعوة',
      cancel: 'ملغاة',
      reply: 'رد على دعوة',
      publish: 'موعد في التقويم',
      counter: 'اقتُرح وقت آخر',
      when: 'الوقت',
      theirTime: 'بتوقيتهم',
      where: 'المكان',
      organiser: 'من',
      people: 'الأشخاص',
      repeats: 'التكرار',
      allDay: 'طوال اليوم',
      until: ({ when }: { when: string | number }) => `حتى ${say.inside(when)}`,
      more: ({ n }: { n: number }) =>
        `و${say.plural(n) === 'zero' ? `${say.number(n)} إدخال آخر` : say.plural(n) === 'one' ? 'إدخال آخر' : say.plural(n) === 'two' ? 'إدخالان آخران' : say.plural(n) === 'few' ? `${say.number(n)} إدخالات أخرى` : say.plural(n) === 'many' ? `${say.number(n)} إدخالًا آخر` : `${say.number(n)} إدخال آخر`} في الملف`,
      morePeople: ({ n }: { n: number }) => `و${say.number(n)} غيرهم`,
      untitled: 'بلا عنوان',
      answer: {
        accepted: 'قبول',
        declined: 'اعتذار',
        tentative: 'ربما',
        'needs-action': '',
        delegated: 'إنابة شخص آخر',
        other: '',
      },
      repeat: {
        daily: ({ n }: { n: number }) =>
          n === 1
            ? 'كل يوم'
            : say.plural(n) === 'zero'
              ? `كل ${say.number(n)} يوم`
              : say.plural(n) === 'one'
                ? 'كل يوم'
                : say.plural(n) === 'two'
                  ? 'كل يومين'
                  : say.plural(n) === 'few'
                    ? `كل ${say.number(n)} أيام`
                    : say.plural(n) === 'many'
                      ? `كل ${say.number(n)} يومًا`
                      : `كل ${say.number(n)} يوم`,
        weekly: ({ n }: { n: number }) =>
          n === 1
            ? 'كل أسبوع'
            : say.plural(n) === 'zero'
              ? `كل ${say.number(n)} أسبوع`
              : say.plural(n) === 'one'
                ? 'كل أسبوع'
                : say.plural(n) === 'two'
                  ? 'كل أسبوعين'
                  : say.plural(n) === 'few'
                    ? `كل ${say.number(n)} أسابيع`
                    : say.plural(n) === 'many'
                      ? `كل ${say.number(n)} أسبوعًا`
                      : `كل ${say.number(n)} أسبوع`,
        monthly: ({ n }: { n: number }) =>
          n === 1
            ? 'كل شهر'
            : say.plural(n) === 'zero'
              ? `كل ${say.number(n)} شهر`
              : say.plural(n) === 'one'
                ? 'كل شهر'
                : say.plural(n) === 'two'
                  ? 'كل شهرين'
                  : say.plural(n) === 'few'
                    ? `كل ${say.number(n)} أشهر`
                    : say.plural(n) === 'many'
                      ? `كل ${say.number(n)} شهرًا`
                      : `كل ${say.number(n)} شهر`,
        yearly: ({ n }: { n: number }) =>
          n === 1
            ? 'كل سنة'
            : say.plural(n) === 'zero'
              ? `كل ${say.number(n)} سنة`
              : say.plural(n) === 'one'
                ? 'كل سنة'
                : say.plural(n) === 'two'
                  ? 'كل سنتين'
                  : say.plural(n) === 'few'
                    ? `كل ${say.number(n)} سنوات`
                    : say.plural(n) === 'many'
                      ? `كل ${say.number(n)} سنة`
                      : `كل ${say.number(n)} سنة`,
        other: 'بقاعدة خاصة',
        on: ({ days }: { days: string | number }) => `في ${say.inside(days)}`,
        onDay: ({ days }: { days: string | number }) => `في اليوم ${say.inside(days)}`,
        last: ({ day }: { day: string | number }) => `آخر ${say.inside(day)}`,
        nth: ({ day, n }: { day: string | number; n: number }) =>
          `${say.inside(day)} رقم ${say.number(n)}`,
        times: ({ n }: { n: number }) =>
          say.plural(n) === 'zero'
            ? `${say.number(n)} مرة`
            : say.plural(n) === 'one'
              ? 'مرة واحدة'
              : say.plural(n) === 'two'
                ? 'مرتان'
                : say.plural(n) === 'few'
                  ? `${say.number(n)} مرات`
                  : say.plural(n) === 'many'
                    ? `${say.number(n)} مرة`
                    : `${say.number(n)} مرة`,
        except: ({ n }: { n: number }) =>
          `إلا ${say.plural(n) === 'zero' ? `${say.number(n)} مرة` : say.plural(n) === 'one' ? 'مرة واحدة' : say.plural(n) === 'two' ? 'مرتين' : say.plural(n) === 'few' ? `${say.number(n)} مرات` : say.plural(n) === 'many' ? `${say.number(n)} مرة` : `${say.number(n)} مرة`}`,
      },
    },
    contact: {
      label: 'بطاقة جهة اتصال',
      nameless: 'بلا اسم',
      more: ({ n }: { n: number }) =>
        `و${say.plural(n) === 'zero' ? `${say.number(n)} بطاقة أخرى` : say.plural(n) === 'one' ? 'بطاقة أخرى' : say.plural(n) === 'two' ? 'بطاقتان أخريان' : say.plural(n) === 'few' ? `${say.number(n)} بطاقات أخرى` : say.plural(n) === 'many' ? `${say.number(n)} بطاقة أخرى` : `${say.number(n)} بطاقة أخرى`} في الملف`,
    },
    remoteSomeShown: ({ loaded, n }: { loaded: number; n: number }) =>
      `حُمّلت ${say.number(loaded)} من ${say.plural(n) === 'zero' ? `${say.number(n)} صورة` : say.plural(n) === 'one' ? 'صورة واحدة' : say.plural(n) === 'two' ? 'صورتين' : say.plural(n) === 'few' ? `${say.number(n)} صور` : say.plural(n) === 'many' ? `${say.number(n)} صورة` : `${say.number(n)} صورة`} عبر هذا المكتب.`,
  }) as const

const next = (say: Say) =>
  ({
    label: 'التذكرة التالية',
    looking: 'جارٍ البحث عن التذكرة التالية…',
    left: ({ n }: { n: number }) =>
      `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`} بعد هذه`,
    last: 'هذه هي الأخيرة',
    offline: 'دون اتصال: قد يكون فيها آخرون أيضًا.',
    skip: 'تخطّي',
    end: 'إنهاء',
    clear: 'لا شيء ينتظر',
    clearHint: 'لا تذكرة تنتظرك.',
    skipped: ({ n }: { n: number }) => `جرى تخطّي ${say.number(n)}`,
    again: 'البدء بها من جديد',
    taken: ({ name }: { name: string | number }) => `${say.inside(name)} فيها؛ هذه هي التالية.`,
  }) as const

const owed = (say: Say) =>
  ({
    title: 'ما لم يصل من هذا الجهاز بعد',
    nothing: 'كل شيء على الخادم.',
    nothingEver: 'كل ما تفعله يُحفظ على هذا الجهاز أولًا، ثم على الخادم.',
    lastHeard: ({ when }: { when: string | number }) => `آخر اتصال بالخادم ${say.inside(when)}`,
    never: 'لم يتصل بالخادم بعد',
    updateHint: 'إصدار أحدث جاهز. يبدأ عند الطلب؛ ولا يضيع شيء مما كتبته.',
    applyUpdate: 'إعادة التشغيل الآن',
    copyText: 'نسخ النص',
    sendAnyway: 'إرسال رغم ذلك',
    useWords: 'وضعه في الرد',
    wordsWhy: 'أُرسل الرد في هذه الأثناء دون هذه الكلمات.',
    redoNote: ({ where }: { where: string | number }) => `إضافتها إلى ${say.inside(where)}`,
    redoReply: ({ where }: { where: string | number }) => `كتابته في ${say.inside(where)}`,
    otherTicket: 'التذكرة الأخرى',
    batch: ({ n, what }: { n: number; what: string | number }) =>
      `${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}: ${say.inside(what)}`,
    forAll: ({ n, what }: { n: number; what: string | number }) =>
      `‏${say.inside(what)} (${say.number(n)})`,
    more: ({ n }: { n: number }) => `و${say.number(n)} غيرها`,
    awayTicket: 'تذكرة ليست هنا',
    needsYou: 'يحتاج إليك',
    stillWaiting: 'ينتظر الإرسال',
    lostTitle: 'لم يُقبل',
    lostLead: 'سبقك أحدهم إلى تعيين هذه. ويبقى ما عيّنه ما لم يُعتمد خيارك.',
    seen: 'تركه',
    fullTitle: 'هذا الجهاز ممتلئ',
    fullLead:
      'قد لا يُحفظ ما تفعله. أُزيلت نسخ من تذاكر قديمة لإفساح المجال، ولم يُزل شيء لم يُرسل. يلزم تحرير بعض المساحة على هذا الجهاز.',
    unstored: 'بعض ما كتبته موجود في علامة التبويب هذه فقط. يلزم إبقاؤها مفتوحة حتى تتوفر مساحة.',
    wipedTitle: 'أزال المتصفح بيانات هذا المكتب من هذا الجهاز',
    wipedNothing: 'لم يكن فيها شيء لم يُرسل. يجري جلب التذاكر من جديد.',
    wipedKept: ({ n }: { n: number }) =>
      say.plural(n) === 'zero'
        ? `كان فيها ${say.number(n)} عنصر لم يُرسل. كان لدى علامة التبويب هذه فأعادته.`
        : say.plural(n) === 'one'
          ? 'كان فيها عنصر واحد لم يُرسل. كان لدى علامة التبويب هذه فأعادته.'
          : say.plural(n) === 'two'
            ? 'كان فيها عنصران لم يُرسلا. كانا لدى علامة التبويب هذه فأعادتهما.'
            : say.plural(n) === 'few'
              ? `كانت فيها ${say.number(n)} عناصر لم تُرسل. كانت لدى علامة التبويب هذه فأعادتها.`
              : say.plural(n) === 'many'
                ? `كان فيها ${say.number(n)} عنصرًا لم تُرسل. كانت لدى علامة التبويب هذه فأعادتها.`
                : `كان فيها ${say.number(n)} عنصر لم تُرسل. كانت لدى علامة التبويب هذه فأعادتها.`,
    wipedGone: ({ n }: { n: number }) =>
      say.plural(n) === 'zero'
        ? `تعذّر حفظ ${say.number(n)} عنصر آخر: لم يكن في الذاكرة.`
        : say.plural(n) === 'one'
          ? 'تعذّر حفظ عنصر آخر: لم يكن في الذاكرة.'
          : say.plural(n) === 'two'
            ? 'تعذّر حفظ عنصرين آخرين: لم يكونا في الذاكرة.'
            : say.plural(n) === 'few'
              ? `تعذّر حفظ ${say.number(n)} عناصر أخرى: لم تكن في الذاكرة.`
              : say.plural(n) === 'many'
                ? `تعذّر حفظ ${say.number(n)} عنصرًا آخر: لم تكن في الذاكرة.`
                : `تعذّر حفظ ${say.number(n)} عنصر آخر: لم تكن في الذاكرة.`,
    understood: 'حسنًا',
    storagePersisted: 'يحتفظ هذا المتصفح بالبيانات حتى تسجيل الخروج.',
    storageBestEffort: 'قد يزيل هذا المتصفح البيانات حين تضيق ذاكرة الجهاز.',
    storageUsed: ({ used }: { used: string | number }) =>
      `المستخدم على هذا الجهاز: ${say.inside(used)}.`,
    tryNow: 'المحاولة الآن',
    trying: 'جارٍ المحاولة…',
    saveAll: 'حفظ الكل في ملف',
    savedAll: ({ n }: { n: number }) =>
      `حُفظ في ملف: ${say.plural(n) === 'zero' ? 'لا شيء' : say.plural(n) === 'one' ? 'عنصر واحد' : say.plural(n) === 'two' ? 'عنصران' : say.plural(n) === 'few' ? `${say.number(n)} عناصر` : say.plural(n) === 'many' ? `${say.number(n)} عنصرًا` : `${say.number(n)} عنصر`}. الملفات التي كانت سترافقه ليست فيه.`,
    fileHead: ({ when }: { when: string | number }) => `لم يُرسل بعد، ${say.inside(when)}`,
    fileName: 'deskside-unsent.txt',
    notReached: 'تعذّر الوصول إلى الخادم. ما ينتظر يبقى هنا ويُرسل حين يمكن.',
  }) as const

const search = (say: Say) =>
  ({
    region: 'عن هذا البحث',
    here: ({ n }: { n: number }) => `على هذا الجهاز: ${say.number(n)}`,
    noneHere: ({ tickets }: { tickets: number }) =>
      `لا شيء على هذا الجهاز، ضمن ${say.plural(tickets) === 'zero' ? `${say.number(tickets)} تذكرة` : say.plural(tickets) === 'one' ? 'تذكرة واحدة' : say.plural(tickets) === 'two' ? 'تذكرتين' : say.plural(tickets) === 'few' ? `${say.number(tickets)} تذاكر` : say.plural(tickets) === 'many' ? `${say.number(tickets)} تذكرة` : `${say.number(tickets)} تذكرة`}`,
    more: ({ n }: { n: number }) => `على الخادم أيضًا: ${say.number(n)}`,
    noMore: 'لا مزيد على الخادم',
    asking: 'جارٍ سؤال الخادم…',
    offline: 'دون اتصال: لم يُسأل الخادم',
    failed: ({ why }: { why: string | number }) => `لم يبحث الخادم: ${say.inside(why)}`,
    filling: 'ما زال الخادم يقرأ تذاكره القديمة',
    reading: ({ all, done }: { all: number; done: number }) =>
      `جارٍ قراءة ما على هذا الجهاز: ${say.number(done)} من ${say.number(all)}`,
    unknown: ({ n }: { n: number }) =>
      say.plural(n) === 'zero'
        ? `${say.number(n)} تذكرة هنا بعنوانها فقط: ما قيل فيها يعرفه الخادم.`
        : say.plural(n) === 'one'
          ? 'تذكرة واحدة هنا بعنوانها فقط: ما قيل فيها يعرفه الخادم.'
          : say.plural(n) === 'two'
            ? 'تذكرتان هنا بعنوانيهما فقط: ما قيل فيهما يعرفه الخادم.'
            : say.plural(n) === 'few'
              ? `${say.number(n)} تذاكر هنا بعناوينها فقط: ما قيل فيها يعرفه الخادم.`
              : say.plural(n) === 'many'
                ? `${say.number(n)} تذكرة هنا بعناوينها فقط: ما قيل فيها يعرفه الخادم.`
                : `${say.number(n)} تذكرة هنا بعناوينها فقط: ما قيل فيها يعرفه الخادم.`,
    askMore: 'متابعة البحث على الخادم',
    ended: 'توقف البحث على هذا الجهاز. إعادة تحميل الصفحة تتيح المتابعة.',
    options: 'طرق تضييق البحث',
    optionKeys: '↓ للاختيار، Tab للاعتماد',
    faultAt: ({ piece }: { piece: string | number }) => `عند «${say.inside(piece)}»: `,
    operators: {
      is: 'open, unread, snoozed, overdue …',
      in: 'طابور',
      assignee: '‏me أو none أو اسم',
      from: 'من كتب',
      to: 'من يصل إليه أيضًا',
      org: 'مؤسسة',
      label: 'وسم',
      priority: '‏low حتى urgent',
      status: 'حالة',
      has: 'attachment, note, draft',
      sla: 'يحين خلال، مثل ⁦<2h⁩',
      before: 'وردت قبل يوم',
      after: 'وردت في يوم أو بعده',
      updated: 'آخر تغيير، مثل ⁦<3d⁩',
      id: 'رقم',
    },
    me: 'أنا',
    nobody: 'لا أحد',
    hours: ({ n }: { n: number }) =>
      `أقل من ${say.plural(n) === 'zero' ? `${say.number(n)} ساعة` : say.plural(n) === 'one' ? 'ساعة واحدة' : say.plural(n) === 'two' ? 'ساعتين' : say.plural(n) === 'few' ? `${say.number(n)} ساعات` : say.plural(n) === 'many' ? `${say.number(n)} ساعة` : `${say.number(n)} ساعة`}`,
    days: ({ n }: { n: number }) =>
      `أقل من ${say.plural(n) === 'zero' ? `${say.number(n)} يوم` : say.plural(n) === 'one' ? 'يوم واحد' : say.plural(n) === 'two' ? 'يومين' : say.plural(n) === 'few' ? `${say.number(n)} أيام` : say.plural(n) === 'many' ? `${say.number(n)} يومًا` : `${say.number(n)} يوم`}`,
    olderDays: ({ n }: { n: number }) =>
      `أكثر من ${say.plural(n) === 'zero' ? `${say.number(n)} يوم` : say.plural(n) === 'one' ? 'يوم واحد' : say.plural(n) === 'two' ? 'يومين' : say.plural(n) === 'few' ? `${say.number(n)} أيام` : say.plural(n) === 'many' ? `${say.number(n)} يومًا` : `${say.number(n)} يوم`}`,
    moreAtLeast: ({ n }: { n: number }) => `على الخادم أيضًا: ${say.number(n)} أو أكثر`,
  }) as const

const snooze = (say: Say) =>
  ({
    hint: 'غدًا 9، بعد 3 أيام، الجمعة 14:00',
    unknown: 'هذا الوقت غير مفهوم أو قد مضى. جرّب «غدًا 9» أو «بعد 3 أيام» أو «الجمعة 14:00».',
    date: 'التاريخ والوقت',
    set: 'تأجيل',
    firm: 'لا تُنبّه إذا كتبوا',
    firmUntil: ({ when }: { when: string | number }) =>
      `مؤجّلة حتى ${say.inside(when)}، حتى إذا كتبوا`,
    current: 'كما هي',
    promise: {
      none: 'لا موعد ملتزم به الآن.',
      runs: ({ when }: { when: string | number }) =>
        `الموعد الملتزم به مستمر: ${say.inside(when)}.`,
      before: ({ when }: { when: string | number }) =>
        `الموعد الملتزم به مستمر ويحلّ قبل انتهاء التأجيل: ${say.inside(when)}.`,
      late: ({ when }: { when: string | number }) =>
        `الموعد الملتزم به مستمر وقد فات: ${say.inside(when)}.`,
      many: ({ n }: { n: number }) =>
        `المواعيد الملتزم بها مستمرة؛ ${say.plural(n) === 'zero' ? 'لا شيء منها يحلّ' : say.plural(n) === 'one' ? 'واحد منها يحلّ' : say.plural(n) === 'two' ? 'اثنان منها يحلّان' : say.plural(n) === 'few' ? `${say.number(n)} منها تحلّ` : say.plural(n) === 'many' ? `${say.number(n)} منها تحلّ` : `${say.number(n)} منها تحلّ`} قبل انتهاء التأجيل.`,
      manyNone: 'المواعيد الملتزم بها مستمرة؛ لا شيء منها يحلّ قبل انتهاء التأجيل.',
    },
    typed: {
      today: 'اليوم',
      tonight: 'الليلة|هذا المساء|مساء اليوم',
      tomorrow: 'غدا|الغد|غد|بكرة',
      afterTomorrow: 'بعد غد|بعد الغد|بعد بكرة',
      morning: 'صباحا|الصباح|في الصباح|صباح',
      noon: 'ظهرا|الظهر|عند الظهر',
      afternoon: 'عصرا|العصر|بعد الظهر',
      evening: 'مساء|المساء|في المساء|ليلا',
      am: 'ص',
      pm: 'م',
      in: 'بعد|خلال',
      next: 'القادم|القادمة|المقبل|المقبلة|التالي|التالية',
      minute: 'دقيقة|دقائق|2 دقيقتين|2 دقيقتان',
      hour: 'ساعة|ساعات|2 ساعتين|2 ساعتان',
      day: 'يوم|أيام|يوما|2 يومين|2 يومان',
      week: 'أسبوع|الأسبوع|أسابيع|2 أسبوعين|2 أسبوعان',
      month: 'شهر|الشهر|أشهر|شهور|2 شهرين|2 شهران',
      clock: 'الساعة',
      filler: 'في|على|عند|من|حتى|و|هذا|هذه',
      numbers:
        'واحد/واحدة|اثنين/اثنان|ثلاثة/ثلاث|أربعة/أربع|خمسة/خمس|ستة/ست|سبعة/سبع|ثمانية/ثماني|تسعة/تسع|عشرة/عشر',
    },
  }) as const

const split = (_say: Say) =>
  ({
    label: 'أقسام الوارد',
    first: 'الأول',
    next: 'التالي',
    everything: 'الكل',
  }) as const

const ticket = (say: Say) =>
  ({
    head: {
      missing: 'هذه التذكرة ليست على هذا الجهاز',
      missingHint: 'تُفتح حين تعود الشبكة.',
      back: 'العودة إلى القائمة',
      previous: 'التذكرة السابقة',
      next: 'التذكرة التالية',
      copyNumber: ({ n }: { n: string | number }) => `نسخ ⁦#${say.inside(n)}⁩`,
      copied: {
        number: ({ n }: { n: string | number }) => `نُسخ ⁦#${say.inside(n)}⁩`,
        address: ({ n }: { n: string | number }) => `نُسخ عنوان ⁦#${say.inside(n)}⁩`,
        all: ({ n }: { n: string | number }) => `نُسخ ⁦#${say.inside(n)}⁩ مع الموضوع والعنوان`,
      },
      editSubject: 'تعديل الموضوع',
      subject: 'الموضوع',
      status: 'الحالة',
      priority: 'الأولوية',
      assignee: 'المسند إليه',
      queue: 'الطابور',
      tags: 'الوسوم',
      addTag: 'وسم',
      markSpam: 'تمييز كمزعجة',
      more: 'التفاصيل',
      removeTag: ({ tag }: { tag: string | number }) => `إزالة الوسم ${say.inside(tag)}`,
      snoozedUntil: ({ when }: { when: string | number }) => `مؤجّلة حتى ${say.inside(when)}`,
      present: ({ names }: { names: string | number }) => `هنا الآن: ${say.inside(names)}`,
      replying: ({ name }: { name: string | number }) => `${say.inside(name)} يكتب ردًّا…`,
      replyingMany: ({ names }: { names: string | number }) => `${say.inside(names)} يكتبون ردًّا…`,
      earlier: ({ n }: { n: number }) =>
        say.plural(n) === 'zero'
          ? `${say.number(n)} رسالة سابقة`
          : say.plural(n) === 'one'
            ? 'رسالة سابقة'
            : say.plural(n) === 'two'
              ? 'رسالتان سابقتان'
              : say.plural(n) === 'few'
                ? `${say.number(n)} رسائل سابقة`
                : say.plural(n) === 'many'
                  ? `${say.number(n)} رسالة سابقة`
                  : `${say.number(n)} رسالة سابقة`,
      changes: ({ n }: { n: number }) =>
        say.plural(n) === 'zero'
          ? `${say.number(n)} تغيير`
          : say.plural(n) === 'one'
            ? 'تغيير واحد'
            : say.plural(n) === 'two'
              ? 'تغييران'
              : say.plural(n) === 'few'
                ? `${say.number(n)} تغييرات`
                : say.plural(n) === 'many'
                  ? `${say.number(n)} تغييرًا`
                  : `${say.number(n)} تغيير`,
      newBelow: 'رسالة جديدة',
      merged: 'دُمجت هذه التذكرة في تذكرة أخرى.',
      label: ({ n, subject }: { n: string | number; subject: string | number }) =>
        `التذكرة ⁦#${say.inside(n)}⁩: ${say.inside(subject)}`,
      thread: 'الرسائل',
    },
    gone: {
      title: 'لم يعد بإمكانك رؤية هذه التذكرة',
      none: 'لا توجد هنا تذكرة كهذه',
      noneHint: 'حُذفت، أو هي في طابور لا تراه.',
      hint: {
        rights: 'لم يعد طابورها ضمن ما تراه. ما حُفظ من الرد يبقى مع التذكرة.',
        left: 'نُقلت إلى طابور لا تراه، أو حُذفت. ما حُفظ من الرد ذهب معها.',
      },
      kept: 'ما كتبته ولم ترسله',
      row: {
        rights: 'لم تعد ترى طابورها',
        left: 'نُقلت إلى طابور لا تراه، أو حُذفت',
      },
      said: {
        rights: ({ n }: { n: number }) =>
          say.plural(n) === 'zero'
            ? 'لم تخرج أي تذكرة من القائمة.'
            : say.plural(n) === 'one'
              ? 'خرجت تذكرة من القائمة: لم تعد ترى طابورها.'
              : say.plural(n) === 'two'
                ? 'خرجت تذكرتان من القائمة: لم تعد ترى طابورهما.'
                : say.plural(n) === 'few'
                  ? `خرجت ${say.number(n)} تذاكر من القائمة: لم تعد ترى طوابيرها.`
                  : say.plural(n) === 'many'
                    ? `خرجت ${say.number(n)} تذكرة من القائمة: لم تعد ترى طوابيرها.`
                    : `خرجت ${say.number(n)} تذكرة من القائمة: لم تعد ترى طوابيرها.`,
        left: ({ n }: { n: number }) =>
          say.plural(n) === 'zero'
            ? 'لم تخرج أي تذكرة من القائمة.'
            : say.plural(n) === 'one'
              ? 'خرجت تذكرة من القائمة: نُقلت إلى طابور لا تراه، أو حُذفت.'
              : say.plural(n) === 'two'
                ? 'خرجت تذكرتان من القائمة: نُقلتا إلى طابور لا تراه، أو حُذفتا.'
                : say.plural(n) === 'few'
                  ? `خرجت ${say.number(n)} تذاكر من القائمة: نُقلت إلى طوابير لا تراها، أو حُذفت.`
                  : say.plural(n) === 'many'
                    ? `خرجت ${say.number(n)} تذكرة من القائمة: نُقلت إلى طوابير لا تراها، أو حُذفت.`
                    : `خرجت ${say.number(n)} تذكرة من القائمة: نُقلت إلى طوابير لا تراها، أو حُذفت.`,
      },
    },
    menu: {
      filter: 'الكتابة للاختيار',
      status: 'تعيين الحالة',
      priority: 'تعيين الأولوية',
      assign: 'إسناد إلى',
      label: 'الوسوم',
      move: 'نقل إلى طابور',
      snooze: 'تأجيل حتى',
      newTag: ({ tag }: { tag: string | number }) => `وسم جديد «${say.inside(tag)}»`,
      me: ({ name }: { name: string | number }) => `${say.inside(name)} (أنا)`,
      nothing: 'لا شيء مطابق.',
      wake: 'إنهاء التأجيل الآن',
      laterToday: 'لاحقًا اليوم',
      tomorrow: 'صباح الغد',
      nextWeek: 'الأسبوع القادم',
      nextMonth: 'بعد شهر',
    },
    change: ({
      field,
      from,
      to,
      who,
    }: {
      field: string | number
      from: string | number
      to: string | number
      who: string | number
    }) =>
      `غيّر ${say.inside(who)} ${say.inside(field)} من ${say.inside(from)} إلى ${say.inside(to)}`,
    tagged: ({ tag, who }: { tag: string | number; who: string | number }) =>
      `أضاف ${say.inside(who)} الوسم ${say.inside(tag)}`,
    spam: ({ who }: { who: string | number }) => `ميّزها ${say.inside(who)} كمزعجة`,
    notSpam: ({ who }: { who: string | number }) => `قال ${say.inside(who)} إنها ليست مزعجة`,
    spamLine: {
      title: 'هذه التذكرة مميّزة كمزعجة',
      means: 'لا تظهر في أي قائمة أو رقم، ولا يُرسل شيء تلقائي عنها. قد يُحتجز بريد آخر من مرسلها.',
      answered: 'كتب أحد فيها بعد تمييزها.',
      back: 'ليست مزعجة',
    },
    notArrived: {
      title: 'لم تصل رسالة من هذه التذكرة',
      means: 'تبقى ضمن «تحتاج انتباهًا» حتى يعالج أحد الأمر: بعنوان آخر أو باتصال.',
      settle: 'عولج',
      done: 'عولج الأمر. لم تعد تحتاج انتباهًا لهذا السبب.',
    },
    untagged: ({ tag, who }: { tag: string | number; who: string | number }) =>
      `أزال ${say.inside(who)} الوسم ${say.inside(tag)}`,
    snoozed: ({ when, who }: { when: string | number; who: string | number }) =>
      `أجّلها ${say.inside(who)} حتى ${say.inside(when)}`,
    woken: ({ who }: { who: string | number }) => `أنهى ${say.inside(who)} التأجيل`,
    openedTo: ({ queue, who }: { queue: string | number; who: string | number }) =>
      `فتحها ${say.inside(who)} للطابور ${say.inside(queue)} أيضًا`,
    closedTo: ({ queue, who }: { queue: string | number; who: string | number }) =>
      `أخرجها ${say.inside(who)} من ${say.inside(queue)}`,
    person: {
      on: ({ name, who }: { name: string | number; who: string | number }) =>
        `أضاف ${say.inside(who)} شخصًا إلى هذه التذكرة: ${say.inside(name)}`,
      off: ({ name, who }: { name: string | number; who: string | number }) =>
        `أزال ${say.inside(who)} شخصًا من هذه التذكرة: ${say.inside(name)}`,
      back: ({ name, who }: { name: string | number; who: string | number }) =>
        `أعاد ${say.inside(who)} شخصًا إلى هذه التذكرة: ${say.inside(name)}`,
    },
    fields: {
      subject: 'الموضوع',
      status: 'الحالة',
      priority: 'الأولوية',
      queue: 'الطابور',
      assignee: 'المسند إليه',
    },
    lost: {
      mine: ({
        mine,
        stays,
        when,
      }: {
        mine: string | number
        stays: string | number
        when: string | number
      }) => `اخترت ${say.inside(mine)} في ${say.inside(when)}؛ بقي ${say.inside(stays)}`,
      theirs: ({
        mine,
        stays,
        when,
        who,
      }: {
        mine: string | number
        stays: string | number
        when: string | number
        who: string | number
      }) =>
        `تأخر ${say.inside(mine)} من ${say.inside(who)} في ${say.inside(when)}؛ بقي ${say.inside(stays)}`,
      useMine: 'اعتماد خياري',
      useMineHint: ({ value }: { value: string | number }) => `تعيين ${say.inside(value)} رغم ذلك`,
      snoozed: ({ when }: { when: string | number }) => `مؤجّلة حتى ${say.inside(when)}`,
      awake: 'غير مؤجّلة',
      spam: 'مزعجة',
      notSpam: 'ليست مزعجة',
      nothing: 'لا شيء',
      mineOffline: ({
        mine,
        stays,
        when,
      }: {
        mine: string | number
        stays: string | number
        when: string | number
      }) =>
        `اخترت ${say.inside(mine)} في ${say.inside(when)} (دون اتصال)؛ بقي ${say.inside(stays)}`,
    },
    message: {
      internal: 'داخلية',
      reply: 'رد',
      written: ({ when }: { when: string | number }) => `كُتب ${say.inside(when)}`,
      quoted: 'عرض النص المقتبس',
      hideQuoted: 'إخفاء النص المقتبس',
      formattedMail: 'الرسالة بتنسيقها',
      noFormatting: 'الرسالة بتنسيقها ليست على هذا الجهاز. تظهر حين تعود الشبكة.',
    },
    merged: {
      into: ({ n }: { n: string | number }) => `دُمجت في ⁦#${say.inside(n)}⁩.`,
      unseen: 'دُمجت هذه التذكرة في تذكرة لا يحق لك رؤيتها.',
      draft: 'الرد الذي كنت تكتبه انتقل معها.',
      open: ({ n }: { n: string | number }) => `فتح ⁦#${say.inside(n)}⁩`,
      goOn: ({ n }: { n: string | number }) => `متابعة الرد في ⁦#${say.inside(n)}⁩`,
      apart: 'فكّ الدمج',
    },
    composer: {
      reply: 'رد',
      note: 'ملاحظة',
      replyTo: ({ name }: { name: string | number }) => `رد على ${say.inside(name)}…`,
      writeNote: 'كتابة ملاحظة داخلية…',
      continueDraft: 'متابعة المسودة',
      continueDraftOf: ({ name }: { name: string | number }) =>
        `متابعة المسودة التي بدأها ${say.inside(name)}`,
      banner: 'رد علني · يرى فريقك المسودة',
      bannerMany: ({ n }: { n: number }) =>
        `رد علني إلى عدة أشخاص (${say.number(n)}) · يرى فريقك المسودة`,
      noteBanner: 'ملاحظة داخلية · لا يراها إلا فريقك',
      send: 'إرسال',
      sendSolve: 'إرسال وحل',
      sendLater: 'إرسال لاحقًا',
      otherTime: 'وقت آخر',
      sendThen: 'إرسال حينها',
      addNote: 'إضافة الملاحظة',
      onDevice: 'على هذا الجهاز',
      saved: 'محفوظ',
      willSend: 'يُرسل عند الاتصال',
      notStored: 'لم يُحفظ: الجهاز ممتلئ. يلزم إبقاء علامة التبويب هذه مفتوحة.',
      loading: 'جارٍ فتح المسودة…',
      placeholder: ({ name }: { name: string | number }) =>
        `الكتابة إلى ${say.inside(name)}. يمكن للفريق المشاركة فيها.`,
      notePlaceholder:
        'الكتابة إلى فريقك؛ @ للإشارة إلى أحد و# إلى تذكرة. لا يراها مقدّم الطلب أبدًا.',
      noteEmpty: 'تحتاج الملفات إلى بضع كلمات.',
      noteTooLong: 'هذه الملاحظة طويلة جدًا، أو قوائمها متداخلة أكثر من اللازم. اجعلها ملاحظتين.',
      mentionList: 'من يرى هذه التذكرة',
      mentionNobody: 'لا أحد ممن يرون هذه التذكرة بهذا الاسم.',
      ticketList: 'التذاكر على هذا الجهاز',
      variableList: 'متغيّرات هذه التذكرة',
      variableOpen: 'غير معروف هنا، يُملأ قبل الإرسال',
      mentionTold: ({ names }: { names: string | number }) =>
        `سيُبلَّغ عند إضافة الملاحظة: ${say.inside(names)}`,
      mentionMoved: 'الإشارات مكانها الملاحظات، والرد محفوظ.',
      empty: 'لا شيء لإرساله بعد.',
      close: 'إغلاق؛ تُحفظ المسودة',
      tabs: 'نوع الرد',
      linkTo: 'عنوان الرابط (⁦https://…⁩)',
      format: {
        strong: 'عريض',
        em: 'مائل',
        underline: 'تسطير',
        strike: 'يتوسطه خط',
        code: 'رمز برمجي',
        link: 'رابط',
        bullets: 'قائمة نقطية',
        numbers: 'قائمة مرقّمة',
        quote: 'اقتباس',
        codeBlock: 'كتلة رمز برمجي (```)',
      },
      toolbar: 'التنسيق',
      macro: 'إدراج ماكرو',
      variableLeft: ({ variable }: { variable: string | number }) =>
        `لم يُملأ ${say.inside(variable)} بعد.`,
      dropToReply: 'الإفلات هنا يضيف الملفات إلى رد',
      dropToNote: 'الإفلات هنا يضيف الملفات إلى الملاحظة',
      sendThenMenu: 'إرسال ثم…',
      thenStatus: ({ status }: { status: string | number }) =>
        `إرسال، ثم الحالة: ${say.inside(status)}`,
      thenSnooze: ({ when }: { when: string | number }) => `إرسال، ثم تأجيل: ${say.inside(when)}`,
      sendSnooze: 'إرسال وتأجيل حتى',
      fileMissed: 'يتحدث النص عن ملف، ولا ملف مرفق. يُرسل مرة أخرى إن كان ذلك صحيحًا.',
    },
    delivery: {
      waiting: 'بالانتظار',
      waitingHint: 'على هذا الجهاز؛ يُرسل عند اتصاله',
      scheduledHint: 'على هذا الجهاز؛ يرسله الخادم في وقته بعد أن يتصل هذا الجهاز',
      held: 'محتجز',
      heldFor: ({ seconds }: { seconds: number }) => `محتجز ${say.number(seconds)} ث`,
      scheduledFor: ({ when }: { when: string | number }) => `يُرسل ${say.inside(when)}`,
      scheduledWaiting: ({ when }: { when: string | number }) =>
        `بالانتظار، يُرسل ${say.inside(when)}`,
      takeBack: 'سحب',
      accepted: 'مقبول',
      sending: 'جارٍ الإرسال',
      'handed-over': 'سُلّم للمُرحّل',
      delivered: 'وصل',
      deferred: 'مُرجأ',
      deferredUntil: ({ when }: { when: string | number }) =>
        `مُرجأ، المحاولة التالية ${say.inside(when)}`,
      bounced: 'مرتدّ',
      failed: 'فشل',
      kept: 'محفوظ في البريد المرسل',
      twice: 'ربما وصل مرتين',
    },
    guard: {
      title: 'لم يُرسل: وصل ما هو أحدث',
      from: ({ name }: { name: string | number }) =>
        `كتب ${say.inside(name)} أثناء كتابة ردك. يُستحسن قراءته قبل القرار.`,
      readers: 'تغيّر من يصل إليهم الرد أثناء كتابته.',
      readersNow: ({ people }: { people: string | number }) =>
        `تغيّر من يصل إليهم الرد أثناء كتابته. إلى جانب مقدّم الطلب: ${say.inside(people)}.`,
      readersTitle: 'لم يُرسل: يصل الآن إلى آخرين',
      generic: 'في المحادثة ما لم تطّلع عليه.',
      review: 'مراجعة',
      sendAnyway: 'إرسال رغم ذلك',
      keep: 'إبقاؤه مسودة',
      refused: 'لم يقبل الخادم هذا',
    },
    side: {
      label: 'عن هذه التذكرة',
      requester: 'مقدّم الطلب',
      verified: 'العنوان مثبت',
      unverified: 'العنوان غير مثبت',
      organisation: 'المؤسسة',
      promises: 'الالتزامات',
      noPromises: 'لا مؤقّت يعمل.',
      why: 'كيف تُحسب',
      hideWhy: 'إخفاء كيفية حسابها',
      others: 'تذاكر أخرى',
      noOthers: 'هذه أول تذكرة من هذا الشخص.',
      watchers: 'المتابعون',
      watch: 'متابعة',
      unwatch: 'إيقاف المتابعة',
      nobodyWatches: 'لا أحد',
      queues: 'من يستطيع رؤيتها',
      takeOut: ({ queue }: { queue: string | number }) => `إخراجها من ${say.inside(queue)}`,
      takenOut: ({ n, queue }: { n: string | number; queue: string | number }) =>
        `⁦#${say.inside(n)}⁩: أُخرجت من ${say.inside(queue)}`,
      openTo: 'فتحها لطابور آخر',
      openedTo: ({ n, queue }: { n: string | number; queue: string | number }) =>
        `⁦#${say.inside(n)}⁩: يراها ${say.inside(queue)} أيضًا`,
      created: 'أُنشئت',
      channel: 'وردت عبر',
      channels: {
        web: 'نموذج الويب',
        mail: 'البريد',
        api: 'API',
        desk: 'فتحها المكتب',
      },
      targets: {
        firstResponse: 'الرد الأول',
        nextResponse: 'الرد التالي',
        update: 'التحديث',
        resolution: 'الحل',
      },
      clock: {
        running: 'يحين',
        paused: 'متوقف',
        met: 'أُوفي به',
        breached: 'أُخلّ به',
        cancelled: 'لا حاجة إليه',
      },
      people: {
        title: 'آخرون على هذه التذكرة',
        nobody: 'لا أحد غير صاحب الطلب.',
        how: {
          wrote: 'كتب فيها',
          added: 'يتلقى نسخة من الردود',
          earlier: 'كان عليها من قبل؛ لا يصله شيء تلقائيًا',
        },
        desk: ({ names }: { names: string | number }) => `من المكتب: ${say.inside(names)}`,
        add: 'إضافة شخص',
        addLabel: 'عنوان بريد. تصله نسخة من الردود.',
        put: 'إضافة',
        added: ({ n, name }: { n: string | number; name: string | number }) =>
          `#${say.inside(n)}: أصبح ${say.inside(name)} عليها`,
        noAddress: 'عنوان بريد واحد من فضلك.',
        online: 'هذا يحتاج إلى الشبكة.',
        takeOff: ({ name }: { name: string | number }) =>
          `إزالة ${say.inside(name)} من هذه التذكرة`,
        takenOff: ({ n }: { n: string | number }) => `⁦#${say.inside(n)}⁩: أُزيل شخص منها`,
        waitingOff: ({ name }: { name: string | number }) => `إزالة ${say.inside(name)}`,
      },
    },
    changeSet: ({
      field,
      to,
      who,
    }: {
      field: string | number
      to: string | number
      who: string | number
    }) => `عيّن ${say.inside(who)} ${say.inside(field)}: ${say.inside(to)}`,
    changeCleared: ({ field, who }: { field: string | number; who: string | number }) =>
      `مسح ${say.inside(who)} ${say.inside(field)}`,
  }) as const

const turn = (say: Say) =>
  ({
    together: 'الكتابة معًا',
    lockForMe: 'قفل لي',
    unlock: 'فتح القفل',
    takeOver: 'تولّي الكتابة',
    askReview: 'طلب مراجعة…',
    hideTint: 'إخفاء من كتب ماذا',
    showTint: 'إظهار من كتب ماذا',
    locked: ({ n, name }: { n: number; name: string | number }) =>
      `قفله ${say.inside(name)} · يُفتح بعد ${say.plural(n) === 'zero' ? `${say.number(n)} دقيقة` : say.plural(n) === 'one' ? 'دقيقة واحدة' : say.plural(n) === 'two' ? 'دقيقتين' : say.plural(n) === 'few' ? `${say.number(n)} دقائق` : say.plural(n) === 'many' ? `${say.number(n)} دقيقة` : `${say.number(n)} دقيقة`} دون ضغط مفتاح`,
    takenLocked: ({ n, name }: { n: number; name: string | number }) =>
      `تولّى ${say.inside(name)} الكتابة عنك وقفل الرد · يُفتح بعد ${say.plural(n) === 'zero' ? `${say.number(n)} دقيقة` : say.plural(n) === 'one' ? 'دقيقة واحدة' : say.plural(n) === 'two' ? 'دقيقتين' : say.plural(n) === 'few' ? `${say.number(n)} دقائق` : say.plural(n) === 'many' ? `${say.number(n)} دقيقة` : `${say.number(n)} دقيقة`} دون ضغط مفتاح`,
    lockedForYou: ({ n }: { n: number }) =>
      `مقفل لك · يُفتح بعد ${say.plural(n) === 'zero' ? `${say.number(n)} دقيقة` : say.plural(n) === 'one' ? 'دقيقة واحدة' : say.plural(n) === 'two' ? 'دقيقتين' : say.plural(n) === 'few' ? `${say.number(n)} دقائق` : say.plural(n) === 'many' ? `${say.number(n)} دقيقة` : `${say.number(n)} دقيقة`} دون ضغط مفتاح`,
    refused: ({ name }: { name: string | number }) =>
      `قفل ${say.inside(name)} هذا الرد. تولَّ الكتابة لتكتبه أو ترسله؛ لا يضيع شيء مما كُتب.`,
    writes: ({ name }: { name: string | number }) => `${say.inside(name)} يكتب هذا الرد الآن`,
    taken: ({ name }: { name: string | number }) => `تولّى ${say.inside(name)} الكتابة عنك`,
    youWrite: 'أنت تكتب هذا الرد الآن، وزملاؤك يرون ذلك',
    doneWriting: 'انتهيت',
    askedYou: ({ name }: { name: string | number }) =>
      `طلب منك ${say.inside(name)} مراجعة هذا الرد`,
    waits: ({ name, when }: { name: string | number; when: string | number }) =>
      `بانتظار مراجعة ${say.inside(name)} · طُلبت ${say.inside(when)}`,
    good: ({ name, when }: { name: string | number; when: string | number }) =>
      `${say.inside(name)}: يبدو جيدًا · ${say.inside(when)}`,
    changed: ({ name, when }: { name: string | number; when: string | number }) =>
      `${say.inside(name)} رآه جيدًا · ${say.inside(when)} · تغيّر بعدها`,
    changes: ({ name, when }: { name: string | number; when: string | number }) =>
      `طلب ${say.inside(name)} تعديلات · ${say.inside(when)}`,
    notReviewed: ({ name }: { name: string | number }) =>
      `لم يُرسل بعد: لم يوافق ${say.inside(name)} على هذا النص. أرسل مرة أخرى لإرساله رغم ذلك.`,
    looksGood: 'يبدو جيدًا',
    askChanges: 'طلب تعديلات…',
    askAgain: 'الطلب مجددًا',
    withdraw: 'سحب الطلب',
    askTitle: 'طلب مراجعة من زميل',
    whom: 'مِمّن',
    askWords: 'ما الذي يُراجَع (اختياري)',
    askSubmit: 'طلب',
    changesTitle: 'طلب تعديلات',
    changesWords: 'ما الذي يجب تعديله',
    changesSubmit: 'طلب تعديلات',
    changesNeeded: 'اكتب ما يجب تعديله.',
    toldHint: ({ name }: { name: string | number }) =>
      `يُبلَّغ ${say.inside(name)} بملاحظة على التذكرة تذكره.`,
    offlineHint: 'أنت غير متصل: يُبلَّغ عندما يتصل هذا الجهاز.',
    nobody: 'لا أحد غيرك يرى هذه التذكرة.',
    nothingToReview: 'لا يوجد ما يُراجَع بعد.',
    askedNow: ({ name }: { name: string | number }) => `طُلب من ${say.inside(name)} مراجعة الرد`,
    askNote: 'راجع من فضلك الرد الذي أكتبه.',
    goodNote: 'الرد يبدو جيدًا.',
    lookOver: ({ name }: { name: string | number }) => `مراجعة الرد كما طلب ${say.inside(name)}`,
    reviewedBy: ({ name }: { name: string | number }) => `راجعه ${say.inside(name)}`,
    unseenTitle: 'لم يُرسل: تغيّر النص',
    unseenBy: ({ name }: { name: string | number }) =>
      `غيّر ${say.inside(name)} هذا الرد أثناء إرساله. كلماتك فيه أيضًا. راجعه ثم أرسله مرة أخرى.`,
    unseen: 'تغيّر هذا الرد في مكان آخر أثناء إرساله. كلماتك فيه أيضًا. راجعه ثم أرسله مرة أخرى.',
    lookAtIt: 'مراجعة',
  }) as const

const view = (say: Say) =>
  ({
    title: 'العروض المحفوظة',
    saveTitle: 'حفظ المعروض',
    name: 'الاسم',
    query: 'البحث',
    everything: 'كل ما في القائمة',
    shared: 'يراه الفريق أيضًا',
    pinned: 'عرضه في الشريط الجانبي',
    save: 'حفظ العرض',
    saved: ({ name }: { name: string | number }) => `حُفظ «${say.inside(name)}»`,
    removed: ({ name }: { name: string | number }) => `أُزيل «${say.inside(name)}»`,
    mine: 'عروضك',
    team: 'عروض الفريق',
    none: 'لا عروض محفوظة بعد. يكفي البحث عن شيء ثم حفظه هنا.',
    up: ({ name }: { name: string | number }) => `رفع «${say.inside(name)}» إلى أعلى`,
    down: ({ name }: { name: string | number }) => `إنزال «${say.inside(name)}» إلى أسفل`,
    pin: ({ name }: { name: string | number }) => `إظهار «${say.inside(name)}» في الشريط الجانبي`,
    share: ({ name }: { name: string | number }) => `مشاركة «${say.inside(name)}» مع الفريق`,
    rename: ({ name }: { name: string | number }) => `اسم «${say.inside(name)}»`,
    remove: ({ name }: { name: string | number }) => `إزالة «${say.inside(name)}»`,
    pinShort: 'الجانبي',
    shareShort: 'الفريق',
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  act: act(sayIn('ar')),
  bulk: bulk(sayIn('ar')),
  empty: empty(sayIn('ar')),
  key: key(sayIn('ar')),
  macro: macro(sayIn('ar')),
  mail: mail(sayIn('ar')),
  next: next(sayIn('ar')),
  owed: owed(sayIn('ar')),
  search: search(sayIn('ar')),
  snooze: snooze(sayIn('ar')),
  split: split(sayIn('ar')),
  ticket: ticket(sayIn('ar')),
  turn: turn(sayIn('ar')),
  view: view(sayIn('ar')),
})
