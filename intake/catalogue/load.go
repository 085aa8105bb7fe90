package catalogue

import (
	"cmp"
	"embed"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
)

//go:embed data/*.toml
var data embed.FS

var embedded = sync.OnceValue(func() *Catalogue {
	names, err := fs.Glob(data, "data/*.toml")
	if err != nil || len(names) == 0 {
		panic("catalogue: no embedded acts")
	}
	var sources []source
	for _, name := range names {
		b, err := data.ReadFile(name)
		if err != nil {
			panic("catalogue: " + err.Error())
		}
		sources = append(sources, source{file: strings.TrimPrefix(name, "data/"), data: b})
	}
	c, faults := (&Catalogue{}).with(sources)
	if len(faults) > 0 {
		panic("catalogue: " + faults[0].Error())
	}
	return c
})

// Embedded is the catalogue that comes with the program. It panics when the
// program was built with a broken file, which a test rules out. What it
// returns is shared: read it, do not write to it.
func Embedded() *Catalogue { return embedded() }

type source struct {
	file string
	data []byte
}

// With adds the office's own acts: the *.toml files of a folder. An edition
// with a known ID takes the place of that one. A file with a fault is left
// out and named; a folder that does not exist adds nothing.
func (c *Catalogue) With(dir string) (*Catalogue, []Fault) {
	entries, err := os.ReadDir(dir)
	switch {
	case os.IsNotExist(err):
		return c, nil
	case err != nil:
		return c, []Fault{unreadable(dir, err)}
	}
	var paths []string
	for _, e := range entries {
		if !e.IsDir() && filepath.Ext(e.Name()) == ".toml" && !strings.HasPrefix(e.Name(), ".") {
			paths = append(paths, filepath.Join(dir, e.Name()))
		}
	}
	return c.WithFiles(paths...)
}

// WithFiles is With for named files.
func (c *Catalogue) WithFiles(paths ...string) (*Catalogue, []Fault) {
	var sources []source
	var faults []Fault
	for _, p := range paths {
		b, err := readFile(p)
		if err != nil {
			faults = append(faults, unreadable(p, err))
			continue
		}
		sources = append(sources, source{file: p, data: b})
	}
	n, more := c.with(sources)
	return n, append(faults, more...)
}

// readFile reads at most one byte more than a file may have, so that a huge
// one costs nothing; a pipe or device is not waited for.
func readFile(path string) ([]byte, error) {
	if st, err := os.Stat(path); err != nil {
		return nil, err
	} else if !st.Mode().IsRegular() {
		return nil, &fs.PathError{Op: "read", Path: path, Err: fs.ErrInvalid}
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	return io.ReadAll(io.LimitReader(f, maxFile+1))
}

func unreadable(path string, err error) Fault {
	return Fault{File: path, Code: "unreadable", Args: []string{clip(err.Error())}}
}

// added is an edition that was just read, with its lines for the faults that
// only show among several editions.
type added struct {
	*Edition
	at lines
}

func (a added) fault(path, code string, args ...string) Fault {
	return Fault{File: a.File, Line: a.at.of(path), Code: code, Args: args}
}

func (c *Catalogue) with(sources []source) (*Catalogue, []Fault) {
	var fresh []added
	var faults []Fault
	for _, s := range sources {
		e, at, bad := read(s.file, s.data)
		faults = append(faults, bad...)
		if e == nil {
			continue
		}
		a := added{e, at}
		if i := slices.IndexFunc(fresh, func(o added) bool { return o.ID == e.ID }); i >= 0 {
			faults = append(faults, a.fault("id", "twice-id", e.ID, fresh[i].File))
			continue
		}
		fresh = append(fresh, a)
	}
	// An edition left out may be the one another replaces or stands beside,
	// so the rest is looked at again until nothing is wrong with it.
	for {
		n := c.merge(fresh)
		bad := n.among(fresh)
		if len(bad) == 0 {
			return n, faults
		}
		faults = append(faults, bad...)
		fresh = slices.DeleteFunc(fresh, func(a added) bool {
			return slices.ContainsFunc(bad, func(f Fault) bool { return f.File == a.File })
		})
	}
}

func (c *Catalogue) merge(fresh []added) *Catalogue {
	n := &Catalogue{}
	for _, e := range c.editions {
		if !slices.ContainsFunc(fresh, func(a added) bool { return a.ID == e.ID }) {
			n.editions = append(n.editions, e)
		}
	}
	for _, a := range fresh {
		n.editions = append(n.editions, a.Edition)
	}
	slices.SortFunc(n.editions, func(a, b *Edition) int {
		return cmp.Or(cmp.Compare(a.Region, b.Region), a.InForce.Date.Compare(b.InForce.Date), cmp.Compare(a.ID, b.ID))
	})
	return n
}

// among finds the faults of the fresh editions among all: what they replace,
// and whom they overlap.
func (c *Catalogue) among(fresh []added) (faults []Fault) {
	for _, a := range fresh {
		if a.Replaces != "" {
			old, ok := c.Edition(a.Replaces)
			switch {
			case !ok:
				faults = append(faults, a.fault("replaces", "replaces-unknown", a.Replaces))
				continue
			case old.Region != a.Region || !old.InForce.Date.Before(a.InForce.Date):
				faults = append(faults, a.fault("replaces", "replaces-wrong", a.Replaces))
				continue
			}
		}
		for _, o := range c.editions {
			if o.ID == a.ID || o.Region != a.Region || !c.together(a.Edition, o) {
				continue
			}
			// Of two fresh ones the later bears the fault.
			other := slices.IndexFunc(fresh, func(x added) bool { return x.ID == o.ID })
			if other >= 0 && later(o, a.Edition) {
				continue
			}
			if s, ok := shared(a.Edition, o); ok {
				faults = append(faults, a.fault("in-force", "overlap", s, o.ID))
				break
			}
		}
	}
	return faults
}

func later(a, b *Edition) bool {
	return cmp.Or(a.InForce.Date.Compare(b.InForce.Date), cmp.Compare(a.ID, b.ID)) > 0
}

// together says whether two editions are in force on some same day.
func (c *Catalogue) together(a, b *Edition) bool {
	endA, endsA := c.Ends(a)
	endB, endsB := c.Ends(b)
	return (!endsA || b.InForce.Date.Before(endA.Date)) && (!endsB || a.InForce.Date.Before(endB.Date))
}

func shared(a, b *Edition) (string, bool) {
	for i := range a.Services {
		if _, ok := b.Service(a.Services[i].Code); ok {
			return a.Services[i].Code, true
		}
	}
	return "", false
}
