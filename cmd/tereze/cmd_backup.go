package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"time"

	"filippo.io/age"

	"tereze/intake"
	"tereze/intake/trio"
	"tereze/store/bolt/backup"
	"tereze/tui/serve"
)

type backupCmd struct {
	To        string   `required:"" placeholder:"DIR" help:"Folder of the backups: another disk, or what is carried away."`
	Recipient []string `placeholder:"age1…" help:"Encrypt for this age public key; may be given several times (default: as the time before)."`
	Full      bool     `help:"Everything again, not only what came since the time before."`
	Identity  string   `placeholder:"FILE" help:"age's secret key: the backup is then also restored to a temporary folder and audited."`
	Rate      int      `default:"100" placeholder:"MB/S" help:"Read so many MB a second, so that those who work do not wait; 0: as fast as it goes."`
}

// Help is shown by tereze backup --help.
func (backupCmd) Help() string {
	return "Works while the office does, tereze serve too. The first time everything is copied, then what was added. What was written is read back and compared; with --identity it is restored and audited as well. The key file goes along, encrypted: whoever has the age secret key has everything, so keep that elsewhere. Make the pair with age-keygen."
}

// backupOut is what a backup did.
type backupOut struct {
	Number     int       `json:"number"`
	Full       bool      `json:"full"`
	At         time.Time `json:"at"`
	Commits    uint64    `json:"commits"` // new ones in it
	Last       uint64    `json:"last"`    // the store's last commit in it
	Bytes      int64     `json:"bytes"`
	Files      int       `json:"files"`            // scans and signed files copied
	Absent     int       `json:"absent,omitempty"` // in earlier backups, and in the office no more: tereze audit
	File       string    `json:"file"`
	Recipients []string  `json:"recipients"`
	Drill      *drillOut `json:"drill,omitempty"`
}

// Run makes a backup.
func (c *backupCmd) Run(a *app) error {
	dir := a.folder()
	settings, err := a.spoken(dir)
	if err != nil {
		return err
	}
	if c.Rate < 0 {
		return usage("--rate: 0 or more")
	}
	var ids []age.Identity
	if c.Identity != "" {
		if ids, err = identities(c.Identity); err != nil {
			return err
		}
	}
	extras, err := a.extras(dir, settings)
	if err != nil {
		return err
	}
	rate := int64(c.Rate) << 20
	if rate == 0 {
		rate = -1
	}
	step, done := a.stages()
	m, err := backup.Make(a.ctx, filepath.Join(dir, storeFile), c.To, backup.Options{
		Recipients: c.Recipient, Extras: extras, Files: filepath.Join(dir, filesDir), Full: c.Full, Rate: rate, Now: a.clock, Progress: step})
	done()
	if err != nil {
		return backupTrouble(err)
	}
	v := backupOut{Number: m.Number, Full: m.Full, At: m.At.In(settings.Zone()), Commits: m.To.Commit - m.From.Commit, Last: m.To.Commit,
		Bytes: m.Data.Size + m.AddedBytes, Files: m.Added, Absent: m.Absent, File: filepath.Join(c.To, m.Data.Name), Recipients: m.Recipients}
	if m.Keys != nil {
		v.Bytes += m.Keys.Size
	}
	if ids != nil {
		d, err := a.drill(c.To, ids, proof{})
		if err != nil {
			return backupTrouble(err)
		}
		v.Drill = &d
	}
	err = a.answer(v, func(s *sheet) {
		kind := say(a.lang, "қосымша", "добавочная", "increment")
		if v.Full {
			kind = say(a.lang, "толық", "полная", "full")
		}
		s.line(say(a.lang, "№ %d көшірме (%s): %s, %d байт, жаңа жазба %d. Қайта оқылып, салыстырылды.",
			"Копия № %d (%s): %s, %d байт, новых записей %d. Прочитана обратно и сверена.",
			"Backup No %d (%s): %s, %d bytes, %d new commits. Read back and compared."), v.Number, kind, v.File, v.Bytes, v.Commits)
		if v.Files > 0 {
			s.line(say(a.lang, "Жаңа сканерленген және қол қойылған файл: %d.", "Новых сканов и подписанных файлов: %d.", "New scans and signed files: %d."), v.Files)
		}
		if v.Absent > 0 {
			s.line(say(a.lang, "Назар аударыңыз: көшірмедегі %d файл кеңседе жоқ (tereze audit).", "Внимание: %d файлов из копии в центре нет (tereze audit).",
				"Look out: %d files of the backup are not in the office (tereze audit)."), v.Absent)
		}
		if v.Drill == nil {
			s.line("%s", say(a.lang, "Қалпына келетінін тексеру: tereze restore --drill --from … --identity ….",
				"Проверить, что она восстанавливается: tereze restore --drill --from … --identity ….",
				"To see that it can be restored: tereze restore --drill --from … --identity …."))
			return
		}
		v.Drill.text(s)
	})
	if err == nil && v.Drill != nil && !v.Drill.OK {
		return silent(exitTrouble)
	}
	return err
}

