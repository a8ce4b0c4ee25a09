package parquetfile

import (
	"fmt"

	"github.com/brandvalue/brandvalue/dataset"
)

// IssueText is the code of the issue of a text that is not valid UTF-8, or is
// longer than the limits allow.
const IssueText = "not-text"

// fault is a value that cannot be used.
type fault struct {
	at         int // among the values that were converted together
	code, text string
}

// faults gathers the unusable ones among values that are converted together.
type faults []fault

func (f *faults) add(at int, code, format string, args ...any) {
	*f = append(*f, fault{at, code, fmt.Sprintf(format, args...) + "; it counts as missing"})
}

func (f *faults) notFinite(at int, x float64) {
	f.add(at, dataset.IssueNotFinite, "the value is %v, not a finite number", x)
}

func (f *faults) tooLarge(at int, value any, t dataset.Type) {
	f.add(at, dataset.IssueOverflow, "%v is too large for type %v", value, t)
}

// report turns faults into missing values and issues. Their places count the
// present values from row from of the column on.
func (f *faults) report(issues []dataset.Issue, out *dataset.Column, from int) []dataset.Issue {
	row, seen := from, 0
	for _, x := range *f {
		for ; ; row++ {
			if out.State[row] == dataset.Present {
				if seen == x.at {
					break
				}
				seen++
			}
		}
		issues = append(issues, dataset.Issue{Code: x.code, Severity: dataset.Fault, Row: row, Column: out.Field.Name, Text: x.text})
		out.State[row] = dataset.Missing
		seen++ // this one no longer counts, as the row is passed
		row++
	}
	*f = (*f)[:0]
	return issues
}

// spread moves n values that stand together at the beginning of dst to the
// rows where they are present. Where all eight rows of a group have values
// they move together; as soon as no gaps are left, the rest is in place.
func spread[T any](dst []T, states []dataset.State, n int) {
	i := len(states)
	for n < i && n > 0 {
		if i >= 8 && n >= 8 && *(*[8]dataset.State)(states[i-8:]) == stateBits[255] {
			*(*[8]T)(dst[i-8:]) = *(*[8]T)(dst[n-8:])
			i, n = i-8, n-8
			continue
		}
		i--
		if states[i] == dataset.Present {
			n--
			dst[i] = dst[n]
		}
	}
}
