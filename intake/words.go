package intake

import (
	"tereze/intake/calendar"
	"tereze/intake/trio"
)

// The codes of the counter in words: the same word on screens and papers.

// same says a code that has no words as it stands.
func same(code string) trio.Text { return trio.Text{KK: code, RU: code, EN: code} }

// Words is the stage in words.
func (s Stage) Words() trio.Text {
	switch s {
	case Refused:
		return trio.Text{KK: "қабылданбады", RU: "отказано в приёме", EN: "refused"}
	case Accepted:
		return trio.Text{KK: "қабылданды", RU: "принято", EN: "accepted"}
	case Handed:
		return trio.Text{KK: "секторда", RU: "в секторе", EN: "with the sector"}
	case Out:
		return trio.Text{KK: "тізілімде", RU: "в реестре", EN: "in a registry"}
	case Marked:
		return trio.Text{KK: "қайтты", RU: "вернулось", EN: "came back"}
	case Ready:
		return trio.Text{KK: "беруге дайын", RU: "готово к выдаче", EN: "ready"}
	case Issued:
		return trio.Text{KK: "берілді", RU: "выдано", EN: "issued"}
	case Archived:
		return trio.Text{KK: "мұрағатта", RU: "в архиве", EN: "in the archive"}
	case Withdrawn:
		return trio.Text{KK: "қайтарып алынды", RU: "отозвано", EN: "withdrawn"}
	case Annulled:
		return trio.Text{KK: "күші жойылды", RU: "аннулировано", EN: "annulled"}
	}
	return same(s.String())
}

