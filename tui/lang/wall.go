package lang

import (
	"fmt"
	"strings"

	"tereze/courier"
	"tereze/intake/trio"
	"tereze/tui/safe"
)

// Wall is the words of the supervisor's wall, and of the report of a day.
type Wall struct {
	Title, Key, Help                                             safe.Text
	Chart, ChartShort, Over                                      safe.Text
	ShortLeave, ShortUnsettled, ShortForward, ShortArchive       safe.Text // what hinders, at most ten cells
	Operators, Services, Accepted, Refused, Sent, Issued, Mean   safe.Text // heads of the table, at most ten cells
	Nobody                                                       safe.Text
	Refusals, TurnAways, NoRefusals, NoTurnAways                 safe.Text // {0} how many
	Month, Late, LateNote                                        safe.Text
	Clear, Hang, Closed, ClosedAt, NotClosed                     safe.Text // {0} …
	Close, CloseAsk, CloseDone, Report, Journal, Day             safe.Text
	Leave                                                        safe.Text // the three duties of the courier in one row
	Served, TimeKnown, ClosedBy                                  safe.Text // for a plain answer
	TermsTitle, TermsEmpty, ComeBy, Stage, Table                 safe.Text
	HelpWall1, HelpWall2, HelpWall3, HelpTerms, Archive, Earlier safe.Text
	Terms, LeftOpen                                              Count
}

// Wall says them.
func (w Words) Wall() Wall {
	return Wall{
		Title:          w.say("Супервайзер тақтасы", "Табло супервайзера", "Supervisor's wall"),
		Key:            w.say("тақта", "табло", "wall"),
		Help:           w.say("бүгін не кідіріп тұр, кім қанша қабылдады, күнді жабу", "что висит сегодня, кто сколько принял, закрытие дня", "what hangs today, who served how many, closing the day"),
		ChartShort:     w.say("орташа, мин", "среднее, мин", "mean, min"),
		ShortLeave:     w.say("шабарман", "курьер", "courier"),
		Chart:          w.say("Терезедегі орташа уақыт, мин", "Среднее время у окна, мин", "Mean time at the counter, min"),
		ShortUnsettled: w.say("келісу", "передача", "handover"),
		ShortForward:   w.say("беру", "инспектору", "inspector"),
		ShortArchive:   w.say("мұрағат", "архив", "archive"),
		Over:           safe.Const(">15"),
		Operators:      w.say("Қызметкер", "Работник", "Worker"),
		Services:       w.say("Қызмет", "Услуга", "Service"),
		Accepted:       w.say("қабылданды", "принято", "accepted"),
		Refused:        w.say("бас тарту", "отказ", "refused"),
		Sent:           w.say("бағытталды", "направлено", "elsewhere"),
		Issued:         w.say("берілді", "выдано", "issued"),
		Mean:           w.say("орташа", "средн.", "mean"),
		Nobody:         w.say("Бұл күні ешкімге қызмет көрсетілмеген", "В этот день никого не обслужили", "Nobody was served on this day"),
		Refusals:       w.say("Бас тарту {0}:", "Отказы {0}:", "Refusals {0}:"),
		TurnAways:      w.say("Бағытталды {0}:", "Направлено {0}:", "Elsewhere {0}:"),
		NoRefusals:     w.say("Бас тарту жоқ", "Отказов нет", "No refusals"),
		NoTurnAways:    w.say("басқа жерге ешкім жіберілмеді", "никого не направили", "nobody sent elsewhere"),
		Month:          w.say("30 күн · қабылданды", "30 дней · принято", "30 days · accepted"),
		Late:           w.say("кеш қайтқаны", "вернулось поздно", "came back late"),
		LateNote: w.say("Кеш қайтқаны – қолхатта айтылған күннен кейін қайтқан нәтижелер.", "Вернулось поздно — результаты, пришедшие после дня, названного в расписке.",
			"Came back late: results that came after the day told on the receipt."),
		Clear:     w.say("Ештеңе кідіріп тұрған жоқ: күнді жабуға болады", "Ничего не висит: день можно закрыть", "Nothing hangs: the day can be closed"),
		Hang:      w.say("Күнді жабуға кедергі:", "День не закрыть:", "The day cannot be closed:"),
		Closed:    w.say("күн жабылды", "день закрыт", "the day is closed"),
		ClosedAt:  w.say("Күн жабылды: {0}, {1}", "День закрыт: {0}, {1}", "The day was closed: {0}, {1}"),
		NotClosed: w.say("жабылмаған", "не закрыт", "not closed"),
		LeftOpen:  w.count("{0} күн жабылмаған", "{0} день не закрыт", "{0} дня не закрыты", "{0} дней не закрыто", "{0} day not closed", "{0} days not closed"),
		Close:     w.say("күнді жабу", "закрыть день", "close the day"),
		CloseAsk:  w.say("{0} күні жабылсын ба?", "Закрыть день {0}?", "Close the day {0}?"),
		CloseDone: w.say("{0} жабылды. Журнал {1}", "{0} закрыт. Журнал {1}", "{0} is closed. Journal {1}"),
		Report:    w.say("есеп", "отчёт", "report"),
		Journal:   w.say("журнал", "журнал", "journal"),
		Archive:   w.say("мұрағат", "архив", "archive"),
		Table:     w.say("қызмет/қызметкер", "услуги/работники", "services/workers"),
		Day:       w.say("күн", "день", "day"),
		Earlier:   w.say("басқа күн", "другой день", "another day"),
		Leave:     w.say("Шабарманмен кетуі тиіс", "Должно уйти с курьером", "Must leave with courier"),
		Served: w.say("қабылданды {0}, бас тартылды {1}, басқа жерге жіберілді {2}, берілді {3}", "принято {0}, отказано {1}, направлено {2}, выдано {3}",
			"accepted {0}, refused {1}, sent elsewhere {2}, issued {3}"),
		TimeKnown: w.say("терезедегі уақыт белгілі: {0} / {1}; орташа {2} мин, 15 минуттан асқаны {3}", "время у окна известно: {0} / {1}; среднее {2} мин, дольше 15 минут {3}",
			"time at the counter known: {0} / {1}; mean {2} min, over 15 minutes {3}"),
		ClosedBy:   w.say("жабылды", "закрыт", "closed"),
		TermsTitle: w.say("Қолхат күні жақын, дайын емес", "День расписки близко, не готово", "The receipt's day is near, not ready"),
		TermsEmpty: w.say("Мұндай іс жоқ", "Таких дел нет", "No such cases"),
		ComeBy:     w.say("келетін күні", "прийти", "to come"),
		Stage:      w.say("күйі", "состояние", "stage"),
		Terms:      w.count("{0} іс", "{0} дело", "{0} дела", "{0} дел", "{0} case", "{0} cases"),
		HelpWall1: w.say("Сол жақта – осы күн міндетті болған істер. ↑↓ таңдайды, Enter сол тізімді ашады, Esc тақтаға қайтарады. ! белгісі бар міндет күнді жабуға кедергі немесе мерзімі өткен.",
			"Слева — что день обязан сделать. ↑↓ выбирает, Enter открывает этот список, Esc возвращает на табло. Знак ! — мешает закрыть день или срок прошёл.",
			"On the left stands what the day owes. ↑↓ chooses, Enter opens that list, Esc comes back. The sign ! hinders the closing or is past its day."),
		HelpWall2: w.say("Оң жақта – сағат бойынша терезедегі орташа уақыт; сызық – 15 минут. Тек басталуы белгілі өтініштер саналады. ←→ басқа күнді көрсетеді, Tab қызметкерлер мен қызметтерді ауыстырады, PgUp PgDn кестені жылжытады.",
			"Справа — среднее время у окна по часам; черта — 15 минут. Считаются только заявления, начало которых известно. ←→ показывает другой день, Tab меняет работников и услуги, PgUp PgDn листает таблицу.",
			"On the right stands the mean time at the counter by hour; the line is 15 minutes. Only applications whose beginning is known count. ←→ shows another day, Tab changes workers and services, PgUp PgDn turns the table."),
		HelpWall3: w.say("F9 көрсетілген күнді жабады; кедергі болса, атайды. Жабылған соң журнал басы бар есеп басып шығаруға дайын тұрады.",
			"F9 закрывает показанный день; если что-то висит, называет. После закрытия отчёт с концом журнала готов к печати.",
			"F9 closes the day that is shown, or names what hangs. Then the report with the journal's head is ready to print."),
		HelpTerms: w.say("Алушыға айтылған күн жақындаған немесе өткен, бірақ нәтижесі инспекторда жоқ істер. Ең ерте күн бірінші.",
			"Дела, где названный получателю день близко или прошёл, а результата у инспектора нет. Самый ранний день — первым.",
			"Cases whose told day is near or past while the inspector has no result. The earliest day comes first."),
	}
}

