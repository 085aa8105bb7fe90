package training

import (
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/catalogue"
)

// planned is a visit to come: who it is for is decided when the hour strikes.
type planned struct {
	fate
	day calendar.Date
}

// plan deals the fates out over the days.
func (f *filler) plan(n int) {
	left := n
	for _, t := range fates() {
		for range max(1, t.count*n/Default) {
			if left--; left < 0 {
				return
			}
			f.visit(t)
		}
	}
	for ; left > 0; left-- { // the whole road, wherever it has come to by now
		f.visit(fate{stop: atIssued, from: 5, to: played, work: f.cast.IntN(12)})
	}
}

func (f *filler) visit(t fate) {
	p := planned{t, f.ago(t.from + f.cast.IntN(t.to-t.from+1))}
	if t.from == 0 && t.to == 0 {
		f.later = append(f.later, p)
		return
	}
	span := f.shuts(p.day).Sub(f.opens(p.day)) - 50*time.Minute
	start := f.opens(p.day).Add(5*time.Minute + time.Duration(f.cast.Int64N(int64(span))).Truncate(time.Second))
	f.at(start, func() error { return f.arrive(p) })
}

// offered is what the centre may take on a day and has a provider for.
func (f *filler) offered(d calendar.Date) []*catalogue.Service {
	var all []*catalogue.Service
	for _, offer := range f.o.Catalogue.On(d, f.o.Office.Region) {
		w, open := offer.Service.WindowOn(d, nil)
		if offer.AtCentre() && (open || w.Closed != catalogue.Refuse) && len(f.o.Office.ProvidersOf(offer.Service.Provider.Kind)) > 0 {
			all = append(all, offer.Service)
		}
	}
	return all
}

// quick says that a provider has minutes, not days.
func quick(svc *catalogue.Service) bool {
	for _, s := range svc.Steps {
		if s.Limit.Unit != calendar.Minute && s.Limit.Unit != calendar.WorkingMinute {
			return false
		}
	}
	return true
}

// service chooses what a visit is for: as its fate wants it, or mostly
// duplicates.
func (f *filler) service(p planned) *catalogue.Service {
	var fit []*catalogue.Service
	all := f.offered(p.day)
	for _, s := range all {
		if p.slow && !quick(s) || p.quick && quick(s) || !p.slow && !p.quick {
			fit = append(fit, s)
			if s.Code == "duplicate" {
				fit = append(fit, s)
			}
		}
	}
	if len(fit) == 0 {
		fit = all
	}
	return pick(f.cast, fit)
}

// reserved keeps some providers for the registries that must stand still at
// the end: they get nobody else's papers in the last days.
func (f *filler) reserved(p planned, svc *catalogue.Service) string {
	some := f.o.Office.ProvidersOf(svc.Provider.Kind)
	if len(some) < 5 {
		return pick(f.cast, some).Code
	}
	switch p.stop {
	case atOpen:
		return some[0].Code
	case atClosed:
		return some[1].Code
	case atDispatched:
		return some[2].Code
	}
	if p.day.Before(f.ago(-12)) {
		return pick(f.cast, some).Code
	}
	return pick(f.cast, some[3:]).Code
}

// fill makes the visit's application: somebody who was here before, or not.
func (f *filler) fill(p planned) (intake.Application, *catalogue.Service, error) {
	if p.stop == atOpen || p.stop == atClosed || p.stop == atDispatched {
		p.slow = true // schools: there are several
	}
	svc := f.service(p)
	var known *intake.Application
	for i := range f.past {
		if k := &f.past[i]; k.Service == svc.Code && f.cast.IntN(8*len(f.past)) == 0 {
			known = k
			break
		}
	}
	app, err := f.cast.apply(f.o.Desk, svc.Code, known)
	app.ID, app.Provider = f.id(), f.reserved(p, svc)
	return app, svc, err
}
