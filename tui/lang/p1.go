package lang

import "tereze/tui/safe"

// P1 is the words of the check: choosing the service, the drafts, the form,
// the turn-away.
type P1 struct {
	Choose, Here, NotInForce, Closed                          safe.Text // {0}, {1} the window
	Drafts, NewOne, Continue, Drop, DropAsk, DropText, Kept   safe.Text
	DropYes, DropNo, DraftSavedAt                             safe.Text // {0} when
	NoName                                                    safe.Text
	Elsewhere, SendTo, Recorded, OtherService, ElsewhereHelp  safe.Text // Recorded: {0} the clock
	IIN, NoIIN, Surname, Given, Patronymic, Phone             safe.Text
	Consent, Agent, AgentKind, AgentIIN                       safe.Text
	Deed, DeedDate, Notary, DateHint                          safe.Text
	Provider, ProviderHint, AsBefore, Ground                  safe.Text
	Papers, ColKind, ColSheets, Issued, Or                    safe.Text
	Male, Female, Seen                                        safe.Text // Seen: {0} day, {1} service
	Clock                                                     safe.Text // {0} mm:ss, {1} minutes
	Act, InForce, Repealed                                    safe.Text
	Complete, WasMissing                                      safe.Text
	Missing, Fields, More                                     Count
	Saved, NotSaved                                           safe.Text // {0} the clock
	Accept, Refuse, Later, TickAll, Override, Notes, Mend     safe.Text
	NoOverride, OverrideAsk, OverrideSay, Overridden, Reason  safe.Text // Overridden: {0} the reason
	NothingToMend, MendTo                                     safe.Text // MendTo: {0} the name
	RefuseAsk, RefuseYes, RefuseNo                            safe.Text
	NotesTitle, NotesMissing, NotesWrong, NotesWarn, NotesAll safe.Text
	IfNow, OpenCases                                          safe.Text
	CardRead, CardOther, CardBad, CaseScanned                 safe.Text // CaseScanned: {0} number, {1} stage
	BadDate                                                   safe.Text
	KeyKind, KeySheets, KeyShown, KeyJump                     safe.Text
	Help1, Help2, Help3, HelpPick, HelpDrafts                 safe.Text

	Road, FromRegister, Later1, Agent1, Address, Born safe.Text // the electronic road
	AskIIN, Asking, AskHelp                           safe.Text
	Typed, Registered, Take, TakeAll, CompareSay      safe.Text
}