// extras are the files that go along with the store: settings, rules, keys.
func (a *app) extras(dir string, o *intake.Office) ([]backup.Extra, error) {
	var list []backup.Extra
	add := func(name, from string) error {
		info, err := os.Stat(from)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && info.Mode().IsRegular() {
			list = append(list, backup.Extra{Name: name, Path: from})
		}
		return err
	}
	for _, name := range []string{intake.OfficeFile, calendarFile, intake.RetentionFile, serve.HostKeyFile} {
		if err := add(name, filepath.Join(dir, name)); err != nil {
			return nil, err
		}
	}
	if err := add(keyFile, a.keyPath(dir)); err != nil {
		return nil, err
	}
	for _, name := range []string{o.Egov.Roots, o.Egov.Signers, o.Egov.Identity, o.Egov.Sign.Roots} {
		if name == "" || !filepath.IsLocal(name) { // what lies elsewhere is not the office's
			continue
		}
		if name = filepath.ToSlash(name); slices.ContainsFunc(list, func(x backup.Extra) bool { return x.Name == name }) {
			continue
		}
		if err := add(name, filepath.Join(dir, name)); err != nil {
			return nil, err
		}
	}
	rules, err := os.ReadDir(filepath.Join(dir, catalogueDir))
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, r := range rules {
		if err := add(path.Join(catalogueDir, r.Name()), filepath.Join(dir, catalogueDir, r.Name())); err != nil {
			return nil, err
		}
	}
	return list, nil
}

// stages shows what a backup or a restore is at.
func (a *app) stages() (step func(backup.Stage, uint64, uint64), done func()) {
	shown, now, end := backup.Stage(-1), func(uint64, uint64) {}, func() {}
	return func(what backup.Stage, n, all uint64) {
		if what != shown {
			end()
			words := [...]trio.Text{
				backup.Copying:     {KK: "Көшіру, байт", RU: "Копирование, байт", EN: "Copying, bytes"},
				backup.ReadingBack: {KK: "Қайта оқу, байт", RU: "Чтение обратно, байт", EN: "Reading back, bytes"},
				backup.Unpacking:   {KK: "Ашу, байт", RU: "Распаковка, байт", EN: "Unpacking, bytes"},
			}[what]
			shown = what
			now, end = progress[uint64](a, words.KK, words.RU, words.EN)
		}
		now(n, all)
	}, func() { end() }
}

// identities reads a file of age secret keys.
func identities(file string) ([]age.Identity, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	ids, err := age.ParseIdentities(f)
	if err != nil {
		return nil, usage("--identity: %s holds no age secret key", file)
	}
	return ids, nil
}

// backupTrouble puts what only backups run into in words.
func backupTrouble(err error) error {
	for _, t := range []struct {
		is         error
		code       string
		kk, ru, en string
	}{
		{backup.ErrRecipients, "backup-recipient", "Кімге шифрлау керегі айтылмаған немесе кілт дұрыс емес: --recipient age1….",
			"Не сказано, для кого шифровать, или ключ неверен: --recipient age1….", "Nobody to encrypt for, or the key is wrong: --recipient age1…."},
		{backup.ErrOther, "backup-other", "Бұл қалтада басқа қойманың көшірмелері тұр: басқа қалтаны таңдаңыз.",
			"В этой папке копии другого хранилища: выберите другую.", "The folder holds another store's backups: choose another one."},
		{backup.ErrBranched, "backup-branched", "Қойма соңғы көшірменің жалғасы емес (қалпына келтірілген бе?): --full арқылы толығын жасаңыз.",
			"Хранилище не продолжает последнюю копию (его восстанавливали?): сделайте полную с --full.",
			"The store does not go on from the last backup (was it restored?): make a full one with --full."},
		{backup.ErrNone, "backup-none", "Бұл қалтада көшірме жоқ.", "В этой папке копий нет.", "There is no backup in that folder."},
		{backup.ErrIdentity, "backup-identity", "Бұл құпия кілт көшірмені ашпайды.", "Этот секретный ключ копию не открывает.", "That secret key does not open the backup."},
		{backup.ErrNotEmpty, "restore-not-empty", "Қалта бос емес: бос немесе жаңа қалтаны көрсетіңіз.",
			"Папка не пуста: укажите пустую или новую.", "The folder is not empty: name an empty or a new one."},
	} {
		if errors.Is(err, t.is) {
			what := fmt.Sprintf("\n(%v)", err)
			return &trouble{code: t.code, cause: err, text: trio.Text{KK: t.kk + what, RU: t.ru + what, EN: t.en + what}}
		}
	}
	return err
}
