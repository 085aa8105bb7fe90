package lang

import "tereze/tui/safe"

// P4 is the words of process 4 on its first screen: what the sector holds.
// Registries are in p4_registry.go.
type P4 struct {
	All                           safe.Text
	MustLeave                     Count     // {0} cases, {1} hour
	MustSector, MustCounter, Late safe.Text // {0}
	NoOpen                        safe.Text // {0} provider, {1} leave by
	OpenHas                       Count     // {0} cases, {1} registry, {2} provider, {3} leave by
	Registry, Provider            safe.Text // heads of columns
	Empty                         safe.Text

	PutKey, PutAllKey, NewKey, ListKey, GroupKey, OpenKey safe.Text

	PutAllTitle safe.Text
	PutAllAsk   Count // {0} cases, {1} provider
	Put         safe.Text
	PutAll      Count     // {0} cases, {1} registry
	Opened      safe.Text // {0} registry, {1} provider
	PutRuns     safe.Text

	NoneOf, NoProvider safe.Text

	// Answers to a scan.
	PutNow, PutThere          safe.Text // {0} registry
	InRegistry, Gone, PutNext safe.Text // {0} registry
	NextOf                    safe.Text // {0} the closed one, {1} the next
	FirstReceive, NoRegistry  safe.Text
	OtherProvider             safe.Text // {0} its provider

	Help [3]safe.Text
}

func (w Words) p4() P4 {
	return P4{
		All: w.say("Бәрі", "Все", "All"),
		MustLeave: w.count("бүгін {1} кететін {0} іс тізілімде жоқ",
			"{0} дело вне реестра должно уйти до {1}", "{0} дела вне реестра должны уйти до {1}", "{0} дел вне реестра должны уйти до {1}",
			"{0} case outside any registry must leave by {1}", "{0} cases outside any registry must leave by {1}"),
		MustSector:  w.say("секторда {0}", "в секторе {0}", "sector {0}"),
		MustCounter: w.say("терезеде {0}", "у окна {0}", "counter {0}"),
		Late:        w.say("кеш {0}", "поздно {0}", "late {0}"),
		NoOpen:      w.say("«{0}»: ашық тізілім жоқ · кетуі тиіс: {1}", "«{0}»: открытого реестра нет · уйти до: {1}", "“{0}”: no open registry · to leave by: {1}"),
		OpenHas: w.count("«{2}»: № {1} тізілім ашық, {0} іс · кетуі тиіс: {3}",
			"«{2}»: реестр № {1} открыт, {0} дело · уйти до: {3}", "«{2}»: реестр № {1} открыт, {0} дела · уйти до: {3}", "«{2}»: реестр № {1} открыт, {0} дел · уйти до: {3}",
			"“{2}”: registry No {1} is open, {0} case · to leave by: {3}", "“{2}”: registry No {1} is open, {0} cases · to leave by: {3}"),
		Registry: w.say("Тізілім", "Реестр", "Registry"),
		Provider: w.say("Беруші", "Адресат", "Provider"),
		Empty:    w.say("Секторда тізілім күткен іс жоқ", "В секторе нет дел, ждущих реестра", "The sector holds no case that waits for a registry"),

		PutKey:    w.say("салу", "положить", "put"),
		PutAllKey: w.say("берушінің бәрі", "все адресата", "all of it"),
		NewKey:    w.say("жаңа тізілім", "новый реестр", "new registry"),
		ListKey:   w.say("тізілімдер", "реестры", "registries"),
		GroupKey:  w.say("беруші", "адресат", "provider"),
		OpenKey:   w.say("ашығын көру", "его реестр", "its registry"),

		PutAllTitle: w.say("Тізілімге салу", "В реестр", "Into the registry"),
		PutAllAsk: w.count("«{1}» берушісінің {0} ісі тізілімге салына ма?",
			"Положить {0} дело адресата «{1}» в его реестр?", "Положить {0} дела адресата «{1}» в его реестр?", "Положить {0} дел адресата «{1}» в его реестр?",
			"Put {0} case of “{1}” into its registry?", "Put {0} cases of “{1}” into its registry?"),
		Put: w.say("{0} – № {1} тізілімде", "{0} – в реестре № {1}", "{0} is in registry No {1}"),
		PutAll: w.count("№ {1} тізілімге {0} іс салынды", "в реестр № {1} положено {0} дело", "в реестр № {1} положено {0} дела", "в реестр № {1} положено {0} дел",
			"{0} case put into registry No {1}", "{0} cases put into registry No {1}"),
		Opened:  w.say("№ {0} тізілім ашық: «{1}»", "Реестр № {0} открыт: «{1}»", "Registry No {0} is open: “{1}”"),
		PutRuns: w.say("Салынуда", "Кладу", "Putting"),

		NoneOf:     w.say("бұл берушінің ісі жоқ", "у этого адресата дел нет", "there is no case of this provider"),
		NoProvider: w.say("беруші таңдалмаған (←→)", "адресат не выбран (←→)", "no provider is chosen (←→)"),

		PutNow:        w.say("№ {0} тізілімге салынды", "в реестре № {0}", "put into registry No {0}"),
		PutThere:      w.say("осы тізілімде тұр", "уже в этом реестре", "is in this registry already"),
		InRegistry:    w.say("№ {0} тізілімде тұр", "уже в реестре № {0}", "already in registry No {0}"),
		Gone:          w.say("№ {0} тізіліммен кеткен", "ушло с реестром № {0}", "left with registry No {0}"),
		PutNext:       w.say("жабық: № {0} тізілімге салынды", "закрыт: положено в № {0}", "closed: put into No {0}"),
		NextOf:        w.say("№ {0} жабылған: кешіккен іс келесі № {1} тізілімге түседі", "№ {0} закрыт: опоздавшее идёт в следующий, № {1}", "No {0} is closed: late ones go to the next, No {1}"),
		FirstReceive:  w.say("алдымен қабылдап алыңыз (3)", "сначала примите (3)", "receive it first (3)"),
		NoRegistry:    w.say("әлі тізілімде емес", "ещё не в реестре", "in no registry yet"),
		OtherProvider: w.say("басқа берушінікі: {0}", "другого адресата: {0}", "of another provider: {0}"),

		Help: [3]safe.Text{
			w.say("Секторда тұрған істер кету мерзімі бойынша тұрады. Space немесе скан істі берушісінің ашық тізіліміне салады; ондай жоқ болса, келесі нөмірмен ашылады.",
				"Дела сектора стоят в порядке срока отправки. Space или скан кладёт дело в открытый реестр его адресата; если такого нет, открывается следующий.",
				"The sector's cases stand in the order in which they must leave. Space or a scan puts a case into its provider's open registry; the next one is opened when there is none."),
			w.say("←→ берушіні таңдайды, F9 оның бәрін салады. F8 тізілімдерді ашады: жабу, шабарманға беру, жеткізу сонда.",
				"←→ выбирает адресата, F9 кладёт всё его. F8 открывает реестры: закрыть, отдать курьеру, отметить доставку — там.",
				"←→ chooses the provider, F9 puts all of its cases. F8 opens the registries: closing, dispatch and delivery are there."),
			w.say("Мерзімі жеткен іс тізілімнен тыс тұрса, экран мұны ! белгісімен айтып тұрады.",
				"Пока дело, срок которого настал, стоит вне реестра, экран говорит об этом со знаком !.",
				"As long as a case that is due stands outside any registry, the screen says so with !."),
		},
	}
}
