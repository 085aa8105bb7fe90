package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tereze/courier"
	"tereze/courier/training"
	"tereze/intake"
	"tereze/intake/account"
	"tereze/intake/calendar"
	"tereze/store"
	"tereze/store/bolt"
)

type initCmd struct {
	Office   string `required:"" placeholder:"042" help:"Number of the office, three digits: the head of every case number."`
	Region   string `required:"" placeholder:"atyrau" help:"Region whose acts apply."`
	Week     int    `placeholder:"6" help:"Working days of the week: 5 or 6."`
	Training bool   `help:"A training store: it takes --now, and its papers say so."`
}

// Run sets up an office.
func (c *initCmd) Run(a *app) error {
	dir := a.folder()
	clock, err := a.time(c.Training)
	if err != nil {
		return err
	}
	if err := a.knownRegion(dir, c.Region); err != nil {
		return err
	}
	o := intake.DefaultOffice(c.Office, c.Region)
	o.Training = c.Training
	if c.Week != 0 {
		o.Week = calendar.Week(c.Week)
	}
	if a.Lang != "" {
		o.Lang = a.lang
	}
	if err := o.Check(); err != nil {
		p, _ := intake.AsProblem(err)
		return usage("--%s: %s", p.Field, problemText(p, a.lang))
	}
	var once onceOut
	if err := makeOffice(a.ctx, dir, a.keyPath(dir), &o, a.firstPeople(&o, "", &once), clock, bolt.Options{Network: a.NetworkDisk}); err != nil {
		return err
	}
	v := struct {
		Data     string   `json:"data"`
		Office   string   `json:"office"`
		Region   string   `json:"region"`
		Key      string   `json:"key"`
		Training bool     `json:"training"`
		Admin    *onceOut `json:"admin,omitempty"` // a real office: the one-time code, shown once
		Password string   `json:"password,omitempty"`
	}{dir, o.Number, o.Region, a.keyPath(dir), o.Training, nil, ""}
	if o.Training {
		v.Password = account.TrainingPassword
	} else {
		v.Admin = &once
	}
	return a.answer(v, func(s *sheet) {
		s.line("%s: %s", o.Name.In(a.lang), dir)
		s.line("%s", fmt.Sprintf(say(a.lang, "Кілт файлы %s: оны жоғалтқан адам деректерді де жоғалтады, көшірмесін бөлек сақтаңыз.",
			"Файл ключа %s: кто его потеряет, потеряет и данные; копию храните отдельно.",
			"Key file %s: whoever loses it loses the data; keep a copy elsewhere."), v.Key))
		if v.Admin != nil {
			s.onceLines(once)
			s.line("tereze user password %s", once.Code)
			return
		}
		s.line("%s", fmt.Sprintf(say(a.lang, "Оқу кеңсесінде бәрінің құпиясөзі: %s", "В учебном центре пароль у всех: %s",
			"Everybody's password in a training office: %s"), v.Password))
	})
}

// knownRegion wants a region some act is for.
func (a *app) knownRegion(dir, region string) error {
	c, _, err := a.rules(dir)
	if err != nil {
		return err
	}
	if !slices.Contains(c.Regions(), region) {
		return usage("--region: %q; %s: %s", region,
			say(a.lang, "мына өңірлердің актілері бар", "есть акты областей", "there are acts of"), strings.Join(c.Regions(), ", "))
	}
	return nil
}

// firstPeople are who a new office begins with: a training office its whole
// staff, a real one an administrator, who adds the others, with a one-time
// code that goes into once.
func (a *app) firstPeople(o *intake.Office, name string, once *onceOut) founding {
	return func(ctx context.Context, desk *intake.Desk) error {
		if o.Training {
			_, err := training.Workers(ctx, &courier.Office{Desk: desk})
			return err
		}
		if name == "" {
			name = "Администратор"
		}
		h := a.house(desk)
		code, err := h.FirstOnce(ctx, desk.By(intake.Actor{Code: "setup"}),
			intake.Actor{Code: "admin", Name: name, Role: intake.Administrator, Lang: o.Lang})
		*once = onceOut{"admin", code, h.Clock().Add(account.OnceLife).In(o.Zone()).Truncate(time.Second)}
		return err
	}
}

// founding puts the first people into a new store.
type founding func(context.Context, *intake.Desk) error

// makeOffice sets an office up in a folder where none is: key, store, first
// people, and the settings last, because they are what makes it an office.
// When it fails, what it made is taken away again.
func makeOffice(ctx context.Context, dir, key string, o *intake.Office, found founding, clock func() time.Time, opts bolt.Options) (err error) {
	there := func(name string) bool { _, err := os.Lstat(filepath.Join(dir, name)); return err == nil }
	unfinished := there(storeFile + ".new") // a creation cut short is begun again
	for _, name := range []string{intake.OfficeFile, storeFile, storeFile + ".id", storeFile + ".head", storeFile + ".log"} {
		if there(name) && (!unfinished || name == intake.OfficeFile || name == storeFile) {
			return fmt.Errorf("%s: %w", filepath.Join(dir, name), store.ErrExists)
		}
	}
	var made []string // in order of making
	defer func() {
		if err != nil {
			for _, path := range slices.Backward(made) {
				remove := os.Remove
				if filepath.Ext(path) == ".log" { // the one folder that is not empty
					remove = os.RemoveAll
				}
				if e := remove(path); e != nil && !errors.Is(e, fs.ErrNotExist) {
					err = errors.Join(err, e)
				}
			}
		}
	}()
	if _, e := os.Stat(dir); errors.Is(e, fs.ErrNotExist) {
		if err := os.MkdirAll(filepath.Dir(dir), 0o755); err != nil {
			return err
		}
		if err := os.Mkdir(dir, 0o700); err != nil {
			return err
		}
		made = append(made, dir)
	}
	keys, err := store.CreateKeys(key)
	if err != nil {
		return err
	}
	db := filepath.Join(dir, storeFile)
	made = append(made, key, db, db+".id", db+".head", db+".lock", db+".new", db+".log", db+".shred")
	if err := fillStore(ctx, db, keys, o, found, clock, opts); err != nil {
		return err
	}
	made = append(made, filepath.Join(dir, intake.OfficeFile))
	return o.Save(dir)
}

func fillStore(ctx context.Context, db string, keys *store.Keys, o *intake.Office, found founding, clock func() time.Time, opts bolt.Options) error {
	opts, err := bolt.Hiding(db, keys, o.Number, courier.Schema(), opts)
	if err != nil {
		return err
	}
	engine, err := bolt.Create(db, opts)
	if err != nil {
		return err
	}
	ledger, err := store.OpenLedger(ctx, engine, o.Number, keys, courier.Schema())
	if err != nil {
		return errors.Join(err, engine.Close())
	}
	desk := &intake.Desk{Ledger: ledger, Office: o, Clock: clock}
	if found != nil {
		err = found(ctx, desk)
	}
	return errors.Join(err, ledger.Close())
}
