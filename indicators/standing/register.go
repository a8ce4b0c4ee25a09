package standing

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Authorisation is the right of a holder to use the mark for a product, from
// a day to a day, both included.
type Authorisation struct {
	Holder   string `json:"holder"`
	Product  string `json:"product"`
	From     Date   `json:"from"`
	To       Date   `json:"to"`
	Document string `json:"document"` // number of the paper that grants it
}

// Register is the append-only record of authorised use of the mark. What it
// does not grant is not authorised. The zero Register is empty and ready.
//
// Reference: 青岛市人民政府关于实施“青岛优品”工程推动经济社会高质量发展的意见 (2023), 四(三), on use
// of the name or logo without authorisation.
type Register struct {
	grants []Authorisation // as they stand, in the order of granting
	log    chain
}

const registerFormat = "mark-register/1"

// markLine is one entry of the register's text: a grant, or the last day of one.
type markLine struct {
	Entry    int    `json:"entry"`
	Prev     string `json:"prev"`
	Act      string `json:"act"` // grant or end
	Holder   string `json:"holder"`
	Product  string `json:"product"`
	From     Date   `json:"from,omitzero"`
	To       Date   `json:"to"`
	Document string `json:"document"`
}

type registerHeader struct {
	Format string `json:"format"`
}

func (r *Register) push(l markLine) {
	if r.log.lines == nil {
		r.log.push(registerHeader{registerFormat})
	}
	l.Entry, l.Prev = len(r.log.lines), r.log.head
	r.log.push(l)
}

// Grant records an authorisation. It refuses one that overlaps another of the
// same holder and product.
func (r *Register) Grant(a Authorisation) error {
	if err := a.faults(); err != nil {
		return err
	}
	for _, g := range r.grants {
		void := g.To.Before(g.From) // ended before it began
		if g.Holder == a.Holder && g.Product == a.Product && !void && !a.From.After(g.To) && !a.To.Before(g.From) {
			return fmt.Errorf("standing: register: %s is authorised for %s from %v to %v already, by %s", g.Holder, g.Product, g.From, g.To, g.Document)
		}
	}
	r.grants = append(r.grants, a)
	r.push(markLine{Act: "grant", Holder: a.Holder, Product: a.Product, From: a.From, To: a.To, Document: a.Document})
	return nil
}

func (a Authorisation) faults() error {
	var faults []error
	for _, text := range []string{a.Holder, a.Product, a.Document} {
		if strings.TrimSpace(text) == "" {
			faults = append(faults, errors.New("standing: register: holder, product and document are needed"))
			break
		}
	}
	if a.From.IsZero() || a.To.Before(a.From) {
		faults = append(faults, fmt.Errorf("standing: register: from %v to %v is no span of days", a.From, a.To))
	}
	return errors.Join(faults...)
}

// End records that an authorisation ends early: last is its last day, which may
// be the day before it began. A restored holder gets a new Grant for the time after.
func (r *Register) End(holder, product string, last Date, document string) error {
	i := slices.IndexFunc(r.grants, func(g Authorisation) bool {
		return g.Holder == holder && g.Product == product && !last.Before(g.From.AddDays(-1)) && last.Before(g.To)
	})
	switch {
	case document == "":
		return errors.New("standing: register: document is needed")
	case last.IsZero() || i < 0:
		return fmt.Errorf("standing: register: %s has no authorisation for %s that runs beyond %v", holder, product, last)
	}
	r.grants[i].To = last
	r.push(markLine{Act: "end", Holder: holder, Product: product, To: last, Document: document})
	return nil
}

// Authorised reports whether a holder was authorised for a product on a day,
// and by which authorisation.
func (r *Register) Authorised(holder, product string, on Date) (Authorisation, bool) {
	for _, g := range r.grants {
		if g.Holder == holder && g.Product == product && !on.Before(g.From) && !on.After(g.To) {
			return g, true
		}
	}
	return Authorisation{}, false
}

// Digest returns the digest of the last line, and "" for an empty register.
func (r *Register) Digest() string { return r.log.head }

// WriteTo writes the register as JSON lines, chained like those of a History.
func (r *Register) WriteTo(w io.Writer) (int64, error) { return r.log.writeTo(w) }

// ReadRegister replays a register from its JSON lines; faults are refused with
// their line number. An empty text is an empty register.
func ReadRegister(in io.Reader) (*Register, error) {
	r := &Register{}
	err := eachLine(in, func(n int, text []byte) error {
		if n == 1 {
			var head registerHeader
			if err := strictLine(text, &head); err != nil {
				return err
			}
			if head.Format != registerFormat {
				return fmt.Errorf("format %q is not %q", head.Format, registerFormat)
			}
			r.log.push(head)
			return nil
		}
		var l markLine
		if err := strictLine(text, &l); err != nil {
			return err
		}
		if err := chained(n-1, l.Entry, r.log.head, l.Prev); err != nil {
			return err
		}
		return r.replay(l)
	})
	if err != nil {
		return nil, err
	}
	return r, nil
}

func (r *Register) replay(l markLine) error {
	switch l.Act {
	case "grant":
		return r.Grant(Authorisation{l.Holder, l.Product, l.From, l.To, l.Document})
	case "end":
		return r.End(l.Holder, l.Product, l.To, l.Document)
	}
	return fmt.Errorf("act %q is neither grant nor end", l.Act)
}
