package lang

import "tereze/tui/safe"

// Accounts is the words of the administrator's list.
type Accounts struct {
	Title, Help                                 safe.Text
	State, Last, Tries, Provider                safe.Text // heads
	Active, Pending, Expired, Disabled, None    safe.Text // states
	Never                                       safe.Text
	Edit, Disable, Enable, Reset, Keys, NewHead safe.Text
	DisableAsk, EnableAsk, ResetAsk             safe.Text // {0} login
	DisableText, ResetText                      safe.Text
	OnceTitle, OnceText, OnceHow                safe.Text // OnceTitle: {0} login
	Saved, Shut, Opened                         safe.Text // {0} login
	ProviderHint                                safe.Text
	Total                                       Count

	KeysTitle, KeysEmpty, KeysHelp, KeyAdd, KeyDrop, KeyLine, KeyType, KeyPrint, KeyComment safe.Text // KeysTitle: {0} login
	KeyDropAsk, KeyAdded, KeyDropped                                                        safe.Text
}

// Accounts says them.
func (w Words) Accounts() Accounts {
	return Accounts{
		Title: w.say("Есептік жазбалар", "Учётные записи", "Accounts"),
		Help: w.say("Құпиясөзді ешкім, әкімші де білмейді: жаңа адамға бір реттік код беріледі, сол кодпен кіріп, өз құпиясөзін ойлап табады. Өшірілген жазбаның иесі бірден шығарылады, жобалары сақталады.",
			"Паролей не знает никто, и администратор тоже: новому даётся одноразовый код, с ним входят и придумывают свой пароль. Кого отключили, тот сразу выходит, его черновики остаются.",
			"Nobody knows passwords, the administrator neither: a newcomer gets a one-time code, comes in with it and chooses a password. Who is disabled is out at once; their drafts stay."),
		State:    w.say("Күйі", "Состояние", "State"),
		Last:     w.say("Соңғы кіру", "Был", "Last log-in"),
		Tries:    w.say("Қате", "Ошибок", "Failed"),
		Provider: w.say("Беруші", "Услугодатель", "Provider"),

		Active:   w.say("жұмыста", "работает", "active"),
		Pending:  w.say("код берілді", "выдан код", "code given"),
		Expired:  w.say("код ескірді", "код истёк", "code ran out"),
		Disabled: w.say("өшірілген", "отключена", "disabled"),
		None:     w.say("жазбасы жоқ", "нет записи", "no account"),
		Never:    w.say("кірмеген", "не входил", "never"),

		Edit:    w.say("өзгерту", "изменить", "change"),
		Disable: w.say("өшіру", "отключить", "disable"),
		Enable:  w.say("қосу", "включить", "enable"),
		Reset:   w.say("жаңа код", "новый код", "new code"),
		Keys:    w.say("кілттер", "ключи", "keys"),
		NewHead: w.say("жаңа қызметкер", "новый работник", "new worker"),

		DisableAsk:  w.say("{0}: есептік жазба өшірілсін бе?", "{0}: отключить учётную запись?", "{0}: disable the account?"),
		EnableAsk:   w.say("{0}: есептік жазба қосылсын ба?", "{0}: включить учётную запись?", "{0}: enable the account?"),
		ResetAsk:    w.say("{0}: құпиясөз ауыстырылсын ба?", "{0}: сбросить пароль?", "{0}: reset the password?"),
		DisableText: w.say("Қазір жұмыс істеп отырса, сеансы аяқталады. Істері мен жобалары қалады.", "Если человек сейчас работает, его сеанс закончится. Дела и черновики остаются.", "A session under way ends. Cases and drafts stay."),
		ResetText:   w.say("Ескі құпиясөз бірден жарамайды. Бір реттік код бір-ақ рет көрсетіледі.", "Старый пароль сразу недействителен. Одноразовый код будет показан один раз.", "The old password is void at once. The one-time code is shown once."),

		OnceTitle: w.say("{0}: бір реттік код", "{0}: одноразовый код", "{0}: one-time code"),
		OnceText:  w.say("Жазып алыңыз: бұл терезе жабылған соң код ешқайда көрінбейді.", "Запишите: после закрытия окна код больше нигде не увидеть.", "Write it down: once this closes the code is nowhere to be seen."),
		OnceHow:   w.say("Код 72 сағат жарайды. Сонымен кіріп, өз құпиясөзін таңдайды.", "Код действует 72 часа. С ним входят и выбирают свой пароль.", "It is good for 72 hours: log in with it and choose a password."),

		Saved:        w.say("{0}: сақталды", "{0}: сохранено", "{0}: saved"),
		Shut:         w.say("{0}: өшірілді", "{0}: отключена", "{0}: disabled"),
		Opened:       w.say("{0}: қосылды", "{0}: включена", "{0}: enabled"),
		ProviderHint: w.say("тек беруші орнына: коды", "только для услугодателя: код", "for a provider's desk: its code"),
		Total:        w.count("{0} қызметкер", "{0} работник", "{0} работника", "{0} работников", "{0} worker", "{0} workers"),

		KeysTitle: w.say("{0}: ашық кілттер", "{0}: открытые ключи", "{0}: public keys"),
		KeysEmpty: w.say("Кілт жоқ: құпиясөзбен ғана кіреді", "Ключей нет: вход только по паролю", "No keys: only the password lets in"),
		KeysHelp: w.say("Кілтпен SSH арқылы құпиясөзсіз кіреді. Қызметкерден .pub файлының жолын сұраңыз, жеке кілтті емес.",
			"С ключом входят по SSH без пароля. Попросите у работника строку файла .pub, а не закрытый ключ.",
			"A key lets in over SSH without a password. Ask for the line of the .pub file, never for the private key."),
		KeyAdd:     w.say("кілт қосу", "добавить ключ", "add a key"),
		KeyDrop:    w.say("алып тастау", "убрать", "drop"),
		KeyLine:    w.say("Кілт жолы", "Строка ключа", "Line of the key"),
		KeyType:    w.say("Түрі", "Вид", "Type"),
		KeyPrint:   w.say("Таңбасы", "Отпечаток", "Fingerprint"),
		KeyComment: w.say("Ескертпе", "Заметка", "Comment"),
		KeyDropAsk: w.say("Кілт алып тасталсын ба?", "Убрать ключ?", "Drop the key?"),
		KeyAdded:   w.say("Кілт қосылды", "Ключ добавлен", "The key is added"),
		KeyDropped: w.say("Кілт алынды", "Ключ убран", "The key is dropped"),
	}
}
