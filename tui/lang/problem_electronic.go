package lang

import "tereze/intake"

// electronicProblems is what the rules of the electronic road and of the
// provider's desk refuse or warn of.
func (w Words) electronicProblems() Problems {
	return Problems{
		intake.ProblemScanMissing:     w.say("Сканы жоқ құжат: {0}. Алдымен тіркеңіз.", "Нет скана: {0}. Сначала приложите.", "No scan of: {0}. Attach it first."),
		intake.ProblemFileType:        w.say("Бұл файл PDF, JPEG не TIFF емес.", "Файл не PDF, не JPEG и не TIFF.", "The file is no PDF, JPEG or TIFF."),
		intake.ProblemFileBig:         w.say("Файл тым үлкен: ең көбі {0} МБ.", "Файл слишком большой: не более {0} МБ.", "The file is too big: {0} MB at most."),
		intake.ProblemFileEmpty:       w.say("Файл бос.", "Файл пуст.", "The file is empty."),
		intake.ProblemFileBroken:      w.say("Файл соңына дейін жазылмаған не бүлінген: қайта сканерлеңіз.", "Файл оборван или повреждён: отсканируйте снова.", "The file is cut off or damaged: scan it again."),
		intake.ProblemFilePages:       w.say("Бет тым көп: бір файлда ең көбі {0}.", "Слишком много страниц: не более {0} в файле.", "Too many pages: {0} in a file at most."),
		intake.ProblemFileTwice:       w.say("Бұл құжатқа дәл осы файл тіркелген.", "К этому документу приложен этот же файл.", "The document has this very file already."),
		intake.ProblemFilesFull:       w.say("Бір іске ең көбі {0} МБ және {1} файл сыяды.", "В одном деле не более {0} МБ и {1} файлов.", "A case holds {0} MB and {1} files at most."),
		intake.ProblemSigned:          w.say("Сауалға қол қойылған: алдымен қол қоюды қайтарыңыз.", "Запрос подписан: сначала отмените подпись.", "The request is signed: take the signature back first."),
		intake.ProblemFileMissing:     w.say("Файл қоймада жоқ не бүлінген. Супервайзерді шақырыңыз.", "Файла в хранилище нет или он повреждён. Позовите супервайзера.", "The file is not in the store, or damaged. Call the supervisor."),
		intake.ProblemSignature:       w.say("Қолтаңба жарамайды: {0}.", "Подпись не годится: {0}.", "The signature does not count: {0}."),
		intake.ProblemNoVerifier:      w.say("Мұнда қолтаңбаны тексеру мүмкін емес: куәландырушы орталық бапталмаған.", "Подпись здесь проверить нельзя: не настроен удостоверяющий центр.", "Signatures cannot be verified here: no authority is configured."),
		intake.ProblemNoGateway:       w.say("ЭҮШ бапталмаған: іс қағаз жолымен жүреді.", "ШЭП не настроен: дело идёт на бумаге.", "No gateway is configured: the case goes on paper."),
		intake.ProblemNoRoad:          w.say("Бұл қызметтің мұнда электрондық жолы жоқ.", "У этой услуги здесь нет электронного пути.", "This service has no electronic road here."),
		intake.ProblemNotSigned:       w.say("Сауалға әлі қол қойылмаған.", "Запрос ещё не подписан.", "The request is not signed yet."),
		intake.ProblemSentAlready:     w.say("Жолданған нәрсе қайтарылмайды. Өтінішті қайтарып алуға болады.", "Отправленное не отменить. Можно отозвать заявление.", "What has been sent is not taken back. The application can be withdrawn."),
		intake.ProblemDeceased:        w.say("ЖТ МДҚ: адам қайтыс болған.", "ГБД ФЛ: человек умер.", "The register of people: the person is dead."),
		intake.ProblemIncapable:       w.say("ЖТ МДҚ: сот әрекетке қабілетсіз деп таныған.", "ГБД ФЛ: признан судом недееспособным.", "The register of people: declared incapable by a court."),
		intake.ProblemNotFound:        w.say("ЖТ МДҚ: мұндай ЖСН жоқ. Құжатпен салыстырыңыз.", "ГБД ФЛ: такого ИИН нет. Сверьте с документом.", "The register of people has no such IIN. Compare the document."),
		intake.ProblemDiffers:         w.say("ЖТ МДҚ деректері басқаша: салыстырыңыз (F3).", "Данные ГБД ФЛ отличаются: сравните (F3).", "The register's data differ: compare them (F3)."),
		intake.ProblemUnchecked:       w.say("Тіркелімнен тексерілмеді: қағаз құжатпен жүреді, кейін өзі тексеріледі.", "С регистром не сверено: идёт по бумаге, сверится само позже.", "Not checked with the register: paper will do, it is checked later by itself."),
		intake.ProblemPower:           w.say("БНАЖ сенімхатты растамады: {0}.", "ЕНИС не подтвердила доверенность: {0}.", "The notaries' system did not confirm the power of attorney: {0}."),
		intake.ProblemMessage:         w.say("Қазір болмайды: хабарлама {0}.", "Сейчас нельзя: сообщение {0}.", "Not now: the message is {0}."),
		intake.ProblemIncomingNumber:  w.say("Кеңсенің кіріс нөмірін жазыңыз.", "Укажите входящий номер канцелярии.", "Give the chancellery's incoming number."),
		intake.ProblemExecutor:        w.say("Жауапты орындаушыны таңдаңыз.", "Назначьте ответственного исполнителя.", "Name the responsible executor."),
		intake.ProblemOutgoing:        w.say("Шығыс нөмірін жазыңыз.", "Укажите исходящий номер.", "Give the outgoing number."),
		intake.ProblemDeskStep:        w.say("{0}: қазір {1}-қадам, бұл әрекет оныкі емес.", "{0}: сейчас шаг {1}, это действие не его.", "{0}: step {1} is under way, this act is not its own."),
		intake.ProblemNotChancellery:  w.say("Бұл қызмет берушінің кеңсесі арқылы көрсетілмейді.", "Эта услуга через канцелярию услугодателя не оказывается.", "This service is not offered at the provider's chancellery."),
		intake.ProblemNotAssigned:     w.say("{0}: басшы басқа орындаушыны белгілеген.", "{0}: руководитель назначил другого исполнителя.", "{0}: the head named another executor."),
		intake.ProblemResultFile:      w.say("Электрондық нәтижеге файлы керек.", "Электронному результату нужен его файл.", "An electronic result needs its file."),
		intake.ProblemPortalRequest:   w.say("Бұл портал сауалы емес не бүлінген.", "Это не запрос портала или он повреждён.", "This is no request of the portal, or it is damaged."),
		intake.ProblemNoSigner:        w.say("Қол қою бағдарламасы жауап бермейді. Өз компьютеріңізде tereze sign-agent не NCALayer қосыңыз.", "Программа подписи не отвечает. Запустите на своём компьютере tereze sign-agent или NCALayer.", "No signing program answers. Start tereze sign-agent or NCALayer on your own machine."),
		intake.ProblemSigningCanceled: w.say("Қол қою тоқтатылды.", "Подписание отменено.", "Signing was cancelled."),
		intake.ProblemTokenOut:        w.say("Токен суырылған. Салып, қайталаңыз.", "Токен вынут. Вставьте и повторите.", "The token is out. Put it in and try again."),
		intake.ProblemSigningFailed:   w.say("Қол қойылмады: {0}.", "Подписать не вышло: {0}.", "Signing failed: {0}."),
		intake.ProblemUnreachable:     w.say("ЭҮШ жауап бермеді: өзі қайталайды.", "ШЭП не ответил: повторится само.", "The gateway did not answer: it is tried again by itself."),
		intake.ProblemAnswer:          w.say("ЭҮШ жауабы бүлінген: өзі қайталайды.", "Ответ ШЭП испорчен: повторится само.", "The gateway's answer cannot be believed: it is tried again by itself."),
		intake.ProblemGatewayRefused:  w.say("ЭҮШ қабылдамады: {0}.", "ШЭП отверг: {0}.", "The gateway refused it: {0}."),
		intake.ProblemCodeUnknown:     w.say("Белгісіз жауап коды: {0}. Жауапты оқыңыз.", "Неизвестный код ответа: {0}. Прочтите ответ.", "Unknown status code: {0}. Read the answer."),
		intake.ProblemNotDelivered:    w.say("ЭҮШ жеткізбеді: {0}.", "ШЭП не доставил: {0}.", "The gateway did not deliver it: {0}."),
		intake.ProblemWithdrawn:       w.say("Өтініш қайтарып алынған.", "Заявление отозвано.", "The application was withdrawn."),
		intake.ProblemOver:            w.say("Іс аяқталған: сұрайтын ештеңе жоқ.", "Дело закончено: спрашивать больше нечего.", "The case is over: there is nothing to ask."),
		intake.ProblemWrongAnswer:     w.say("Бұл басқа өтініштің жауабы.", "Это ответ на другое заявление.", "It answers another application."),
		intake.ProblemPersonDropped:   w.say("Қызметкер алып тастады.", "Снято работником.", "Put aside by a worker."),
	}
}
