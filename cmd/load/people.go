package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"

	"tereze/courier/training"
	"tereze/intake"
)

// Kind is what sort of key was pressed; each is measured apart.
type Kind int

// The kinds. Letters are held by the program until their pace tells fingers
// from a scanner; Esc until it is no beginning of an arrow key: both by design.
const (
	Letter Kind = iota // typed into a field
	Move               // arrows, pages, Tab, Backspace, Enter
	Scan               // the last key of a barcode
	Esc
	kinds
)

func (k Kind) String() string { return [...]string{"letter", "move", "scan", "esc"}[k] }

// stroke is one thing that hands do.
type stroke struct {
	kind Kind
	keys []string // a scan has many; the last one counts
	want string
}

// person is somebody at a terminal: sits down once, then has the next stroke
// ready, for ever. Every stroke changes what is on the screen.
type person interface {
	actor() intake.Actor
	sit(ctx context.Context, h *hand) error
	next() stroke
}

// crowd is n people: a third types forms, a third walks lists, a third scans.
func crowd(n int, g *ground) []person {
	all := make([]person, n)
	for i := range all {
		a := intake.Actor{Code: fmt.Sprintf("load%03d", i+1), Name: fmt.Sprintf("Ж. Жүктеме %d", i+1), Role: intake.Operator, Window: i + 1, Lang: "en"}
		dice := rand.New(rand.NewPCG(uint64(i), 7))
		switch i % 6 {
		case 0, 3:
			all[i] = &typist{worker: worker{a}, dice: dice}
		case 1, 4:
			all[i] = &walker{worker: worker{a}}
		case 2:
			all[i] = &seeker{worker: worker{a}, dice: dice, g: g}
		default:
			a.Role, a.Window = intake.Sector, 0
			all[i] = &marker{seeker{worker: worker{a}, dice: dice, g: g}}
		}
	}
	return all
}

type worker struct{ a intake.Actor }

func (w worker) actor() intake.Actor { return w.a }

// typist fills names into the form of station 1, letter by letter, and takes
// them out again.
type typist struct {
	worker
	dice  *rand.Rand
	queue []stroke
}

func (p *typist) sit(ctx context.Context, h *hand) error {
	if err := h.see(ctx, "scan or number", "▐3 Sector▌"); err != nil {
		return err
	}
	if err := h.line.Send("1"); err != nil {
		return err
	}
	if drafts, err := h.either(ctx, "Unfinished applications", " 3  Duplicate"); err != nil {
		return err
	} else if drafts {
		if err := h.line.Send("n"); err != nil {
			return err
		}
	}
	if err := h.see(ctx, "Which service?", " 3  Duplicate"); err != nil {
		return err
	}
	if err := h.line.Send("3"); err != nil {
		return err
	}
	if err := h.see(ctx, "Surname", "Patronymic"); err != nil {
		return err
	}
	// Down the form until the cursor stands in the surname.
	for range 4 {
		if cursorIn(h.seen.Text(), "Surname") {
			return nil
		}
		was := h.seen.Text()
		if err := h.line.Send(key("tab")); err != nil {
			return err
		}
		ctx, stop := context.WithTimeout(ctx, patience)
		h.seen.Until(ctx.Done(), func(now string) bool { return rowsOf(now, "Surname", "IIN") != rowsOf(was, "Surname", "IIN") })
		stop()
	}
	return fmt.Errorf("the surname takes no letters:\n%s", h.seen.Text())
}

// rowsOf are the rows that begin with one of the labels.
func rowsOf(text string, labels ...string) (out string) {
	for row := range strings.SplitSeq(text, "\n") {
		for _, l := range labels {
			if strings.HasPrefix(strings.TrimLeft(row, " ▸"), l) {
				out += row + "\n"
			}
		}
	}
	return out
}

func cursorIn(text, label string) bool {
	row := rowsOf(text, label)
	return strings.Contains(row, "▸"+label) || strings.Contains(row, label+" ") && strings.Contains(row, "_")
}

func (p *typist) next() stroke {
	if len(p.queue) == 0 {
		who := training.Newcomer(p.dice.Uint64())
		if who.Patronymic == "" {
			who.Patronymic = "Болатұлы"
		}
		names := []string{who.Surname, who.Given, who.Patronymic}
		for i, name := range names {
			if i > 0 {
				p.move("tab")
			}
			for _, r := range name {
				p.queue = append(p.queue, stroke{Letter, []string{string(r)}, string(r)})
			}
		}
		for i := len(names) - 1; i >= 0; i-- {
			for range []rune(names[i]) {
				p.move("backspace")
			}
			if i > 0 {
				p.move("shift+tab")
			}
		}
	}
	s := p.queue[0]
	p.queue = p.queue[1:]
	return s
}

func (p *typist) move(name string) { p.queue = append(p.queue, stroke{Move, []string{key(name)}, ""}) }

// walker goes through the lists of home and looks at cards.
type walker struct {
	worker
	at int
}

// round is a way through a list that changes the screen at every step, on any
// list of two screens and more.
var round = []string{"down", "down", "down", "pgdown", "up", "pgdown", "pgup", "up", "enter", "esc", "down", "home"}

func (p *walker) sit(ctx context.Context, h *hand) error {
	if err := h.see(ctx, "scan or number", "▐3 Sector▌"); err != nil {
		return err
	}
	// The lists of the counter are short in the morning: 4, 5 and 7 are not.
	if err := h.line.Send(key("right")); err != nil {
		return err
	}
	return h.see(ctx, "▐4 Dispatch▌", "▸ ")
}

func (p *walker) next() stroke {
	n := len(round) + 1
	name := ""
	if i := p.at % n; i < len(round) {
		name = round[i]
	} else if name = "right"; p.at/n%2 == 1 { // between 4 and 5
		name = "left"
	}
	p.at++
	if name == "esc" {
		return stroke{Esc, []string{key(name)}, ""}
	}
	return stroke{Move, []string{key(name)}, ""}
}

// seeker scans papers at home: each opens its card.
type seeker struct {
	worker
	dice *rand.Rand
	g    *ground
	last string
}

func (p *seeker) sit(ctx context.Context, h *hand) error { return h.see(ctx, "scan or number", "▐") }

func (p *seeker) next() stroke { return p.scan(p.g.Codes) }

func (p *seeker) scan(codes []string) stroke {
	code := codes[p.dice.IntN(len(codes))]
	for code == p.last {
		code = codes[p.dice.IntN(len(codes))]
	}
	p.last = code
	keys := strings.Split(code, "")
	return stroke{Scan, append(keys, key("enter")), ""}
}

// marker marks what the courier brings back: each scan is a line.
type marker struct{ seeker }

func (p *marker) sit(ctx context.Context, h *hand) error {
	if err := h.see(ctx, "scan or number", "▐4 Dispatch▌"); err != nil {
		return err
	}
	if err := h.line.Send("6"); err != nil {
		return err
	}
	return h.see(ctx, " 6 Mark · ")
}

func (p *marker) next() stroke { return p.scan(p.g.Out) }
