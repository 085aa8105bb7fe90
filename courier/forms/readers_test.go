package forms_test

import (
	"maps"
	"slices"
	"strings"
	"testing"
)

func TestPapersSayTheirWords(t *testing.T) {
	need(t, "pdftotext", "poppler-utils")
	all := life(t)
	for name, want := range map[string][]string{
		"registry-before": {
			"Тізілім № 1 · Реестр № 1", "Қызметті беруші · Услугодатель", "Средняя школа № 1, Атырау, Әйтеке би к-сі, 5",
			"М. Тәжін", "П-1071", "02.03.2015 15:40", "042-150302-000006", "042 150302 000006 4", "Ғұмаров Бауыржан Жұмабайұлы",
			"01.04.2015", "Барлығы 6 іс, 13 парақ · Всего дел: 6, листов: 13", "құжаттың қалай жоғалғаны баяндалады",
			"1. Тапсырды: жинақтаушы сектор", "Принял: канцелярия услугодателя", "Кіріс нөмірі", "Дана · Экз. 2/2", "Бет · Стр. 2/2",
			"Журнал 1745 · 9f3a 51c0",
		},
		"registry-copy": {"КӨШІРМЕ · КОПИЯ", "кір./вх. 17-Ә", "Қ. Өтеғұлова", "042-150302-000003", "дел: 6"},
		"registry-open": {"ЖОБА, ӘЛІ ЖАБЫЛМАҒАН · ПРОЕКТ, ЕЩЁ НЕ ЗАКРЫТ", "Тізілім № 3", "042-150302-000003", "дел: 1"},
		"return": {
			"Қайтару тізілімі № 1 · Реестр возврата № 1", "из них мотивированных отказов: 1", "дәлелді бас тарту", "20.03.2015 10:03",
			"Әлі жоқ · Ещё нет 1", "043-150302-000009",
		},
		"discrepancy": {
			"Сәйкессіздік актісі № 1", "по реестру № 1", "Қорапта болмағаны: 1, тізілімде жоғы: 1", "Дүйсенова Н. Ж.", "042-150302-000003",
			"042-150227-000009", "Дана · Экз. 2/2", "Қ. Өтеғұлова",
		},
		"inventory": {
			"Мұрағат тізімдемесі № 2015/1 · Архивная опись № 2015/1", "А. Ахметова", "5 құжат · документов: 5",
			"Кейін алынғаны · Взято после 1", "Дубликат: мотивированный отказ", "20.03.2015 20.04.2015",
		},
		"day": {
			"Күн соңындағы есеп · Отчёт за день", "2 марта 2015, понедельник", "услуга не оказывается через центр",
			"Кідіріп тұрғаны (02.03.2015 18:30 жағдайы бойынша)", "№ 1745 9f3a51c0000000000000000000000000",
		},
	} {
		got := strings.Join(words(t, all[name]), " ")
		for _, w := range want {
			if !strings.Contains(got, w) {
				t.Errorf("%s: %q is not in its text:\n%s", name, w, got)
			}
		}
	}
}

// Every code of a paper is read at 200 dpi and at a fax's 100, once, and nothing
// else. One copy is drawn as the other.
func TestCodesAreRead(t *testing.T) {
	need(t, "pdftoppm", "poppler-utils")
	need(t, "zbarimg", "zbar-tools")
	all := life(t)
	for name, n := range map[string]int{"registry-before": 6, "return": 5, "discrepancy": 1, "inventory": 5} {
		f, want := all[name], map[string]int{}
		for _, c := range f.Codes() {
			want[c]++
		}
		if len(want) != n || f.Copies != 2 {
			t.Errorf("%s: %d codes in %d copies, want %d in 2", name, len(want), f.Copies, n)
		}
		f.Copies = 1
		for _, dpi := range []string{"200", "100"} {
			if got := scanned(t, f, dpi); !maps.Equal(got, want) {
				t.Errorf("%s at %s dpi: read %v, want %v", name, dpi, got, want)
			}
		}
	}
	if codes := all["day"].Codes(); len(codes) != 0 {
		t.Errorf("the report has codes: %v", codes)
	}
}

// A case stands in the same row of a reprint, whatever became of it: missed,
// answered, archived.
func TestReprintHasTheSameRows(t *testing.T) {
	all := life(t)
	before, after := all["registry-before"].Codes(), all["registry-copy"].Codes()
	if !slices.Equal(before, after) || len(before) != 6 || !slices.IsSorted(before) {
		t.Errorf("printed before: %v, after: %v", before, after)
	}
}
