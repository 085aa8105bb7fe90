package lang

import "tereze/tui/safe"

// Setup is the words of the first run and of the workers' list.
type Setup struct {
	Title, Intro, Lang, Number, Region, NameKK, NameRU, Week, Name, Five, Six, Training, Begin safe.Text
	NumberBad                                                                                  safe.Text
	Code, Role, Window, WorkerName, HelpSetup, Password, PasswordHint, Making                  safe.Text
}

// Setup says them.
func (w Words) Setup() Setup {
	return Setup{
		Title:        w.say("Алғашқы баптау", "Первая настройка", "First set-up"),
		Intro:        w.say("Enter ұсынылғанды қабылдайды; кейін бәрін office.toml файлында өзгертуге болады.", "Enter принимает предложенное; потом всё можно изменить в office.toml.", "Enter takes what is offered; all of it can be changed later in office.toml."),
		Lang:         w.say("Тіл", "Язык", "Language"),
		Number:       w.say("ХҚКО нөмірі", "Номер ЦОН", "Centre's number"),
		Region:       w.say("Аймақ", "Регион", "Region"),
		NameKK:       w.say("Қазақша атауы", "Название по-казахски", "Name in Kazakh"),
		NameRU:       w.say("Орысша атауы", "Название по-русски", "Name in Russian"),
		Week:         w.say("Жұмыс аптасы", "Рабочая неделя", "Working week"),
		Name:         w.say("Әкімшінің аты-жөні", "Имя администратора", "Administrator's name"),
		Password:     w.say("Әкімші құпиясөзі", "Пароль администратора", "Administrator's password"),
		PasswordHint: w.say("Enter: бір реттік код жасалады", "Enter: будет сделан одноразовый код", "Enter: a one-time code is made"),
		Making:       w.say("Кеңсе құрылып жатыр…", "Создаётся центр…", "The office is being made…"),
		Five:         w.say("5 күн", "5 дней", "5 days"),
		Six:          w.say("6 күн", "6 дней", "6 days"),
		Training:     w.say("Оқу базасы (шынайы істер емес)", "Учебная база (дела не настоящие)", "A training store (no real cases)"),
		Begin:        w.say("бастау", "начать", "begin"),
		NumberBad:    w.say("Үш цифр, мысалы 042", "Три цифры, например 042", "Three digits, such as 042"),

		Code:       w.say("Коды", "Код", "Code"),
		Role:       w.say("Рөлі", "Роль", "Role"),
		Window:     w.say("Терезе", "Окно", "Window"),
		WorkerName: w.say("Аты-жөні", "Имя", "Name"),
		HelpSetup:  w.say("Аймақ қай регламенттер қолданылатынын, апта мерзімдердің қалай есептелетінін шешеді.", "Регион решает, какие регламенты действуют; неделя — как считаются сроки.", "The region decides which regulations apply; the week, how terms are counted."),
	}
}
