/** Made of words/ar/*.json by `npm run words` (tier): change those, not this file. */
import type { Say, SayIn } from '../../../../shared/kit/say.ts'
import type { Bundle } from '../en/tier.ts'

const hook = (say: Say) =>
  ({
    feed: 'عنوان تقويم عطل (⁦.ics⁩)',
    feedHint: 'يُقرأ كل يوم. وإن تعذّرت قراءته يبقى آخر ما قاله سليمًا.',
    feedGood: ({ n, when }: { n: number; when: string | number }) =>
      `آخر قراءة ${say.inside(when)}: ${say.plural(n) === 'zero' ? `${say.number(n)} عطلة` : say.plural(n) === 'one' ? 'عطلة واحدة' : say.plural(n) === 'two' ? 'عطلتان' : say.plural(n) === 'few' ? `${say.number(n)} عطل` : say.plural(n) === 'many' ? `${say.number(n)} عطلة` : `${say.number(n)} عطلة`}.`,
    feedBad: ({ why }: { why: string | number }) => `فشلت المحاولة الأخيرة: ${say.inside(why)}.`,
    feedWaits: 'يُقرأ بعد حفظه.',
    hooks: 'خطافات الويب ونداء المناوبة',
    hooksLead:
      'برامج أخرى تُبلَّغ بالتنبيهات وحالات الإخلال. كل سياسة تحدد أيّها. تصلها الأرقام والطابور والالتزام والأوقات، ولا كلمة مما كتبه أحد.',
    noHooks: 'لا يُبلَّغ أي برنامج آخر بشيء بعد.',
    hookName: 'الاسم',
    hookUrl: 'العنوان',
    hookShape: 'النوع',
    shapes: {
      webhook: 'خطاف ويب',
      pager: 'نداء مناوبة (PagerDuty Events v2)',
    },
    routingKey: 'مفتاح التوجيه',
    addHook: 'إضافة',
    hookSecret: ({ name, secret }: { name: string | number; secret: string | number }) =>
      `سرّ ${say.inside(name)}، يُعرض هذه المرة فقط: ${say.inside(secret)}`,
    hookAdded: ({ name }: { name: string | number }) => `أُضيف ${say.inside(name)}.`,
    hookState: 'الحالة',
    hookStates: {
      on: 'يعمل',
      off: 'متوقف',
      gone: 'أنهاه الطرف الآخر',
    },
    hookOn: ({ name }: { name: string | number }) => `تشغيل ${say.inside(name)}`,
    hookOff: ({ name }: { name: string | number }) => `إيقاف ${say.inside(name)}`,
    turnOn: 'تشغيل',
    turnOff: 'إيقاف',
    hookTest: ({ name }: { name: string | number }) => `اختبار ${say.inside(name)}`,
    test: 'اختبار',
    hookRemove: ({ name }: { name: string | number }) => `إزالة ${say.inside(name)}`,
    hookTested: 'اختبار في الطريق.',
    deliveries: 'ما أُرسل',
    event: 'الحدث',
    result: 'النتيجة',
    results: {
      waiting: 'بالانتظار',
      delivered: 'استُلم',
      failed: 'تُركت المحاولة',
    },
    tries: 'المحاولات',
    when: 'الوقت',
    replay: 'إرسال مجددًا',
    replayOf: ({ event }: { event: string | number }) => `إرسال ${say.inside(event)} مجددًا`,
    tellHooks: 'إبلاغ هذه البرامج',
  }) as const

const tier = (say: Say) =>
  ({
    tiers: 'فئات العقود',
    tiersLead:
      'ما اشتراه أحدهم أو مُنح له. قد تسري السياسات على فئات معيّنة فقط، وتذكر الصفحات العامة أيّها.',
    noTiers: 'لا فئات بعد: كل التذاكر بلا فئة.',
    tierName: 'اسم الفئة',
    addTier: 'إضافة فئة',
    removeTier: ({ name }: { name: string | number }) => `إزالة ${say.inside(name)}`,
    organisation: 'المؤسسة',
    tier: 'الفئة',
    noTier: 'بلا فئة',
    ownTier: 'فئة مقدّم الطلب',
    giveTier: 'منح الفئة',
    tierGiven: ({ name, tier }: { name: string | number; tier: string | number }) =>
      `${say.inside(name)}: ${say.inside(tier)}. تأخذها التذاكر المفتوحة في الخلفية.`,
  }) as const

export const bundle = (sayIn: SayIn): Bundle => ({
  hook: hook(sayIn('ar')),
  tier: tier(sayIn('ar')),
})
