package lang

import (
	"sync"

	"tereze/intake/trio"
)

// said keeps words once they are made, a set for each language. They are
// constants of the program, made when they are first asked for: a screen asks
// for them at every key, and making them anew cost a third of its drawing.
type said[T any] struct {
	once [3]sync.Once
	set  [3]T
}

func (s *said[T]) in(w Words, make func(Words) T) T {
	i := 0 // an unknown language speaks Kazakh, as trio.Text does
	switch w.Lang {
	case trio.RU:
		i = 1
	case trio.EN:
		i = 2
	}
	s.once[i].Do(func() { s.set[i] = make(w) })
	return s.set[i]
}

var (
	saidCard     said[Card]
	saidCommon   said[Common]
	saidDates    said[Dates]
	saidHome     said[Home]
	saidP1       said[P1]
	saidP2       said[P2]
	saidP3       said[P3]
	saidP4       said[P4]
	saidP5       said[P5]
	saidP6       said[P6]
	saidP7       said[P7]
	saidPrint    said[Print]
	saidProblems said[[]Problems]
	saidRegistry said[Registry]
	saidScan     said[Scan]
)

// Card says them.
func (w Words) Card() Card { return saidCard.in(w, Words.card) }

// Common says them.
func (w Words) Common() Common { return saidCommon.in(w, Words.common) }

// Dates says them.
func (w Words) Dates() Dates { return saidDates.in(w, Words.dates) }

// Home says them.
func (w Words) Home() Home { return saidHome.in(w, Words.home) }

// P1 says them.
func (w Words) P1() P1 { return saidP1.in(w, Words.p1) }

// P2 says them.
func (w Words) P2() P2 { return saidP2.in(w, Words.p2) }

// P3 says them.
func (w Words) P3() P3 { return saidP3.in(w, Words.p3) }

// P4 says them.
func (w Words) P4() P4 { return saidP4.in(w, Words.p4) }

// P5 says them.
func (w Words) P5() P5 { return saidP5.in(w, Words.p5) }

// P6 says them.
func (w Words) P6() P6 { return saidP6.in(w, Words.p6) }

// P7 says them.
func (w Words) P7() P7 { return saidP7.in(w, Words.p7) }

// Print says them.
func (w Words) Print() Print { return saidPrint.in(w, Words.print) }

// Registry says them.
func (w Words) Registry() Registry { return saidRegistry.in(w, Words.registry) }

// Scan says them.
func (w Words) Scan() Scan { return saidScan.in(w, Words.scan) }
