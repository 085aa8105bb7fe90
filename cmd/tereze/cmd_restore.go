package main

import (
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"filippo.io/age"

	"tereze/courier"
	"tereze/intake"
	"tereze/store"
	"tereze/store/bolt"
	"tereze/store/bolt/backup"
)

type restoreCmd struct {
	From     string `required:"" placeholder:"DIR" help:"Folder of the backups."`
	Identity string `required:"" placeholder:"FILE" help:"age's secret key, the counterpart of a recipient."`
	To       string `placeholder:"DIR" help:"New data folder: empty, or not there yet."`
	Receipt  string `placeholder:"\"4817 9f3a 51c0\"" help:"What the last receipt in hand prints of the journal: the store must hold that very entry."`
	Head     string `placeholder:"\"9f3a 51c0\"" help:"The short head the restored journal must end with."`
	Drill    bool   `help:"Restore to a temporary folder, audit, report, and remove it."`
}

// Help is shown by tereze restore --help.
func (restoreCmd) Help() string {
	return "Unpacks the newest backup, makes the store of its journal, and audits it as tereze audit does. --receipt proves that the backup reaches as far as a paper in somebody's hand; without it compare the number and the head it prints with the last receipt you find. The machine the backup came from must not go on working beside the new one."
}

// proof is what a restored journal is held against.
type proof struct {
	receipt *receipt
	head    string
}

// drillOut is what a restored store turned out to be.
type drillOut struct {
	OK       bool         `json:"ok"`
	Data     string       `json:"data,omitempty"` // empty in a drill
	Office   string       `json:"office"`
	Backup   int          `json:"backup"` // number of the newest run
	Made     time.Time    `json:"made"`
	Runs     int          `json:"runs"`
	Seq      uint64       `json:"seq"` // the journal's head
	Short    string       `json:"short"`
	Hash     string       `json:"hash"`
	Last     *time.Time   `json:"last,omitempty"` // when the last act was done
	Entries  uint64       `json:"entries"`
	Records  uint64       `json:"records"`
	Files    int64        `json:"files"`          // scans and signed files that records name
	Lost     []findingOut `json:"lost,omitempty"` // of those: the office is restored without them
	Receipt  *entryOut    `json:"receipt,omitempty"`
	Findings []findingOut `json:"findings"`
}

// Run restores, or drills it.
func (c *restoreCmd) Run(a *app) error {
	if c.Drill == (c.To != "") {
		return usage("%s", say(a.lang, "--to немесе --drill: біреуі керек.", "Нужно одно из двух: --to или --drill.", "One of --to and --drill."))
	}
	p := proof{head: strings.ToLower(strings.Join(strings.Fields(c.Head), " "))}
	if c.Receipt != "" {
		r, err := readReceipt("--receipt", c.Receipt)
		if err != nil {
			return err
		}
		p.receipt = &r
	}
	ids, err := identities(c.Identity)
	if err != nil {
		return err
	}
	var v drillOut
	if c.Drill {
		v, err = a.drill(c.From, ids, p)
	} else {
		v, err = a.restore(c.From, c.To, ids, p)
	}
	if err != nil {
		return backupTrouble(err)
	}
	if err := a.answer(v, v.text); err != nil || v.OK {
		return err
	}
	return silent(exitTrouble)
}

// drill restores to a temporary folder and removes it again.
func (a *app) drill(from string, ids []age.Identity, p proof) (v drillOut, err error) {
	work, err := os.MkdirTemp("", "tereze-drill-")
	if err != nil {
		return v, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	return a.unpacked(from, work, ids, p, true)
}

// restore works beside the new folder and gives it its name last, so that half
// a restored office is never taken for one. What does not hold is taken away.
func (a *app) restore(from, to string, ids []age.Identity, p proof) (v drillOut, err error) {
	left, err := os.ReadDir(to)
	if len(left) > 0 {
		return v, fmt.Errorf("%s: %w", to, backup.ErrNotEmpty)
	}
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return v, err
	}
	there := err == nil
	if err := os.MkdirAll(filepath.Dir(filepath.Clean(to)), 0o755); err != nil {
		return v, err
	}
	work, err := os.MkdirTemp(filepath.Dir(filepath.Clean(to)), filepath.Base(to)+".restoring-")
	if err != nil {
		return v, err
	}
	if v, err = a.unpacked(from, work, ids, p, false); err != nil || len(v.Findings) > 0 {
		return v, errors.Join(err, os.RemoveAll(work))
	}
	if there {
		if err := os.Remove(to); err != nil {
			return v, err
		}
	}
	v.Data = to
	return v, os.Rename(work, to)
}