// Duty is a duty in a row of the wall, at most 28 cells.
func (w Words) Duty(k courier.DutyKind) safe.Text {
	switch k {
	case courier.DutyCounter:
		return w.say("Кетуі тиіс: терезеде", "Уйти сегодня: у окна", "Must leave: at the counter")
	case courier.DutySector:
		return w.say("Кетуі тиіс: секторда", "Уйти сегодня: в секторе", "Must leave: in the sector")
	case courier.DutyRegistry:
		return w.say("Кетуі тиіс: тізілімде", "Уйти сегодня: в реестре", "Must leave: in a registry")
	case courier.DutyUnsettled:
		return w.say("Тапсыруы келісілмеген", "Передача не сошлась", "Handover unsettled")
	case courier.DutyForward:
		return w.say("Қайтты, бірақ берілмеді", "Вернулось, не передано", "Came back, not forwarded")
	case courier.DutyArchive:
		return w.say("Мұрағатқа жіберілетін", "Не забрали, пора в архив", "Unclaimed, to the archive")
	case courier.DutyStepToday:
		return w.say("Берушіде мерзімі бүгін", "У услугодателя до сегодня", "Provider's step ends today")
	case courier.DutyStepLate:
		return w.say("Берушіде мерзімі өткен", "Услугодатель просрочил", "Provider's step is late")
	case courier.DutyTerm:
		return w.say("Қолхат күніне 3 күн қалды", "До дня расписки 3 дня", "Receipt's day in 3 days")
	case courier.DutyReady:
		return w.say("Алушысын күтіп тұр", "Ждут получателя", "Wait for their recipients")
	}
	return safe.Clean(string(k))
}

// InMinutes is seconds as minutes with a tenth: 10,2.
func (w Words) InMinutes(seconds int) safe.Text {
	tenths := (seconds + 3) / 6
	s := fmt.Sprintf("%d,%d", tenths/10, tenths%10)
	if w.Lang == trio.EN {
		s = strings.ReplaceAll(s, ",", ".")
	}
	return safe.Clean(s)
}
