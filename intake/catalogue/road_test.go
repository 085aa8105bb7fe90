package catalogue

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// seedPoint is one line of a seed's electronic section: its subparagraph, what
// it numbers, and a phrase that is the line's own, in the seed's language.
type seedPoint struct {
	sub    int
	kind   PointKind
	number int
	phrase string
}

var centreSeed = []seedPoint{
	{1, PointProcess, 1, "логина и пароля в АРМ ИС ГК"},
	{2, PointProcess, 2, "при нотариально удостоверенной доверенности; при ином удостоверении они не заполняются"},
	{3, PointProcess, 3, "через ШЭП в ГБД ФЛ о данных услугополучателя, а также в ЕНИС"},
	{4, PointCondition, 1, "проверка наличия данных услугополучателя в ГБД ФЛ, данных доверенности в ЕНИС"},
	{5, PointProcess, 4, "«Казтокен»"},
	{6, PointProcess, 5, "подписанного ЭЦП работника Государственной корпорации, через ШЭП в АРМ РШЭП"},
	{7, PointCondition, 2, "пункту 9 Стандарта и основания для оказания услуги"},
	{8, PointProcess, 6, "расписку об отказе в приёме документов по форме согласно приложению"},
	{9, PointProcess, 7, "через работника Государственной корпорации"},
}

func portalSeed(last int) []seedPoint {
	return []seedPoint{
		{2, PointProcess, 1, "ИИН и пароля"},
		{3, PointCondition, 1, "подлинности данных о зарегистрированном услугополучателе"},
		{4, PointProcess, 2, "отказе в авторизации"},
		{5, PointProcess, 3, "регистрационного свидетельства ЭЦП"},
		{6, PointCondition, 2, "отозванных (аннулированных) и соответствия ИИН"},
		{7, PointProcess, 4, "неподтверждением подлинности ЭЦП услугополучателя"},
		{8, PointProcess, 5, "через ШЭП в АРМ РШЭП"},
		{9, PointCondition, 3, "проверка услугодателем соответствия приложенных документов"},
		{10, PointProcess, 6, "нарушениями в документах услугополучателя"},
		{last, PointProcess, 7, "электронного документа"},
	}
}

// atyrauSeed is annex 1 §9 and annex 5 §8: one text, in Kazakh.
var atyrauSeed = []seedPoint{
	{2, PointProcess, 1, "ЖСН мен паролін енгізуі (авторландыру)"},
	{3, PointCondition, 1, "деректердің түпнұсқалығын тексеру"},
	{4, PointProcess, 2, "авторландырудан бас тарту туралы хабарлама"},
	{5, PointProcess, 3, "Стандарттың 9-тармағында көрсетілген қажетті құжаттардың"},
	{6, PointCondition, 2, "тіркеу куәліктерінің тізімінде жоқтығын"},
	{7, PointProcess, 4, "ЭЦҚ түпнұсқалығы расталмауына байланысты"},
	{8, PointProcess, 5, "ЭҮШ арқылы көрсетілетін қызметті берушінің ақпараттық жүйесіне"},
	{9, PointCondition, 3, "Стандарттың 9-тармағында көрсетілген қызмет көрсету негіздеріне сәйкестігін"},
	{10, PointProcess, 6, "құжаттарында бұзушылықтардың болуына байланысты"},
	{11, PointProcess, 7, "«жеке кабинетке» жіберіледі"},
}

