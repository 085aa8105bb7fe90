package lang

import "tereze/tui/safe"

// Traces is the words of who has what open, who looked at what, and of the
// second pair of eyes.
type Traces struct {
	AlsoOpen, AndMore safe.Text // {0} who, {1} since when; {0} how many more
	Unseen            safe.Text // a look was not recorded

	Looks, LooksKey, LooksHelp, LooksNone, ByIIN safe.Text
	Times                                        Count
	When, Who, Name, Place                       safe.Text // heads of the list

	SecondTitle, SecondSay, Login, Password  safe.Text
	SecondUndo, SecondReopen, SecondRetrieve safe.Text
	SecondOverride, SecondOther              safe.Text // SecondOther: {0} the act

	PadFound safe.Text // {0} when
}

// Traces says them.
func (w Words) Traces() Traces {
	return Traces{
		AlsoOpen: w.say("Мұнымен қазір {0} жұмыс істеп отыр, ашқаны: {1}", "С этим сейчас работает {0}, открыто: {1}", "{0} has this open too, since {1}"),
		AndMore:  w.say("(тағы {0})", "(и ещё {0})", "(and {0} more)"),
		Unseen: w.say("Қойма тек оқуға ашық: карточканы қарағаныңыз жазылған жоқ.",
			"Хранилище открыто только для чтения: просмотр карточки не записан.",
			"The store is open for reading only: this look at the card was not recorded."),

		Looks:     w.say("Кім көрді", "Кто смотрел", "Who looked"),
		LooksKey:  w.say("кім көрді", "кто смотрел", "who looked"),
		LooksHelp: w.say("Осы істің карточкасын кім, қашан көргенін тізеді; сұрақтың өзі журналға жазылады.", "Кто и когда смотрел карточку этого дела; сам вопрос записывается в журнал.", "Lists who was shown this case's card and when; the question itself goes into the journal."),
		LooksNone: w.say("Бұл карточканы әлі ешкім көрмеген.", "Эту карточку ещё никто не смотрел.", "Nobody has been shown this card yet."),
		ByIIN:     w.say("ЖСН бойынша", "по ИИН", "by IIN"),

		Times: w.count("{0} рет", "{0} раз", "{0} раза", "{0} раз", "{0} time", "{0} times"),
		When:  w.say("Қашан", "Когда", "When"),
		Who:   w.say("Логині", "Логин", "Login"),
		Name:  w.say("Қызметкер", "Работник", "Worker"),
		Place: w.say("Терезе", "Окно", "Window"),

		SecondTitle: w.say("Екінші қызметкердің растауы", "Подтверждение второго лица", "A second person confirms"),
		SecondSay: w.say("Бұл әрекетке екінші адам керек: супервайзер өз логині мен құпиясөзін осында тереді.",
			"Для этого нужен второй человек: супервайзер вводит здесь свои логин и пароль.",
			"This takes a second person: a supervisor types their own login and password here."),
		Login:          w.say("Логин", "Логин", "Login"),
		Password:       w.say("Құпиясөз", "Пароль", "Password"),
		SecondUndo:     w.say("Тіркеудің күші жойылады", "Регистрация аннулируется", "The registration is annulled"),
		SecondReopen:   w.say("Бас тартылған өтініш қайта ашылады", "Отказанное заявление открывается снова", "A refused application is reopened"),
		SecondRetrieve: w.say("Іс мұрағаттан алынады", "Дело берётся из архива", "A case is taken from the archive"),
		SecondOther:    w.say("Өзгенің әрекеті қайтарылады: {0}", "Отменяется чужое действие: {0}", "Another's act is taken back: {0}"),
		SecondOverride: w.say("Бақылау саны қате ЖСН қабылданады", "Принимается ИИН с неверной контрольной цифрой", "An IIN with a wrong check digit is taken"),

		PadFound: w.say("Бұрын терілгені қалпына келді, сақталғаны: {0}", "Набранное раньше восстановлено, сохранено: {0}", "What was typed before is back, kept {0}"),
	}
}