func (w Words) p1() P1 {
	return P1{
		Choose:     w.say("Қандай қызмет керек?", "Какая услуга нужна?", "Which service?"),
		Here:       w.say("осында қабылданады", "принимаем здесь", "taken here"),
		NotInForce: w.say("регламенттің күші жойылған", "регламент утратил силу", "the regulation is repealed"),
		Closed:     w.say("қабылдау жабық: {0} – {1}", "приём закрыт: {0} – {1}", "closed: {0} – {1}"),

		Drafts:       w.say("Аяқталмаған өтініштер", "Недописанные заявления", "Unfinished applications"),
		NewOne:       w.say("жаңа өтініш", "новое заявление", "new application"),
		Continue:     w.say("жалғастыру", "продолжить", "go on"),
		Drop:         w.say("жою", "удалить", "drop"),
		DropAsk:      w.say("Жобаны жою", "Удалить черновик", "Drop the draft"),
		DropText:     w.say("Енгізілгені қайтарылмайды. Адамның қағаздары өзінде ме?", "Введённое не вернуть. Бумаги у человека на руках?", "What was typed cannot be had back. Does the person hold the papers?"),
		DropYes:      w.say("Жою", "Удалить", "Drop it"),
		DropNo:       w.say("Қалдыру", "Оставить", "Keep it"),
		Kept:         w.say("Жоба сақталды: 1 – жалғастыру", "Черновик сохранён: 1 — продолжить", "The draft is kept: 1 goes on with it"),
		DraftSavedAt: w.say("сақталды: {0}", "сохранён: {0}", "saved: {0}"),
		NoName:       w.say("аты-жөні жазылмаған", "имя не введено", "no name yet"),

		Elsewhere:     w.say("Өтініш бұл жерде қабылданбайды", "Здесь не принимают", "Not taken here"),
		SendTo:        w.say("Адамды мына жерге жіберіңіз", "Направьте человека сюда", "Send the person here"),
		Recorded:      w.say("Басқа жерге жіберілгені журналға жазылды, {0}", "Направление записано в журнал, {0}", "The turn-away is in the journal, {0}"),
		OtherService:  w.say("басқа қызмет", "другая услуга", "another service"),
		ElsewhereHelp: w.say("Орталықта көрсетілмейтін қызметке өтініш қабылданбайды, бірақ адамның келгені мен себебі журналға жазылады.", "Заявление на услугу, которой в центре нет, не принимают, но обращение и причина остаются в журнале.", "A service the centre does not give is never accepted, but the visit and its reason stay in the journal."),

		IIN:          w.say("ЖСН", "ИИН", "IIN"),
		NoIIN:        w.say("ЖСН әлі жоқ", "ИИН ещё нет", "no IIN yet"),
		Surname:      w.say("Тегі", "Фамилия", "Surname"),
		Given:        w.say("Аты", "Имя", "Given name"),
		Patronymic:   w.say("Әкесінің аты", "Отчество", "Patronymic"),
		Phone:        w.say("Телефон", "Телефон", "Telephone"),
		Consent:      w.say("Мәліметке келісім алынды", "Согласие на сведения", "Consent to data given"),
		Agent:        w.say("Өкілі арқылы", "Через представителя", "By a representative"),
		AgentKind:    w.say("Құқығы", "По праву", "By right of"),
		AgentIIN:     w.say("Өкілдің ЖСН", "Его ИИН", "Their IIN"),
		Deed:         w.say("Сенімхат №", "Доверенн. №", "Deed No"),
		DeedDate:     w.say("Күні", "Дата", "Dated"),
		Notary:       w.say("Нотариус", "Нотариус", "Notary"),
		DateHint:     w.say("кк.аа.жжжж", "дд.мм.гггг", "dd.mm.yyyy"),
		Provider:     w.say("Беруші", "Услугодатель", "Provider"),
		ProviderHint: w.say("←→ не нөмірін теріңіз", "←→ или наберите номер", "←→ or type its number"),
		AsBefore:     w.say("алдыңғыдай", "как в прошлый раз", "as the last time"),
		Ground:       w.say("Негізі", "Основание", "Ground"),
		Papers:       w.say("Құжаттар (Стандарттың 9-тармағы)", "Документы (пункт 9 Стандарта)", "Documents (paragraph 9 of the Standard)"),
		ColKind:      w.say("түрі", "вид", "kind"),
		ColSheets:    w.say("парақ", "листов", "sheets"),
		Issued:       w.say("Берілген күні", "Дата выдачи", "Date of issue"),
		Or:           w.say("немесе", "или", "or"),
		Male:         w.say("ер", "муж", "male"),
		Female:       w.say("әйел", "жен", "female"),
		Seen:         w.say("келген {0}: {1}", "визит {0}: {1}", "here {0}: {1}"),

		Clock:    w.say("{0} / {1} мин", "{0} / {1} мин", "{0} / {1} min"),
		Act:      w.say("{0}: {1} № {2} регламенті", "{0}: регламент № {2} от {1}", "{0}: regulation No {2} of {1}"),
		InForce:  w.say("күшінде {0}", "в силе на {0}", "in force on {0}"),
		Repealed: w.say("күші жойылған {0}", "утратил силу {0}", "repealed on {0}"),

		Complete:   w.say("Топтама толық", "Пакет полный", "The package is complete"),
		WasMissing: w.say("өткенде жетіспеген", "не хватало в прошлый раз", "missing the last time"),
		Missing:    w.count("Толық емес: {0} құжат жетіспейді", "Неполный: нет {0} документа", "Неполный: нет {0} документов", "Неполный: нет {0} документов", "Incomplete: {0} document is missing", "Incomplete: {0} documents are missing"),
		Fields:     w.count("{0} жол толмаған", "{0} поле не готово", "{0} поля не готовы", "{0} полей не готово", "{0} field to fill", "{0} fields to fill"),
		More:       w.count("тағы {0}: F7", "ещё {0}: F7", "ещё {0}: F7", "ещё {0}: F7", "{0} more: F7", "{0} more: F7"),
		Saved:      w.say("жоба сақталды {0}", "черновик сохранён {0}", "draft saved {0}"),
		NotSaved:   w.say("жоба сақталмады", "черновик не сохранён", "the draft is not saved"),

		Accept:        w.say("тіркеу", "принять", "accept"),
		Refuse:        w.say("бас тарту", "отказать", "refuse"),
		Later:         w.say("кейін", "позже", "later"),
		TickAll:       w.say("бәрі бар", "все есть", "all there"),
		Override:      w.say("ЖСН осылай", "ИИН верен", "IIN is right"),
		Notes:         w.say("ескертулер", "замечания", "notes"),
		Mend:          w.say("әріптерін түзету", "исправить буквы", "mend letters"),
		NoOverride:    w.say("ЖСН-ді растау тек бақылау цифры сәйкес келмегенде керек", "подтверждать ИИН нужно, только когда не сходится контрольная цифра", "only an IIN with a wrong check digit is confirmed"),
		OverrideAsk:   w.say("ЖСН-ді осылай қабылдау", "Принять ИИН как есть", "Take the IIN as it is"),
		OverrideSay:   w.say("Бақылау цифры сәйкес емес. Құжатта дәл осылай жазылса, себебін жазыңыз: ол журналда қалады.", "Контрольная цифра не сходится. Если в документе именно так, укажите причину: она останется в журнале.", "The check digit is wrong. If the document says just this, give the reason: it stays in the journal."),
		Overridden:    w.say("расталды: {0}", "подтверждён: {0}", "confirmed: {0}"),
		Reason:        w.say("Себебі", "Причина", "Reason"),
		NothingToMend: w.say("аты-жөнінде түзететін әріп жоқ", "в имени нечего исправлять", "the name has no letters to mend"),
		MendTo:        w.say("F5 – «{0}» деп түзету.", "F5 — исправить на «{0}».", "F5 mends it to “{0}”."),
		RefuseAsk:     w.say("Бас тарту қолхатын беру", "Выдать расписку об отказе", "Give a refusal receipt"),
		RefuseYes:     w.say("Қолхат беру", "Выдать расписку", "Give it"),
		RefuseNo:      w.say("Қайту", "Вернуться", "Go back"),

		NotesTitle:   w.say("Ескертулер", "Замечания", "Notes"),
		NotesMissing: w.say("Жетіспейтін құжаттар", "Не хватает документов", "Missing documents"),
		NotesWrong:   w.say("Түзету керек", "Нужно поправить", "To put right"),
		NotesWarn:    w.say("Назар аударыңыз", "Обратите внимание", "Mind"),
		NotesAll:     w.say("Бәрі дұрыс: F9 – тіркеу.", "Всё в порядке: F9 — принять.", "All is in order: F9 accepts."),
		IfNow:        w.say("Қазір тіркелсе", "Если принять сейчас", "If accepted now"),
		OpenCases:    w.say("Ашық істері", "Открытые дела", "Open cases"),

		CardRead:    w.say("ЖСН құжаттан оқылды", "ИИН прочитан с документа", "the IIN was read from the document"),
		CardOther:   w.say("басқа ЖСН: алдымен жазылғанын өшіріңіз", "другой ИИН: сначала сотрите введённый", "another IIN: clear the one typed first"),
		CardBad:     w.say("ЖСН емес: бақылау цифры сәйкес келмейді", "это не ИИН: контрольная цифра не сходится", "not an IIN: its check digit is wrong"),
		CaseScanned: w.say("{0}: {1}. Өтініш толтырылуда", "{0}: {1}. Заполняется заявление", "{0}: {1}. An application is open"),

		BadDate: w.say("Күнін кк.аа.жжжж түрінде жазыңыз.", "Запишите дату как дд.мм.гггг.", "Write the date as dd.mm.yyyy."),

		KeyKind:   w.say("түрі", "вид", "kind"),
		KeySheets: w.say("парақ", "листов", "sheets"),
		KeyShown:  w.say("көрсетілді/жіберіледі", "показан/отправить", "shown/sent on"),
		KeyJump:   w.say("нөмірі бойынша", "по номеру", "by number"),

		Help1:        w.say("Құжаттардың толықтығын бағдарлама есептейді: негізі мен шарттар қандай құжат керегін айтады. Барын Space белгілейді, F4 бәрін үйреншікті түрімен белгілейді.", "Полноту пакета считает программа: основание и условия говорят, какие документы нужны. Space отмечает то, что есть, F4 — всё сразу в обычном виде.", "The program computes whether the package is complete: ground and conditions say what is needed. Space ticks what is there, F4 ticks all in the usual shape."),
		Help2:        w.say("Толық болса – F9 тіркейді. Толық болмаса – F8 нені әкелу керегі жазылған бас тарту қолхатын береді; адам қайта келгенде терезе сол құжаттардан ашылады.", "Полный — F9 принимает. Неполный — F8 выдаёт расписку об отказе с перечнем недостающего; когда человек вернётся, экран откроется на нём.", "Complete: F9 accepts. Incomplete: F8 gives a refusal receipt that lists what is missing; when the person returns the screen opens on it."),
		Help3:        w.say("Әр өзгеріс жоба болып сақталады: Esc басып кейін жалғастыруға болады, байланыс үзілсе де ештеңе жоғалмайды. Жеке куәліктің штрих-коды ЖСН орнына түседі.", "Каждое изменение сохраняется в черновик: Esc — продолжить позже, обрыв связи ничего не теряет. Штрих-код удостоверения заполняет ИИН.", "Every change is kept in the draft: Esc goes on later, a cut line loses nothing. The barcode of an identity card fills in the IIN."),
		HelpPick:     w.say("Қызметті нөмірімен таңдаңыз. Орталықта көрсетілмейтіні таңдалса, адамды қайда жіберу керегі айтылып, журналға жазылады.", "Услугу выбирают её номером. Если её в центре нет, экран скажет, куда направить человека, и это попадёт в журнал.", "Choose the service by its number. If the centre does not give it, the screen says where to send the person, and the journal keeps it."),
		Road:         w.say("Жолы", "Способ", "Goes by"),
		FromRegister: w.say("мемлекеттік жүйеден алынды, қағазы керек емес", "взято из государственной системы, бумага не нужна", "from the state's system, no paper is needed"),
		Later1:       w.say("жауап жоқ, қағазбен", "нет ответа, по бумаге", "no answer, paper will do"),
		Agent1:       w.say("Өкіл:", "Предст.:", "Agent:"),
		Address:      w.say("Мекенжайы", "Адрес", "Address"),
		Born:         w.say("Туған күні", "Рождение", "Born"),
		AskIIN:       w.say("ЖСН толық әрі дұрыс болсын", "нужен полный верный ИИН", "a whole and valid IIN is needed"),
		Asking:       w.say("сұралып жатыр", "запрос уже отправлен", "it is being asked"),
		AskHelp:      w.say("ЖТ МДҚ мен БНАЖ-дан сұрау, айырмасын салыстыру", "запросить ГБД ФЛ и ЕНИС, сравнить отличия", "ask the registers, compare the differences"),
		Typed:        w.say("Терілгені", "Введено", "Typed"),
		Registered:   w.say("Тіркелімде", "В регистре", "Registered"),
		Take:         w.say("тіркелімдегісін алу", "взять из регистра", "take the register's"),
		TakeAll:      w.say("бәрін алу", "взять всё", "take all"),
		CompareSay:   w.say("Құжатпен салыстырыңыз: өздігінен ештеңе ауыспайды.", "Сверьте с документом: само ничего не меняется.", "Compare with the document: nothing changes by itself."),
		HelpDrafts:   w.say("Жартылай толтырылған өтініштер сақталған. Біреуін жалғастырыңыз немесе n басып жаңасын бастаңыз.", "Недописанные заявления сохранены. Продолжите одно из них или начните новое клавишей n.", "Half-filled applications are kept. Go on with one or start a new one with n."),
	}
}
