package intake

import (
	"tereze/intake/calendar"
	"tereze/intake/code"
	"tereze/store"
)

// The stored form of a case, version 3. Version 1 had no StartedAt and no
// seconds, version 2 no road; both are still read.

func encodeCase(e *store.Encoder, c *Case) {
	e.UUID(c.ID)
	e.String(string(c.Number))
	e.String(c.Service)
	e.String(c.Edition)
	e.Bool(c.Repealed)
	e.UUID(c.RecipientID)
	encodePerson(e, &c.Recipient)
	e.Bool(c.Agent != nil)
	if c.Agent != nil {
		encodeAgent(e, c.Agent)
	}
	e.Bool(c.Consent)
	e.String(c.Ground)
	e.Strings(c.Conditions)
	encodePapers(e, c.Papers)
	store.EncodeList(e, c.Missing, func(e *store.Encoder, m *Missing) {
		e.String(m.Code)
		e.String(m.Why)
		putDate(e, m.Expired)
	})
	e.String(c.Provider)
	e.Uint(c.Queue)
	e.Time(c.AcceptedAt)
	e.Int(int64(c.Window))
	putDate(e, c.Dispatch)
	putDate(e, c.Deadline)
	putDate(e, c.Come)
	e.Bool(c.Uncertain)
	encodeState(e, &c.State)
	store.EncodeList(e, c.History, func(e *store.Encoder, h *Event) {
		e.String(string(h.Act))
		e.Uint(uint64(h.Process))
		e.Time(h.At)
		e.String(h.By)
		e.Int(int64(h.Window))
		e.Uint(uint64(h.Step))
		e.String(h.Note)
		encodeState(e, &h.Was)
		e.String(h.Second)
	})
	e.Time(c.StartedAt)
	e.Uint(uint64(c.Road))
	encodeCheck(e, &c.Check)
	encodeFiles(e, c.Files)
	e.String(c.Origin)
}

func decodeCase(d *store.Decoder, version byte, c *Case) {
	c.ID = d.UUID()
	c.Number = code.Number(d.String())
	c.Service, c.Edition, c.Repealed = d.String(), d.String(), d.Bool()
	c.RecipientID = d.UUID()
	decodePerson(d, &c.Recipient)
	if d.Bool() {
		c.Agent = &Representative{}
		decodeAgent(d, c.Agent)
	}
	c.Consent, c.Ground, c.Conditions = d.Bool(), d.String(), d.Strings()
	c.Papers = decodePapers(d)
	c.Missing = store.DecodeList(d, func(d *store.Decoder, m *Missing) {
		m.Code, m.Why, m.Expired = d.String(), d.String(), getDate(d)
	})
	c.Provider, c.Queue, c.AcceptedAt, c.Window = d.String(), d.Uint(), d.Time(), int(d.Int())
	c.Dispatch, c.Deadline, c.Come, c.Uncertain = getDate(d), getDate(d), getDate(d), d.Bool()
	decodeState(d, &c.State)
	c.History = store.DecodeList(d, func(d *store.Decoder, h *Event) {
		h.Act, h.Process, h.At, h.By = Act(d.String()), uint8(d.Uint()), d.Time(), d.String()
		h.Window, h.Step, h.Note = int(d.Int()), uint8(d.Uint()), d.String()
		decodeState(d, &h.Was)
		if version > 1 {
			h.Second = d.String()
		}
	})
	if version > 1 {
		c.StartedAt = d.Time()
	}
	if version > 2 {
		c.Road = Road(d.Uint())
		decodeCheck(d, &c.Check)
		c.Files, c.Origin = decodeFiles(d), d.String()
	}
}

// A state is a mask of what is set and then only that: most of its fields are
// empty for most of a case's life, and every event keeps one.
func encodeState(e *store.Encoder, s *State) {
	var mask uint64
	for i, set := range []bool{
		s.Handover != 0, s.Given, s.Received, s.Registry != 0, s.Late,
		s.Arrived, s.Incoming != "", s.Step != 0, !s.StepSince.IsZero(), s.StepDue != calendar.Date{},
		s.StepAt != 0, s.SentBack != "", s.Return != 0, s.Outcome != 0, !s.ReadyAt.IsZero(),
		s.KeepTo != calendar.Date{}, s.Shelf != "", s.ReadyOn != calendar.Date{},
		s.Signed, s.Sent, s.Executor != "", s.Prepared != 0, s.Reasons != "", s.Decided, s.Outgoing != "",
	} {
		if set {
			mask |= 1 << i
		}
	}
	e.Uint(uint64(s.Stage))
	e.Uint(mask)
	has := func(i int) bool { return mask&(1<<i) != 0 }
	if has(0) {
		e.Uint(s.Handover)
	}
	if has(3) {
		e.Uint(s.Registry)
	}
	if has(6) {
		e.String(s.Incoming)
	}
	if has(7) {
		e.Uint(uint64(s.Step))
	}
	if has(8) {
		e.Time(s.StepSince)
	}
	if has(9) {
		putDate(e, s.StepDue)
	}
	if has(10) {
		e.Uint(uint64(s.StepAt))
	}
	if has(11) {
		e.String(s.SentBack)
	}
	if has(12) {
		e.Uint(s.Return)
	}
	if has(13) {
		e.Uint(uint64(s.Outcome))
	}
	if has(14) {
		e.Time(s.ReadyAt)
	}
	if has(15) {
		putDate(e, s.KeepTo)
	}
	if has(16) {
		e.String(s.Shelf)
	}
	if has(17) {
		putDate(e, s.ReadyOn)
	}
	if has(20) {
		e.String(s.Executor)
	}
	if has(21) {
		e.Uint(uint64(s.Prepared))
	}
	if has(22) {
		e.String(s.Reasons)
	}
	if has(24) {
		e.String(s.Outgoing)
	}
}

