/**
 * What people of the demo write, in six languages. `{order}`, `{amount}`, `{day}` and `{page}` are filled in by the plan.
 * Notes are among agents, who share English here.
 */
import type { Language } from './people.ts'

export type QueueKind = 'support' | 'payments' | 'community'
export type Topic = {
  queue: QueueKind
  subject: string
  body: string
  answer: string
  tags: readonly string[]
}
export type Words = {
  topics: readonly Topic[]
  /** The requester again, after an answer. */
  more: readonly string[]
  /** The desk again, after that. */
  replies: readonly string[]
  /** The requester, content. */
  thanks: readonly string[]
  /** The desk, last. */
  solved: readonly string[]
}

export const WORDS: Record<Language, Words> = {
  en: {
    topics: [
      {
        queue: 'support',
        subject: 'Cannot sign in after changing my phone',
        body: 'Hello,\n\nI have a new phone since {day} and the sign-in code never arrives. My address is still the same. I need to get into order {order} today.\n\nThank you',
        answer:
          'Hello,\n\nsorry for the trouble. I have reset the second step on your account; please sign in once more and scan the new code.\n\nDoes it work now?',
        tags: ['sign-in'],
      },
      {
        queue: 'support',
        subject: 'Export stops at page {page}',
        body: 'Hi there,\n\nwhen I export the list for {day} the file ends at page {page}, though there are many more. I tried twice, in two browsers.\n\nBest wishes',
        answer:
          'Hi,\n\nthank you for the clear description. We can see it here too: one entry on page {page} has a date in the year 20225. If you correct it, the export goes through. We will make the export say so instead of stopping.',
        tags: ['export', 'bug'],
      },
      {
        queue: 'support',
        subject: 'Parcel {order} arrived damaged',
        body: 'Good morning,\n\nparcel {order} came on {day} with one corner crushed, and the lamp inside is broken. A photo is attached. Can you send a new one?',
        answer:
          'Good morning,\n\nI am sorry about that. A new lamp is on its way and should be with you within three days. You need not send the broken one back.',
        tags: ['shipping', 'damage'],
      },
      {
        queue: 'support',
        subject: 'How do I invite a colleague who has no company address?',
        body: 'Hello, our trainee uses a private address until the end of the month. Is there a way to give them access to one folder only?',
        answer:
          'Hello,\n\nyes: open the folder, choose Share, and enter the private address. They will see that folder and nothing else, and you can end it at any time.',
        tags: ['how-to'],
      },
      {
        queue: 'payments',
        subject: 'Charged twice for order {order}',
        body: 'Hi,\n\nmy statement shows {amount} twice on {day}, both for order {order}. Please refund one of them.\n\nRegards',
        answer:
          'Hi,\n\nyou are right, the first attempt timed out on our side and was booked all the same. I have started a refund of {amount}; banks take three to five days.',
        tags: ['refund'],
      },
      {
        queue: 'payments',
        subject: 'VAT number missing on invoice {order}',
        body: 'Dear team,\n\nour accountant needs our VAT number on invoice {order}. Could you issue it again?',
        answer:
          'Dear customer,\n\nthe corrected invoice is attached. The number is stored now, so the next ones will carry it.',
        tags: ['invoice'],
      },
      {
        queue: 'community',
        subject: 'Request for a speaker at our open day',
        body: 'Hello,\n\nwe hold an open day in spring and would love to have somebody from your team talk about how you work. About forty people, half an hour, tea and cake.',
        answer:
          'Hello,\n\nwhat a kind invitation. Two colleagues have raised a hand. Could you tell us the date and whether there is a projector?',
        tags: ['events'],
      },
      {
        queue: 'community',
        subject: 'Rude comments under the guide on {page} knots',
        body: 'Hi, under the guide somebody keeps posting insults since {day}. I flagged three of them. Can a moderator have a look?',
        answer:
          'Hi,\n\nthank you for flagging. The comments are hidden and the account is on hold while we look at the rest of what it wrote.',
        tags: ['moderation'],
      },
    ],
    more: [
      'Thanks for the quick answer. I tried it and it is better, but on the second computer it still fails.',
      'Sorry to bother you again: it happened once more this morning, at about the same place.',
      'I have attached what I see now. Does that help?',
      'My colleague asks whether this also concerns the older orders.',
      'No change yet, I am afraid.',
    ],
    replies: [
      'Thank you, that helps a lot. Could you tell us which browser that was?',
      'We have found the cause and are testing a repair. I will write again tomorrow.',
      'This also covers the older ones, you need not do anything.',
      'Could you try once more? The change went live ten minutes ago.',
    ],
    thanks: ['Works now, thank you so much!', 'Perfect, you can close this. Have a good week.'],
    solved: [
      'Glad to hear it. I am closing this; simply answer if anything comes up again.',
      'You are welcome. Have a good day!',
    ],
  },
  de: {
    topics: [
      {
        queue: 'support',
        subject: 'Anmeldung schlägt seit {day} fehl',
        body: 'Guten Tag,\n\nseit {day} komme ich nicht mehr in mein Konto. Es erscheint nur „Sitzung abgelaufen“. Den Cache habe ich gelöscht.\n\nMit freundlichen Grüßen',
        answer:
          'Guten Tag,\n\ndas lag an einer alten Sitzung bei uns. Ich habe sie beendet, bitte melden Sie sich noch einmal an.',
        tags: ['sign-in'],
      },
      {
        queue: 'support',
        subject: 'Lieferung {order} unvollständig',
        body: 'Hallo,\n\nin der Lieferung {order} fehlen zwei von zwölf Gläsern. Der Karton war unbeschädigt.\n\nViele Grüße',
        answer:
          'Hallo,\n\ndas tut uns leid. Die zwei fehlenden Gläser gehen heute noch raus, die Sendungsnummer folgt automatisch.',
        tags: ['shipping'],
      },
      {
        queue: 'payments',
        subject: 'Rechnung {order}: falsche Anschrift',
        body: 'Sehr geehrte Damen und Herren,\n\nauf der Rechnung {order} steht noch unsere alte Straße. Wir benötigen eine Korrektur für die Buchhaltung.',
        answer:
          'Guten Tag,\n\ndie korrigierte Rechnung hängt an. Die Anschrift ist jetzt auch im Konto geändert.',
        tags: ['invoice'],
      },
      {
        queue: 'community',
        subject: 'Übersetzungsfehler in der Anleitung',
        body: 'Moin, auf Seite {page} steht „Schraubenschlüssel“, gemeint ist aber der Inbus. Kann man das selbst ändern?',
        answer:
          'Moin,\n\ndanke für den Hinweis! Über „Bearbeiten“ oben rechts geht das, ich schaue dann drüber und gebe es frei.',
        tags: ['translation'],
      },
    ],
    more: [
      'Vielen Dank, leider tritt der Fehler immer noch auf.',
      'Im Anhang ein Bildschirmfoto. Reicht das?',
      'Gilt das auch für unsere Filiale in Auental?',
    ],
    replies: [
      'Danke, das hilft uns weiter. Wir melden uns bis morgen Mittag.',
      'Ja, das gilt für alle Standorte.',
      'Bitte versuchen Sie es noch einmal, wir haben eben etwas geändert.',
    ],
    thanks: ['Jetzt klappt es, herzlichen Dank!', 'Super, danke. Kann geschlossen werden.'],
    solved: ['Das freut uns. Schönen Tag noch!', 'Gern geschehen, ich schließe das Ticket.'],
  },
  es: {
    topics: [
      {
        queue: 'support',
        subject: 'No puedo descargar el billete {order}',
        body: 'Buenos días:\n\nCuando pulso «Descargar» en el pedido {order} la página se queda en blanco. ¿Me lo pueden enviar por correo?',
        answer:
          'Buenos días:\n\nLe adjunto el billete. Ya hemos corregido el botón; disculpe las molestias.',
        tags: ['download', 'bug'],
      },
      {
        queue: 'payments',
        subject: '¿Dónde está mi reembolso de {amount}?',
        body: 'Hola:\n\nAnulé el pedido {order} el {day} y todavía no he recibido los {amount}. ¿Cuánto tarda?\n\nUn saludo',
        answer:
          'Hola:\n\nEl reembolso salió ayer. Según el banco puede tardar hasta cinco días laborables.',
        tags: ['refund'],
      },
      {
        queue: 'community',
        subject: 'Propuesta para el grupo de lectura',
        body: '¡Hola! Somos nueve personas y nos gustaría reunirnos en línea el primer jueves de cada mes. ¿Hay algún espacio para grupos?',
        answer:
          '¡Hola! Claro que sí. Os he creado un grupo; el enlace está en vuestra página de inicio.',
        tags: ['events'],
      },
    ],
    more: [
      'Gracias, pero sigue sin funcionar en el móvil.',
      'Adjunto una captura. ¿Les sirve?',
      '¿Vale también para los pedidos anteriores?',
    ],
    replies: [
      'Gracias por la captura, ya vemos el problema. Le escribimos mañana.',
      'Sí, también para los anteriores.',
      'Pruebe otra vez, por favor: acabamos de publicar un arreglo.',
    ],
    thanks: ['¡Ahora sí! Muchas gracias.', 'Perfecto, gracias por todo.'],
    solved: ['Nos alegramos. ¡Que tenga buen día!', 'A usted. Cierro la consulta.'],
  },
  fr: {
    topics: [
      {
        queue: 'support',
        subject: 'L’application s’arrête à l’ouverture de la page {page}',
        body: 'Bonjour,\n\nDepuis {day}, l’application se ferme dès que j’ouvre la page {page}. J’ai déjà réinstallé.\n\nCordialement',
        answer:
          'Bonjour,\n\nMerci pour ce signalement. Une image de cette page était trop grande ; elle est remplacée. Pouvez-vous réessayer ?',
        tags: ['bug'],
      },
      {
        queue: 'payments',
        subject: 'Facture {order} en double',
        body: 'Bonjour,\n\nNous avons reçu deux fois la facture {order}, pour {amount} chacune. Laquelle faut-il régler ?',
        answer:
          'Bonjour,\n\nUne seule est due : la première. La seconde vient d’être annulée, un avoir vous parvient par courriel.',
        tags: ['invoice'],
      },
      {
        queue: 'community',
        subject: 'Bénévole pour l’atelier du samedi',
        body: 'Bonjour à tous, je peux aider à l’atelier du samedi matin. Que dois-je apporter ?',
        answer: 'Bonjour et bienvenue ! Rien du tout, sauf un tablier. Rendez-vous à 9 h 30.',
        tags: ['events'],
      },
    ],
    more: [
      'Merci, mais le problème persiste sur la tablette.',
      'Voici une capture d’écran, en pièce jointe.',
      'Est-ce que cela concerne aussi notre second compte ?',
    ],
    replies: [
      'Merci, nous avons trouvé la cause. Une correction arrive demain.',
      'Oui, les deux comptes sont concernés, vous n’avez rien à faire.',
      'Pouvez-vous réessayer ? La correction vient d’être mise en ligne.',
    ],
    thanks: ['Tout fonctionne, merci beaucoup !', 'Parfait, bonne journée.'],
    solved: ['Avec plaisir. Bonne journée !', 'Je clos la demande, n’hésitez pas à répondre.'],
  },
  ar: {
    topics: [
      {
        queue: 'support',
        subject: 'لا تصلني رسالة تأكيد الطلب {order}',
        body: 'السلام عليكم،\n\nأكملت الطلب {order} يوم {day} ولم تصلني أي رسالة. هل تم تسجيل الطلب؟\n\nشكراً لكم',
        answer:
          'وعليكم السلام،\n\nنعم، الطلب مسجل لدينا. أرسلنا التأكيد من جديد، ونرجو التحقق من مجلد الرسائل غير المرغوبة أيضاً.',
        tags: ['orders'],
      },
      {
        queue: 'payments',
        subject: 'استفسار عن فاتورة بقيمة {amount}',
        body: 'مرحباً،\n\nوصلتني فاتورة بقيمة {amount} ولا أعرف سببها. أرجو التوضيح.',
        answer: 'مرحباً،\n\nالفاتورة تخص تجديد الاشتراك السنوي. يمكننا إلغاؤه خلال أربعة عشر يوماً.',
        tags: ['invoice'],
      },
      {
        queue: 'community',
        subject: 'اقتراح ترجمة الدليل إلى العربية',
        body: 'السلام عليكم، أود المساعدة في ترجمة الدليل إلى العربية. كيف أبدأ؟',
        answer: 'أهلاً بك! أضفناك إلى فريق الترجمة، والفصل الأول في انتظارك.',
        tags: ['translation'],
      },
    ],
    more: [
      'شكراً، لكن المشكلة ما زالت قائمة.',
      'أرفقت صورة للشاشة.',
      'هل يشمل هذا الطلبات السابقة؟',
    ],
    replies: ['شكراً على الصورة، نعمل على الحل وسنكتب لكم غداً.', 'نعم، يشمل الطلبات السابقة أيضاً.'],
    thanks: ['تم الحل، شكراً جزيلاً!', 'ممتاز، بارك الله فيكم.'],
    solved: ['على الرحب والسعة. نتمنى لكم يوماً سعيداً.'],
  },
  ja: {
    topics: [
      {
        queue: 'support',
        subject: '注文{order}の配送先を変更したい',
        body: 'お世話になっております。\n\n注文{order}の配送先を会社に変更できますでしょうか。{day}に発送予定と表示されています。\n\nよろしくお願いいたします。',
        answer:
          'お問い合わせありがとうございます。\n\n配送先を変更いたしました。到着予定は一日遅れて翌々日となります。',
        tags: ['shipping'],
      },
      {
        queue: 'payments',
        subject: '領収書の宛名について',
        body: '領収書（{order}、{amount}）の宛名を会社名に直していただけますか。',
        answer: '宛名を修正した領収書を添付いたします。ご確認ください。',
        tags: ['invoice'],
      },
      {
        queue: 'community',
        subject: '読書会のページが開けません',
        body: 'こんにちは。{day}から読書会のページ（{page}ページ）が開けません。',
        answer: 'ご連絡ありがとうございます。先ほど修正しました。もう一度お試しください。',
        tags: ['bug'],
      },
    ],
    more: [
      'ありがとうございます。ただ、まだ同じ表示が出ます。',
      '画面の写真を添付します。',
      '以前の注文も同じでしょうか。',
    ],
    replies: [
      '写真をありがとうございます。原因がわかりました。明日あらためてご連絡します。',
      'はい、以前のご注文も同様です。',
    ],
    thanks: ['解決しました。ありがとうございました。', '助かりました。'],
    solved: ['お役に立てて何よりです。またいつでもご連絡ください。'],
  },
}

export const NOTES: readonly string[] = [
  'Called them, nobody picks up before noon.',
  'Same cause as the one from last week, I think. Checking the log of that day.',
  'Please keep an eye on this one while I am away.',
  'Refund approved by finance.',
  'Could not reproduce on a fresh account. It needs the old data.',
  'They are very patient. Let us not test that for too long.',
  'Warehouse says the box left complete. Asking for the photo of the packing table.',
]
