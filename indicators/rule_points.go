package indicators

import (
	"fmt"
)

// Points joins the points (X[i], Y[i]) by straight lines, flat outside of them.
// X rises; an X given twice is a step, and Side says to which side of it X
// itself belongs. It is the Scale itself, for what no readable kind says:
// fitting a percentile rule gives one.
//
// Reference: Handbook on Constructing Composite Indicators (OECD/JRC 2008),
// step 5, categorical and percentile scales.
type Points struct {
	X    []float64 `json:"x"`
	Y    []float64 `json:"y"`
	Side Side      `json:"side"`
}

// Kind is "points".
func (Points) Kind() string { return "points" }

// Words says the rule by its ends.
func (r Points) Words() Text {
	n := min(len(r.X), len(r.Y)) - 1
	if n < 0 {
		return Text{"折线", "straight lines through points"}
	}
	return Text{
		fmt.Sprintf("过 %d 点的折线,%v 得 %v,%v 得 %v", n+1, r.X[0], r.Y[0], r.X[n], r.Y[n]),
		fmt.Sprintf("straight lines through %d points, %v at %v to %v at %v", n+1, r.Y[0], r.X[0], r.Y[n], r.X[n]),
	}
}

func (r Points) scale() Scale { return Scale(r) }

func (r Points) check() []error {
	s := r.scale()
	return faultsOf(s.check())
}

func (r Points) compile(c *compiler, item, figure string) reading {
	return reading{c.value(item, figure), r.scale()}
}
