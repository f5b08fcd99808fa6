/** Made of words/ar/*.json by `npm run words` (report): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/report.ts'

const report = (say: Say) =>
  ({
    title: 'التقارير',
    span: 'المدة',
    days: ({ n }: { n: number }) =>
      say.plural(n) === 'zero'
        ? `${say.number(n)} يوم`
        : say.plural(n) === 'one'
          ? 'يوم واحد'
          : say.plural(n) === 'two'
            ? 'يومان'
            : say.plural(n) === 'few'
              ? `${say.number(n)} أيام`
              : say.plural(n) === 'many'
                ? `${say.number(n)} يومًا`
                : `${say.number(n)} يوم`,
    lastMonth: 'الشهر الماضي',
    from: 'من',
    to: 'إلى',
    show: 'عرض',
    queue: 'الطابور',
    allQueues: 'كل الطوابير',
    by: 'مفصّلة حسب',
    groupings: {
      queue: 'الطابور',
      organisation: 'المؤسسة',
      tier: 'الفئة',
      tag: 'الوسم',
      agent: 'الوكيل',
      channel: 'القناة',
      hour: 'الساعة',
      weekday: 'يوم الأسبوع',
    },
    channels: {
      web: 'النموذج',
      mail: 'البريد',
      api: 'API',
      desk: 'فُتحت هنا',
    },
    nothingNamed: 'لا شيء',
    csv: 'CSV',
    json: 'JSON',
    csvOf: ({ what }: { what: string | number }) => `${say.inside(what)} بصيغة CSV`,
    print: 'طباعة',
    loading: 'الأرقام في الطريق…',
    none: 'لم يُعد شيء',
    noneHint: 'لا بيانات في هذه المدة. قد تفيد مدة أطول.',
    noQueues: 'لا طابور يحق لك رؤية أرقامه.',
    unavailable: 'الأرقام ليست هنا',
    unavailableHint: 'تُحسب على الخادم، وليس على هذا الجهاز ما هو محفوظ لهذه المدة.',
    asOf: ({ when }: { when: string | number }) => `حتى ${say.inside(when)}.`,
    keptOf: ({ when }: { when: string | number }) =>
      `تعذّر الوصول إلى الخادم. هذه أرقام ${say.inside(when)}.`,
    pending: ({ n }: { n: number }) =>
      say.plural(n) === 'zero'
        ? `تغيّرت ${say.number(n)} تذكرة وستُعد بعد لحظة.`
        : say.plural(n) === 'one'
          ? 'تغيّرت تذكرة واحدة وستُعد بعد لحظة.'
          : say.plural(n) === 'two'
            ? 'تغيّرت تذكرتان وستُعدّان بعد لحظة.'
            : say.plural(n) === 'few'
              ? `تغيّرت ${say.number(n)} تذاكر وستُعد بعد لحظة.`
              : say.plural(n) === 'many'
                ? `تغيّرت ${say.number(n)} تذكرة وستُعد بعد لحظة.`
                : `تغيّرت ${say.number(n)} تذكرة وستُعد بعد لحظة.`,
    targets: {
      firstResponse: 'الرد الأول',
      nextResponse: 'الرد التالي',
      update: 'التحديث',
      resolution: 'الحل',
    },
    tileShare: ({ target }: { target: string | number }) => `${say.inside(target)}: في الوقت`,
    tileMedian: ({ target }: { target: string | number }) => `${say.inside(target)}: الوسيط`,
    p90Of: ({ span }: { span: string | number }) => `90 % خلال ${say.inside(span)}`,
    wallOf: ({ span }: { span: string | number }) => `${say.inside(span)} بالساعة الفعلية`,
    judged: ({ n }: { n: number }) =>
      `من ${say.plural(n) === 'zero' ? `${say.number(n)} التزام` : say.plural(n) === 'one' ? 'التزام واحد' : say.plural(n) === 'two' ? 'التزامين' : say.plural(n) === 'few' ? `${say.number(n)} التزامات` : say.plural(n) === 'many' ? `${say.number(n)} التزامًا` : `${say.number(n)} التزام`}`,
    late: ({ n }: { n: string | number }) => `متأخر: ${say.inside(n)}`,
    arrived: 'واردة',
    solved: 'محلولة',
    reopened: 'أُعيد فتحها',
    open: 'مفتوحة الآن',
    openAge: ({ span }: { span: string | number }) => `نصفها منذ أكثر من ${say.inside(span)}`,
    oldest: ({ span }: { span: string | number }) => `أقدمها منذ ${say.inside(span)}`,
    reopenShare: 'أُعيد فتحها بعد حلّها',
    solvings: ({ n }: { n: number }) =>
      `من ${say.plural(n) === 'zero' ? `${say.number(n)} حل` : say.plural(n) === 'one' ? 'حل واحد' : say.plural(n) === 'two' ? 'حلين' : say.plural(n) === 'few' ? `${say.number(n)} حلول` : say.plural(n) === 'many' ? `${say.number(n)} حلًا` : `${say.number(n)} حل`}`,
    before: ({ value }: { value: string | number }) => `قبلها: ${say.inside(value)}`,
    flowTitle: 'التذاكر الواردة والمحلولة حسب اليوم',
    flowDesc: ({ arrived, days, solved }: { arrived: number; days: number; solved: number }) =>
      `خلال ${say.plural(days) === 'zero' ? `${say.number(days)} يوم` : say.plural(days) === 'one' ? 'يوم واحد' : say.plural(days) === 'two' ? 'يومين' : say.plural(days) === 'few' ? `${say.number(days)} أيام` : say.plural(days) === 'many' ? `${say.number(days)} يومًا` : `${say.number(days)} يوم`}: الواردة ${say.plural(arrived) === 'zero' ? `${say.number(arrived)} تذكرة` : say.plural(arrived) === 'one' ? 'تذكرة واحدة' : say.plural(arrived) === 'two' ? 'تذكرتان' : say.plural(arrived) === 'few' ? `${say.number(arrived)} تذاكر` : say.plural(arrived) === 'many' ? `${say.number(arrived)} تذكرة` : `${say.number(arrived)} تذكرة`} والمحلولة ${say.plural(solved) === 'zero' ? `${say.number(solved)} تذكرة` : say.plural(solved) === 'one' ? 'تذكرة واحدة' : say.plural(solved) === 'two' ? 'تذكرتان' : say.plural(solved) === 'few' ? `${say.number(solved)} تذاكر` : say.plural(solved) === 'many' ? `${say.number(solved)} تذكرة` : `${say.number(solved)} تذكرة`}. وفي الجدول كل يوم.`,
    backlogTitle: 'المفتوحة في نهاية اليوم',
    backlogDesc: ({
      first,
      last,
      most,
    }: {
      first: string | number
      last: string | number
      most: string | number
    }) =>
      `بدأت بـ ${say.inside(first)} وانتهت بـ ${say.inside(last)}؛ وأكثرها ${say.inside(most)}.`,
    openLine: 'مفتوحة',
    linesTitle: ({ target }: { target: string | number }) =>
      `${say.inside(target)}: كم استغرق، حسب اليوم`,
    linesDesc: 'الوسيط والمئين 90 لكل يوم بدأ فيه التزام وتم.',
    promise: 'الالتزام',
    median: 'الوسيط',
    p90: 'المئين 90',
    medianWall: 'الوسيط، بالساعة الفعلية',
    p90Wall: 'المئين 90، بالساعة الفعلية',
    heatTitle: 'متى ترد التذاكر',
    heatDesc: ({
      day,
      hour,
      n,
    }: {
      day: string | number
      hour: string | number
      n: string | number
    }) =>
      `حسب يوم الأسبوع والساعة بتوقيت المكتب؛ النقطة الأكبر تذاكر أكثر. أكثرها يوم ${say.inside(day)} في ${say.inside(hour)}: ${say.inside(n)}.`,
    heatNone: 'لم يرد شيء.',
    agesTitle: 'منذ متى التذاكر المفتوحة مفتوحة',
    agesDesc: ({ n }: { n: number }) =>
      `المفتوحة الآن: ${say.plural(n) === 'zero' ? `${say.number(n)} تذكرة` : say.plural(n) === 'one' ? 'تذكرة واحدة' : say.plural(n) === 'two' ? 'تذكرتان' : say.plural(n) === 'few' ? `${say.number(n)} تذاكر` : say.plural(n) === 'many' ? `${say.number(n)} تذكرة` : `${say.number(n)} تذكرة`}.`,
    age: ({ days }: { days: number }) =>
      `حتى ${say.plural(days) === 'zero' ? `${say.number(days)} يوم` : say.plural(days) === 'one' ? 'يوم واحد' : say.plural(days) === 'two' ? 'يومين' : say.plural(days) === 'few' ? `${say.number(days)} أيام` : say.plural(days) === 'many' ? `${say.number(days)} يومًا` : `${say.number(days)} يوم`}`,
    ageMore: 'أطول',
    rowsTitle: 'الالتزامات',
    groupsTitle: 'الواردة والمحلولة',
    leftOut: ({ n }: { n: string | number }) => `تُركت ${say.inside(n)} أخرى أقل عددًا.`,
    breachesTitle: 'الالتزامات المُخلّ بها',
    breachesNone: 'لا شيء. تم كل مستحق في وقته.',
    breachesMore: ({ n }: { n: string | number }) => `الأحدث من ${say.inside(n)}.`,
    breachesAway: 'تأتي القائمة من الخادم حين يمكن الوصول إليه.',
    all: ({ n }: { n: string | number }) => `الكل: ${say.inside(n)}`,
    day: 'اليوم',
    weekday: 'يوم الأسبوع',
    hour: 'الساعة',
    number: 'التذكرة',
    subject: 'الموضوع',
    began: 'البداية',
    ended: 'النهاية',
    took: 'المحسوب',
    wall: 'الساعة الفعلية',
    counted: 'العدد',
    within: 'في الوقت',
    share: 'النسبة',
    lateColumn: 'متأخر',
    stillOpen: 'ليس بعد',
    asTable: 'عرض كجدول',
    walk: ({ chart }: { chart: string | number }) =>
      `${say.inside(chart)}: التنقل فيه بمفاتيح الأسهم`,
    walkHint: 'مفاتيح الأسهم تنتقل من نقطة إلى نقطة، وEnter يفتح تذاكرها.',
    at: ({ what, where }: { what: string | number; where: string | number }) =>
      `‏${say.inside(where)}: ${say.inside(what)}`,
    ticketsTitle: 'التذاكر وراء الرقم',
    ticketsOf: ({ n }: { n: number }) =>
      say.plural(n) === 'zero'
        ? `${say.number(n)} تذكرة`
        : say.plural(n) === 'one'
          ? 'تذكرة واحدة'
          : say.plural(n) === 'two'
            ? 'تذكرتان'
            : say.plural(n) === 'few'
              ? `${say.number(n)} تذاكر`
              : say.plural(n) === 'many'
                ? `${say.number(n)} تذكرة`
                : `${say.number(n)} تذكرة`,
    ticketsFirst: ({ n, total }: { n: string | number; total: string | number }) =>
      `أول ${say.inside(n)} من ${say.inside(total)}.`,
    ticketsNone: 'لم تعد وراء هذا الرقم أي تذكرة.',
    ticketsAway: 'تأتي التذاكر من الخادم، ويتعذّر الوصول إليه.',
    openTickets: ({ what }: { what: string | number }) => `${say.inside(what)}: عرض التذاكر`,
    definitions: 'معاني الكلمات',
    howCounted: 'كيف تُحسب',
    means: {
      arrived: 'ترد التذكرة في اليوم الذي قُبلت فيه. وما دُمج في أخرى يُعد معها وحدها.',
      solved: 'حُلّت في ذلك اليوم وما زالت محلولة. وما أُعيد فتحها ليست محلولة.',
      reopened: 'نسبة الحلول في هذه المدة التي أُعيد بعدها فتح التذكرة.',
      open: 'ليست محلولة ولا مغلقة. لليوم: عند نهايته. ومدة الفتح: منذ ورودها.',
      promise:
        'يُحسب الالتزام لليوم الذي بدأ فيه مؤقّته. يُعد ما أُوفي به أو أُخلّ به؛ أما ما زال ساريًا في وقته أو ينتظر أو أُلغي فلا. الردود التلقائية والملاحظات وتغييرات الحالة لا تُعد جوابًا.',
      median:
        'لم يستغرق النصف أكثر منه؛ و90 من كل 100 للمئين 90. وهو دائمًا وقت حدث فعلًا. الوقت المحسوب هو الملتزَم به، بساعات العمل أو على مدار الساعة، دون وقت انتظار مقدّم الطلب؛ والساعة الفعلية تشمله كله.',
      groups:
        'تُعد التذكرة في الطابور الذي هي فيه الآن، وبوسومها وفئتها ومؤسستها والمسند إليه الآن. وذات الوسمين في السطرين.',
      before: 'عدد الأيام نفسه، قبلها مباشرة، وبالحساب نفسه.',
    },
    weekdays: {
      mon: 'اثنين',
      tue: 'ثلاثاء',
      wed: 'أربعاء',
      thu: 'خميس',
      fri: 'جمعة',
      sat: 'سبت',
      sun: 'أحد',
    },
    digest: 'إرسال أرقام كل شهر إليّ بالبريد',
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  report: report(sayIn('ar')),
})
