package main

import (
	"strings"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/store"
)

type eraseCmd struct {
	Number    string `arg:"" help:"Number or barcode."`
	Reason    string `required:"" enum:"term,person,court" help:"term: the archive term is over; person: the person has asked for it; court: a court has ordered it."`
	Reference string `placeholder:"\"2-14/2015\"" help:"Number of the request or the order. No names: it stands in the journal."`
	DryRun    bool   `help:"Only say what would be done."`
}

// Help is shown by tereze erase --help.
func (eraseCmd) Help() string {
	return "Blots a person out of a case that is over: name, IIN, address, telephone, representative, remarks, scans and signed files. Number, dates, acts and the journal stay, and the journal still verifies. The keys are destroyed under which the journal's files keep what was, so it cannot be brought back. Takes a supervisor (--by) and a second person (--second). The archive term is five years after the last act unless retention.toml in the data folder says otherwise (years = 10)."
}

// eraseOut is what was blotted out, and where something is left.
type eraseOut struct {
	Number string   `json:"number"`
	Done   bool     `json:"done"` // false: a dry run
	Seq    uint64   `json:"seq,omitempty"`
	Short  string   `json:"short,omitempty"`
	Left   []string `json:"left"`
}

// Run blots out.
func (c *eraseCmd) Run(a *app) error {
	err := a.doing(intake.Command(intake.ActErase), func(o *place, by intake.By) error {
		x, err := o.one(c.Number, nil)
		if err != nil {
			return err
		}
		e := intake.Erasure{Case: x.ID, Ground: intake.EraseGround(c.Reason), Reference: c.Reference}
		if e.Keep, err = intake.LoadRetention(o.dir); err != nil {
			return err
		}
		v := eraseOut{Number: string(x.Number)}
		for _, t := range left() {
			v.Left = append(v.Left, t.In(a.lang))
		}
		if c.DryRun {
			if err := o.Erasable(x, by, e); err != nil {
				return err
			}
			return a.answer(v, v.text)
		}
		var sums [][32]byte
		for _, f := range x.Files {
			sums = append(sums, f.Hash)
		}
		if _, err := o.Erase(a.ctx, by, o.shred, e); err != nil {
			return err
		}
		if err := a.scanFolder(o.dir, o.Desk.Office).Forget(sums...); err != nil {
			a.caution(problemOut{"scans", "", err.Error()})
		}
		var h store.Head
		if h, err = o.Ledger.HeadOf(a.ctx, by.Op); err != nil {
			return err
		}
		v.Done, v.Seq, v.Short = true, h.Seq, h.Short()
		return a.answer(v, v.text)
	})
	if p, ok := intake.AsProblem(err); ok {
		if t, ok := eraseWords(p); ok {
			return refusal{{p.Code, p.Field, t.In(a.lang)}}
		}
	}
	return err
}

// left tells where something of the person remains.
func left() []trio.Text {
	return []trio.Text{
		{KK: "tereze.db файлының бос беттерінде, tereze recover --drop-old орындалғанша (кеңсе кілтімен жабылған)",
			RU: "на свободных страницах tereze.db, пока не выполнен tereze recover --drop-old (закрыто ключом центра)",
			EN: "in free pages of tereze.db until tereze recover --drop-old is run (sealed by the office's key)"},
		{KK: "бұрынғы сақтық көшірмелерде: сол қалтаға келесі tereze backup ескі кілттерді өшіреді; оның басқа жердегі көшірмелерін өзіңіз жойыңыз",
			RU: "в прежних резервных копиях: следующий tereze backup в ту же папку сотрёт старые ключи; копии этой папки в других местах уничтожьте сами",
			EN: "in older backups: the next tereze backup to the same folder overwrites the old keys; copies of that folder elsewhere are yours to destroy"},
		{KK: "басылған және файлға шығарылған қағаздарда (papers қалтасы, экспорт, tereze file --out)",
			RU: "в напечатанном и выгруженном (папка papers, экспорт, tereze file --out)",
			EN: "in what was printed or exported (the papers folder, exports, tereze file --out)"},
		{KK: "журнал файлындағы ЖСН мен аттың кілтті хэштерінде: кеңсе кілті бар адам болжамын тексере алады, оқи алмайды",
			RU: "в ключевых хешах ИИН и имени в файлах журнала: имеющий ключ центра может проверить догадку, но не прочесть",
			EN: "in keyed hashes of IIN and name in the journal's files: who has the office's key can check a guess, not read"},
		{KK: "адамның өшірілмеген басқа істерінде және ол өкіл болған істерде",
			RU: "в других невымаранных делах человека и в делах, где он представитель",
			EN: "in the person's other cases that were not blotted out, and where they represent somebody"},
	}
}

// eraseWords are the sentences of what forbids it.
func eraseWords(p *intake.Problem) (trio.Text, bool) {
	args := strings.Join(p.Args, ", ")
	switch p.Code {
	case intake.ProblemErased:
		return trio.Text{KK: args + ": адам деректері бұрын өшірілген.", RU: args + ": данные человека уже вымараны.", EN: args + ": the person was blotted out before."}, true
	case intake.ProblemEraseTerm:
		return trio.Text{KK: "Мұрағат мерзімі әлі өткен жоқ: " + args + " күнінен бастап болады. Өтініш немесе сот шешімі болса: --reason person немесе court.",
			RU: "Архивный срок ещё не прошёл: можно с " + args + ". По заявлению или решению суда: --reason person или court.",
			EN: "The archive term is not over: from " + args + " on. By request or court order: --reason person or court."}, true
	case intake.ProblemEraseReference:
		return trio.Text{KK: "--reference: өтініштің не шешімнің нөмірі керек; ол журналда тұрады, сондықтан есім жазылмайды.",
			RU: "--reference: нужен номер заявления или решения; он попадает в журнал, поэтому без имён.",
			EN: "--reference: the number of the request or the order; it stands in the journal, so no names."}, true
	}
	return trio.Text{}, false
}

func (v eraseOut) text(s *sheet) {
	if v.Done {
		s.line(say(s.lang, "%s: адам деректері өшірілді, кілттері жойылды. Журнал %d · %s.", "%s: данные человека вымараны, ключи уничтожены. Журнал %d · %s.",
			"%s: the person is blotted out, the keys are destroyed. Journal %d · %s."), v.Number, v.Seq, v.Short)
	} else {
		s.line(say(s.lang, "%s: өшіруге болады. Аты, ЖСН, мекенжайы, телефоны, өкілі, ескертпелері кетеді; қайтару мүмкін емес.",
			"%s: можно вымарать. Уйдут имя, ИИН, адрес, телефон, представитель, примечания; вернуть будет нельзя.",
			"%s: it may be done. Name, IIN, address, telephone, representative and remarks go; there is no way back."), v.Number)
	}
	s.line("%s", say(s.lang, "Бұдан кейін қалатыны:", "Что останется после этого:", "What remains after it:"))
	for _, l := range v.Left {
		s.line("- %s", l)
	}
}
