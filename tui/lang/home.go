package lang

import "tereze/tui/safe"

// Home is the words of the conveyor and of what surrounds every station.
type Home struct {
	Title, Window, Training, NotOurs                               safe.Text
	Number, Name, Service, Provider, LeaveBy, DueBy, KeepBy, Saved safe.Text // heads of the lists
	Cases                                                          Count     // {0}
	Late, Today, Drafts, Unsettled, NotForwarded, Archive          safe.Text // notes of the strip; {0}
	EmptyList, Help1, Help2                                        safe.Text
	NewCase, GoStation, Card, Workers                              safe.Text
	ClockBack                                                      safe.Text
}

// Home says them.
func (w Words) Home() Home {
	return Home{
		Title:    w.say("Бүгінгі жол", "Дорога дня", "The day's road"),
		Window:   w.say("{0}-терезе", "окно {0}", "window {0}"),
		Training: w.say("ОҚУ", "УЧЕБНЫЙ", "TRAINING"),
		NotOurs:  w.say("біздің код емес", "не наш код", "not our code"),

		Number:   w.say("Нөмірі", "Номер", "Number"),
		Name:     w.say("Алушы", "Получатель", "Recipient"),
		Service:  w.say("Қызмет", "Услуга", "Service"),
		Provider: w.say("Беруші", "Услугодатель", "Provider"),
		LeaveBy:  w.say("кетуі тиіс", "уйти до", "leave by"),
		DueBy:    w.say("мерзімі", "срок", "due"),
		KeepBy:   w.say("сақталады", "хранить до", "keep to"),
		Saved:    w.say("сақталды", "сохранён", "saved"),
		Cases:    w.count("{0} іс", "{0} дело", "{0} дела", "{0} дел", "{0} case", "{0} cases"),

		Late:         w.say("{0} кеш", "{0} поздно", "{0} late"),
		Today:        w.say("{0} бүгін", "{0} сегод.", "{0} today"),
		Drafts:       w.say("{0} жоба", "{0} черн.", "{0} drafts"),
		Unsettled:    w.say("{0} күтеді", "{0} ждут", "{0} wait"),
		NotForwarded: w.say("{0} кеше", "{0} вчера", "{0} old"),
		Archive:      w.say("{0} мұрағ.", "{0} архив", "{0} arch."),

		EmptyList: w.say("Бұл бекетте іс жоқ", "На этой станции дел нет", "No cases at this station"),
		Help1:     w.say("Жеті бекет – регламенттің жеті процесі. ←→ бекет таңдайды, астында сол бекеттің істері; ең асығы – бірінші.", "Семь станций — семь процессов регламента. ←→ выбирает станцию, под ней её дела; самое срочное — первым.", "Seven stations are the seven processes of the regulation. ←→ chooses one; below stand its cases, the most urgent first."),
		Help2:     w.say("! белгісі – мерзімі өткен немесе бүгін бітетін іс. Enter бекетті ашады, 1–7 бірден барады.", "Знак ! — срок прошёл или кончается сегодня. Enter открывает станцию, 1–7 ведут прямо.", "The sign ! marks what is late or due today. Enter opens the station, 1–7 go there at once."),
		NewCase:   w.say("жаңа өтініш", "новое заявление", "new application"),
		GoStation: w.say("ашу", "открыть", "open"),
		Card:      w.say("карточка", "карточка", "card"),
		Workers:   w.say("қызметкер", "работник", "worker"),
		ClockBack: w.say("Компьютер сағаты журналдан {0} артта. Сағатты түзетіңіз.", "Часы компьютера отстают от журнала на {0}. Поправьте часы.", "The computer's clock is {0} behind the journal. Set it right."),
	}
}
