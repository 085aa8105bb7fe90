package export

import "tereze/intake/trio"

// heads are the heads of the columns, in the words of the glossary.
var heads = struct {
	row, number, barcode, service, recipient, phone, provider, stage trio.Text
	accepted, due, come, registry, step, outcome, papers, sheets     trio.Text
	act, at, window, operator, missing, incoming, deadline, late     trio.Text
	ret, marked, inventory, ready, keep, reason, sent, edition       trio.Text
	seq, process, subject, details, changes, hash, previous          trio.Text
}{
	row:       trio.Text{KK: "№", RU: "№", EN: "No"},
	number:    trio.Text{KK: "Өтініш нөмірі", RU: "Номер заявления", EN: "Application number"},
	barcode:   trio.Text{KK: "Штрих-код", RU: "Штрих-код", EN: "Barcode"},
	service:   trio.Text{KK: "Мемлекеттік көрсетілетін қызмет", RU: "Государственная услуга", EN: "Public service"},
	recipient: trio.Text{KK: "Көрсетілетін қызметті алушы", RU: "Услугополучатель", EN: "Recipient"},
	phone:     trio.Text{KK: "Телефон", RU: "Телефон", EN: "Telephone"},
	provider:  trio.Text{KK: "Көрсетілетін қызметті беруші", RU: "Услугодатель", EN: "Provider"},
	stage:     trio.Text{KK: "Күйі", RU: "Состояние", EN: "Stage"},
	accepted:  trio.Text{KK: "Қабылданған уақыты", RU: "Принято", EN: "Accepted"},
	due:       trio.Text{KK: "Мерзімі", RU: "Срок", EN: "Due"},
	come:      trio.Text{KK: "Алушыға айтылған күн", RU: "День, названный получателю", EN: "Day told to the recipient"},
	registry:  trio.Text{KK: "Тізілім №", RU: "Реестр №", EN: "Registry No"},
	step:      trio.Text{KK: "Берушінің қадамы", RU: "Шаг услугодателя", EN: "Provider's step"},
	outcome:   trio.Text{KK: "Нәтиже", RU: "Результат", EN: "Result"},
	papers:    trio.Text{KK: "Құжаттар", RU: "Документы", EN: "Documents"},
	sheets:    trio.Text{KK: "Парақ саны", RU: "Листов", EN: "Sheets"},
	act:       trio.Text{KK: "Әрекет", RU: "Действие", EN: "Act"},
	at:        trio.Text{KK: "Уақыты", RU: "Время", EN: "Time"},
	window:    trio.Text{KK: "Терезе", RU: "Окно", EN: "Window"},
	operator:  trio.Text{KK: "Қызметкер", RU: "Работник", EN: "Worker"},
	missing:   trio.Text{KK: "Жетіспейтін құжаттар", RU: "Недостающие документы", EN: "Missing documents"},
	incoming:  trio.Text{KK: "Кіріс нөмірі", RU: "Входящий номер", EN: "Incoming number"},
	deadline:  trio.Text{KK: "Берушінің соңғы күні", RU: "Последний день услугодателя", EN: "Provider's last day"},
	late:      trio.Text{KK: "Мерзімінен кеш салынған", RU: "Положено с опозданием", EN: "Put in late"},
	ret:       trio.Text{KK: "Қайтару тізілімі №", RU: "Реестр возврата №", EN: "Return registry No"},
	marked:    trio.Text{KK: "Сканермен белгіленген уақыты", RU: "Отмечено сканером", EN: "Marked by scanner"},
	inventory: trio.Text{KK: "Мұрағат тізімдемесі", RU: "Архивная опись", EN: "Archive inventory"},
	ready:     trio.Text{KK: "Дайын болған күні", RU: "Готово с", EN: "Ready since"},
	keep:      trio.Text{KK: "Сақталатын соңғы күн", RU: "Хранится по", EN: "Kept to"},
	reason:    trio.Text{KK: "Себебі", RU: "Причина", EN: "Reason"},
	sent:      trio.Text{KK: "Қайда жіберілді", RU: "Куда направлен", EN: "Sent to"},
	edition:   trio.Text{KK: "Регламенттің редакциясы", RU: "Редакция регламента", EN: "Edition of the regulation"},
	seq:       trio.Text{KK: "Жазба №", RU: "Запись №", EN: "Entry No"},
	process:   trio.Text{KK: "Процесс", RU: "Процесс", EN: "Process"},
	subject:   trio.Text{KK: "Нысаны", RU: "Предмет", EN: "Subject"},
	details:   trio.Text{KK: "Мәліметтер", RU: "Подробности", EN: "Details"},
	changes:   trio.Text{KK: "Өзгерген жазбалар", RU: "Изменено записей", EN: "Records changed"},
	hash:      trio.Text{KK: "Хеш", RU: "Хеш", EN: "Hash"},
	previous:  trio.Text{KK: "Алдыңғы хеш", RU: "Предыдущий хеш", EN: "Previous hash"},
}
