package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"syscall"

	"tereze/intake/trio"
	"tereze/store"
	"tereze/tui/serve"
)

// trouble is what stops the program from working with a folder: a code for
// scripts, a sentence that says what to do.
type trouble struct {
	code, field string
	text        trio.Text
	cause       error
}

func (t *trouble) Error() string { return t.code }
func (t *trouble) Unwrap() error { return t.cause }

func (t *trouble) out(l trio.Lang) problemOut { return problemOut{t.code, t.field, t.text.In(l)} }

// storeTrouble knows the troubles of the store, of the disk and of serving; nil
// for others. by is who wanted in.
func storeTrouble(err error, by string) *trouble {
	make := func(code, kk, ru, en string) *trouble {
		what := err.Error()
		return &trouble{code: code, cause: err, text: trio.Text{
			KK: kk + "\n(" + what + ")", RU: ru + "\n(" + what + ")", EN: en + "\n(" + what + ")"}}
	}
	var locked *store.LockedError
	var damaged *store.DamagedError
	switch {
	case errors.As(err, &locked):
		return lockedTrouble(locked, by)
	case errors.As(err, &damaged):
		return make("store-damaged",
			"Қойма файлы зақымданған. Файлға тимеңіз: сақтық көшірмеден қалпына келтіріңіз.",
			"Файл хранилища повреждён. Не трогайте его: восстановите из резервной копии.",
			"The store's file is damaged. Leave it as it is and restore a backup.")
	case errors.Is(err, store.ErrWrongKey):
		return make("store-key", "Кілт бұл қоймадікі емес: --key арқылы дұрыс кілт файлын көрсетіңіз.",
			"Ключ не от этого хранилища: укажите верный файл через --key.",
			"The key does not belong to this store: name the right file with --key.")
	case errors.Is(err, store.ErrKeyFile):
		return make("key-file", "Бұл кілт файлы емес: --key арқылы дұрысын көрсетіңіз.",
			"Это не файл ключа: укажите верный через --key.", "This is no key file: name the right one with --key.")
	case errors.Is(err, store.ErrExposed):
		return make("exposed", "Файлды бөтендер оқи алады: chmod 600 жасаңыз.",
			"Файл доступен посторонним: сделайте chmod 600.", "Others may read or write the file: make it chmod 600.")
	case errors.Is(err, store.ErrUnbuilt):
		return make("store-unbuilt", "Бағдарлама жаңарған: қойманы бір рет жазу үшін ашыңыз (tereze немесе кез келген әрекет), сонда индекс құрылады.",
			"Программа обновилась: откройте хранилище один раз для записи (tereze или любое действие), и указатель будет построен.",
			"The program is newer than the store: open it once for writing (tereze, or any act) and its index is built.")
	case errors.Is(err, store.ErrForeign):
		return make("store-foreign", "Бұл осы кеңсенің қоймасы емес немесе оны жаңарақ бағдарлама жасаған.",
			"Это хранилище не этого центра или сделано более новой программой.",
			"This is not this office's store, or a newer program made it.")
	case errors.Is(err, store.ErrExists):
		return make("store-exists", "Мұнда әлдене тұр: бос қалтаны таңдаңыз.",
			"Здесь уже что-то есть: выберите пустую папку.", "Something is here already: choose an empty folder.")
	case errors.Is(err, store.ErrMissing):
		return make("store-missing", "Қойма немесе кілт файлы жоқ: --data мен --key дұрыс па, тексеріңіз.",
			"Нет хранилища или файла ключа: проверьте --data и --key.",
			"The store or its key file is missing: check --data and --key.")
	case errors.Is(err, store.ErrFull), errors.Is(err, syscall.ENOSPC):
		return make("disk-full", "Дискіде орын жоқ. Ештеңе өзгерген жоқ: орын босатып, қайталаңыз.",
			"На диске нет места. Ничего не изменено: освободите место и повторите.",
			"The disk is full. Nothing was changed: make room and try again.")
	case errors.Is(err, store.ErrUnknownOutcome):
		return make("store-doubt", "Жазылғаны белгісіз. Осы әрекетті дәл сол --op нөмірімен қайталаңыз: екі рет жазылмайды.",
			"Неизвестно, записано ли. Повторите то же действие с тем же --op: дважды не запишется.",
			"It is not known whether it was written. Send the same act with the same --op again: it is not done twice.")
	case errors.Is(err, store.ErrNotWritten), errors.Is(err, store.ErrReadOnly):
		return make("store-not-written", "Жазу мүмкін болмады, ештеңе өзгерген жоқ.",
			"Записать не удалось, ничего не изменено.", "It could not be written; nothing was changed.")
	case errors.Is(err, serve.ErrHostKey):
		return make("host-key", "Қалтадағы host_key сервер кілті емес. Оны алып тастаңыз: жаңасы жасалады, терминалдар оны бөтен деп таниды.",
			"Файл host_key в папке — не ключ сервера. Уберите его: создастся новый, терминалы сочтут его чужим.",
			"host_key in the folder is no host key. Take it away: a new one is made, and terminals will take it for a stranger's.")
	case errors.Is(err, syscall.EADDRINUSE):
		return make("address-taken", "Бұл мекенжай бос емес: --listen арқылы басқасын беріңіз.",
			"Этот адрес занят: укажите другой через --listen.", "The address is taken: give another one with --listen.")
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return make("no-permission", "Қалтаға рұқсат жоқ: иесі мен құқықтарын тексеріңіз.",
			"Нет прав на папку: проверьте владельца и права.", "The folder does not let us in: check its owner and mode.")
	}
	var network *net.OpError
	if errors.As(err, &network) {
		return make("address", "Бұл мекенжайда тыңдау мүмкін болмады: --listen мекенжайын тексеріңіз.",
			"По этому адресу слушать не удалось: проверьте --listen.", "It is not possible to listen there: check --listen.")
	}
	var path *fs.PathError
	if errors.As(err, &path) {
		return make("folder", "Файлмен жұмыс істеу мүмкін болмады: жолын тексеріңіз.",
			"С файлом работать не удалось: проверьте путь.", "The file cannot be used: check its path.")
	}
	return nil
}

