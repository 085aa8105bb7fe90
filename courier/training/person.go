package training

import (
	"fmt"
	"math/rand/v2"
	"time"

	"tereze/intake"
	"tereze/intake/calendar"
	"tereze/intake/iin"
)

// Newcomer is an invented grown-up; the same seed gives the same one.
func Newcomer(seed uint64) intake.Person {
	return newCast(seed).adult(calendar.Date{Year: 2015, Month: time.March, Day: 2})
}

// Child is an invented child under seven on a day, and a parent to bring it;
// the same seed and day give the same two.
func Child(seed uint64, on calendar.Date) (intake.Person, *intake.Representative) {
	return newCast(seed).child(on)
}

// cast invents people, no IIN or telephone twice.
type cast struct {
	*rand.Rand
	customs []people
	used    map[string]bool
	phones  int
}

func newCast(seed uint64) *cast {
	return &cast{Rand: rand.New(rand.NewPCG(seed, 0x7e7e2e)), customs: customs(), used: map[string]bool{}, phones: int(seed % 7 * 1000)}
}

func pick[T any](c *cast, all []T) T { return all[c.IntN(len(all))] }

func (c *cast) custom() people {
	sum := 0
	for _, p := range c.customs {
		sum += p.weight
	}
	at := c.IntN(sum)
	for _, p := range c.customs {
		if at -= p.weight; at < 0 {
			return p
		}
	}
	panic("unreachable")
}

// surname is the family's name as a man or a woman bears it.
func (p people) surname(family string, woman bool) string {
	if woman && p.inflect {
		return family + "а"
	}
	return family
}

func (f father) patronymic(woman bool) string {
	if woman {
		return f.daughter
	}
	return f.son
}

// adult is somebody of 18 to 60 on a day.
func (c *cast) adult(on calendar.Date) intake.Person {
	p, woman := c.custom(), c.IntN(2) == 0
	person := c.body(c.born(on, 18*12, 60*12), woman)
	person.Surname = p.surname(pick(c, p.surnames), woman)
	person.Given = pick(c, p.men)
	if woman {
		person.Given = pick(c, p.women)
	}
	if c.IntN(20) > 0 { // some have no patronymic
		person.Patronymic = pick(c, p.fathers).patronymic(woman)
	}
	return person
}

// youth is somebody of 15 to 17.
func (c *cast) youth(on calendar.Date) intake.Person {
	p := c.adult(on)
	woman := p.IIN[6] == '4' || p.IIN[6] == '6'
	body := c.body(c.born(on, 15*12, 18*12-1), woman)
	p.IIN, p.Born = body.IIN, body.Born
	return p
}

// child is a child under seven with the mother or the father.
func (c *cast) child(on calendar.Date) (intake.Person, *intake.Representative) {
	p, girl, mother := c.custom(), c.IntN(2) == 0, c.IntN(3) > 0
	family, dad, grand := pick(c, p.surnames), pick(c, p.fathers), pick(c, p.fathers)
	kid := c.body(c.born(on, 1, 6*12), girl)
	kid.Surname, kid.Given = p.surname(family, girl), pick(c, p.men)
	if girl {
		kid.Given = pick(c, p.women)
	}
	kid.Patronymic = dad.patronymic(girl)
	if months(kid.Born, on) < 3 && c.IntN(2) == 0 { // registered, no number yet
		kid.IIN, kid.NoIIN = "", true
	}
	parent := c.body(c.born(on, 22*12, 42*12), mother)
	parent.Surname, parent.Given = p.surname(family, mother), dad.name
	if mother {
		parent.Given = pick(c, p.women)
	}
	parent.Patronymic = grand.patronymic(mother)
	parent.Phone, parent.Address = kid.Phone, kid.Address
	kind := intake.Parent
	if c.IntN(15) == 0 {
		kind = intake.Guardian
	}
	return kid, &intake.Representative{Person: parent, Kind: kind}
}

// born is a date some months before a day.
func (c *cast) born(on calendar.Date, fewest, most int) calendar.Date {
	return on.AddMonths(-fewest - c.IntN(most-fewest)).Add(-1 - c.IntN(27))
}

func months(from, to calendar.Date) int {
	return (to.Year-from.Year)*12 + int(to.Month) - int(from.Month)
}

// body is what is in the numbers. The serial part begins with 9: invented.
func (c *cast) body(born calendar.Date, woman bool) intake.Person {
	century := 3
	if born.Year >= 2000 {
		century = 5
	}
	if woman {
		century++
	}
	for {
		n, ok := iin.Complete(fmt.Sprintf("%02d%02d%02d%d9%03d", born.Year%100, born.Month, born.Day, century, c.IntN(1000)))
		if !ok || c.used[n] {
			continue
		}
		c.used[n] = true
		c.phones++
		return intake.Person{
			IIN: n, Born: born, Phone: fmt.Sprintf("+7700000%04d", c.phones%10000),
			Address: fmt.Sprintf("Мысал көшесі, %d, %d", 1+c.IntN(40), 1+c.IntN(60)),
		}
	}
}