// Each line of the seeds' electronic sections is a point of its road, by its
// own number and in its own words, in every edition that has the section.
func TestRoadsLineByLine(t *testing.T) {
	type section struct {
		editions      []string
		service       string
		channel       Channel
		source        string
		points        []seedPoint
		refusal, kind string // the form of process 6: the act and the data name it
	}
	const atyrau = "atyrau-269-2014"
	sections := []section{
		{mangystau, "school-enrolment", Portal, "regulation 1, 9", portalSeed(11), "", "001 enrolment §9"},
		{mangystau, "externat", CSC, "regulation 2, 10", centreSeed, "Стандарт, приложение 3", "001 externat §10"},
		{mangystau, "externat", Portal, "regulation 2, 11", portalSeed(12), "", "001 externat §11"},
		{mangystau, "duplicate", CSC, "regulation 3, 10", centreSeed, "Стандарт, приложение 2", "001 duplicate §10"},
		{[]string{atyrau}, "preschool-queue", Portal, "annex 1, 9", atyrauSeed, "", "000 annex 1 §9"},
		{[]string{atyrau}, "school-enrolment", Portal, "annex 5, 8", atyrauSeed, "", "000 annex 5 §8"},
	}
	count := map[string]int{}
	for _, x := range sections {
		for _, ed := range x.editions {
			count[ed]++
			r, ok := service(t, ed, x.service).Road(x.channel)
			if !ok || r.Source != x.source || len(r.Points) != len(x.points) {
				t.Fatalf("%s: %s has %+v", x.kind, ed, r)
			}
			for i, want := range x.points {
				t.Run(fmt.Sprintf("%s(%d) in %s", x.kind, want.sub, ed), func(t *testing.T) {
					p := r.Points[i]
					if p.Kind != want.kind || p.Number != want.number || p.Source != fmt.Sprintf("%s(%d)", x.source, want.sub) {
						t.Errorf("%s %d of %q", p.Kind, p.Number, p.Source)
					}
					text := p.Text.RU
					if ed == atyrau {
						text = p.Text.KK
					}
					if !strings.Contains(text, want.phrase) {
						t.Errorf("%q does not say %q", text, want.phrase)
					}
					form := ""
					if p.Kind == PointProcess && p.Number == 6 && x.refusal != "" {
						form = x.refusal
					}
					if got := Paragraph(p.Form).RU; got != form || form != "" && !strings.Contains(text, "приложению "+form[len(form)-1:]+" к Стандарту") {
						t.Errorf("%q: the form is %q, want %q", text, got, form)
					}
					if got, ok := r.Point(p.Kind, p.Number); !ok || got != p {
						t.Errorf("not found by its number")
					}
					short := p.Short(x.channel)
					if len(short.Missing()) > 0 || short == p.Text || utf8.RuneCountInString(short.KK) > 28 || utf8.RuneCountInString(short.RU) > 28 {
						t.Errorf("in short: %+v", short)
					}
				})
			}
		}
	}
	for _, e := range Embedded().Editions() {
		n := 0
		for _, s := range e.Services {
			n += len(s.Roads)
		}
		if n != count[e.ID] {
			t.Errorf("%s has %d roads, the seeds %d", e.ID, n, count[e.ID])
		}
	}
}

// Externat §9 and duplicates §9: identity documents, and certificates of
// births after 2008, come from state systems. No other paper does.
func TestRegistersOfDocuments(t *testing.T) {
	want := map[string]string{
		"externat identity-document": RegisterIdentity, "duplicate identity-document": RegisterIdentity,
		"duplicate birth-certificate": RegisterBirth,
	}
	for _, e := range Embedded().Editions() {
		for _, s := range e.Services {
			for _, d := range s.Documents {
				w := want[s.Code+" "+d.Code]
				if e.Region != "mangystau" {
					w = ""
				}
				if d.Register != w {
					t.Errorf("%s %s %s: %q, want %q", e.ID, s.Code, d.Code, d.Register, w)
				}
			}
		}
	}
}

// centreRoad is a whole road of the State Corporation for the good file.
func centreRoad() string {
	var b strings.Builder
	b.WriteString("[[services.roads]]\nchannel = \"csc\"\nsource = \"10\"\n")
	for i, p := range order[CSC] {
		fmt.Fprintf(&b, "[[services.roads.points]]\nkind = %q\nnumber = %d # %d\n"+
			"text = { kk = \"іс\", ru = \"дело\", en = \"act\" }\nsource = \"10(%d)\"\n", p.kind, p.number, i, i+1)
	}
	return b.String()
}

