package standing

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
)

// Link says where a subject belongs: a product to its enterprise, products and
// enterprises to industries and regions.
type Link struct {
	Subject string   `json:"subject"`
	Kind    Kind     `json:"kind"`
	Owner   string   `json:"owner,omitzero"`   // a product's enterprise
	Groups  []string `json:"groups,omitempty"` // the industries and regions that it is a member of
}

// Cascade says what a notice from Append does to other subjects. A revoked
// enterprise (TopicAnnounce) revokes its products, a restored one
// (TopicCorrection) restores them, a member that left or joined makes its
// industries and regions recompute. A product revoked with its owner sends
// notices of its own, when the cascade is recorded in its history. Nothing
// goes upward: no notice asks for a measure against an enterprise, an industry
// or a region. Notices are in order of subject.
//
// Reference: 青岛市人民政府关于实施“青岛优品”工程推动经济社会高质量发展的意见 (2023), 四(三), for
// revocation; the direction is library default, assumption.
func Cascade(n Notice, links []Link) ([]Notice, error) {
	at, err := index(links)
	if err != nil {
		return nil, err
	}
	self, ok := at[n.Subject]
	if !ok || self.Kind != n.Kind {
		return nil, fmt.Errorf("standing: links: none for the %s %s", n.Kind, n.Subject)
	}
	var out []Notice
	switch {
	case n.Topic == TopicLeft || n.Topic == TopicJoined:
		groups := slices.Sorted(slices.Values(self.Groups))
		for _, g := range slices.Compact(groups) {
			out = append(out, n.about(at[g], TopicRecompute))
		}
		return out, nil
	case n.Kind != Enterprise || n.Act != Revoke:
		return nil, nil
	}
	topic := map[Topic]Topic{TopicAnnounce: TopicRevokeProduct, TopicCorrection: TopicRestoreProduct}[n.Topic]
	for _, l := range links {
		if topic != "" && l.Kind == Product && l.Owner == n.Subject {
			out = append(out, n.about(l, topic))
		}
	}
	slices.SortFunc(out, func(a, b Notice) int { return cmp.Compare(a.Subject, b.Subject) })
	return out, nil
}

// about is a notice to another subject because of n. It names no scope: it
// concerns every qualification of the subject.
func (n Notice) about(l Link, topic Topic) Notice {
	return Notice{Topic: topic, Qualification: Qualification{Subject: l.Subject, Kind: l.Kind}, Entry: n.Entry, Act: n.Act, Date: n.Date}
}

func index(links []Link) (map[string]Link, error) {
	at := make(map[string]Link, len(links))
	var faults []error
	fault := func(format string, a ...any) { faults = append(faults, fmt.Errorf("standing: links: "+format, a...)) }
	for i, l := range links {
		if !known(kindNames, l.Kind) {
			fault("link %d, %s: kind %q is unknown", i, l.Subject, l.Kind)
		}
		if _, twice := at[l.Subject]; twice {
			fault("link %d: %s stands twice", i, l.Subject)
		}
		at[l.Subject] = l
	}
	for i, l := range links {
		if l.Owner != "" && (l.Kind != Product || at[l.Owner].Kind != Enterprise) {
			fault("link %d: %s cannot own the %s %s: only an enterprise owns, only a product is owned", i, l.Owner, l.Kind, l.Subject)
		}
		for _, g := range l.Groups {
			if k := at[g].Kind; k != Industry && k != Region {
				fault("link %d, %s: group %s is no industry or region among the links", i, l.Subject, g)
			}
			if l.Kind != Product && l.Kind != Enterprise {
				fault("link %d: the %s %s cannot be a member of %s", i, l.Kind, l.Subject, g)
			}
		}
	}
	return at, errors.Join(faults...)
}
