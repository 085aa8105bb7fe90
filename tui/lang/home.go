package lang

import "tereze/tui/safe"

// Home is the words of the conveyor and of what surrounds every station.
type Home struct {
	Title, Window, Training                                            safe.Text
	Number, Name, Service, Provider, To, LeaveBy, DueBy, KeepBy, Saved safe.Text // heads of the lists
	Cases                                                              Count     // {0}
	Lists                                                              [7]safe.Text
	Late, Today, Drafts, Unsettled, NotForwarded, Archive              safe.Text // notes of the strip, at most eight cells with two digits; {0}
	Foot                                                               HomeFoot
	EmptyList, Help1, Help2, Help3                                     safe.Text
	NewCase, New, GoStation, Card, Case                                safe.Text
	ClockBack                                                          safe.Text
}

// HomeFoot is the totals under a station's list.
type HomeFoot struct {
	Drafts, Turned, Accepted, MustGo, Unsettled, Packed, Late, Today, Hanging, ToArchive, Kept Count
}

func (w Words) home() Home {
	return Home{
		Title:    w.say("Бүгінгі жол", "Дорога дня", "The day's road"),
		Window:   w.say("{0}-терезе", "окно {0}", "window {0}"),
		Training: w.say("ОҚУ", "УЧЕБНЫЙ", "TRAINING"),

		Number:   w.say("Нөмірі", "Номер", "Number"),
		Name:     w.say("Алушы", "Получатель", "Recipient"),
		Service:  w.say("Қызмет", "Услуга", "Service"),
		Provider: w.say("Беруші", "Услугодатель", "Provider"),
		To:       w.say("Беруші", "Адресат", "Provider"),
		LeaveBy:  w.say("кетуі тиіс", "уйти до", "leave by"),
		DueBy:    w.say("мерзімі", "срок", "due"),
		KeepBy:   w.say("сақталады", "хранить до", "keep to"),
		Saved:    w.say("сақталды", "сохранён", "saved"),
		Cases:    w.count("{0} іс", "{0} дело", "{0} дела", "{0} дел", "{0} case", "{0} cases"),

		Lists: [7]safe.Text{
			w.say("аяқталмаған өтініштер", "недописанные заявления", "unfinished applications"),
			w.say("бүгін қабылданғандар", "принято сегодня", "accepted today"),
			w.say("секторға тапсырылуы тиіс", "у окна, передать в сектор", "at the counter, to be handed over"),
			w.say("тізілім күтеді", "ждут реестра", "waiting for a registry"),
			w.say("тізілімде және берушіде", "в реестрах и у услугодателей", "in registries and with the providers"),
			w.say("қайтты, инспекторға берілуі тиіс", "вернулось, передать инспектору", "came back, to be forwarded"),
			w.say("алушысын күтіп тұр", "ждут получателя", "waiting for their recipients"),
		},

		Late:         w.say("{0} кеш", "{0} позд.", "{0} late"),
		Today:        w.say("{0} бүгін", "{0} сег.", "{0} today"),
		Drafts:       w.say("{0} жоба", "{0} черн.", "{0} drafts"),
		Unsettled:    w.say("{0} ашық", "{0} спор", "{0} open"),
		NotForwarded: w.say("{0} кеше", "{0} вчер.", "{0} old"),
		Archive:      w.say("{0} өткен", "{0} архив", "{0} arch."),

		Foot: HomeFoot{
			Drafts:    w.count("{0} жоба", "{0} черновик", "{0} черновика", "{0} черновиков", "{0} draft", "{0} drafts"),
			Turned:    w.count("бүгін {0} бас тартылды", "сегодня отказано {0}", "сегодня отказано {0}", "сегодня отказано {0}", "{0} refused today", "{0} refused today"),
			Accepted:  w.count("бүгін {0} іс қабылданды", "сегодня принято {0} дело", "сегодня принято {0} дела", "сегодня принято {0} дел", "{0} case accepted today", "{0} cases accepted today"),
			MustGo:    w.count("{0} бүгін кетуі тиіс", "{0} должно уйти сегодня", "{0} должны уйти сегодня", "{0} должны уйти сегодня", "{0} must leave today", "{0} must leave today"),
			Unsettled: w.count("{0} келісілмеген", "{0} не сошлось", "{0} не сошлись", "{0} не сошлись", "{0} unsettled", "{0} unsettled"),
			Packed:    w.count("тізілімде {0}", "в реестрах {0}", "в реестрах {0}", "в реестрах {0}", "{0} in registries", "{0} in registries"),
			Late:      w.count("{0} мерзімі өткен", "{0} просрочено", "{0} просрочены", "{0} просрочены", "{0} late", "{0} late"),
			Today:     w.count("{0} мерзімі бүгін", "{0} на сегодня", "{0} на сегодня", "{0} на сегодня", "{0} due today", "{0} due today"),
			Hanging:   w.count("{0} бүгінге дейін қайтқан", "{0} вернулось раньше", "{0} вернулись раньше", "{0} вернулись раньше", "{0} came back before today", "{0} came back before today"),
			ToArchive: w.count("{0} мұрағатқа", "{0} в архив", "{0} в архив", "{0} в архив", "{0} for the archive", "{0} for the archive"),
			Kept:      w.count("мұрағатта {0}", "в архиве {0}", "в архиве {0}", "в архиве {0}", "{0} in the archive", "{0} in the archive"),
		},

		EmptyList: w.say("Бұл бекетте іс жоқ", "На этой станции дел нет", "No cases at this station"),
		Help1:     w.say("Жеті бекет – регламенттің жеті процесі. ←→ бекет таңдайды, астында сол бекеттің істері; ең асығы – бірінші.", "Семь станций — семь процессов регламента. ←→ выбирает станцию, под ней её дела; самое срочное — первым.", "Seven stations are the seven processes of the regulation. ←→ chooses one; below stand its cases, the most urgent first."),
		Help2:     w.say("! белгісі – мерзімі өткен немесе бүгін бітетін іс. Space таңдалған бекетті ашады, 1–7 бірден барады; Enter істің карточкасын ашады.", "Знак ! — срок прошёл или кончается сегодня. Space открывает выбранную станцию, 1–7 ведут прямо; Enter открывает карточку дела.", "The sign ! marks what is late or due today. Space opens the station chosen, 1–7 go there at once; Enter opens the case's card."),
		Help3:     w.say("Скан немесе нөмір істің карточкасын ашады, жауабы оның қайда тұрғанын айтады.", "Скан или номер открывает карточку дела, ответ говорит, где оно.", "A scan or a number opens the case's card; the answer says where it is."),
		NewCase:   w.say("жаңа өтініш", "новое заявление", "new application"),
		New:       w.say("жаңа", "новое", "new"),
		GoStation: w.say("ашу", "открыть", "open"),
		Card:      w.say("карточка", "карточка", "card"),
		Case:      w.say("іс", "дело", "case"),
		ClockBack: w.say("Компьютер сағаты журналдан {0} артта. Сағатты түзетіңіз.", "Часы компьютера отстают от журнала на {0}. Поправьте часы.", "The computer's clock is {0} behind the journal. Set it right."),
	}
}
