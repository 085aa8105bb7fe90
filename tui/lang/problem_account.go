package lang

import "tereze/intake/account"

// accountProblems is what the house refuses at the door and in the list of
// accounts. The sentence of a failed log-in is one for every cause.
func (w Words) accountProblems() Problems {
	return Problems{
		account.ProblemLogin:    w.say("Логин немесе құпиясөз дұрыс емес. Пернетақта тілі мен Caps Lock-ты тексеріңіз.", "Неверный логин или пароль. Проверьте раскладку и Caps Lock.", "Wrong login or password. Check the layout and Caps Lock."),
		account.ProblemWait:     w.say("Сәтсіз әрекет көп болды. {0} секундтан кейін қайталаңыз.", "Слишком много неудачных попыток. Повторите через {0} с.", "Too many failed tries. Repeat in {0} s."),
		account.ProblemPassword: w.say("Құпиясөз дұрыс емес. Пернетақта тілі мен Caps Lock-ты тексеріңіз.", "Неверный пароль. Проверьте раскладку и Caps Lock.", "Wrong password. Check the layout and Caps Lock."),

		account.ProblemPasswordShort:  w.say("Құпиясөз кемінде {0} таңба болсын: бірнеше сөзден құрау оңай.", "Пароль — не короче {0} знаков: проще всего из нескольких слов.", "At least {0} characters: a few words are the easiest."),
		account.ProblemPasswordLong:   w.say("Құпиясөз тым ұзын: {0} байттан аспасын.", "Пароль слишком длинный: не более {0} байт.", "The password is too long: {0} bytes at most."),
		account.ProblemPasswordCommon: w.say("Мұндай құпиясөз көп адамда бар, оны бірінші болып тексереді. Басқасын ойлаңыз.", "Такой пароль у многих, его проверяют первым. Придумайте другой.", "Many people have this password; it is tried first. Choose another."),
		account.ProblemPasswordPlain:  w.say("Қайталанатын не қатар тұрған таңбалар ғана. Бірнеше сөзден құраңыз.", "Только повторы или знаки подряд. Составьте из нескольких слов.", "Only repeats or keys in a row. Make it of a few words."),
		account.ProblemPasswordOwn:    w.say("Құпиясөзде логин немесе аты-жөніңіз болмасын.", "В пароле не должно быть логина и имени.", "The password must not hold your login or name."),
		account.ProblemPasswordSame:   w.say("Жаңа құпиясөз ескісімен бірдей. Басқасын ойлаңыз.", "Новый пароль совпадает со старым. Придумайте другой.", "The new password is the old one. Choose another."),
		account.ProblemPasswordSigns:  w.say("Құпиясөзде пернетақтадан терілмейтін таңба бар.", "В пароле есть знаки, которых не набрать.", "The password has characters no keyboard types."),

		account.ProblemAccountCode:     w.say("Логин: латын әрпінен басталатын 1–32 таңба: a–z, 0–9, . _ -", "Логин: 1–32 знака, первая — латинская буква: a–z, 0–9, . _ -", "Login: 1 to 32 characters, a Latin letter first: a–z, 0–9, . _ -"),
		account.ProblemAccountName:     w.say("Қызметкердің аты-жөнін жазыңыз.", "Введите имя работника.", "Enter the worker's name."),
		account.ProblemAccountRole:     w.say("Мұндай рөл жоқ: {0}.", "Нет такой роли: {0}.", "There is no such role: {0}."),
		account.ProblemAccountWindow:   w.say("Терезе нөмірі: 0 – 999.", "Номер окна: 0–999.", "Number of the window: 0 to 999."),
		account.ProblemAccountProvider: w.say("Кеңседе мұндай қызмет беруші жоқ: {0}. office.toml файлын қараңыз.", "В центре нет такого услугодателя: {0}. Смотрите office.toml.", "The office has no such provider: {0}. See office.toml."),
		account.ProblemAccountExists:   w.say("Мұндай логин бар: {0}.", "Такой логин уже есть: {0}.", "This login is there already: {0}."),
		account.ProblemAccountNone:     w.say("Мұндай қызметкер жоқ: {0}.", "Нет такого работника: {0}.", "There is no such worker: {0}."),
		account.ProblemAccountLast:     w.say("Бұл – кіре алатын соңғы әкімші. Алдымен басқасын тағайындаңыз.", "Это последний администратор, который может войти. Сначала назначьте другого.", "This is the last administrator who can come in. Make another one first."),
		account.ProblemAccountSelf:     w.say("Өз есептік жазбаңызға мұны істей алмайсыз. Басқа әкімшіні шақырыңыз.", "Со своей учётной записью так нельзя. Позовите другого администратора.", "Not with your own account. Call another administrator."),
		account.ProblemAccountFounded:  w.say("Кеңседе әкімші бар: қызметкерді сол қосады.", "Администратор уже есть: работников добавляет он.", "The office has an administrator: workers are added by that one."),
		account.ProblemAccountCodeLost: w.say("Есептік жазба жасалды, бірақ бір реттік код жоғалды. Жаңасын беріңіз.", "Учётная запись есть, но одноразовый код потерян. Выдайте новый.", "The account is made, but its one-time code was lost. Give a new one."),

		account.ProblemKey:        w.say("Бұл ашық кілттің жолы емес: ssh-ed25519 AAAA… түрінде болсын.", "Это не строка открытого ключа: она вида ssh-ed25519 AAAA…", "This is no line of a public key, such as ssh-ed25519 AAAA…"),
		account.ProblemKeyPrivate: w.say("Бұл – жеке кілт, оны ешкімге бермеңіз! .pub файлын алыңыз.", "Это закрытый ключ, его не показывают никому! Возьмите файл .pub.", "This is a private key: show it to nobody! Take the .pub file."),
		account.ProblemKeyType:    w.say("{0} түріндегі кілт қабылданбайды: ssh-keygen -t ed25519.", "Ключи вида {0} не принимаются: ssh-keygen -t ed25519.", "Keys of type {0} are not taken: ssh-keygen -t ed25519."),
		account.ProblemKeyShort:   w.say("RSA кілті {0} бит, кемінде {1} керек: ssh-keygen -t ed25519.", "Ключ RSA — {0} бит, нужно не меньше {1}: ssh-keygen -t ed25519.", "The RSA key has {0} bits, {1} are needed: ssh-keygen -t ed25519."),
		account.ProblemKeyTaken:   w.say("Бұл кілт басқа есептік жазбада тұр. Әркімнің кілті өзінікі болсын.", "Этот ключ стоит у другой учётной записи. У каждого свой ключ.", "This key stands at another account. Everybody has a key of their own."),
		account.ProblemKeyMany:    w.say("Кілт көп: {0} болса жетеді. Алдымен ескісін алып тастаңыз.", "Ключей слишком много: не больше {0}. Сначала уберите старый.", "Too many keys: {0} at most. First drop an old one."),
		account.ProblemKeyNone:    w.say("Мұндай таңбалы кілт жоқ. SHA256:… түрін тізімнен көшіріңіз.", "Ключа с таким отпечатком нет. Скопируйте SHA256:… из списка.", "No key has this fingerprint. Copy SHA256:… from the list."),
	}
}
