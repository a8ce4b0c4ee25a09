package dataset

import (
	"slices"
	"strings"
)

// closeTo names up to three names that are spelt much like the one that was
// not found, as the end of a message; it is empty where nothing comes close.
func closeTo(name string, among []string) string {
	type candidate struct {
		name     string
		distance int
	}
	var near []candidate
	folded := foldName(name)
	limit := max(1, len([]rune(folded))/3)
	for _, other := range among {
		if d := spelling(folded, foldName(other)); d <= limit {
			near = append(near, candidate{other, d})
		}
	}
	if len(near) == 0 {
		return ""
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return a.distance - b.distance })
	var names []string
	for _, c := range near[:min(3, len(near))] {
		names = append(names, c.name)
	}
	return "; close names: " + strings.Join(names, ", ")
}

// foldName takes away what spellings of one name differ in most: case, blanks
// and the kind of joint.
func foldName(name string) string {
	return strings.Map(func(r rune) rune {
		switch r {
		case '_', '-', ' ', '.', '\ufeff':
			return -1
		}
		return r
	}, strings.ToLower(name))
}

// spelling is the number of letters to insert, delete, replace or swap with
// their neighbour to get from a to b (optimal string alignment).
func spelling(a, b string) int {
	s, t := []rune(a), []rune(b)
	before, last, row := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range last {
		last[j] = j
	}
	for i := range s {
		row[0] = i + 1
		for j := range t {
			cost := 1
			if s[i] == t[j] {
				cost = 0
			}
			row[j+1] = min(last[j+1]+1, row[j]+1, last[j]+cost)
			if i > 0 && j > 0 && s[i] == t[j-1] && s[i-1] == t[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last, row = last, row, before
	}
	return last[len(t)]
}
