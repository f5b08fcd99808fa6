/**
 * Mail by which another service lets somebody prove an address or get in: codes, confirmation and sign-in links, new
 * passwords, invitations. Whoever can read it here could become this desk elsewhere (assurance, *Ticket Trick*), so it is
 * kept apart, and what it holds is masked wherever it is only listed. Works on words in many languages; what it misses
 * must be safe by the other rules all the same. Not here: where it goes (hold-mail).
 */

export type Suspect = {
  /** Address of From, '' when there is none. */
  from: string
  subject: string
  text: string
  /** Its header says that a machine wrote it. */
  isAutomatic: boolean
}

/** As much of a text as is looked at; such mails are short. */
const TEXT_CHARS = 8_000
const LONG_CHARS = 5_000
const SCORE_LEAST = 4

/** One alternative a language family, in the order en de fr es pt it nl sv/da/no fi pl cs/sk hu ro tr ru/uk el ja zh ko ar he hi vi id. */
const CODE_WORD =
  /\b(?:(?:verification|security|access|login|log-?in|sign-?in|confirmation|authentication|auth|activation|one[- ]time|passw?ord|single[- ]use|temporary|recovery|pairing|2fa|two[- ]factor)[ -](?:code|pin|passcode|password|number|token|key)|passcode|otp|code|pin|(?:bestätigungs|sicherheits|anmelde|zugangs|verifizierungs|aktivierungs|einmal)[- ]?(?:code|kode|passwort|kennwort|pin)|code de (?:vérification|sécurité|connexion|confirmation)|mot de passe (?:à usage unique|temporaire)|c[óo]digo|contraseña (?:temporal|de un solo uso)|senha (?:temporária|de uso único)|codice|codul?|(?:verificatie|bevestigings|beveiligings|toegangs|inlog|eenmalige)[- ]?(?:code|pincode)|(?:verifierings|bekräftelse|säkerhets|engångs|verifiserings|bekreftelses|sikkerheds|sikkerhets|bekræftelses|engangs|inloggnings|påloggings)?kode?n?|(?:vahvistus|kertakäyttö|turva|kirjautumis)?koodi(?:si|n)?|kod\p{L}{0,6}|(?:ověřovací |potvrzovací |overovací )?kód|(?:ellenőrző|megerősítő|belépési) ?kód(?:ja)?|doğrulama kodu(?:nuz)?|mã(?: xác (?:nhận|minh|thực))?|kode)(?![\p{L}\p{N}])|(?<![\p{L}])(?:код\p{L}{0,3}|пароль|κωδικ\p{L}{1,3})(?![\p{L}])|ワンタイムパスワード|コード|番号|코드|验证码|驗證碼|校验码|确认码|確認碼|安全码|动态码|動態密碼|인증 ?(?:번호|코드)|보안 ?코드|확인 ?코드|رمز|كود|קוד|सत्यापन कोड|कोड|ओटीपी/iu

