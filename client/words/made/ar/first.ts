/** Made of words/ar/*.json by `npm run words` (first): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/first.ts'

const first = (say: Say) =>
  ({
    app: 'Deskside',
    close: 'إغلاق',
    cancel: 'إلغاء',
    save: 'حفظ',
    copy: 'نسخ',
    copied: 'نُسخ',
    open: ({ what }: { what: string | number }) => `فتح ${say.inside(what)}`,
    retry: 'إعادة المحاولة',
    discard: 'تجاهل',
    undo: 'تراجع',
    download: 'تنزيل',
    ticketNumber: ({ n }: { n: number }) => (n === 0 ? 'جديدة' : `⁦#${say.inside(n)}⁩`),
    time: {
      now: 'الآن',
      s: ({ n }: { n: number }) => `${say.number(n)} ث`,
      m: ({ n }: { n: number }) => `${say.number(n)} د`,
      h: ({ n }: { n: number }) => `${say.number(n)} س`,
      d: ({ n }: { n: number }) => `${say.number(n)} ي`,
      pair: ({ large, small }: { large: string | number; small: string | number }) =>
        `‏${say.inside(large)} ${say.inside(small)}`,
    },
    due: {
      firstResponse: 'الأول',
      nextResponse: 'التالي',
      update: 'تحديث',
      resolution: 'الحل',
      other: 'الموعد',
      in: ({ span, what }: { span: string | number; what: string | number }) =>
        `‏${say.inside(what)} ${say.inside(span)}`,
      late: ({ span }: { span: string | number }) => `متأخرة ${say.inside(span)}`,
    },
    status: {
      new: 'جديدة',
      open: 'مفتوحة',
      waiting: 'بالانتظار',
      'on-hold': 'معلّقة',
      solved: 'محلولة',
      closed: 'مغلقة',
    },
    statusHint: {
      new: 'لم يطّلع عليها أحد بعد',
      open: 'الرد علينا',
      waiting: 'بانتظار مقدّم الطلب',
      'on-hold': 'بانتظار جهة أخرى',
      solved: 'أي رد يعيد فتحها',
      closed: 'انتهت',
    },
    priority: {
      low: 'منخفضة',
      normal: 'عادية',
      high: 'مرتفعة',
      urgent: 'عاجلة',
    },
    sort: {
      due: 'الأقرب موعدًا',
      newest: 'الأحدث',
      oldest: 'الأقدم',
      priority: 'الأولوية',
    },
    views: {
      inbox: 'الوارد',
      first: 'بحاجة إلى رد أول',
      next: 'بحاجة إلى رد تالٍ',
      mine: 'تذاكري',
      mentions: 'الإشارات',
      unassigned: 'غير مسندة',
      waiting: 'بالانتظار',
      attention: 'تحتاج انتباهًا',
      drafts: 'المسودات',
      snoozed: 'مؤجّلة',
      solved: 'محلولة',
      spam: 'مزعجة',
      all: 'كل التذاكر',
    },
    nav: {
      label: 'العروض',
      queues: 'الطوابير',
      desk: 'المكتب',
      reports: 'التقارير',
      settings: 'الإعدادات',
      menu: 'فتح القائمة',
      saved: 'العروض المحفوظة',
      saveView: 'حفظ العروض وترتيبها',
      skip: 'الانتقال إلى التذاكر',
      viewCount: ({ n, name }: { n: number; name: string | number }) =>
        `${say.inside(name)}، ${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}`,
    },
    list: {
      label: ({ view }: { view: string | number }) => `${say.inside(view)}: التذاكر`,
      search: 'بحث',
      searchHint: 'بحث: كلمات، from: label: is:open',
      fromServer: 'على الخادم',
      clear: 'مسح البحث',
      sort: 'الترتيب حسب',
      found: ({ n }: { n: number }) =>
        `عُثر على ${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتين' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}`,
      arrived: ({ n }: { n: number }) =>
        say.plural(n) === 'zero'
          ? `${say.number(n)} جديدة`
          : say.plural(n) === 'one'
            ? 'تذكرة جديدة'
            : say.plural(n) === 'two'
              ? 'تذكرتان جديدتان'
              : say.plural(n) === 'few'
                ? `${say.number(n)} جديدة`
                : say.plural(n) === 'many'
                  ? `${say.number(n)} جديدة`
                  : `${say.number(n)} جديدة`,
      arrivedHint: 'عرض ما وصل',
      nobody: 'لا أحد',
      noSubject: '(بلا موضوع)',
      files: 'فيها ملفات',
      unread: 'غير مقروءة',
      gone: 'لم تعد في هذه القائمة',
      progress: ({ have, of }: { have: number; of: number }) =>
        `${say.number(have)} من ${say.number(of)}`,
      asOf: ({ when }: { when: string | number }) => `كما في ${say.inside(when)}`,
    },
    ticket: {
      none: 'اختيار تذكرة',
      noneHint: 'المفتاحان j وk للتنقل، وEnter للفتح، و? لعرض كل المفاتيح.',
    },
    did: {
      status: ({ n, status }: { n: string | number; status: string | number }) =>
        `‏⁦#${say.inside(n)}⁩: ${say.inside(status)}`,
      priority: ({ n, priority }: { n: string | number; priority: string | number }) =>
        `⁦#${say.inside(n)}⁩: الأولوية ${say.inside(priority)}`,
      assignee: ({ n, name }: { n: string | number; name: string | number }) =>
        `⁦#${say.inside(n)}⁩: أُسندت إلى ${say.inside(name)}`,
      unassigned: ({ n }: { n: string | number }) => `⁦#${say.inside(n)}⁩: غير مسندة إلى أحد`,
      subject: ({ n }: { n: string | number }) => `⁦#${say.inside(n)}⁩: تغيّر الموضوع`,
      tagged: ({ n, tag }: { n: string | number; tag: string | number }) =>
        `⁦#${say.inside(n)}⁩: أُضيف الوسم ${say.inside(tag)}`,
      untagged: ({ n, tag }: { n: string | number; tag: string | number }) =>
        `⁦#${say.inside(n)}⁩: أُزيل الوسم ${say.inside(tag)}`,
      snoozed: ({ n, when }: { n: string | number; when: string | number }) =>
        `⁦#${say.inside(n)}⁩: مؤجّلة حتى ${say.inside(when)}`,
      woken: ({ n }: { n: string | number }) => `⁦#${say.inside(n)}⁩: انتهى التأجيل`,
      watched: ({ n }: { n: string | number }) => `⁦#${say.inside(n)}⁩: قيد المتابعة`,
      unwatched: ({ n }: { n: string | number }) => `⁦#${say.inside(n)}⁩: توقفت المتابعة`,
      noted: ({ n }: { n: string | number }) => `⁦#${say.inside(n)}⁩: أُضيفت ملاحظة`,
      moved: ({ n, queue }: { n: string | number; queue: string | number }) =>
        `⁦#${say.inside(n)}⁩: نُقلت إلى ${say.inside(queue)}`,
      sent: ({ n }: { n: string | number }) => `⁦#${say.inside(n)}⁩: الرد في الطريق`,
      scheduled: ({ n, when }: { n: string | number; when: string | number }) =>
        `⁦#${say.inside(n)}⁩: يُرسل الرد ${say.inside(when)}`,
      undone: ({ what }: { what: string | number }) => `تم التراجع: ${say.inside(what)}`,
      nothingToUndo: 'لا شيء للتراجع عنه.',
      changedSince: 'غيّرها شخص آخر بعد ذلك؛ لم يُتراجع عن شيء.',
      unread: ({ n }: { n: string | number }) => `⁦#${say.inside(n)}⁩: غير مقروءة`,
      failed: ({ why }: { why: string | number }) => `تعذّر ذلك: ${say.inside(why)}`,
      discarded: ({ n, what }: { n: string | number; what: string | number }) =>
        `⁦#${say.inside(n)}⁩: جرى تجاهل ${say.inside(what)}`,
      redone: ({ n }: { n: string | number }) => `تم ذلك على ⁦#${say.inside(n)}⁩ بدلًا منها`,
      redoneDraft: ({ n }: { n: string | number }) => `النص موجود في مسودة ⁦#${say.inside(n)}⁩`,
      tooLate: 'أُرسل في هذه الأثناء؛ لم يتغيّر شيء.',
    },
    sync: {
      saved: 'محفوظ',
      saving: ({ n }: { n: number }) => `جارٍ حفظ ${say.number(n)}`,
      connecting: 'جارٍ الاتصال…',
      offline: 'دون اتصال',
      offlineWaiting: ({ n }: { n: number }) =>
        `دون اتصال · ${say.plural(n) === 'zero' ? `${say.number(n)} تغيير ينتظر` : say.plural(n) === 'one' ? 'تغيير واحد ينتظر' : say.plural(n) === 'two' ? 'تغييران ينتظران' : say.plural(n) === 'few' ? `${say.number(n)} تغييرات تنتظر` : say.plural(n) === 'many' ? `${say.number(n)} تغييرًا ينتظر` : `${say.number(n)} تغيير ينتظر`}`,
      refusedLink: 'سُجّل الخروج على هذا الجهاز',
      full: 'تعذّر الحفظ: امتلأت ذاكرة الجهاز',
      wiped: 'أُزيلت بيانات هذا الجهاز',
      notTaken: ({ n }: { n: number }) =>
        say.plural(n) === 'zero'
          ? `${say.number(n)} تغيير لم يُقبل`
          : say.plural(n) === 'one'
            ? 'تغيير واحد لم يُقبل'
            : say.plural(n) === 'two'
              ? 'تغييران لم يُقبلا'
              : say.plural(n) === 'few'
                ? `${say.number(n)} تغييرات لم تُقبل`
                : say.plural(n) === 'many'
                  ? `${say.number(n)} تغييرًا لم يُقبل`
                  : `${say.number(n)} تغيير لم يُقبل`,
      refused: ({ n }: { n: number }) =>
        say.plural(n) === 'zero'
          ? `${say.number(n)} يحتاج إليك`
          : say.plural(n) === 'one'
            ? 'عنصر يحتاج إليك'
            : say.plural(n) === 'two'
              ? 'عنصران يحتاجان إليك'
              : say.plural(n) === 'few'
                ? `${say.number(n)} تحتاج إليك`
                : say.plural(n) === 'many'
                  ? `${say.number(n)} تحتاج إليك`
                  : `${say.number(n)} تحتاج إليك`,
      update: 'التحديث جاهز',
      progress: ({ have, of }: { have: number; of: number }) =>
        `${say.number(have)} من ${say.number(of)}`,
      signIn: 'تسجيل الدخول مجددًا',
      words: 'نص بقي في مسودة',
    },
    boot: {
      opening: 'جارٍ فتح التذاكر…',
      failed: 'تعذّر فتح التذاكر المحفوظة على هذا الجهاز.',
      reload: 'إعادة المحاولة',
    },
    kilobytes: ({ n }: { n: number }) => `${say.number(n)} ك.ب`,
    megabytes: ({ n }: { n: number }) => `${say.number(n)} م.ب`,
    waiting: {
      status: ({ status }: { status: string | number }) => `الحالة ← ${say.inside(status)}`,
      priority: ({ priority }: { priority: string | number }) =>
        `الأولوية ← ${say.inside(priority)}`,
      assignee: ({ name }: { name: string | number }) => `المسند إليه ← ${say.inside(name)}`,
      unassigned: 'المسند إليه ← لا أحد',
      subject: 'موضوع جديد',
      snoozed: 'مؤجّلة',
      awake: 'انتهى التأجيل',
      notSpam: 'ليست مزعجة',
      tagged: ({ tag }: { tag: string | number }) => `وسم + ${say.inside(tag)}`,
      untagged: ({ tag }: { tag: string | number }) => `وسم − ${say.inside(tag)}`,
      watched: ({ name }: { name: string | number }) => `متابع + ${say.inside(name)}`,
      unwatched: ({ name }: { name: string | number }) => `متابع − ${say.inside(name)}`,
      note: 'ملاحظة',
      queue: ({ queue }: { queue: string | number }) => `الطابور ← ${say.inside(queue)}`,
      reply: 'رد',
      replyTo: ({ name }: { name: string | number }) => `رد على ${say.inside(name)}`,
      takeBack: 'سحب الرد',
      draftWords: 'نص بقي في مسودة',
      draftBegun: 'رد كان قيد الكتابة',
      noteBegun: 'ملاحظة كانت قيد الكتابة',
      draftUnsent: 'رد لم يُرسل بعد',
      noteUnsent: 'ملاحظة لم تُضف بعد',
      draft: 'مسودة رد',
    },
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  first: first(sayIn('ar')),
})