func decodeState(d *store.Decoder, s *State) {
	s.Stage = Stage(d.Uint())
	mask := d.Uint()
	has := func(i int) bool { return mask&(1<<i) != 0 }
	s.Given, s.Received, s.Late, s.Arrived = has(1), has(2), has(4), has(5)
	s.Signed, s.Sent, s.Decided = has(18), has(19), has(23)
	if has(0) {
		s.Handover = d.Uint()
	}
	if has(3) {
		s.Registry = d.Uint()
	}
	if has(6) {
		s.Incoming = d.String()
	}
	if has(7) {
		s.Step = uint8(d.Uint())
	}
	if has(8) {
		s.StepSince = d.Time()
	}
	if has(9) {
		s.StepDue = getDate(d)
	}
	if has(10) {
		s.StepAt = calendar.Clock(d.Uint())
	}
	if has(11) {
		s.SentBack = d.String()
	}
	if has(12) {
		s.Return = d.Uint()
	}
	if has(13) {
		s.Outcome = Outcome(d.Uint())
	}
	if has(14) {
		s.ReadyAt = d.Time()
	}
	if has(15) {
		s.KeepTo = getDate(d)
	}
	if has(16) {
		s.Shelf = d.String()
	}
	if has(17) {
		s.ReadyOn = getDate(d)
	}
	if has(20) {
		s.Executor = d.String()
	}
	if has(21) {
		s.Prepared = Outcome(d.Uint())
	}
	if has(22) {
		s.Reasons = d.String()
	}
	if has(24) {
		s.Outgoing = d.String()
	}
}

func encodePapers(e *store.Encoder, papers []Paper) {
	store.EncodeList(e, papers, func(e *store.Encoder, p *Paper) {
		e.String(p.Code)
		e.Bool(p.There)
		e.String(string(p.Kind))
		e.Bool(p.Shown)
		e.Int(int64(p.Sheets))
		putDate(e, p.Issued)
	})
}

func decodePapers(d *store.Decoder) []Paper {
	return store.DecodeList(d, func(d *store.Decoder, p *Paper) {
		p.Code, p.There, p.Kind = d.String(), d.Bool(), Kind(d.String())
		p.Shown, p.Sheets, p.Issued = d.Bool(), int(d.Int()), getDate(d)
	})
}

func encodeCheck(e *store.Encoder, r *RegisterCheck) {
	e.Uint(uint64(r.Person))
	e.Time(r.PersonAt)
	e.Uint(uint64(r.Agent))
	e.Uint(uint64(r.Power))
	e.Time(r.PowerAt)
	e.Bool(r.Identity)
	putDate(e, r.Birth)
	e.Uint(r.Of)
	e.Uint(r.Named)
	e.Uint(r.AgentNamed)
}

func decodeCheck(d *store.Decoder, r *RegisterCheck) {
	r.Person, r.PersonAt, r.Agent = Verdict(d.Uint()), d.Time(), Verdict(d.Uint())
	r.Power, r.PowerAt, r.Identity, r.Birth = Verdict(d.Uint()), d.Time(), d.Bool(), getDate(d)
	r.Of, r.Named, r.AgentNamed = d.Uint(), d.Uint(), d.Uint()
}

func encodeFiles(e *store.Encoder, files []File) {
	store.EncodeList(e, files, func(e *store.Encoder, f *File) {
		e.Bytes(f.Hash[:])
		e.String(f.Document)
		e.String(f.Type)
		e.Int(f.Size)
		e.Int(int64(f.Pages))
		e.Time(f.At)
		e.String(f.By)
		e.Bool(f.Unverified)
	})
}

func decodeFiles(d *store.Decoder) []File {
	return store.DecodeList(d, func(d *store.Decoder, f *File) {
		copy(f.Hash[:], d.Bytes())
		f.Document, f.Type, f.Size, f.Pages = d.String(), d.String(), d.Int(), int(d.Int())
		f.At, f.By, f.Unverified = d.Time(), d.String(), d.Bool()
	})
}

// putDate writes a day as one number, 20150302; 0 is no day.
func putDate(e *store.Encoder, d calendar.Date) {
	e.Uint(uint64(d.Year*10000 + int(d.Month)*100 + d.Day))
}

func getDate(d *store.Decoder) calendar.Date { return dateOfNumber(int(d.Uint())) }
