package annual

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// treeOf is a document as parsed JSON.
func treeOf(v any) any {
	data, err := json.Marshal(v)
	if err != nil {
		panic("annual: a document that was not checked: " + err.Error())
	}
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	var tree any
	if err := d.Decode(&tree); err != nil {
		panic("annual: " + err.Error())
	}
	return tree
}

// compare appends the leaves in which two trees differ.
func compare(changes Changes, path string, a, b any) Changes {
	switch x := a.(type) {
	case map[string]any:
		if y, both := b.(map[string]any); both {
			return compareMembers(changes, path, x, y)
		}
	case []any:
		if y, both := b.([]any); both {
			return compareRows(changes, path, x, y)
		}
	}
	old, oldLeaf := leaf(a)
	now, nowLeaf := leaf(b)
	if oldLeaf && nowLeaf {
		if old != now {
			changes = append(changes, Change{path, old, now})
		}
		return changes
	}
	changes = leaves(changes, path, a, func(c *Change, text string) { c.Old = text })
	return leaves(changes, path, b, func(c *Change, text string) { c.New = text })
}

func compareMembers(changes Changes, path string, a, b map[string]any) Changes {
	all := maps.Clone(a)
	maps.Copy(all, b)
	for _, name := range sortedKeys(all) {
		x, inA := a[name]
		y, inB := b[name]
		at := strings.TrimPrefix(path+"."+name, ".")
		switch {
		case !inB:
			changes = leaves(changes, at, x, func(c *Change, text string) { c.Old = text })
		case !inA:
			changes = leaves(changes, at, y, func(c *Change, text string) { c.New = text })
		default:
			changes = compare(changes, at, x, y)
		}
	}
	return changes
}

// leaf is the text of a number, word or null, or of a list or object without
// members.
func leaf(v any) (text string, ok bool) {
	switch x := v.(type) {
	case nil:
		return "null", true
	case string:
		if x == "" {
			return `""`, true
		}
		return x, true
	case map[string]any:
		return "{}", len(x) == 0
	case []any:
		return "[]", len(x) == 0
	}
	return fmt.Sprint(v), true
}

// leaves appends all leaves of a tree, put into a change by set. Null beside a
// tree is its absence.
func leaves(changes Changes, path string, v any, set func(*Change, string)) Changes {
	if text, ok := leaf(v); ok {
		if v == nil {
			return changes
		}
		c := Change{Path: path}
		set(&c, text)
		return append(changes, c)
	}
	switch x := v.(type) {
	case map[string]any:
		for _, name := range sortedKeys(x) {
			changes = leaves(changes, path+"."+name, x[name], set)
		}
	case []any:
		names, _ := rowNames(x)
		for i, item := range x {
			changes = leaves(changes, path+"["+names[i]+"]", item, set)
		}
	}
	return changes
}

// compareRows compares two lists, row by row of the same name.
func compareRows(changes Changes, path string, a, b []any) Changes {
	names, named := rowNames(a)
	others, alsoNamed := rowNames(b)
	if !named || !alsoNamed {
		names, others = ordinals(len(a)), ordinals(len(b))
	}
	partner := partners(a, b, names, others)
	order, moved := -1, false
	for i, name := range names {
		at := path + "[" + name + "]"
		if partner[i] < 0 {
			changes = leaves(changes, at, a[i], func(c *Change, text string) { c.Old = text })
			continue
		}
		changes = compare(changes, at, a[i], b[partner[i]])
		moved = moved || partner[i] < order
		order = max(order, partner[i])
	}
	for j, name := range others {
		if !slices.Contains(partner, j) {
			changes = leaves(changes, path+"["+name+"]", b[j], func(c *Change, text string) { c.New = text })
		}
	}
	if moved {
		changes = append(changes, Change{path + " (order)", strings.Join(names, ", "), strings.Join(others, ", ")})
	}
	return changes
}

// nameMembers are the members that say what a row of a table is about; a row
// is named by all that it has of them.
var nameMembers = []string{"code", "metric", "industry", "field", "key", "valuer", "release_year"}

// rowNames are the names of the rows of a list, or their positions where not
// every row has a name of its own.
func rowNames(list []any) (names []string, named bool) {
	seen := map[string]bool{}
	for _, row := range list {
		name := rowName(row)
		if name == "" || seen[name] {
			return ordinals(len(list)), false
		}
		seen[name] = true
		names = append(names, name)
	}
	return names, true
}

func rowName(row any) string {
	members, ok := row.(map[string]any)
	if !ok {
		return ""
	}
	var parts []string
	for _, name := range nameMembers {
		value, there := members[name]
		if text, twoLanguages := value.(map[string]any); twoLanguages {
			value = text["en"]
		}
		if part, isLeaf := leaf(value); there && isLeaf {
			parts = append(parts, part)
		}
	}
	return strings.Join(parts, ", ")
}

func ordinals(n int) []string {
	names := make([]string, n)
	for i := range names {
		names[i] = strconv.Itoa(i)
	}
	return names
}

// partners finds for each row of a the row of b of the same name; among those
// left over, one that differs in a single leaf, which is its new name. -1
// stands for none.
func partners(a, b []any, names, others []string) []int {
	partner := make([]int, len(a))
	for i, name := range names {
		partner[i] = slices.Index(others, name)
	}
	for i := range a {
		for j := range b {
			if partner[i] < 0 && !slices.Contains(names, others[j]) && !slices.Contains(partner, j) &&
				len(compare(nil, "", a[i], b[j])) == 1 {
				partner[i] = j
			}
		}
	}
	return partner
}
