package lang

// printerProblems is why a paper did not leave, by the codes of
// intake/printer.Codes. {0} is the queue, the device or the folder, {1} what
// the printer itself said.
func (w Words) printerProblems() Problems {
	return Problems{
		"print-no-lp":      w.say("Баспа жүйесі орнатылмаған: cups-client пакетін орнатыңыз.", "Система печати не установлена: установите пакет cups-client.", "There is no print system: install the package cups-client."),
		"print-no-printer": w.say("Принтер табылмады: {0}. Қосулы ма? office.toml ішіндегі атын тексеріңіз.", "Принтер не найден: {0}. Включён ли он? Проверьте имя в office.toml.", "The printer is not found: {0}. Is it on? Check its name in office.toml."),
		"print-hangs":      w.say("Принтер жауап бермейді: {0}. Кезегін қарап, қайта басып шығарыңыз.", "Принтер не отвечает: {0}. Посмотрите его очередь и напечатайте ещё раз.", "The printer does not answer: {0}. Look at its queue and print again."),
		"print-refused":    w.say("Принтер қабылдамады: {0} ({1}). Түзетіп, қайта басып шығарыңыз.", "Принтер не принял: {0} ({1}). Устраните и напечатайте ещё раз.", "The printer did not take it: {0} ({1}). Put it right and print again."),
		"print-no-space":   w.say("Дискіде орын жоқ: {0}. Орын босатып, қайталаңыз.", "На диске нет места: {0}. Освободите место и повторите.", "The disk is full: {0}. Make room and repeat."),
		"print-folder":     w.say("Қағаздар қалтасына жазылмады: {0} ({1}).", "Не удалось записать в папку бумаг: {0} ({1}).", "The folder of papers cannot be written: {0} ({1})."),
		"print-paused":     w.say("Қағаз кезекте, бірақ принтер тоқтап тұр: {0}. Принтерді қараңыз.", "Бумага в очереди, но принтер остановлен: {0}. Посмотрите принтер.", "The paper is queued, but the printer stands still: {0}. Look at it."),
	}
}
