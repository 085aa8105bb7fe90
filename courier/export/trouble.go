package export

import (
	"errors"
	"io/fs"
	"syscall"

	"tereze/intake/trio"
)

// Trouble is why there is no export, in a sentence that says what to do.
type Trouble struct {
	Code  string // for scripts: one of the codes below
	Text  trio.Text
	cause error
}

// The codes of troubles. Those of rules are the caller's to put right; the
// others are of the folder and its disk.
const (
	TroubleUnknown   = "export-unknown"   // of rules: nothing of that kind
	TroubleInventory = "export-inventory" // of rules: no such archive inventory
	TroubleRows      = "export-rows"      // of rules: more rows than a sheet of XLSX has
	TroubleFolder    = "export-folder"    // export/ is no folder of its own: a link, a file
	TroubleFull      = "export-full"
	TroubleDenied    = "export-denied"
	TroubleWrite     = "export-write" // anything else the disk said
)

// Error is for a log: it names no person.
func (t *Trouble) Error() string {
	if t.cause != nil {
		return t.Code + ": " + t.cause.Error()
	}
	return t.Code
}

// Unwrap gives what the disk said.
func (t *Trouble) Unwrap() error { return t.cause }

// Rule says that the asking is wrong, not the disk.
func (t *Trouble) Rule() bool {
	return t.Code == TroubleUnknown || t.Code == TroubleInventory || t.Code == TroubleRows
}

func unknown() *Trouble {
	return &Trouble{Code: TroubleUnknown, Text: trio.Text{
		KK: "Экспорттайтын нәрсе дұрыс аталмаған: тізімді, нөмірді немесе күнді көрсетіңіз.",
		RU: "Не названо, что выгружать: укажите список, номер или день.",
		EN: "It is not said what to export: name the list, the number or the day."}}
}

func noInventory() *Trouble {
	return &Trouble{Code: TroubleInventory, Text: trio.Text{
		KK: "Мұндай мұрағат тізімдемесі жоқ: нөмірін 2015/3 түрінде жазыңыз.",
		RU: "Такой архивной описи нет: номер пишется так: 2015/3.",
		EN: "There is no such archive inventory: write its number like 2015/3."}}
}

func tooManyRows() *Trouble {
	return &Trouble{Code: TroubleRows, Text: trio.Text{
		KK: "XLSX парағына сыймайды (1 048 575 жол): CSV пішімін таңдаңыз.",
		RU: "В лист XLSX не поместится (1 048 575 строк): выберите CSV.",
		EN: "It does not fit a sheet of XLSX (1,048,575 rows): choose CSV."}}
}

// strange says that what stands at a path is not the folder it should be.
func strange(path string) *Trouble {
	return &Trouble{Code: TroubleFolder, cause: &fs.PathError{Op: "open", Path: path, Err: fs.ErrInvalid}, Text: trio.Text{
		KK: path + " – сілтеме немесе файл. Экспорт тек деректер қалтасының өз export қалтасына жазылады: оны алып тастаңыз.",
		RU: path + " — ссылка или файл. Выгрузка пишется только в собственную папку export: уберите его.",
		EN: path + " is a link or a file. Exports go only into the data folder's own export folder: take it away."}}
}

// onDisk says what the disk said; path is the folder. Errors that are known
// already stay as they are.
func onDisk(path string, err error) error {
	var known *Trouble
	if err == nil || errors.As(err, &known) {
		return err
	}
	t := &Trouble{Code: TroubleWrite, cause: err, Text: trio.Text{
		KK: "Экспорт жазылмады, файл қалмады. Қалтаны тексеріңіз: " + path,
		RU: "Выгрузка не записана, файла не осталось. Проверьте папку: " + path,
		EN: "The export was not written and no file is left. Check the folder: " + path}}
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		t.Code, t.Text = TroubleFull, trio.Text{
			KK: "Дискіде орын жоқ: экспорт жазылмады, жартылай файл қалмады. Орын босатып, қайталаңыз: " + path,
			RU: "На диске нет места: выгрузка не записана, половины файла не осталось. Освободите место и повторите: " + path,
			EN: "The disk is full: the export was not written and no half of a file is left. Make room and try again: " + path}
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		t.Code, t.Text = TroubleDenied, trio.Text{
			KK: "Қалтаға жазуға рұқсат жоқ, экспорт жазылмады: " + path,
			RU: "Нет права писать в папку, выгрузка не записана: " + path,
			EN: "The folder may not be written to, there is no export: " + path}
	}
	return t
}
