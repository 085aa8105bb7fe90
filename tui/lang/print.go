package lang

import (
	"tereze/courier/papers"
	"tereze/tui/safe"
)

// Print is the words of previews, of printing and of exports.
type Print struct {
	Key, KeyHelp, CopyHelp           safe.Text // p
	LabelsHelp, ReportHelp, ActHelp  safe.Text
	ReturnHelp, InventoryHelp        safe.Text
	Preview, Copy                    safe.Text // Preview: {0} the paper
	Do, Sending                      safe.Text
	Printed, Filed                   safe.Text // {0} where; Printed: {1} the paper
	Again                            safe.Text
	Code                             safe.Text // over the code for a telephone
	NoCase, NoPaper, NoAct, NoReturn safe.Text
	NoInventory, NoLabels            safe.Text

	ExportHelp, ExportPick, ExportPickHelp safe.Text
	Formats                                safe.Text
	CSV, XLSX                              safe.Text
	Exporting                              safe.Text
	Exported                               Count // {0} rows, {1} the file
}

func (w Words) print() Print {
	return Print{
		Key:        w.say("қағаз", "печать", "print"),
		KeyHelp:    w.say("қағазды көру және басып шығару", "показать бумагу и напечатать", "show the paper and print it"),
		CopyHelp:   w.say("қолхаттың көшірмесін көру және басып шығару", "показать и напечатать копию расписки", "show and print a copy of the receipt"),
		LabelsHelp: w.say("тізімдегі конверттерге жапсырмалар", "этикетки на конверты этого списка", "labels for the envelopes of this list"),
		ReportHelp: w.say("күннің соңындағы есеп", "отчёт за день", "the end-of-day report"),
		ActHelp:    w.say("сәйкессіздік актісін басып шығару", "напечатать акт расхождений", "print the discrepancy act"),
		ReturnHelp: w.say("қайтару тізілімін басып шығару", "напечатать возвратный реестр", "print the return registry"),
		InventoryHelp: w.say("мұрағат тізімдемесін басып шығару", "напечатать архивную опись",
			"print the archive inventory"),
		Preview: w.say("Қарап шығу · {0}", "Просмотр · {0}", "Preview · {0}"),
		Copy:    w.say("көшірме", "копия", "copy"),
		Do:      w.say("басып шығару", "напечатать", "print"),
		Sending: w.say("{0}: принтерге жіберілуде…", "{0}: отправляется на принтер…", "{0}: on its way to the printer…"),
		Printed: w.say("{1}: принтерге кетті – {0}", "{1}: ушло на принтер — {0}", "{1}: gone to the printer, {0}"),
		Filed:   w.say("PDF сақталды: {0}", "Сохранён PDF: {0}", "Saved as PDF: {0}"),
		Again:   w.say("p – қайта", "p — ещё раз", "p again"),
		Code:    w.say("Телефонға арналған код", "Код для телефона", "The code for a telephone"),

		NoCase:      w.say("іс таңдалмаған", "дело не выбрано", "no case is chosen"),
		NoPaper:     w.say("күші жойылған нөмірдің қолхаты жоқ", "у аннулированного номера нет расписки", "an annulled number has no receipt"),
		NoAct:       w.say("сәйкессіздік жоқ: акт жасалмаған", "расхождений нет: акта не составляли", "nothing differed: there is no act"),
		NoReturn:    w.say("үстелде қайтару тізілімі жоқ", "на столе нет возвратного реестра", "no return registry is on the table"),
		NoInventory: w.say("тізімдеме жоқ: алдымен F9 не сақталғандар (Tab)", "описи ещё нет: сначала F9 или список хранимых (Tab)", "there is no inventory yet: F9 first, or the kept ones (Tab)"),
		NoLabels:    w.say("секторда конверт жоқ", "в секторе нет конвертов", "the sector holds no envelopes"),

		ExportHelp:     w.say("тізімді CSV файлына шығару", "выгрузить список в файл CSV", "write the list into a CSV file"),
		ExportPick:     w.say("Экспорт", "Выгрузка", "Export"),
		ExportPickHelp: w.say("экспорт: CSV не XLSX таңдау", "выгрузка: выбрать CSV или XLSX", "export: choose CSV or XLSX"),
		Formats:        w.say("Қай пішімде?", "В каком формате?", "In which format?"),
		CSV:            safe.Const("CSV"),
		XLSX:           safe.Const("XLSX (Excel)"),
		Exporting:      w.say("Экспорт жазылуда…", "Выгрузка пишется…", "Writing the export…"),
		Exported: w.count("{0} жол жазылды: {1}", "Записана {0} строка: {1}", "Записано {0} строки: {1}", "Записано {0} строк: {1}",
			"{0} row written: {1}", "{0} rows written: {1}"),
	}
}

// Paper is what a paper is called.
func (w Words) Paper(k papers.Kind) safe.Text {
	switch k {
	case papers.Receipt:
		return w.say("қолхат", "расписка", "receipt")
	case papers.Refusal:
		return w.say("бас тарту қолхаты", "расписка об отказе", "refusal receipt")
	case papers.Label:
		return w.say("жапсырмалар", "этикетки", "labels")
	case papers.TurnAway:
		return w.say("жолдама парағы", "памятка", "slip")
	case papers.Registry:
		return w.say("тізілім", "реестр", "registry")
	case papers.Discrepancy:
		return w.say("сәйкессіздік актісі", "акт расхождений", "discrepancy act")
	case papers.Return:
		return w.say("қайтару тізілімі", "возвратный реестр", "return registry")
	case papers.Inventory:
		return w.say("мұрағат тізімдемесі", "архивная опись", "archive inventory")
	case papers.Report:
		return w.say("күндік есеп", "отчёт за день", "report of the day")
	}
	return safe.Clean(string(k))
}