// unpacked makes an office of a backup in a folder and judges it.
func (a *app) unpacked(from, work string, ids []age.Identity, p proof, drill bool) (v drillOut, err error) {
	db := filepath.Join(work, storeFile)
	show, done := a.stages()
	u, err := backup.Unpack(a.ctx, from, db, ids, show)
	done()
	if err != nil {
		return v, err
	}
	for name, data := range u.Files {
		if drill && name == keyFile {
			continue // it need not touch this disk
		}
		if err := put(filepath.Join(work, filepath.FromSlash(name)), data); err != nil {
			return v, err
		}
	}
	show, done = a.stages()
	_, err = backup.UnpackFiles(a.ctx, from, filepath.Join(work, filesDir), ids, show)
	done()
	if err != nil {
		return v, err
	}
	settings, err := a.spoken(work)
	if err != nil {
		return v, err
	}
	keys, err := a.restoredKeys(u.Files[keyFile])
	if err != nil {
		return v, err
	}
	opts, err := bolt.Hiding(db, keys, settings.Number, courier.Schema(), bolt.Options{Network: a.NetworkDisk})
	if err != nil {
		return v, err
	}
	step, done := progress[uint64](a, "Журналдан жинау", "Восстановление из журнала", "Rebuilding")
	_, err = bolt.Recover(a.ctx, db, opts, step)
	done()
	if err != nil {
		return v, err
	}
	engine, err := bolt.Open(db, opts)
	if err != nil {
		return v, err
	}
	ledger, err := store.OpenLedger(a.ctx, engine, settings.Number, keys, courier.Schema())
	if err != nil {
		return v, errors.Join(err, engine.Close())
	}
	o := &place{a: a, dir: work, Office: &courier.Office{Desk: &intake.Desk{Ledger: ledger, Office: settings, Clock: a.clock}}}
	if err := o.keep(keys, false); err != nil {
		return v, errors.Join(err, ledger.Close())
	}
	if shred, ok := opts.Shred.(*store.Shred); ok {
		err = shred.Settle(a.ctx, ledger)
	}
	if err == nil {
		v = drillOut{Office: settings.Number, Backup: u.Last.Number, Made: u.Last.At.In(settings.Zone()), Runs: u.Runs, Findings: []findingOut{}}
		err = o.judged(&v, p)
	}
	return v, errors.Join(err, ledger.Close())
}

// put writes a restored file.
func put(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// restoredKeys are the office's own: out of the backup, or --key.
func (a *app) restoredKeys(text []byte) (*store.Keys, error) {
	if a.Key != "" || text == nil {
		return store.LoadKeys(a.Key)
	}
	secret, err := hex.DecodeString(strings.TrimSpace(string(text)))
	if err != nil || len(secret) != 32 {
		return nil, store.ErrKeyFile
	}
	return store.NewKeys([32]byte(secret)), nil
}

// judged audits a restored office and holds its journal against paper.
func (o *place) judged(v *drillOut, p proof) error {
	r, findings, err := o.audited()
	if err != nil {
		return err
	}
	v.Findings = append(v.Findings, findings...)
	h, err := o.Ledger.Head(o.a.ctx)
	if err != nil {
		return err
	}
	v.Seq, v.Short, v.Hash, v.Entries, v.Records = h.Seq, h.Short(), hex.EncodeToString(h.Hash[:]), r.Entries, r.Records
	if some, err := o.Ledger.Journal(o.a.ctx, max(h.Seq, 1), 1); err != nil {
		return err
	} else if len(some) == 1 {
		at := o.local(some[0].At)
		v.Last = &at
	}
	if p.receipt != nil {
		var w verifyOut
		w.Seq = h.Seq
		if err := o.receipted(*p.receipt, &w); err != nil {
			return err
		}
		v.Receipt, v.Findings = w.Receipt, append(v.Findings, w.Findings...)
	}
	if p.head != "" && p.head != v.Short {
		v.Findings = append(v.Findings, findingOut{"journal", fmt.Sprintf("ends with %s, --head says %s", v.Short, p.head)})
	}
	files, lost, err := o.filesAudited(true)
	v.Files, v.Lost = files.Files, lost
	v.OK = len(v.Findings)+len(lost) == 0
	return err
}

func (v drillOut) text(s *sheet) {
	for _, f := range v.Findings {
		s.line("%s: %s", f.Where, f.What)
	}
	for _, f := range v.Lost {
		s.line("%s: %s", f.Where, f.What)
	}
	if v.Receipt != nil {
		v.Receipt.text(s)
	}
	s.line("%s  %d  %s", s.verdict(slices.Concat(v.Findings, v.Lost)), v.Seq, v.Short)
	s.line(say(s.lang, "№ %d көшірме, %s; журнал жазбасы %d, жазба %d.", "Копия № %d от %s; записей журнала %d, записей %d.",
		"Backup No %d of %s; journal entries %d, records %d."), v.Backup, v.Made.Format("02.01.2006 15:04"), v.Entries, v.Records)
	if v.Last != nil {
		s.line(say(s.lang, "Соңғы әрекет: %s. Одан кейінгісі бұл көшірмеде жоқ: қолыңыздағы соңғы қолхаттың нөмірі %d-ден аспауы керек.",
			"Последнее действие: %s. Более позднего в копии нет: номер на последней расписке не должен быть больше %d.",
			"Last act: %s. What came later is not in the backup: the number on the last receipt in hand must not be above %d."),
			v.Last.Format("02.01.2006 15:04:05"), v.Seq)
	}
	switch {
	case v.Data != "":
		s.line(say(s.lang, "Қалпына келді: %s. Бұрынғы машина енді жұмыс істемесін.", "Восстановлено: %s. Прежняя машина работать больше не должна.",
			"Restored: %s. The machine before must not go on working."), v.Data)
	case !v.OK:
		s.line("%s", say(s.lang, "Ештеңе қалдырылған жоқ.", "Ничего не оставлено.", "Nothing was left behind."))
	default:
		s.line("%s", say(s.lang, "Сынақ: уақытша қалта жойылды.", "Учение: временная папка удалена.", "A drill: the temporary folder is gone."))
	}
}
