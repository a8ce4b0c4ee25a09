package experts

import (
	"math/rand/v2"
	"testing"
)

func drawn(subjects, assessors int) Ratings {
	rng := rand.New(rand.NewPCG(1, 2))
	r := Ratings{Subjects: make([]string, subjects), Assessors: letters("a", assessors)}
	for i := range subjects {
		r.Subjects[i] = string(rune(0x4e00 + i))
		row := make([]float64, assessors)
		for j := range row {
			row[j] = float64(rng.IntN(101))
		}
		r.Scores = append(r.Scores, row)
	}
	return r
}

func BenchmarkAggregate_1000x7(b *testing.B) {
	r, p := drawn(1000, 7), DefaultPanel()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := p.Aggregate(r); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkAgreement_1000x7(b *testing.B) {
	r, a := drawn(1000, 7), DefaultAgreement()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := a.Check(r); err != nil {
			b.Fatal(err)
		}
	}
}