// Words is the act in words.
func (a Act) Words() trio.Text {
	switch a {
	case ActRefuse:
		return trio.Text{KK: "қабылдаудан бас тартылды", RU: "отказано в приёме", EN: "refused at the counter"}
	case ActAccept:
		return trio.Text{KK: "қабылданды", RU: "принято", EN: "accepted"}
	case ActGive:
		return trio.Text{KK: "секторға берілді", RU: "передано в сектор", EN: "handed to the sector"}
	case ActReceive:
		return trio.Text{KK: "сектор қабылдады", RU: "принято сектором", EN: "received by the sector"}
	case ActAdd:
		return trio.Text{KK: "тізілімге салынды", RU: "положено в реестр", EN: "put in a registry"}
	case ActTakeOut:
		return trio.Text{KK: "тізілімнен алынды", RU: "вынуто из реестра", EN: "taken out of the registry"}
	case ActDeliver:
		return trio.Text{KK: "кеңсеге жеткізілді", RU: "доставлено в канцелярию", EN: "delivered to the chancellery"}
	case ActMissed:
		return trio.Text{KK: "қорапта болмады", RU: "не оказалось в коробе", EN: "was not in the box"}
	case ActStep:
		return trio.Text{KK: "берушінің қадамы", RU: "шаг услугодателя", EN: "step of the provider"}
	case ActSendBack:
		return trio.Text{KK: "толықтыруға қайтарылды", RU: "возвращено на доработку", EN: "sent back for completion"}
	case ActComplete:
		return trio.Text{KK: "толықтырылды", RU: "дополнено", EN: "completed"}
	case ActReturn:
		return trio.Text{KK: "беруші нәтижені берді", RU: "услугодатель отдал результат", EN: "result given back"}
	case ActMark:
		return trio.Text{KK: "сканермен белгіленді", RU: "отмечено сканером", EN: "marked by scanner"}
	case ActForward:
		return trio.Text{KK: "инспекторға берілді", RU: "передано инспектору", EN: "forwarded to the inspector"}
	case ActIssue:
		return trio.Text{KK: "берілді", RU: "выдано", EN: "issued"}
	case ActArchive:
		return trio.Text{KK: "мұрағатқа жіберілді", RU: "в архив", EN: "archived"}
	case ActRetrieve:
		return trio.Text{KK: "мұрағаттан алынды", RU: "взято из архива", EN: "back from the archive"}
	case ActWithdraw:
		return trio.Text{KK: "өтініш қайтарып алынды", RU: "отозвано заявителем", EN: "withdrawn"}
	case ActErase:
		return trio.Text{KK: "адам деректері өшірілді", RU: "данные человека вымараны", EN: "the person blotted out"}
	case ActCheck:
		return trio.Text{KK: "тіркелімнен тексерілді", RU: "сверено с регистром", EN: "checked with the register"}
	case ActAttach:
		return trio.Text{KK: "сканы тіркелді", RU: "приложен скан", EN: "scan attached"}
	case ActDetach:
		return trio.Text{KK: "сканы алынды", RU: "скан убран", EN: "scan taken away"}
	case ActSign:
		return trio.Text{KK: "сауалға қол қойылды", RU: "запрос подписан", EN: "request signed"}
	case ActSend:
		return trio.Text{KK: "ЭҮШ арқылы жолданды", RU: "направлено через ШЭП", EN: "sent through the gateway"}
	case ActNotTaken:
		return trio.Text{KK: "беруші қабылдамады", RU: "услугодатель не принял", EN: "not taken by the provider"}
	case ActTurnBack:
		return trio.Text{KK: "бас тарту қолхаты берілді", RU: "выдана расписка об отказе", EN: "refusal receipt given"}
	case ActResult:
		return trio.Text{KK: "нәтиже файлы келді", RU: "пришёл файл результата", EN: "result came as a file"}
	case ActPortal:
		return trio.Text{KK: "порталдан қабылданды", RU: "принято с портала", EN: "taken from the portal"}
	case ActPost:
		return trio.Text{KK: "жеке кабинетке жолданды", RU: "направлено в личный кабинет", EN: "sent to the personal account"}
	case ActLodge:
		return trio.Text{KK: "кеңсеге әкелінді", RU: "подано в канцелярию", EN: "brought to the chancellery"}
	case ActHandOut:
		return trio.Text{KK: "кеңседе берілді", RU: "выдано в канцелярии", EN: "given out at the chancellery"}
	case ActTakeIn:
		return trio.Text{KK: "кеңседе тіркелді", RU: "зарегистрировано канцелярией", EN: "registered by the chancellery"}
	case ActDecline:
		return trio.Text{KK: "сауал қабылданбады", RU: "в запросе отказано", EN: "request turned down"}
	case ActAssign:
		return trio.Text{KK: "орындаушы белгіленді", RU: "назначен исполнитель", EN: "executor named"}
	case ActPrepare:
		return trio.Text{KK: "нәтиже дайындалды", RU: "результат подготовлен", EN: "result prepared"}
	case ActRedo:
		return trio.Text{KK: "орындаушыға қайтарылды", RU: "возвращено исполнителю", EN: "back to the executor"}
	case ActDecide:
		return trio.Text{KK: "басшы қол қойды", RU: "подписано руководителем", EN: "signed by the head"}
	case ActLetOut:
		return trio.Text{KK: "шығыс нөмірі берілді", RU: "дан исходящий номер", EN: "outgoing number given"}
	case ActUndo:
		return trio.Text{KK: "кері қайтарылды", RU: "отменено", EN: "taken back"}
	}
	return same(string(a))
}

// Words is the outcome in words.
func (o Outcome) Words() trio.Text {
	switch o {
	case Result:
		return trio.Text{KK: "нәтиже", RU: "результат", EN: "result"}
	case ReasonedRefusal:
		return trio.Text{KK: "дәлелді бас тарту", RU: "мотивированный отказ", EN: "reasoned refusal"}
	case Unaccepted:
		return trio.Text{KK: "беруші қабылдамады", RU: "не принято услугодателем", EN: "not taken by the provider"}
	}
	return trio.Text{}
}