/** What such a mail is about. Sentences to its reader, not about somebody's trouble with one. */
const ABOUT = [
  // en
  /\b(?:verif(?:y|ication|ying)|confirm(?:ation|ing)?|validat(?:e|ion)|authenticat(?:e|ion)) (?:of )?(?:your |this |the |my |that )?(?:[^\s.!?]{1,20} ){0,2}?(?:e-?mail|mail|account|address|identity|registration|sign-?up|login|sign-?in|device|subscription|domain|phone|request|membership|ownership|recipient|sender)|\b(?:e-?mail|account|identity|address|device|domain) (?:verification|confirmation|validation)|\b(?:verification|security|access|login|log-?in|sign-?in|confirmation|activation|authentication|one[- ]time|single[- ]use|temporary|recovery|pairing|two[- ]factor) (?:code|passcode|pin|password|link|token)|\b(?:your|a|new|temporary) (?:[^\s.!?]{1,20} ){0,2}?(?:code|otp|pin|passcode|passw?ord|sign-?in link|login link|magic link)\b|\bpasscode\b|\b(?:reset|change|choose|set|create|recover|update) (?:your |a |the )?(?:new )?password|\bpassword (?:reset|change|recovery)|\bactivate (?:your |the |this )|\baccount activation|\b(?:magic|sign-?in|log-?in|one-click) link|\b(?:finish|complete) (?:setting up|creating|your (?:registration|sign-?up|account))|\b(?:invited|invites|invitation|invite) (?:you )?to (?!the following|dinner|lunch|our (?:party|summer|annual))|\bverify (?:that )?it(?:['’]s| is)|\b(?:enter|use|type|copy|provide|submit) (?:this|the|your) (?:[^\s.!?]{1,20} ){0,3}?(?:code|passcode|pin|number|password|token)|\b(?:complete|finish|confirm) (?:your )?(?:registration|sign-?up|account)|\baccept (?:your |the |this )?invit|\b(?:new|unusual|recent) (?:sign-?in|login|log-?in|device)|\bapprove (?:this |the |your )?(?:sign-?in|login|log-?in|device)|\bjoin .{1,60} on \p{L}|\b(?:is|are) waiting for you to (?:join|confirm)|\bclaim your (?:account|workspace|profile)|\bone more (?:step|click)|\bis this you\b|\b(?:subscription|registration|sign-?up) confirmation|^confirm [0-9a-f]{8}/iu,
  // de
  /\b(?:bestätig\p{L}*|verifizier\p{L}*|aktivier\p{L}*)[^\n.!?]{0,40}(?:e-?mail|mail|adresse|konto|anmeldung|registrierung|identität|account|gerät|newsletter|zugang)|(?:e-?mail|adresse|konto|anmeldung|registrierung|identität|account|gerät|zugang)[^\n.!?]{0,40}(?:bestätig|verifizier|aktivier)|(?:bestätigungs|sicherheits|anmelde|zugangs|verifizierungs|aktivierungs|einmal)[- ]?(?:code|link|passwort|kennwort|mail)|(?:passwort|kennwort)[^\n.!?]{0,30}(?:zurück|zurueck|ändern|vergeben|festlegen|neu)|(?:zurücksetz\p{L}*|neues) (?:ihre[sn]? |deine[sn]? )?(?:passwort|kennwort)|(?:ihr|dein) (?:\p{L}+[- ])?(?:code|pin)\b|eingeladen|einladung (?:zu|annehmen|in)|anmeldeversuch|neue anmeldung/iu,
  // fr
  /\b(?:confirm|vérifi|valid|activ)\p{L}*[^\n.!?]{0,40}(?:adresse|e-?mail|courriel|compte|inscription|identité|appareil|connexion)|\bcode (?:de (?:vérification|sécurité|connexion|confirmation)|à usage unique|d['’](?:accès|activation))|\b(?:votre|ton) (?:code|lien de connexion|nouveau mot de passe)|mot de passe[^\n.!?]{0,30}(?:réinitialis|oubli|nouveau|usage unique|temporaire|chang)|(?:réinitialis|chang|choisi|défini|cré)\p{L}*[^\n.!?]{0,20}mot de passe|lien de connexion|invit\p{L}* (?:à|a) (?:rejoindre|collaborer)|rejoindre (?:l['’]|votre )?(?:équipe|espace)|nouvelle connexion/iu,
  // es, pt
  /\b(?:confirm|verif|valid|activ|ativ)\p{L}*[^\n.!?]{0,40}(?:correo|e-?mail|cuenta|conta|direcci[óo]n|endere[çc]o|registro|cadastro|identidad|dispositivo|suscripci[óo]n|inscri[çc][ãa]o)|\bc[óo]digo (?:de (?:verifica|seguri|seguran|acceso|acesso|confirma|inicio|um s[óo]|un solo|login|ativa|activa)|é|es)|\b(?:tu|su|seu|o seu|teu) (?:c[óo]digo|enlace de acceso|link de acesso)|(?:contraseña|senha|palavra-passe)[^\n.!?]{0,30}(?:restable|recuper|cambi|nueva|nova|redefin|temporal|tempor|alter)|(?:restable|recuper|cambi|redefin|cre|crie|defin|alter)\p{L}*[^\n.!?]{0,20}(?:contraseña|senha|palavra-passe)|(?:invitad[oa]|convidad[oa]|invitación|convite|te ha invitado|convidou)\b|nuevo inicio de sesión|novo (?:acesso|login)|\b(?:enlace|link) (?:mágico|de (?:acceso|acesso|inicio|confirma|verifica))/iu,
  // it
  /\b(?:conferm|verific|convalid|attiv)\p{L}*[^\n.!?]{0,40}(?:e-?mail|indirizzo|account|registrazione|iscrizione|identità|dispositivo)|\bcodice (?:di (?:verifica|sicurezza|accesso|conferma|attivazione)|monouso|temporaneo|è)|\b(?:il tuo|il suo) (?:\p{L}+ )?codice|(?:reimposta|reimpostare|ripristina|cambia|imposta|scegli|crea)\p{L}*[^\n.!?]{0,20}password|password[^\n.!?]{0,30}(?:reimpost|dimenticat|nuova|temporanea)|invitat[oa] a|link di accesso|nuovo accesso/iu,
  // nl
  /\b(?:bevestig|verifieer|verifiëer|activeer)\p{L}*[^\n.!?]{0,40}(?:e-?mail|mail|adres|account|registratie|aanmelding|identiteit|apparaat|inschrijving)|(?:e-?mail|adres|account|aanmelding)[^\n.!?]{0,40}(?:te bevestigen|bevestigen|verifiëren|activeren)|(?:verificatie|bevestigings|beveiligings|toegangs|inlog|activerings)(?:code|link)|eenmalige? (?:code|toegangscode|wachtwoord)|\b(?:je|uw|jouw) (?:code|inloglink)|wachtwoord[^\n.!?]{0,30}(?:opnieuw|herstel|wijzig|nieuw|reset|instellen)|uitgenodigd|uitnodiging|nieuwe aanmelding/iu,
  // sv, da, no
  /\b(?:bekräfta|verifiera|aktivera|bekræft|bekrefte?|verific?ér|verifiser|aktiver)\p{L}*[^\n.!?]{0,40}(?:e-?post|e-?mail|mail|adress|konto|registrering|identitet|enhet|enhed|tilmelding)|(?:verifierings|bekräftelse|säkerhets|engångs|verifiserings|bekreftelses|sikkerheds|sikkerhets|bekræftelses|engangs|inloggnings|påloggings|aktiverings)(?:kod|kode|koden|lösenord|passord|adgangskode|länk|lenke|link)|\b(?:din|ditt) (?:\p{L}+ )?(?:kod|kode|inloggningslänk|innloggingslenke)\b|(?:lösenord|passord|adgangskode)\p{L}*[^\n.!?]{0,30}(?:återställ|nulstil|tilbakestill|nytt|ny|ändra)|(?:återställ|nulstil|tilbakestill|välj|vælg|velg|byt)\p{L}*[^\n.!?]{0,20}(?:lösenord|passord|adgangskode)|inbjud|inviter(?:et|t)|har bjudit in|ny inloggning|nyt login|ny pålogging/iu,
  // fi, et
  /(?:vahvist|aktivo)\p{L}*[^\n.!?]{0,40}(?:sähköposti|osoit|tili|rekisteröi|henkilöllisyy|laite)|(?:sähköposti|osoit|tili)\p{L}*[^\n.!?]{0,30}vahvist|(?:vahvistus|kertakäyttö|turva|kirjautumis|aktivointi)(?:koodi|salasana|linkki)|koodisi|salasana\p{L}*[^\n.!?]{0,30}(?:palaut|vaihda|uusi|nollaa)|(?:palauta|vaihda|nollaa|aseta)[^\n.!?]{0,20}salasana|kutsunut|kutsu (?:liitty|tiimi)|kirjautumislin/iu,
  // pl
  /(?:potwierd|zweryfiku|weryfik|aktyw)\p{L}*[^\n.!?]{0,40}(?:e-?mail|adres|kont|rejestracj|tożsamoś|urządzeni|logowani)|kod\p{L}* (?:weryfikacyjn|bezpieczeństwa|dostępu|jednorazow|potwierdzaj|logowania|aktywacyjn)|(?:twój|twoj|państwa) (?:\p{L}+ )?kod|hasł\p{L}*[^\n.!?]{0,30}(?:reset|zresetu|zmie[nń]|now|odzyska|jednorazow)|(?:zresetuj|zmień|ustaw|odzyskaj|resetowani)\p{L}*[^\n.!?]{0,20}hasł|zapros|zaprasza|link do logowania/iu,
  // cs, sk, hu, ro
  /(?:ověř|potvrď|potvrz|over|aktivu)\p{L}*[^\n.!?]{0,40}(?:e-?mail|adres|účet|účtu|registrac|totožnost|zařízení)|(?:ověřovací|overovací|potvrzovací|jednorázov\p{L}+|přihlašovací) (?:kód|heslo|odkaz)|hesl\p{L}*[^\n.!?]{0,30}(?:obnov|změn|zmen|reset|nov)|(?:obnov|změň|zmeň|nastav|reset)\p{L}*[^\n.!?]{0,20}hesl|pozvánk|pozval|pozv[aá]n|(?:erősítse|erősítsd|igazol|ellenőriz|aktivál)\p{L}*[^\n.!?]{0,40}(?:e-?mail|cím|fiók|regisztráci)|(?:e-?mail|cím|fiók)\p{L}*[^\n.!?]{0,30}(?:megerősít|aktivál|igazol)|(?:ellenőrző|megerősítő|belépési|egyszer használatos|biztonsági) ?(?:kód|jelszó|link)|jelszó\p{L}*[^\n.!?]{0,30}(?:visszaállít|módosít|új)|(?:új|visszaállít\p{L}*)[^\n.!?]{0,20}jelsz|meghív|(?:confirm|verific|activ|valid)\p{L}*[^\n.!?]{0,40}(?:adres|e-?mail|cont|înregistr)|cod(?:ul)? (?:de (?:verificare|securitate|acces|confirmare|autentificare)|dumneavoastră|tău|unic)|parol[aăe]\p{L}*[^\n.!?]{0,30}(?:reset|schimb|nou)|(?:reset|schimb)\p{L}*[^\n.!?]{0,20}parol|invitat[ăi]?(?!\p{L})/iu,
  // tr
  /(?:e-?posta|hesa[bp]|adres|kayı[td]|kimli[kğ]|üyeli[kğ])\p{L}*[^\n.!?]{0,40}(?:doğrula|onayla|etkinleştir)|(?:doğrulama|onay|güvenlik|giriş|tek kullanımlık|aktivasyon) (?:kod|şifre|bağlantı)|(?:kodunuz|şifreniz)\b|(?:şifre|parola)\p{L}*[^\n.!?]{0,30}(?:sıfırla|yenile|değiştir|belirle)|davet (?:edil|et|ediyor)|davetini|davetiyle/iu,
  // ru, uk, bg, sr
  /(?:подтверд|подтвержд|підтверд|потвърд|потврд|верифи[кц]|активир|активаци|активу)\p{L}*[^\n.!?]{0,40}(?:почт|пошт|адрес|аккаунт|акаунт|учетн|учётн|облік|обліков|регистрац|реєстрац|личност|особ|вход|вхід|устройств|имейл|e-?mail|профил|профіл|налог)|код\p{L}* (?:подтвержд|підтвердж|безопасност|безпеки|доступа|доступу|для входа|для входу|верификац|верифікац|проверк|активаци|за потвърждение)|(?:ваш|твой|твій|вашият) (?:\p{L}+ )?код|одноразов|парол\p{L}*[^\n.!?]{0,30}(?:сброс|восстанов|измен|нов|скин|віднов|змін|смен)|(?:сброс|восстанов|измен|смен|скин|віднов|змін|зада)\p{L}*[^\n.!?]{0,20}парол|приглаш|запрош|ссылк\p{L}* для входа|посилання для входу|новый вход/iu,
  // el
  /(?:επιβεβαι|επαληθε|ενεργοποι)\p{L}*[^\n.!;]{0,40}(?:email|e-mail|διεύθυνσ|λογαριασμ|εγγραφ|ταυτότητ)|κωδικ\p{L}+ (?:επαλήθευσ|ασφαλε|επιβεβαί|πρόσβασ|μίας|σας|σου|εισόδου|σύνδεσ)|(?:επαναφορ|αλλαγ|ορίστε|αλλάξτε)\p{L}*[^\n.!;]{0,20}κωδικ|προσκ[αλ]/iu,
  // ja, zh, ko
  /(?:メール|アドレス|アカウント|登録|本人)[^\n。]{0,20}(?:確認|認証|有効化)|(?:認証|確認|セキュリティ|ワンタイム|ログイン|検証)\s?(?:コード|番号|パスワード|リンク)|パスワード[^\n。]{0,15}(?:再設定|リセット|変更|設定)|招待|サインイン|(?:验证|確認|确认|驗證|激活|啟用|认证|認證|核实)[^\n。]{0,15}(?:邮箱|电子邮件|邮件|郵件|信箱|郵箱|账户|帐户|帳戶|账号|帐号|帳號|身份|地址|注册|註冊|登录|登入)|(?:邮箱|电子邮件|郵件|信箱|帐户|账户|帳戶|账号|帐号|帳號|身份)[^\n。]{0,10}(?:验证|驗證|确认|確認|激活|啟用)|验证码|驗證碼|校验码|动态码|動態密碼|安全码|一次性(?:密码|密碼|代码|驗證)|(?:重置|重设|重設|找回|修改|更改)[^\n。]{0,10}密[码碼]|密[码碼](?:重置|重设|重設)|邀请|邀請|(?:이메일|메일|계정|주소|본인|가입|기기)[^\n.]{0,15}(?:인증|확인|활성화)|인증 ?(?:번호|코드|메일)|보안 ?코드|일회용|비밀번호[^\n.]{0,15}(?:재설정|변경|초기화|설정)|초대|로그인 ?(?:링크|코드|확인|인증)/u,
  // ar, fa, he, hi, vi, id, ms, th
  /(?:تأكيد|تاكيد|تحقق|التحقق|توثيق|تفعيل|أكد|فعّل|تایید|تأیید)[^\n.]{0,40}(?:بريد|البريد|حساب|عنوان|هوي|تسجيل|ایمیل)|رمز (?:التحقق|الأمان|التأكيد|الدخول|المرور|لمرة)|(?:رمزك|كلمة المرور|کلمه عبور|دعوة|دعاك|دعوتك|کد تایید)|(?:אימות|אישור|אשר|הפעל|אמת)\p{L}*[^\n.]{0,40}(?:דוא|מייל|אימייל|חשבון|כתובת|הרשמה|זהות)|קוד (?:האימות|אימות|הגישה|גישה|כניסה|הכניסה|חד|האבטחה|שלך)|(?:איפוס|אפס|שינוי|בחר)\p{L}*[^\n.]{0,15}סיסמ|הוזמנ|הזמנה ל|सत्यापन|सत्यापित|ओटीपी|पासवर्ड (?:रीसेट|बदल)|आमंत्र|xác (?:nhận|minh|thực)[^\n.]{0,40}(?:email|tài khoản|địa chỉ|đăng ký|danh tính)|mã (?:xác|otp|bảo mật|đăng nhập|kích hoạt|của bạn)|(?:đặt lại|đổi|khôi phục) mật khẩu|kích hoạt tài khoản|mời bạn|được mời|(?:verifikasi|konfirmasi|aktifkan|aktivasi|sahkan)[^\n.]{0,40}(?:email|e-mel|akun|akaun|alamat|pendaftaran|identitas)|kode (?:verifikasi|otp|keamanan|akses|masuk|konfirmasi|anda)|(?:atur ulang|reset|ubah|setel ulang|tetapkan semula) (?:kata sandi|kata laluan|sandi)|(?:mengundang|diundang|undangan|menjemput)|ยืนยัน|รหัส(?:ยืนยัน|ผ่าน|OTP)/iu,
] as const

/** What a machine tells somebody who may not have asked: short-lived, to be ignored, to be kept to oneself. */
const ASIDE =
  /\b(?:expires?|valid|good) (?:in|for|until|within|after|on)\b|\bwill expire|did(?:n['’]t| not) (?:request|ask|sign|create|make|try|attempt|initiate)|(?:ignore|disregard|delete) this|do not share|don['’]t share|never share|if this was(?:n['’]t| not) you|wasn['’]t you|gültig|läuft[^\n]{0,30}ab|nicht angefordert|ignorieren|nicht weiter|expire|valable|ignor|ignorez|pas (?:à l['’]origine|demandé)|ne (?:le )?partagez|caduca|vence|válido|no (?:has |ha )?solicit|não (?:solicit|pediu)|compart|scad|valido|non hai richiesto|ignora|verloopt|geldig|niet aangevraagd|negeer|går ut|giltig|gäller|gyldig|udløber|utløper|bortse|ignorer|voimassa|vanhene|ohita|ważn|wygas|zignoruj|nie prosi|platn|vyprší|ignoruj|érvényes|lejár|hagyja figyelmen|valabil|expiră|ignoraț|geçerli|dikkate almay|paylaşma|действ|истека|истеч|игнорир|не запрашив|никому|дійсн|не повідомл|ισχύει|λήγει|αγνοήστε|有効期限|有効です|心当たり|破棄|無視|有效|过期|失效|忽略|请勿|請勿|유효|만료|무시|타인|صالح|تنته|تجاهل|תקף|בתוקף|התעלם|תוקף|मान्य|अनदेखा|साझा न|hiệu lực|hết hạn|bỏ qua|berlaku|kedaluwarsa|abaikan|หมดอายุ/iu

/** An address that nobody reads, or that only such mail comes from. */
const MACHINE =
  /^(?:.*[._-])?(?:no[._-]?reply|do[._-]?not[._-]?reply|donotreply|noreply|notif(?:y|ication|ications)?|accounts?|account-?security|security|verif(?:y|ication)|confirm(?:ation)?|auth|login|signin|signup|sign-?in|register|registration|activation|welcome|onboarding|invit(?:e|es|ation|ations)|team|hello|info|mailer|automated|auto|robot|bot|system|app|alerts?|service|support|help|admin|postmaster|webmaster|calendar|konto|compte|cuentas?|conta|sicherheit|sicurezza|guvenlik|id|identity|members?|password|access|mail|sso|otp|2fa|nicht-?antworten|ne-?pas-?repondre|no-?responder|nao-?responda|non-?rispondere)(?:[._+-].*)?$/i

/** Somebody who has trouble with such a mail, or tells of one. */
const TROUBLE =
  /\b(?:(?:i|we) (?:never|tried|keep|got|just|would like|already|still|forgot|lost|wait)|i (?:did(?:n['’]t| not)|do(?:n['’]t| not)|have|cannot|can['’]t|am|need|was|get|want|try)|we (?:cannot|can['’]t))\b|\b(?:could|can|would) you (?:please )?(?:help|check|send|resend|tell|reset|look)|\bmy (?:code|link|account|invitation|customer|colleague|password|e-?mail|address|team|user)\b|\b(?:how|why|when will|where|which|who|do you|does it|is there|are there)\b[^.\n?]{1,80}\?|\bplease (?:help|advise|resend|reset my|check)|does(?:n['’]t| not) work|\b(?:ich|wir) (?:habe|haben|bekomme|bekommen|kann|können|brauche|brauchen|möchte|möchten|erhalte|warte|komme|finde)\b|\b(?:funktioniert|geht|klappt) (?:nicht|leider)|\bkönn(?:en|ten) sie|\bje (?:n['’]|ne |suis|voudrais|souhaite|viens|cherche)|\bnous (?:n['’]|ne |avons|sommes)|pouvez[- ]vous|\bno (?:recibo|he recibido|me llega|puedo|funciona)|\b(?:necesito|quisiera|quiero|podrían|pueden)\b|\bn[ãa]o (?:recebi|consigo|funciona|chegou)|\b(?:preciso|gostaria|poderiam|podem)\b|\bnon (?:ricevo|ho ricevuto|riesco|funziona)|\b(?:vorrei|potete|potreste)\b|\bik (?:heb|kan|krijg|ontvang|wil|zou)\b|werkt niet|kunnen jullie|kunt u|\b(?:jag|jeg) (?:har|kan|får|fick|fik|vil|vill|behöver|trenger|prøver|försöker)\b|\b(?:en|emme) (?:saa|saanut|pääse)|\bnie (?:dostał|mogę|otrzymał|działa|przyszedł)|\b(?:proszę o|czy możecie|nemohu|nedostal|nepřišel|nefunguje|nem (?:kaptam|tudok|működik))|\b(?:nu (?:am primit|pot|funcționează))|(?:almadım|alamıyorum|gelmedi|çalışmıyor|giremiyorum)|(?:^|[^\p{L}])(?:я|мы|ми) (?:не|уже|вже|хоч|могу|можу|получ|пыта|забыл|забув)|не (?:приход|прийш|работа|працю|могу|можу|удаётся|удается)|届きません|届かない|できません|教えて|ログインできない|收不到|没有收到|沒有收到|无法|無法|请帮|請幫|안 (?:와|옵|됩|돼)|받지 못|않습니다|도와|لم (?:أستلم|يصل|أتلق)|لا (?:يعمل|أستطيع)|לא (?:קיבלתי|מצליח|עובד|הגיע)|नहीं (?:मिला|कर|आया)|không (?:nhận|thể)|chưa nhận|(?:tidak|belum) (?:menerima|bisa|dapat)|saya (?:tidak|belum|sudah|mau|ingin)/iu

const ANSWER = /^\s*(?:re|aw|sv|vs|antw|odp|ynt|回复|回覆|答复)\s*[:：]/iu
/** On a line of its own or beside a word for it: four to ten digits, in one or two groups, or letters with digits. */
const CODE =
  '(?:[A-Z]{1,2}-?\\d{4,8}|\\d{3}[ \\u00a0\\u202f.–-]\\d{3,4}|\\d{4}[ \\u00a0–-]\\d{4}|\\d(?: \\d){3,7}|\\d{4,10}|(?=[A-Z0-9-]{0,11}\\d)(?=[0-9-]{0,11}[A-Z])[A-Z0-9]{2,10}(?:-[A-Z0-9]{2,6}){0,3})'
const CODE_LINE = new RegExp(
  `^[\\s*_>|"'„“»«「【\\[]{0,10}${CODE}[\\s*_|"'”“»«」】\\].]{0,10}$`,
  'mu',
)
/** In the first words of a mail that has a word for it in its subject. */
const CODE_ANYWHERE = new RegExp(`(?<![\\p{L}\\p{N}#/=-])${CODE}(?![\\p{L}\\p{N}])`, 'u')
const OPENING_CHARS = 400
const CODE_BESIDE = new RegExp(
  `(?:${CODE_WORD.source})[^\\n]{0,60}?[\\s:：=*_"'„“«»「【\\[(是为為は]${CODE}(?![\\p{L}\\p{N}])|(?<![\\p{L}\\p{N}#])${CODE}[\\s*_"'”“»」】\\])]{0,4}[^\\n]{0,40}?(?:${CODE_WORD.source})`,
  'iu',
)
const LINK = /\bhttps?:\/\/[!#-&*-;=?-\\^-~]{1,2000}/gi
/** What such links are called, and what only a secret looks like. */
const LINK_WORD =
  /verif|confirm|activ|valid|token|reset|password|passwort|magic|sign-?in|sign-?up|log-?in|auth|invit|join|accept|register|otp|code=|key=|ticket=|bestaet|optin|opt-in|einlad|aktiv/i
const LINK_SECRET = /[=/_-][A-Za-z0-9_~%-]{20,}(?:[/?&#.]|$)|[0-9a-f]{16,}|eyJ[A-Za-z0-9_-]{10,}/

/** Why it looks like such mail, in words; null when it does not. */
export function whyVerification(mail: Suspect): string | null {
  // What is quoted in an answer was said to somebody else.
  const text = mail.text.slice(0, TEXT_CHARS).replace(/^>.*$/gm, '')
  const subject = mail.subject.slice(0, 500)
  // Most mail has neither, and is done with here.
  const hasLink = hasSecretLink(text)
  const words = text.replace(LINK, ' ')
  const hasCode =
    (/\d/.test(subject) && CODE_BESIDE.test(subject)) ||
    (/\d/.test(words) &&
      (CODE_LINE.test(words) ||
        CODE_BESIDE.test(words) ||
        (CODE_WORD.test(subject) && CODE_ANYWHERE.test(words.slice(0, OPENING_CHARS)))))
  if (!hasCode && !hasLink) return null
  const isAboutSubject = isAbout(subject)
  const isAboutText = isAbout(text)
  if (!isAboutSubject && !isAboutText) return null
  const local = mail.from.split('@', 1)[0] ?? ''
  const isMachine = mail.isAutomatic || MACHINE.test(local)
  const isTrouble = TROUBLE.test(words) || TROUBLE.test(subject)
  const score =
    (isAboutSubject ? 2 : 0) +
    (isAboutText ? 2 : 0) +
    (hasCode ? 2 : 0) +
    (hasLink ? 2 : 0) +
    (isMachine ? 2 : 0) +
    (ASIDE.test(words) ? 1 : 0) -
    (ANSWER.test(subject) ? 4 : 0) -
    // A machine has words of trouble in what it says at its end; a person means them.
    (isTrouble ? (isMachine ? 2 : 4) : 0) -
    (text.length > LONG_CHARS ? 1 : 0)
  if (score < SCORE_LEAST) return null
  return hasCode
    ? 'it looks like a code that lets somebody in elsewhere'
    : 'it looks like a link that lets somebody in elsewhere'
}

function isAbout(text: string): boolean {
  return ABOUT.some((pattern) => pattern.test(text))
}

function hasSecretLink(text: string): boolean {
  for (const [link] of text.matchAll(LINK)) {
    const path = link.replace(/^https?:\/\/[^/?#]*/i, '')
    if (path.length > 1 && (LINK_WORD.test(path) || LINK_SECRET.test(path))) return true
  }
  return false
}

const MASK = '••••'

/** The same words without what lets somebody in: links by their host alone, numbers and codes as dots. */
export function maskSecrets(text: string): string {
  return text
    .replace(/\b(https?:\/\/[^\s/?#<>"]{1,255})[^\s<>"]{0,4000}/giu, `$1/${MASK}`)
    .replace(/(?<![\p{L}\p{N}•])(?:\d[ \u00a0\u202f.–-]?){3,11}\d(?![\p{L}\p{N}])/gu, MASK)
    .replace(
      /(?<![\p{L}\p{N}•])(?=[A-Za-z0-9-]{0,40}\d)(?=[A-Za-z0-9-]{5,})[A-Za-z0-9]{2,40}(?:-[A-Za-z0-9]{2,40}){0,5}(?![\p{L}\p{N}])/gu,
      MASK,
    )
}
