// Package lang holds the words of the screens in Kazakh, Russian and English.
//
// Words of one screen are one file: a struct of safe.Text and a method of Words
// that fills it, the three languages side by side:
//
//	// P1 is the words of the check.
//	type P1 struct {
//		Title   safe.Text
//		Missing Count
//	}
//
//	// P1 says them.
//	func (w Words) P1() P1 {
//		return P1{
//			Title:   w.say("Тексеру", "Проверка", "Check"),
//			Missing: w.count("{0} құжат жетіспейді",
//				"не хватает {0} документа", "не хватает {0} документов", "не хватает {0} документов",
//				"{0} document is missing", "{0} documents are missing"),
//		}
//	}
//
// A field nobody has does not compile; a test walks every such method in every
// language and finds the empty ones. Nothing else has to be registered. The
// words of problems are in problem.go, of dates in dates.go.
package lang