// Words is the kind in words.
func (k Kind) Words() trio.Text {
	switch k {
	case Original:
		return trio.Text{KK: "түпнұсқа", RU: "подлинник", EN: "original"}
	case Copy:
		return trio.Text{KK: "көшірме", RU: "копия", EN: "copy"}
	case Notarised:
		return trio.Text{KK: "нот. көшірме", RU: "нотар. копия", EN: "notarised"}
	}
	return trio.Text{}
}

// Words is the authority in words.
func (a Authority) Words() trio.Text {
	switch a {
	case Parent:
		return trio.Text{KK: "ата-ана", RU: "родитель", EN: "parent"}
	case Guardian:
		return trio.Text{KK: "қамқоршы", RU: "опекун", EN: "guardian"}
	case ProxyNotary:
		return trio.Text{KK: "нотариалды сенімхат", RU: "нотариальная доверенность", EN: "notarised proxy"}
	case ProxyOther:
		return trio.Text{KK: "өзге сенімхат", RU: "иная доверенность", EN: "other proxy"}
	}
	return same(string(a))
}

// Words is the role in words.
func (r Role) Words() trio.Text {
	switch r {
	case Operator:
		return trio.Text{KK: "оператор", RU: "оператор", EN: "operator"}
	case Sector:
		return trio.Text{KK: "жинақтаушы сектор", RU: "накопительный сектор", EN: "accumulating sector"}
	case Supervisor:
		return trio.Text{KK: "супервайзер", RU: "супервайзер", EN: "supervisor"}
	case Issuer:
		return trio.Text{KK: "инспектор (беру)", RU: "инспектор (выдача)", EN: "inspector (issue)"}
	case Administrator:
		return trio.Text{KK: "әкімші", RU: "администратор", EN: "administrator"}
	case Auditor:
		return trio.Text{KK: "аудитор", RU: "аудитор", EN: "auditor"}
	case ProviderDesk:
		return trio.Text{KK: "көрсетілетін қызметті беруші", RU: "услугодатель", EN: "provider"}
	case ProviderHead:
		return trio.Text{KK: "берушінің басшысы", RU: "руководитель услугодателя", EN: "provider's head"}
	case ProviderExecutor:
		return trio.Text{KK: "жауапты орындаушы", RU: "ответственный исполнитель", EN: "provider's executor"}
	}
	return same(string(r))
}

// Words is the command in words: an act's own, or what the others are about.
func (c Command) Words() trio.Text {
	switch c {
	case CanSee:
		return trio.Text{KK: "істерді көру", RU: "видеть дела", EN: "see cases"}
	case CanDraft:
		return trio.Text{KK: "өтініш бастау", RU: "начинать заявление", EN: "begin an application"}
	case CanTurnAway:
		return trio.Text{KK: "басқа жерге жіберу", RU: "направлять в другое место", EN: "send elsewhere"}
	case CanRegistry:
		return trio.Text{KK: "тізілімдермен жұмыс", RU: "работа с реестрами", EN: "registries"}
	case CanReturns:
		return trio.Text{KK: "қайтару тізілімдері", RU: "реестры возврата", EN: "return registries"}
	case CanUndoAny:
		return trio.Text{KK: "басқаның әрекетін қайтару", RU: "отменять чужое действие", EN: "take back another's act"}
	case CanExport:
		return trio.Text{KK: "файлға шығару", RU: "выгрузка в файл", EN: "export to a file"}
	case CanCloseDay:
		return trio.Text{KK: "күнді жабу", RU: "закрытие дня", EN: "close the day"}
	case CanJournal:
		return trio.Text{KK: "журналды оқу", RU: "чтение журнала", EN: "read the journal"}
	case CanLooks:
		return trio.Text{KK: "картаны кім көргенін білу", RU: "кто смотрел карточку", EN: "who looked at a card"}
	case CanUsers:
		return trio.Text{KK: "тіркелгілер мен рөлдер", RU: "учётные записи и роли", EN: "accounts and roles"}
	case CanAsk:
		return trio.Text{KK: "мемлекеттік тіркелімдерден сұрау", RU: "запрос в государственные регистры", EN: "ask the state's registers"}
	case CanOutbox:
		return trio.Text{KK: "шығыс хабарламалар", RU: "исходящие сообщения", EN: "the outbox"}
	case CanSecond:
		return trio.Text{KK: "екінші адам болу", RU: "быть вторым лицом", EN: "be the second person"}
	}
	return Act(c).Words()
}