func TestRoadFaults(t *testing.T) {
	whole := good + centreRoad()
	if e, faults := Check("x.toml", []byte(whole)); len(faults) > 0 || len(e.Services[0].Roads) != 1 {
		t.Fatal(faults)
	}
	last := "[[services.roads.points]]\nkind = \"process\"\nnumber = 7 # 8\n"
	cut, _, _ := strings.Cut(whole, last)
	for _, r := range []struct{ name, code, text, at string }{
		{"through a channel it has not", "road-channel", strings.Replace(whole, `channel = "csc"`, `channel = "portal"`, 1), `channel = "portal"`},
		{"through no electronic channel", "unknown-value", strings.Replace(whole, `channel = "csc"`, `channel = "chancellery"`, 1), `channel = "chancellery"`},
		{"twice", "twice", whole + "# again\n" + centreRoad(), "# again"},
		{"processes out of order", "road-order", strings.NewReplacer("number = 3 # 2", "number = 4 # 2", "number = 4 # 4", "number = 3 # 4").Replace(whole), "[[services.roads.points]]\nkind = \"process\"\nnumber = 4 # 2"},
		{"a condition out of place", "road-order", strings.Replace(whole, "number = 1 # 3", "number = 2 # 3", 1), "[[services.roads.points]]\nkind = \"condition\"\nnumber = 2 # 3"},
		{"a condition for a process", "road-order", strings.Replace(whole, "kind = \"condition\"\nnumber = 1", "kind = \"process\"\nnumber = 1", 1), "[[services.roads.points]]\nkind = \"process\"\nnumber = 1 # 3"},
		{"process 7 missing", "road-order", cut, `[[services.roads]]`},
		{"no points", "road-order", good + "[[services.roads]]\nchannel = \"csc\"\nsource = \"10\"\n", `[[services.roads]]`},
		{"an eighth process", "road-long", whole + strings.Replace(last, "7", "8", 1) + "text = { kk = \"іс\", ru = \"дело\", en = \"act\" }\nsource = \"10(10)\"\n", "[[services.roads.points]]\nkind = \"process\"\nnumber = 8"},
		{"no paragraph of the road", "no-source", strings.Replace(whole, "source = \"10\"\n", "", 1), `[[services.roads]]`},
		{"no paragraph of a point", "no-source", strings.Replace(whole, "source = \"10(9)\"\n", "", 1), last},
		{"a kind nobody knows", "unknown-value", strings.Replace(whole, `kind = "condition"`, `kind = "wish"`, 1), `kind = "wish"`},
		{"a language missing", "language", strings.Replace(whole, `ru = "дело", `, "", 1), `text = { kk = "іс", en`},
		{"a register nobody knows", "unknown-value", strings.Replace(whole, `kinds = ["copy"]`, "kinds = [\"copy\"]\nregister = \"stars\"", 1), `register = "stars"`},
		{"a register without a road", "register-no-road", strings.Replace(good, `kinds = ["copy"]`, "kinds = [\"copy\"]\nregister = \"identity\"", 1), `register = "identity"`},
	} {
		line := lineOf(t, r.text, r.at)
		if r.name == "twice" {
			line++
		}
		e, faults := Check("x.toml", []byte(r.text))
		if e != nil || !slices.ContainsFunc(faults, func(f Fault) bool { return f.Code == r.code && f.Line == line }) {
			t.Errorf("%s: want %s on line %d, have %v", r.name, r.code, line, faults)
		}
		for _, f := range faults {
			sayAll(t, f)
		}
	}
	with := strings.Replace(whole, `kinds = ["copy"]`, "kinds = [\"copy\"]\nregister = \"birth-2008\"", 1)
	if e, faults := Check("x.toml", []byte(with)); len(faults) > 0 || e.Services[0].Documents[1].Register != RegisterBirth {
		t.Error(faults)
	}
}
