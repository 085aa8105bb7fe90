package lang

import "tereze/tui/safe"

// Common is the words every screen shares: the frame, the scan line, dialogs.
type Common struct {
	Product, Help, Language, Quit, Back, Search, Stations, ScanLine, Scroll safe.Text
	HelpKeys, HelpScreen, HelpSigns, HelpScan                               safe.Text
	SignDone, SignTrouble, SignSame, SignUnknown                            safe.Text
	Yes, No, OK, Cancel, Stay, Leave                                        safe.Text
	Next, Previous, Tick, Choose, Open, Row, Page, Close                    safe.Text

	TooSmall, TooTiny  safe.Text // {0}×{1}
	Internal           safe.Text // {0} the short number
	Late               safe.Text // an answer that did not come in time
	Cut                safe.Text
	QuitAsk, QuitDraft safe.Text
	CannotNow          safe.Text // {0} the reason
	Nothing, Loading   safe.Text
	Required, Misfit   safe.Text // faults of a field
	MoreBelow          Count
	Marked             Count
}

func (w Words) common() Common {
	return Common{
		Product:  w.say("Терезе", "Терезе", "Tereze"),
		Help:     w.say("көмек", "помощь", "help"),
		Language: w.say("тіл", "язык", "language"),
		Quit:     w.say("шығу", "выход", "quit"),
		Back:     w.say("артқа", "назад", "back"),
		Search:   w.say("іздеу", "поиск", "search"),
		Stations: w.say("бекет", "станция", "station"),
		ScanLine: w.say("нөмірді теру", "набрать номер", "type a number"),
		Scroll:   w.say("жылжыту", "листать", "scroll"),

		HelpKeys:   w.say("Пернелер", "Клавиши", "Keys"),
		HelpScreen: w.say("Осы терезе туралы", "Об этом экране", "About this screen"),
		HelpSigns:  w.say("Белгілер", "Знаки", "Signs"),
		HelpScan: w.say(
			"Штрих-кодты кез келген терезеде сканерлеуге болады; жауабы сканер жолында тұрады. Ашық сұрақ сканермен расталмайды: скан кезекте күтеді. Сканер болмаса, F3 басып, нөмірді теріңіз.",
			"Штрих-код можно сканировать на любом экране; ответ стоит в строке сканера. Открытый вопрос сканом не подтвердить: скан подождёт в очереди. Нет сканера — нажмите F3 и наберите номер.",
			"A barcode can be scanned on any screen; the answer stands on the scan line. A scan never confirms an open question: it waits in the queue. Without a scanner press F3 and type the number."),
		SignDone:    w.say("орындалды", "сделано", "done"),
		SignTrouble: w.say("назар аударыңыз", "нужно внимание", "needs attention"),
		SignSame:    w.say("бұрын солай болған", "уже было так", "it was so already"),
		SignUnknown: w.say("танылмады, біздікі емес", "не распознано, не наше", "not understood, not ours"),

		Yes:    w.say("Иә", "Да", "Yes"),
		No:     w.say("Жоқ", "Нет", "No"),
		OK:     w.say("Жақсы", "Хорошо", "OK"),
		Cancel: w.say("Болдырмау", "Отмена", "Cancel"),
		Stay:   w.say("Қалу", "Остаться", "Stay"),
		Leave:  w.say("Шығу", "Выйти", "Quit"),

		Next:     w.say("келесі", "дальше", "next"),
		Previous: w.say("алдыңғы", "предыдущее", "previous"),
		Tick:     w.say("белгілеу", "отметить", "tick"),
		Choose:   w.say("таңдау", "выбрать", "choose"),
		Open:     w.say("ашу", "открыть", "open"),
		Row:      w.say("жол", "строка", "row"),
		Page:     w.say("бет", "страница", "page"),
		Close:    w.say("жабу", "закрыть", "close"),

		TooSmall: w.say("Терезе тар: {0}×{1}. Кемінде 80×24 керек.", "Окно мало: {0}×{1}. Нужно хотя бы 80×24.", "The window is small: {0}×{1}. At least 80×24 is needed."),
		TooTiny:  w.say("Кемінде 80×24 керек", "Нужно 80×24", "80×24 is needed"),
		Internal: w.say("Ішкі қате № {0}. Нөмірді әкімшіге айтыңыз; енгізілген деректер сақталды.", "Внутренняя ошибка № {0}. Сообщите номер администратору; введённое сохранено.", "Internal error No {0}. Tell the administrator the number; what you typed is kept."),
		Late:     w.say("Жауап уақытында келмеді. Қайталап көріңіз; екі рет тіркелмейді.", "Ответ не пришёл вовремя. Повторите; дважды не запишется.", "No answer in time. Try again; nothing is recorded twice."),
		Cut:      w.say("Үзілді.", "Прервано.", "Interrupted."),
		QuitAsk:  w.say("Шығасыз ба?", "Выйти?", "Quit?"),
		QuitDraft: w.say("Толтырылып жатқан өтініш жоба ретінде сақталды: келесіде осы жерден жалғасады.",
			"Недописанное сохранено как черновик: в следующий раз продолжится с этого места.",
			"What is half filled in is kept as a draft: next time it goes on from here."),
		CannotNow: w.say("Қазір болмайды: {0}", "Сейчас нельзя: {0}", "Not now: {0}"),
		Nothing:   w.say("Бос", "Пусто", "Nothing here"),
		Loading:   w.say("Оқылуда…", "Читаю…", "Reading…"),
		Required:  w.say("Толтырыңыз", "Заполните", "Fill this in"),
		Misfit:    w.say("Осылай жазуға болмайды", "Так записать нельзя", "This cannot be written so"),
		MoreBelow: w.count("төменде тағы {0}", "ниже ещё {0}", "ниже ещё {0}", "ниже ещё {0}", "{0} more below", "{0} more below"),
		Marked:    w.count("{0} белгіленді", "отмечено: {0}", "отмечено: {0}", "отмечено: {0}", "{0} ticked", "{0} ticked"),
	}
}

// Scan is the words of the scan line.
type Scan struct {
	Prompt                                            safe.Text
	Waiting                                           Count
	AnswerFirst, Foreign, Half, Garbled, Nobody, Wait safe.Text
	Again                                             safe.Text // {0} how long ago
}

func (w Words) scan() Scan {
	return Scan{
		Prompt:      w.say("скан немесе нөмір", "скан или номер", "scan or number"),
		Waiting:     w.count("кезекте {0} скан", "{0} скан ждёт", "{0} скана ждут", "{0} сканов ждут", "{0} scan waits", "{0} scans wait"),
		AnswerFirst: w.say("скан күтуде: алдымен сұраққа жауап беріңіз", "скан ждёт: сначала ответьте на вопрос", "the scan waits: answer the question first"),
		Foreign:     w.say("біздің код емес", "не наш код", "not our code"),
		Half:        w.say("код толық емес, қайта сканерлеңіз", "код неполный, сканируйте ещё раз", "the code is torn, scan it again"),
		Garbled:     w.say("танылмады, қайта сканерлеңіз", "не распознано, сканируйте ещё раз", "not understood, scan it again"),
		Nobody:      w.say("бұл терезеде скан ештеңе істемейді", "на этом экране скан ничего не делает", "a scan does nothing on this screen"),
		Wait:        w.say("орындалуда", "выполняется", "working"),
		Again:       w.say("сол скан, {0}", "тот же скан, {0}", "the same scan, {0}"),
	}
}
