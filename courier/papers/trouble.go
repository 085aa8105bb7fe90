package papers

import "tereze/intake/trio"

// Trouble is why there is no such paper, in a sentence.
type Trouble struct {
	Code string // for scripts: one of the codes below
	Text trio.Text
}

// The codes of troubles.
const (
	TroubleUnknown   = "paper-unknown"   // no such kind
	TroubleAct       = "paper-act"       // nothing differed: there is no discrepancy act
	TroubleInventory = "paper-inventory" // no such archive inventory
	TroubleReceipt   = "paper-receipt"   // the case has no such receipt
	TroublePortal    = "paper-portal"    // no refused request of the portal
)

// Error is the code, for a log.
func (t *Trouble) Error() string { return "papers: " + t.Code }

func unknown() *Trouble {
	return &Trouble{TroubleUnknown, trio.Text{KK: "Мұндай қағаз жоқ.", RU: "Такой бумаги нет.", EN: "There is no such paper."}}
}

func noAct() *Trouble {
	return &Trouble{TroubleAct, trio.Text{
		KK: "Сәйкессіздік актісі жоқ: тізіліммен бәрі сәйкес келген немесе ол әлі жеткізілмеген.",
		RU: "Акта расхождений нет: с реестром всё сошлось или он ещё не доставлен.",
		EN: "There is no discrepancy act: all matched the registry, or it is not delivered yet."}}
}

func noInventory() *Trouble {
	return &Trouble{TroubleInventory, trio.Text{
		KK: "Мұндай мұрағат тізімдемесі жоқ: нөмірін 2015/3 түрінде жазыңыз.",
		RU: "Такой архивной описи нет: номер пишется так: 2015/3.",
		EN: "There is no such archive inventory: write its number like 2015/3."}}
}

// noReceipt: a refused case has a refusal receipt only, an annulled one none.
func noReceipt() *Trouble {
	return &Trouble{TroubleReceipt, trio.Text{
		KK: "Бұл істің ондай қолхаты жоқ: қабылданбағанның бас тарту қолхаты ғана бар, күші жойылғанның ешқандайы жоқ.",
		RU: "Такой расписки у этого дела нет: у непринятого — только расписка об отказе, у аннулированного — никакой.",
		EN: "The case has no such receipt: a refused one has a refusal receipt only, an annulled one none."}}
}

// noPortal: the request is not known, or it was not refused.
func noPortal() *Trouble {
	return &Trouble{TroublePortal, trio.Text{
		KK: "Порталдың мұндай қайтарылған сауалы жоқ.",
		RU: "Отклонённого запроса портала с таким номером нет.",
		EN: "There is no refused request of the portal with this number."}}
}