// lockedTrouble says who holds the store, and how to come in where it is
// served.
func lockedTrouble(e *store.LockedError, by string) *trouble {
	t := &trouble{code: "store-locked", cause: e, text: trio.Text{
		KK: "Қойма басқа бағдарламада ашық: оны жабыңыз немесе күтіңіз.",
		RU: "Хранилище открыто в другой программе: закройте её или подождите.",
		EN: "The store is open in another program: close it or wait.",
	}}
	if e.PID == 0 {
		return t
	}
	when := e.Since.Local().Format("15:04 02.01.2006")
	t.text = trio.Text{
		KK: fmt.Sprintf("Қойма ашық: %s машинасында %s, %d-процесс, %s бастап. Оны жабыңыз немесе күтіңіз.", e.Host, e.User, e.PID, when),
		RU: fmt.Sprintf("Хранилище открыто: %s на %s, процесс %d, с %s. Закройте его или подождите.", e.User, e.Host, e.PID, when),
		EN: fmt.Sprintf("The store is open: %s on %s, process %d, since %s. Close it or wait.", e.User, e.Host, e.PID, when),
	}
	if at := servedAt(e.Word); at != "" {
		line := serve.Line(at, by)
		t.code = "store-served"
		t.text = trio.Text{
			KK: fmt.Sprintf("Кеңсеге осы қоймамен tereze serve қызмет көрсетіп тұр: %s, %d-процесс, %s бастап. Кіру үшін теріңіз:\n%s", e.User, e.PID, when, line),
			RU: fmt.Sprintf("Это хранилище обслуживает tereze serve: %s, процесс %d, с %s. Чтобы войти, наберите:\n%s", e.User, e.PID, when, line),
			EN: fmt.Sprintf("This store is served by tereze serve: %s, process %d, since %s. To come in, type:\n%s", e.User, e.PID, when, line),
		}
	}
	return t
}

const noOfficeCode = "no-office"

// noOffice says that nothing was set up in a folder.
func noOffice(dir string) *trouble {
	return &trouble{code: noOfficeCode, field: "data", text: trio.Text{
		KK: dir + " қалтасында кеңсе бапталмаған: tereze init --data " + dir + " --office 042 --region atyrau",
		RU: "В папке " + dir + " центр не настроен: tereze init --data " + dir + " --office 042 --region atyrau",
		EN: "No office is set up in " + dir + ": tereze init --data " + dir + " --office 042 --region atyrau",
	}}
}
