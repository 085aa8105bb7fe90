package main

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"syscall"

	"tereze/intake"
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
	var whose *store.OwnerError
	switch {
	case errors.As(err, &locked):
		return lockedTrouble(locked, by)
	case errors.As(err, &damaged):
		return damagedTrouble(damaged, err)
	case errors.As(err, &whose):
		return make("owner",
			fmt.Sprintf("Файл %s пайдаланушысынікі, ал бағдарламаны %s іске қосты. Иесі болып қосыңыз: sudo -u %[1]s tereze …", whose.Owner, whose.Us),
			fmt.Sprintf("Файл принадлежит пользователю %s, а программу запустил %s. Запустите от имени владельца: sudo -u %[1]s tereze …", whose.Owner, whose.Us),
			fmt.Sprintf("The file is %s's, and %s started the program. Start it as the owner: sudo -u %[1]s tereze …", whose.Owner, whose.Us))
	case errors.Is(err, store.ErrNetwork):
		return make("network-disk",
			"Қойма желілік дискіде: ондағы құлып пен жазу сенімсіз. Қалтаны осы компьютердің дискісіне көшіріңіз (--data). Біле тұра ашу: --network-disk.",
			"Хранилище на сетевом диске: замки и запись там ненадёжны. Перенесите папку на диск этого компьютера (--data). Открыть осознанно: --network-disk.",
			"The store lies on a network disk, where neither locks nor writes can be relied on. Move the folder to a disk of this machine (--data). To open it all the same: --network-disk.")
	case errors.Is(err, store.ErrWrongKey):
		return make("store-key", "Кілт бұл қоймадікі емес, қойманың өзі бүтін. Осы кеңсенің кілт файлын --key арқылы көрсетіңіз немесе көшірмесін орнына қойыңыз.",
			"Ключ не от этого хранилища, само хранилище цело. Укажите файл ключа этого центра через --key или верните его копию на место.",
			"The key does not belong to this store; the store itself is whole. Name this office's key file with --key, or put its copy back.")
	case errors.Is(err, store.ErrKeyFile):
		return make("key-file", "Бұл кілт файлы емес: --key арқылы дұрысын көрсетіңіз немесе көшірмесін орнына қойыңыз.",
			"Это не файл ключа: укажите верный через --key или верните его копию на место.",
			"This is no key file: name the right one with --key, or put its copy back.")
	case errors.Is(err, store.ErrExposed):
		return make("exposed", "Мұны бөтендер оқи алады. Файлға chmod 600, қалтаға chmod 700 жасаңыз.",
			"Это доступно посторонним. Сделайте chmod 600 для файла, chmod 700 для папки.",
			"Others may read or write it. Make a file chmod 600, a folder chmod 700.")
	case errors.Is(err, store.ErrUnbuilt):
		return make("store-unbuilt", "Бағдарлама жаңарған: қойманы бір рет жазу үшін ашыңыз (tereze немесе кез келген әрекет), сонда индекс құрылады.",
			"Программа обновилась: откройте хранилище один раз для записи (tereze или любое действие), и указатель будет построен.",
			"The program is newer than the store: open it once for writing (tereze, or any act) and its index is built.")
	case errors.Is(err, store.ErrForeign):
		return make("store-foreign", "Бұл осы кеңсенің қоймасы емес немесе оны жаңарақ бағдарлама жасаған. Файлды орнына қайтарыңыз (tereze.db, .id, .head, .shred, .log бірге жүреді) немесе бағдарламаны жаңартыңыз.",
			"Это хранилище не этого центра или сделано более новой программой. Верните своё (tereze.db, .id, .head, .shred, .log переносят вместе) или обновите программу.",
			"This is not this office's store, or a newer program made it. Put its own back (tereze.db, .id, .head, .shred and .log belong together), or install the newer program.")
	case errors.Is(err, store.ErrExists):
		return make("store-exists", "Мұнда әлдене тұр: бос қалтаны таңдаңыз.",
			"Здесь уже что-то есть: выберите пустую папку.", "Something is here already: choose an empty folder.")
	case errors.Is(err, store.ErrMissing):
		return make("store-missing", "Мұнда қойма жоқ: --data дұрыс па, тексеріңіз. Қойма жоғалса, сақтық көшірмеден қалпына келтіріңіз: tereze restore.",
			"Хранилища здесь нет: проверьте --data. Если оно пропало, восстановите из резервной копии: tereze restore.",
			"There is no store here: check --data. If it is lost, restore a backup: tereze restore.")
	case errors.Is(err, store.ErrFull), errors.Is(err, syscall.ENOSPC):
		return make("disk-full", "Дискіде орын жоқ. Ештеңе өзгерген жоқ: орын босатып, қайталаңыз.",
			"На диске нет места. Ничего не изменено: освободите место и повторите.",
			"The disk is full. Nothing was changed: make room and try again.")
	case errors.Is(err, store.ErrUnknownOutcome):
		return make("store-doubt", "Жазылғаны белгісіз. Осы әрекетті дәл сол --op нөмірімен қайталаңыз: екі рет жазылмайды.",
			"Неизвестно, записано ли. Повторите то же действие с тем же --op: дважды не запишется.",
			"It is not known whether it was written. Send the same act with the same --op again: it is not done twice.")
	case errors.Is(err, store.ErrReadOnly), errors.Is(err, syscall.EROFS):
		return readOnlyTrouble(err)
	case errors.Is(err, store.ErrNotWritten):
		return make("store-not-written", "Жазу мүмкін болмады, ештеңе өзгерген жоқ.",
			"Записать не удалось, ничего не изменено.", "It could not be written; nothing was changed.")
	case errors.Is(err, serve.ErrHostKey):
		return make("host-key", "Қалтадағы host_key сервер кілті емес. Оны алып тастаңыз: жаңасы жасалады, терминалдар оны бөтен деп таниды.",
			"Файл host_key в папке — не ключ сервера. Уберите его: создастся новый, терминалы сочтут его чужим.",
			"host_key in the folder is no host key. Take it away: a new one is made, and terminals will take it for a stranger's.")
	case errors.Is(err, syscall.EADDRINUSE):
		return make("address-taken", "Бұл мекенжай бос емес: --listen арқылы басқасын беріңіз.",
			"Этот адрес занят: укажите другой через --listen.", "The address is taken: give another one with --listen.")
	case errors.Is(err, fs.ErrPermission):
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
		KK: "Қойма басқа бағдарламада ашық, кім екенін ол айтпаған. Жабыңыз немесе күтіңіз; табу: fuser -v " + e.Path,
		RU: "Хранилище открыто в другой программе, чьей — она не сказала. Закройте её или подождите; найти: fuser -v " + e.Path,
		EN: "The store is open in another program that left no word of itself. Close it or wait; to find it: fuser -v " + e.Path,
	}}
	if e.PID == 0 {
		return t
	}
	when := e.Since.Local().Format("15:04 02.01.2006")
	t.text = trio.Text{
		KK: fmt.Sprintf("Қойма ашық: %s машинасында %s, %d-процесс, %s бастап. Сол жерде Ctrl+Q басып жабыңыз немесе күтіңіз. Бірнеше терминалға – tereze serve.", e.Host, e.User, e.PID, when),
		RU: fmt.Sprintf("Хранилище открыто: %s на %s, процесс %d, с %s. Закройте там (Ctrl+Q) или подождите. Для нескольких терминалов — tereze serve.", e.User, e.Host, e.PID, when),
		EN: fmt.Sprintf("The store is open: %s on %s, process %d, since %s. Close it there (Ctrl+Q) or wait. For several terminals: tereze serve.", e.User, e.Host, e.PID, when),
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

// readOnlyTrouble says that the disk takes nothing, and what works all the same.
func readOnlyTrouble(err error) *trouble {
	t := &trouble{code: intake.ProblemReadOnly, cause: err, text: trio.Text{
		KK: "Диск тек оқуға ашық, ештеңе жазылмайды. Іздеу, карточка, басып шығару істейді: tereze. Әкімшіні шақырыңыз: дискіні тексеріп, жазуға қайта қоссын.",
		RU: "Диск открыт только для чтения, записать нельзя. Поиск, карточки и печать работают: tereze. Позовите администратора: пусть проверит диск и подключит его для записи.",
		EN: "The disk is read-only and nothing can be written. Search, cards and printing work: tereze. Call the administrator, to check the disk and mount it for writing.",
	}}
	if _, rule := intake.AsProblem(err); !rule {
		t.text = joined(t.text, cause(err))
	}
	return t
}

// keyMissing says that the key file is not there: without it nothing is read.
func keyMissing(path string, err error) *trouble {
	return &trouble{code: "key-missing", field: "key", cause: err, text: trio.Text{
		KK: "Кілт файлы жоқ: " + path + ". Онсыз деректер оқылмайды. Бөлек сақталған көшірмесін орнына қойыңыз (chmod 600) немесе --key арқылы көрсетіңіз.",
		RU: "Нет файла ключа: " + path + ". Без него данные не прочесть. Верните его копию, хранимую отдельно (chmod 600), или укажите её через --key.",
		EN: "The key file is missing: " + path + ". Without it the data cannot be read. Put back the copy kept elsewhere (chmod 600), or name it with --key.",
	}}
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
