package lang

import "tereze/tui/safe"

// Door is the words of the log-in, the lock and the way out.
type Door struct {
	Title, Login, Password, Enter, Checking, Waiting safe.Text // Waiting: {0} seconds
	WrongLayout, WrongLetters                        safe.Text // {0} as typed, {1} on the US layout
	TrainingOffice, TrainingLogins, TrainingWord     safe.Text // {0}
	Help                                             safe.Text

	Last, First, Here safe.Text // Last: {0} when
	Failed, Drafts    Count

	Locked, Lock, LockHelp, Unlock safe.Text // Lock: {0} the name, {1} the login
	Other, OtherHelp               safe.Text
	ScanLocked, ScanClosed         safe.Text

	NewPassword, Old, Once, Fresh, Again, NotSame safe.Text
	MustChange, Rules, Change, Changed, OwnHelp   safe.Text

	EndMost, EndShut, EndClosing, EndIdle safe.Text
	EndFault                              safe.Text // {0} the number
	Soon                                  safe.Text // {0} seconds
}

// Door says them.
func (w Words) Door() Door {
	return Door{
		Title:    w.say("Кіру", "Вход", "Log in"),
		Login:    w.say("Логин", "Логин", "Login"),
		Password: w.say("Құпиясөз", "Пароль", "Password"),
		Enter:    w.say("кіру", "войти", "log in"),
		Checking: w.say("Тексерілуде…", "Проверяю…", "Checking…"),
		Waiting:  w.say("Сәтсіз әрекет көп болды. {0} секундтан кейін қайталаңыз.", "Слишком много неудачных попыток. Повторите через {0} с.", "Too many failed tries. Repeat in {0} s."),
		WrongLayout: w.say("Пернетақта ағылшынша емес: «{0}» терілді, ағылшынша «{1}» болар еді. Тілді ауыстырыңыз.",
			"Раскладка не английская: набрано «{0}», на английской вышло бы «{1}». Переключите.",
			"The layout is not English: “{0}” was typed, in English it would be “{1}”. Switch it."),
		WrongLetters: w.say("Логинде тек латын әріптері мен цифрлар: «{0}» жарамайды.", "В логине только латинские буквы и цифры: «{0}» не подходит.", "A login has Latin letters and digits only: “{0}” will not do."),

		TrainingOffice: w.say("Оқу кеңсесі: істер мен адамдар ойдан шығарылған.", "Учебный центр: дела и люди вымышлены.", "A training office: cases and people are invented."),
		TrainingLogins: w.say("Логиндер: {0}", "Логины: {0}", "Logins: {0}"),
		TrainingWord:   w.say("Құпиясөз бәріне бір: {0}", "Пароль у всех один: {0}", "One password for all: {0}"),
		Help: w.say("Логин мен құпиясөзді әкімші береді. Бір реттік код та осында теріледі: бірінші кіргенде өз құпиясөзіңізді ойлап табасыз. Терілген құпиясөз экранда көрінбейді.",
			"Логин и пароль даёт администратор. Одноразовый код вводится здесь же: при первом входе вы придумаете свой пароль. Набранный пароль на экране не виден.",
			"The administrator gives you the login and password. A one-time code goes in here too: at the first log-in you choose a password of your own. What you type as a password is not shown."),

		Last:  w.say("Соңғы кіру: {0}", "Последний вход: {0}", "Last log-in: {0}"),
		First: w.say("Алғашқы кіруіңіз", "Вы здесь впервые", "Your first log-in"),
		Here:  w.say("осы компьютер", "этот компьютер", "this computer"),
		Failed: w.count("содан бері {0} сәтсіз әрекет", "с тех пор {0} неудачная попытка", "с тех пор {0} неудачные попытки", "с тех пор {0} неудачных попыток",
			"{0} failed try since", "{0} failed tries since"),
		Drafts: w.count("{0} жоба: 1 → жалғастыру", "{0} черновик: 1 → продолжить", "{0} черновика: 1 → продолжить", "{0} черновиков: 1 → продолжить",
			"{0} draft: 1 → continue", "{0} drafts: 1 → continue"),

		Locked: w.say("Экран құлыпталған", "Экран заблокирован", "The screen is locked"),
		Lock:   w.say("Жұмыс істеп отырған: {0} ({1})", "Работает: {0} ({1})", "At work: {0} ({1})"),
		LockHelp: w.say("Пернелер көп басылмады. Толтырылғанның бәрі сақтаулы: құпиясөзіңізді терсеңіз, сол жерден жалғасады.",
			"Клавиш долго не касались. Всё введённое на месте: наберите пароль, и работа продолжится с того же места.",
			"Nobody touched the keys for a while. All you typed is kept: give your password and go on from there."),
		Unlock: w.say("ашу", "открыть", "unlock"),
		Other:  w.say("басқа адам", "другой человек", "another person"),
		OtherHelp: w.say("шығып, орынды басқа адамға беру", "выйти и уступить место другому",
			"log out and let another person sit down"),
		ScanLocked: w.say("экран құлыпта, скан алынбады: ашып, қайталаңыз", "экран заблокирован, скан не принят: откройте и повторите", "locked, the scan was not taken: unlock and repeat"),
		ScanClosed: w.say("скан алынбады: алдымен кіріңіз", "скан не принят: сначала войдите", "the scan was not taken: log in first"),

		NewPassword: w.say("Жаңа құпиясөз", "Новый пароль", "A new password"),
		Old:         w.say("Қазіргі құпиясөз", "Нынешний пароль", "Present password"),
		Once:        w.say("Бір реттік код", "Одноразовый код", "One-time code"),
		Fresh:       w.say("Жаңа құпиясөз", "Новый пароль", "New password"),
		Again:       w.say("Тағы бір рет", "Ещё раз", "Once more"),
		NotSame:     w.say("Екі рет терілгені бірдей емес", "Набрано не одно и то же", "The two are not the same"),
		MustChange: w.say("Сіз бір реттік кодпен кірдіңіз. Енді тек өзіңіз білетін құпиясөзді ойлап табыңыз.",
			"Вы вошли по одноразовому коду. Теперь придумайте пароль, который знаете только вы.",
			"You came in with a one-time code. Now choose a password that only you know."),
		Rules: w.say("Кемінде 12 таңба. Міндетті цифр не белгі жоқ: бірнеше сөзден құрау ең оңайы әрі мықтысы. Көпке белгілі құпиясөздер жарамайды.",
			"Не короче 12 знаков. Обязательных цифр и значков нет: проще и надёжнее всего несколько слов. Известные всем пароли не подходят.",
			"At least 12 characters. No digits or signs are demanded: a few words are the easiest and the strongest. Passwords many people use will not do."),
		Change:  w.say("ауыстыру", "сменить", "change"),
		Changed: w.say("Құпиясөз ауыстырылды", "Пароль сменён", "The password is changed"),
		OwnHelp: w.say("өз құпиясөзін ауыстыру", "сменить свой пароль", "change one's own password"),

		EndMost: w.say("Сеанс ең ұзақ мерзіміне жетіп, аяқталды. Жазғаныңыз сақталды: қайта кіріңіз.", "Сеанс дошёл до предела и закончен. Введённое сохранено: войдите снова.", "The session reached its longest time and ended. What you typed is kept: log in again."),
		EndShut: w.say("Есептік жазба өшірілді немесе рөлі өзгерді: сеанс аяқталды. Әкімшіден сұраңыз.", "Учётная запись отключена или роль изменилась: сеанс закончен. Спросите администратора.",
			"The account was disabled or its role changed: the session ended. Ask the administrator."),
		EndClosing: w.say("Кеңсенің серверін тоқтатып жатыр. Жазғаныңыз сақталды.", "Сервер центра останавливается. Введённое сохранено.", "The office's server is being stopped. What you typed is kept."),
		EndIdle:    w.say("Ұзақ ешкім тимеді: қайта кіріңіз.", "Долго никого не было: войдите снова.", "Nobody was there for long: log in again."),
		EndFault:   w.say("Ішкі қате № {0}: сеанс аяқталды, жазғаныңыз сақталды. Нөмірді әкімшіге айтыңыз.", "Внутренняя ошибка № {0}: сеанс закончен, введённое сохранено. Сообщите номер администратору.", "Internal error No {0}: the session ended, what you typed is kept. Tell the administrator the number."),
		Soon:       w.say("Сеанс {0} секундтан кейін аяқталады: жазғаныңыз сақталады.", "Сеанс закончится через {0} с: введённое сохранится.", "The session ends in {0} s: what you typed will be kept."),
	}
}
