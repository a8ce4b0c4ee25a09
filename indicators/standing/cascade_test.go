package standing

import (
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"
)

var family = []Link{
	{Subject: "P2", Kind: Product, Owner: "E1", Groups: []string{"R1"}},
	{Subject: "P1", Kind: Product, Owner: "E1", Groups: []string{"I1"}},
	{Subject: "P3", Kind: Product, Owner: "E2"},
	{Subject: "E1", Kind: Enterprise, Groups: []string{"R1", "I1"}},
	{Subject: "E2", Kind: Enterprise, Groups: []string{"I1"}},
	{Subject: "I1", Kind: Industry},
	{Subject: "R1", Kind: Region},
}

func told(t *testing.T, notices []Notice, links []Link) (out []string) {
	for _, n := range notices {
		next, err := Cascade(n, links)
		require.NoError(t, err)
		for _, m := range next {
			out = append(out, fmt.Sprintf("%s %s", m.Topic, m.Subject))
		}
	}
	return out
}

// An enterprise revoked and restored takes its products along, through their
// own histories; industries and regions recompute.
func TestCascade(t *testing.T) {
	e := recognisedAs(t, enterprise)
	e.do("intend 2026-07-01 reason=RESPONSIBILITY found=2026-06-30 intends=revoke", "hear 2026-07-02 of=6")
	notices := e.do("revoke 2026-07-03 reason=RESPONSIBILITY found=2026-06-30 of=6")
	assert.Equal(t, []string{"recompute I1", "recompute R1", "revoke-product P1", "revoke-product P2"}, told(t, notices, family))

	p := recognised(t)
	assert.Equal(t, []string{"recompute I1"}, told(t, p.do("cascade 2026-07-03"), family), "and nothing against E1")

	e.do("annul 2026-08-03 of=8 reason=OWN_MOTION")
	assert.Equal(t, []string{"recompute I1", "recompute R1", "restore-product P1", "restore-product P2"}, told(t, e.do("restore 2026-08-04 of=8"), family))
	p.do("annul 2026-08-04 of=6 reason=OWNER_RESTORED")
	assert.Equal(t, []string{"recompute I1"}, told(t, p.do("restore 2026-08-04 of=6"), family))
	assert.Equal(t, Recognised, p.Standing().State)
}

// A suspended enterprise has left already; its revocation still reaches its products.
func TestCascadeFromSuspension(t *testing.T) {
	e := recognisedAs(t, enterprise)
	assert.Equal(t, []string{"recompute I1", "recompute R1"}, told(t, e.do("suspend 2026-07-01 reason=RESPONSIBILITY found=2026-06-30"), family))
	e.do("intend 2026-07-01 reason=RESPONSIBILITY found=2026-06-30 intends=revoke", "hear 2026-07-02 of=7")
	assert.Equal(t, []string{"revoke-product P1", "revoke-product P2"}, told(t, e.do("revoke 2026-07-03 reason=RESPONSIBILITY found=2026-06-30 of=7"), family))
}

func TestCascadeIsForProductsOnly(t *testing.T) {
	for _, k := range []Kind{Enterprise, Industry, Region} {
		l := recognisedAs(t, Qualification{"X", k, "all"})
		l.refuse("cascade 2026-07-01", "never to a subject of kind "+string(k))
	}
}

func TestLinksFaultsAllAtOnce(t *testing.T) {
	links := []Link{
		{Subject: "P1", Kind: Product, Owner: "P2", Groups: []string{"E1", "nowhere"}},
		{Subject: "P1", Kind: "gadget"},
		{Subject: "P2", Kind: Product},
		{Subject: "E1", Kind: Enterprise, Owner: "E1"},
		{Subject: "I1", Kind: Industry, Groups: []string{"I1"}},
	}
	_, err := Cascade(Notice{Topic: TopicLeft, Qualification: product}, links)
	for _, words := range []string{"stands twice", `kind "gadget"`, "P2 cannot own", "E1 cannot own", "group E1", "group nowhere", "industry I1 cannot be a member"} {
		assert.ErrorContains(t, err, words)
	}
	_, err = Cascade(Notice{Topic: TopicLeft, Qualification: enterprise}, family[:0])
	assert.ErrorContains(t, err, "none for the enterprise E1")
}

// Whatever the notice and the links: measures reach products of a revoked or
// restored enterprise only, recomputation industries and regions only.
func TestLawCascadeNeverUpward(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		links := []Link{{Subject: "I0", Kind: Industry}, {Subject: "R0", Kind: Region}}
		group := rapid.SliceOfN(rapid.SampledFrom([]string{"I0", "R0"}), 0, 2)
		for i := range rapid.IntRange(1, 4).Draw(t, "enterprises") {
			links = append(links, Link{Subject: fmt.Sprint("E", i), Kind: Enterprise, Groups: group.Draw(t, "groups")})
			for j := range rapid.IntRange(0, 3).Draw(t, "products") {
				links = append(links, Link{Subject: fmt.Sprint("P", i, j), Kind: Product, Owner: fmt.Sprint("E", i), Groups: group.Draw(t, "groups")})
			}
		}
		links = rapid.Permutation(links).Draw(t, "links")
		l := rapid.SampledFrom(links).Draw(t, "subject")
		n := Notice{
			Topic: rapid.SampledFrom([]Topic{TopicLeft, TopicJoined, TopicAnnounce, TopicCorrection, TopicReport}).Draw(t, "topic"), Qualification: Qualification{l.Subject, l.Kind, "all"},
			Act: rapid.SampledFrom([]Act{Revoke, Cascaded, Suspend, Expire}).Draw(t, "act"), Entry: 3,
		}
		out, err := Cascade(n, links)
		require.NoError(t, err)
		at, err := index(links)
		require.NoError(t, err)
		for _, m := range out {
			switch m.Topic {
			case TopicRevokeProduct, TopicRestoreProduct:
				require.Equal(t, []any{Product, l.Subject, Enterprise, Revoke}, []any{m.Kind, at[m.Subject].Owner, l.Kind, n.Act})
			case TopicRecompute:
				require.Contains(t, l.Groups, m.Subject)
				require.Contains(t, []Kind{Industry, Region}, m.Kind)
			default:
				t.Fatalf("%s against %s", m.Topic, m.Subject)
			}
		}
	})
}