// IdentityWords is an identity document in words.
func IdentityWords(code string) trio.Text {
	switch code {
	case IdentityCard:
		return trio.Text{KK: "жеке куәлік", RU: "удостоверение личности", EN: "identity card"}
	case Passport:
		return trio.Text{KK: "паспорт", RU: "паспорт", EN: "passport"}
	case BirthPaper:
		return trio.Text{KK: "туу туралы куәлік", RU: "свидетельство о рождении", EN: "birth certificate"}
	case DigitalCard:
		return trio.Text{KK: "цифрлық құжат", RU: "цифровой документ", EN: "digital document"}
	}
	return same(code)
}

// ProcessWords is the name of a process, 1 to 7.
func ProcessWords(n int) trio.Text {
	switch n {
	case 1:
		return trio.Text{KK: "Тексеру", RU: "Проверка", EN: "Check"}
	case 2:
		return trio.Text{KK: "Қабылдау", RU: "Приём", EN: "Accept"}
	case 3:
		return trio.Text{KK: "Тапсыру", RU: "Передача", EN: "Hand over"}
	case 4:
		return trio.Text{KK: "Шабарман", RU: "Курьер", EN: "Dispatch"}
	case 5:
		return trio.Text{KK: "Беруші", RU: "Услугодатель", EN: "Provide"}
	case 6:
		return trio.Text{KK: "Белгілеу", RU: "Отметка", EN: "Mark"}
	case 7:
		return trio.Text{KK: "Беру", RU: "Выдача", EN: "Issue"}
	}
	return trio.Text{}
}

// ShownWords is a paper shown and returned at once.
func ShownWords() trio.Text {
	return trio.Text{KK: "көрсетілді", RU: "показан", EN: "shown"}
}

// Words says why the document counts as missing.
func (m Missing) Words() trio.Text {
	switch m.Why {
	case MissingExpired:
		day := calendar.Say(m.Expired, trio.RU, calendar.Short)
		return trio.Text{KK: "мерзімі " + day + " өткен", RU: "срок истёк " + day, EN: "expired on " + day}
	case MissingKind:
		return trio.Text{KK: "түпнұсқа емес", RU: "не подлинник", EN: "not the original"}
	case MissingShown:
		return trio.Text{KK: "тапсырылмады", RU: "не сдан", EN: "not handed in"}
	}
	return trio.Text{KK: "жоқ", RU: "нет", EN: "absent"}
}

// Why says in words why the person was sent elsewhere.
func (t *TurnAway) Why() trio.Text {
	switch t.Reason {
	case ProblemNotAtCentre:
		return trio.Text{KK: "қызмет орталық арқылы көрсетілмейді", RU: "услуга не оказывается через центр", EN: "not given through the centre"}
	case ProblemWindowClosed:
		return trio.Text{KK: "қабылдау мерзімі емес", RU: "вне срока приёма", EN: "outside the days of acceptance"}
	case ProblemIncomplete:
		return trio.Text{KK: "құжаттар толық емес: қайтарылды", RU: "пакет неполный: возвращён", EN: "incomplete package: returned"}
	case ProblemNotChancellery:
		return trio.Text{KK: "қызмет берушінің кеңсесінде көрсетілмейді", RU: "услуга не оказывается в канцелярии", EN: "not given at the chancellery"}
	case ProblemServiceUnknown:
		return trio.Text{KK: "бұл өңірде мұндай қызмет жоқ", RU: "в этом регионе такой услуги нет", EN: "the region has no such service"}
	}
	return same(t.Reason)
}
